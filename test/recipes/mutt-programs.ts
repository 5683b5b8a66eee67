import { shellWord } from '../../shared/mail/quote.ts';
import { runCommand } from '../servers/run.ts';
import { runInTerminal } from '../servers/terminal.ts';
import type { Use } from './bench.ts';
import type { TriedProgram } from './describe-recipe.ts';
import { releasesOf } from './releases.ts';

const VERSIONS = { mutt: /^Mutt ([\d.]+)/m, neomutt: /^NeoMutt (\d+)/m };

/** Mutt or NeoMutt of a release, as somebody uses it who has followed its recipe. */
export function triedMutt(
  program: 'mutt' | 'neomutt',
  from: 'installed' | 'next',
): TriedProgram & { readonly incoming: Use; readonly outgoing: Use } {
  const release = releasesOf(program)[from];
  return {
    program,
    version: () => release.version('-v', VERSIONS[program]),
    parts: [release.part, 'script'],
    // Which kinds it takes is GnuTLS's business, and the same in both.
    algorithms: from === 'next' ? ['ed25519'] : ['ed25519', 'p256', 'rsa-2048'],
    // Opens the inbox, and leaves. It stops for a second at each thing that it says, if nobody tells it not to.
    async incoming({ env }) {
      const words = [...(await release.command()), '-e', 'set sleep_time=0', '-e', 'push <exit>'];
      // What Debian sets for NeoMutt wants a terminal with colours.
      return runInTerminal(words.map(shellWord).join(' '), { ...env, TERM: 'xterm' });
    },
    async outgoing({ env }) {
      // A copy in the home is nothing to look at, and NeoMutt takes a comma in its path for the end of it.
      const words = ['-e', 'set copy=no', '-s', 'Sent by a recipe', 'bob@practice.test'];
      return runCommand([...(await release.command()), ...words], { env, stdin: 'Hello\n' });
    },
  };
}
