import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examine } from '../../../electron/node/doctor.ts';
import { practiceRun } from '../../../electron/node/practice/practice-run.ts';
import { startPractice, type Practice } from '../../../electron/node/practice/practice.ts';
import type { PracticeProtocol } from '../../../electron/node/practice/protocols.ts';
import { letterFor, type LetterTo } from '../../../shared/report/letter.ts';
import type { Report } from '../../../shared/report/report.ts';
import { describeWith } from '../../parts.ts';
import { faultsNamed } from '../../practice/faults.ts';
import { endWithUs } from '../../servers/child.ts';
import { givenPassword, surroundings } from '../../surroundings.ts';

/** A fault, where it is met, who is written to, and what each line of the letter shows. */
type Row = readonly [fault: string, protocol: PracticeProtocol, to: LetterTo, shows: readonly RegExp[]];

const NOT_AFTER = /Not After/;

const ROWS: readonly Row[] = [
  ['certificate-expired', 'imap', 'provider', [/certificate has expired/, NOT_AFTER]],
  ['certificate-expired', 'submission', 'provider', [/certificate has expired/, NOT_AFTER]],
  ['certificate-wrong-name', 'pop3', 'provider', [/hostname mismatch/, /Subject: CN ?= ?\S+/]],
  ['certificate-self-signed', 'imap', 'provider', [/self-signed certificate/, NOT_AFTER]],
  ['certificate-unknown-issuer', 'imap', 'provider', [/unable to get local issuer|self-signed/, /Issuer:/]],
  ['certificate-incomplete-chain', 'imap', 'provider', [/unable to (get local issuer|verify)/, NOT_AFTER]],
  ['certificate-weak-key', 'imap', 'provider', [/Server public key is 1024 bit/, /Public-Key: \(1024 bit\)/]],
  ['certificate-weak-signature', 'imap', 'provider', [/sigalg: \S*SHA1/i, /sha1With|ecdsa-with-SHA1/]],
  ['certificate-interceptor', 'imap', 'it', [/unable to get local issuer|self-signed/, /Issuer:/]],
  ['tls-too-old', 'imap', 'provider', [/alert protocol version|New, \(NONE\)/, /TLSv1\.1|TLSv1/]],
  ['tls-wants-certificate', 'imap', 'it', [/Acceptable client certificate CA names|certificate required/]],
  [
    'starttls-missing',
    'imap',
    'provider',
    [/didn't find STARTTLS|Didn't find STARTTLS/, /CAPABILITY (?!.*STARTTLS)/],
  ],
  ['starttls-missing', 'submission', 'provider', [/idn't find STARTTLS/, /250[ -](?!.*STARTTLS)/]],
  ['starttls-missing', 'pop3', 'provider', [/idn't find STARTTLS|errno|:error:/, /-ERR/]],
  [
    'starttls-missing',
    'managesieve',
    'provider',
    [/idn't find STARTTLS|STARTTLS not supported|errno/, /NO /],
  ],
  ['starttls-refused', 'imap', 'provider', [/CONNECTED/, /^b (NO|BAD) /m]],
  ['starttls-injected', 'imap', 'it', [/CONNECTED/, /^b OK [^\n]*\n\S/m]],
  ['starttls-injected', 'submission', 'it', [/CONNECTED/, /^220 [^\n]*TLS\r\n\d/m]],
  ['auth-before-tls', 'imap', 'provider', [/CAPABILITY.*AUTH=/]],
  ['auth-before-tls', 'submission', 'provider', [/250[ -]AUTH /]],
  ['auth-before-tls', 'managesieve', 'provider', [/"SASL" "\w/]],
  ['auth-nothing', 'submission', 'provider', [/<~ +250 (?![^]*AUTH)/]],
  ['auth-only-kerberos', 'imap', 'provider', [/CAPABILITY.*AUTH=GSSAPI/]],
  ['auth-only-kerberos', 'pop3', 'provider', [/SASL GSSAPI/]],
  ['mechanism-too-weak', 'managesieve', 'provider', [/"SASL" "/]],
  ['capabilities-refused', 'imap', 'provider', [/(NO|BAD)/]],
  ['preauth-in-cleartext', 'imap', 'it', [/\* PREAUTH/]],
  ['server-turns-away', 'imap', 'provider', [/\* BYE/]],
  ['server-turns-away', 'submission', 'provider', [/^[45]\d\d /m]],
];

const LONGEST_RUN_MS = 30_000;

describeWith(['openssl', 'curl', 'swaks'], 'the lines of a letter, run', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-letter-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** What a line says, in a shell, on a computer that trusts this authority. */
  async function run(line: string, authority: string): Promise<string> {
    const child = spawn('sh', ['-c', line], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { PATH: process.env['PATH'], HOME: folder, SSL_CERT_FILE: authority, CURL_CA_BUNDLE: authority },
    });
    endWithUs(child);
    const timer = setTimeout(() => {
      // The whole line, and not the shell alone: it was given a group of its own.
      if (child.pid !== undefined) process.kill(-child.pid);
    }, LONGEST_RUN_MS);
    let output = '';
    child.stdout.setEncoding('latin1').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('latin1').on('data', (text: string) => (output += text));
    await once(child, 'close');
    clearTimeout(timer);
    return output;
  }

  it.concurrent.each(ROWS)(
    'show %s over %s to the %s',
    async (fault, protocol, to, shows) => {
      const practice = await startPractice({ date: () => new Date() });
      try {
        const authority = join(folder, `${fault}-${protocol}.pem`);
        await writeFile(authority, practice.trustAnchors.join('\n'));
        const report = await reportOf(practice, fault, protocol);

        const letter = letterFor(report, to, ALL_PAGES.en, 0);
        const lines = [...(letter?.text.matchAll(/^ {5}(\S.*)$/gm) ?? [])].map(([, line = '']) => line);
        const outputs = await Promise.all(lines.map((line) => run(line, authority)));

        expect(lines, letter?.text).toHaveLength(shows.length);
        shows.forEach((pattern, at) => expect(outputs[at], lines[at]).toMatch(pattern));
      } finally {
        await practice.close();
      }
    },
    90_000,
  );
});

async function reportOf(practice: Practice, fault: string, protocol: PracticeProtocol): Promise<Report> {
  if (!(await practice.setFaults(faultsNamed(fault)))) throw new Error(fault);
  const run = practiceRun(practice, null, [protocol]);
  if (!run.ok) throw new Error(run.problem.code);
  const askPassword = async () => givenPassword(run.value.account.password, { isConfirmed: true });
  const report = await examine({ ...run.value.examination, timeoutMs: 3_000 }, surroundings({ askPassword }));
  // Only Letterlock asks the practice server's DNS; the tools ask this computer's.
  const local = JSON.stringify(report).replace(/\b(imap|smtp|pop|sieve)\.practice\.test/g, 'localhost');
  return JSON.parse(local) as Report;
}
