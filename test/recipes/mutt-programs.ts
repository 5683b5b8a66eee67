import { shellWord } from '../../shared/mail/quote.ts';
import { runCommand } from '../servers/run.ts';
import { runInTerminal, type Answers } from '../servers/terminal.ts';
import { nameInMail } from './bench.ts';
import type { TriedProgram } from './describe-recipe.ts';
import { releasesOf } from './releases.ts';

const VERSIONS = { mutt: /^Mutt ([\d.]+)/m, neomutt: /^NeoMutt (\d+)/m };

// Nobody takes a certificate that it does not trust, at either server.
const ASKED: Answers = [
  [/\(r\)eject/, 'r'],
  [/\(r\)eject/, 'r'],
];

/** Mutt or NeoMutt of a release, as somebody uses it who has followed its recipe. */
export function triedMutt(
  program: 'mutt' | 'neomutt',
  from: 'installed' | 'next',
): Required<Pick<TriedProgram, 'incoming' | 'outgoing' | 'own'>> & TriedProgram {
  const release = releasesOf(program)[from];
  return {
    program,
    version: () => release.version('-v', VERSIONS[program]),
    parts: [release.part, 'script'],
    // Which kinds it takes is GnuTLS's business, and the same in both.
    algorithms: from === 'next' ? ['ed25519'] : ['ed25519', 'p256', 'rsa-2048'],
    nameOf: nameInMail,
    own: {
      name: '.muttrc',
      text: [
        'unset ssl_force_tls ssl_starttls ssl_verify_host ssl_verify_dates',
        "set tunnel='false' preconnect='false'",
        "set folder='imap://other.test' imap_user='mine' imap_login='mine' imap_pass='mine' imap_authenticators='login'",
        "set smtp_url='smtp://mine@other.test' smtp_pass='mine' smtp_authenticators='login'",
        // A line that goes on, at the end of the file.
        "set realname='Mine' \\",
      ].join('\n'),
    },
    // Opens the inbox, and leaves. It stops for a second at each thing that it says, if nobody tells it not to.
    async incoming({ env }) {
      const words = [...(await release.command()), '-e', 'set sleep_time=0', '-e', 'push <exit>'];
      // What Debian sets for NeoMutt wants a terminal with colours.
      return runInTerminal(words.map(shellWord).join(' '), { ...env, TERM: 'xterm' }, ASKED);
    },
    async outgoing({ env }) {
      // A copy in the home is nothing to look at, and NeoMutt takes a comma in its path for the end of it.
      const words = ['-e', 'set copy=no', '-s', 'Sent by a recipe', 'bob@practice.test'];
      return runCommand([...(await release.command()), ...words], { env, stdin: 'Hello\n' });
    },
  };
}
