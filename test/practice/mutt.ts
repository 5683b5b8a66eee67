import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathOf } from '../parts.ts';
import type { Ended } from '../servers/run.ts';
import { runInTerminal, type Answers } from '../servers/terminal.ts';
import { environmentIn, type Bench, type Security } from './bench.ts';

/** How mutt is set up; what is not given is as it should be. */
export interface MuttChoice {
  readonly security: Security;
  /** Its own choice, where SCRAM-*-PLUS is on offer, is one that it cannot carry out (it knows no channel binding). */
  readonly mechanism?: string;
  readonly password?: string;
  readonly hasAuthority?: boolean;
  readonly hasKey?: boolean;
}

/** How mutt ended, and what it said to the server. */
export interface MuttEnded extends Ended {
  readonly transcript: string;
}

const SCHEMES: Readonly<Record<Security, Readonly<Record<'IMAP' | 'POP3' | 'Submission', string>>>> = {
  'implicit-tls': { IMAP: 'imaps', POP3: 'pops', Submission: 'smtps' },
  starttls: { IMAP: 'imap', POP3: 'pop', Submission: 'smtp' },
};

/** Sends a mail of alice's to bob, as a script does: without a terminal. */
export async function sendWithMutt(
  bench: Bench,
  choice: MuttChoice,
  mail: { readonly subject: string; readonly text: string },
): Promise<MuttEnded> {
  const settings = await bench.write('muttrc', settingsOf(bench, choice));
  // The second level of its log has the lines of the protocols.
  const args = ['-n', '-F', settings, '-d', '2', '-s', mail.subject, bench.bob.address];
  const ended = await bench.run('mutt', args, mail.text);
  return { ...ended, transcript: await transcriptIn(bench) };
}

/** Opens alice's mailbox in a terminal, writes every mail to a file, and leaves; gives what is in the file, too. */
export async function readWithMutt(
  bench: Bench,
  protocol: 'IMAP' | 'POP3',
  choice: MuttChoice,
  answers: Answers = [],
): Promise<MuttEnded & { readonly mails: string }> {
  const saved = await bench.write('saved', '');
  const { port } = bench.door(protocol, choice.security);
  const mailbox = `${SCHEMES[choice.security][protocol]}://${bench.alice.address}@localhost:${port}/`;
  const keys = `<tag-pattern>~A<enter><tag-prefix><pipe-message>cat >>${saved}<enter><exit>`;
  const lines = [settingsOf(bench, choice), `push '${keys}'`];
  const settings = await bench.write('muttrc', lines.join('\n'));
  const line = `${pathOf('mutt')} -n -F ${settings} -d 2 -f ${mailbox}`;
  const ended = await runInTerminal(line, environmentIn(bench.home), answers);
  return { ...ended, transcript: await transcriptIn(bench), mails: await readFile(saved, 'latin1') };
}

function settingsOf(bench: Bench, choice: MuttChoice): string {
  const { security, mechanism = 'SCRAM-SHA-256', password = bench.alice.password } = choice;
  const { alice, practice, home } = bench;
  const { port } = bench.door('Submission', security);
  const smtp = `${SCHEMES[security].Submission}://${alice.address}@localhost:${port}`;
  return [
    `set from="${alice.address}" use_from=yes realname="Alice" copy=no`,
    `set imap_pass="${password}" pop_pass="${password}" smtp_pass="${password}"`,
    ...['imap', 'pop', 'smtp'].map((name) => `set ${name}_authenticators="${mechanism.toLowerCase()}"`),
    // It would ask whether to make a folder that is not there.
    `set smtp_url="${smtp}" folder="${home}" spoolfile="${join(home, 'spool')}"`,
    'set ssl_starttls=yes ssl_force_tls=yes',
    `set certificate_file="${join(home, 'certificates')}" ssl_ca_certificates_file=""`,
    ...(choice.hasAuthority === false ? [] : [`set ssl_ca_certificates_file="${practice.authorityFile}"`]),
    ...(choice.hasKey === true ? [`set ssl_client_cert="${practice.deviceFile}"`] : []),
    'set sleep_time=0 quit=yes pop_delete=no wait_key=no pipe_decode=no send_charset="us-ascii:utf-8"',
  ].join('\n');
}

async function transcriptIn({ home }: Bench): Promise<string> {
  return readFile(join(home, '.muttdebug0'), 'latin1');
}
