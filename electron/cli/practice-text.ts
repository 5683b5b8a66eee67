import type { Language } from '../../shared/findings/explain.ts';
import { formatEndpoint } from '../../shared/mail/endpoint.ts';
import { GRID_PROTOCOLS } from '../../shared/report/render-grid.ts';
import type { MailDoor } from '../node/practice/mail/doors.ts';
import { practiceEndpoints } from '../node/practice/practice-run.ts';
import type { Practice } from '../node/practice/practice.ts';
import { PRACTICE_HOSTS, type PracticeProtocol } from '../node/practice/protocols.ts';
import { PRACTICE_WORDS } from './practice-words.ts';

/** Where the files of a practice server lie while it runs. */
export interface PracticeFiles {
  readonly authority: string;
  /** Certificate and key of each account's device. */
  readonly devices: readonly { readonly name: string; readonly file: string }[];
}

/**
 * All that a person or a script needs to know of a running practice server, a fact a line, and commands to try.
 *
 * @param options.program how Letterlock was called
 */
export function describePractice(
  practice: Practice,
  files: PracticeFiles,
  options: { readonly language: Language; readonly program: string },
): string {
  const { language, program } = options;
  const words = PRACTICE_WORDS[language];
  const { ports, accounts, dnsServer } = practice;
  const facts = [
    words.servers,
    ...practice.doors.map(
      ({ protocol, connectionSecurity, port }) =>
        `  ${GRID_PROTOCOLS[protocol].padEnd(12)} ${PRACTICE_HOSTS[protocol]}:${port}/${connectionSecurity}`,
    ),
    words.discovery,
    `  DNS          ${dnsServer}`,
    `  HTTPS        127.0.0.1:${ports.https}`,
    `  HTTP         127.0.0.1:${ports.http}`,
    words.accounts,
    ...accounts.map(({ address, password }) => `  ${address}  ${password}`),
    words.files,
    `  ${words.authority.padEnd(22)} ${files.authority}`,
    ...files.devices.map(({ name, file }) => `  ${words.device(name).padEnd(22)} ${file}`),
    words.tries,
    ...commands(practice, files, program).map((command) => `  ${command}`),
  ];
  return `${facts.join('\n')}\n`;
}

/** Lines to paste into another terminal. Each program asks for the password by itself. */
function commands(practice: Practice, files: PracticeFiles, program: string): readonly string[] {
  const [alice, bob] = practice.accounts.map(({ address }) => address);
  const [imap, submission] = practiceEndpoints({ doors: practice.doors, faults: [] }).map(formatEndpoint);
  const port = (protocol: PracticeProtocol, security: MailDoor['connectionSecurity']): number =>
    portOf(practice.doors, protocol, security);
  const authority = quoted(files.authority);
  return [
    `${program} check ${alice} --imap ${imap} --smtp ${submission} --dns ${practice.dnsServer} --ca ${authority}`,
    `curl --cacert ${authority} --user ${alice} imaps://localhost:${port('imap', 'implicit-tls')}/INBOX`,
    `swaks --server localhost:${port('submission', 'starttls')} --tls --tls-verify --tls-ca-path ${authority} --auth --auth-user ${alice} --from ${alice} --to ${bob}`,
    `gsasl --imap --mechanism SCRAM-SHA-256-PLUS --authentication-id ${alice} --x509-ca-file=${authority} localhost ${port('imap', 'starttls')}`,
    `openssl s_client -CAfile ${authority} -connect localhost:${port('imap', 'implicit-tls')}`,
  ];
}

/** As a POSIX shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function portOf(
  doors: readonly MailDoor[],
  protocol: PracticeProtocol,
  security: MailDoor['connectionSecurity'],
): number {
  return doors.find((one) => one.protocol === protocol && one.connectionSecurity === security)?.port ?? 0;
}
