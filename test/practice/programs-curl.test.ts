import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import type { Ended } from '../servers/run.ts';
import { printTable } from '../table.ts';
import {
  openBench,
  RUNTIMES,
  SECURITIES,
  WAYS,
  WELCOME_SUBJECTS,
  type Bench,
  type ProgramRow,
  type Security,
} from './bench.ts';

type Protocol = 'IMAP' | 'POP3' | 'Submission';

const SCHEMES: Readonly<Record<Protocol, Readonly<Record<Security, string>>>> = {
  IMAP: { 'implicit-tls': 'imaps', starttls: 'imap' },
  POP3: { 'implicit-tls': 'pop3s', starttls: 'pop3' },
  Submission: { 'implicit-tls': 'smtps', starttls: 'smtp' },
};
const PROTOCOLS = ['IMAP', 'POP3', 'Submission'] as const;
// The first is what it takes by itself.
const MECHANISMS = ['CRAM-MD5', 'PLAIN', 'LOGIN'];

// Exit codes of curl.
const CERTIFICATE_REFUSED = 60;
const LOGIN_DENIED = 67;

/** What curl is asked for; what is not given is as it should be. */
interface Request {
  readonly protocol: Protocol;
  readonly security: Security;
  /** Behind host and port. */
  readonly path?: string;
  readonly account?: Bench['alice'];
  readonly hasAuthority?: boolean;
  readonly host?: string;
  /** More of its configuration. */
  readonly more?: readonly string[];
}

interface Got extends Ended {
  /** What was fetched, each character a byte. */
  readonly body: string;
}

/** Runs curl with everything in a file; without `-q` it would read another one, too. */
async function curl(bench: Bench, request: Request): Promise<Got> {
  const { protocol, security, path = '', account = bench.alice, hasAuthority = true, more = [] } = request;
  const { host: printed, port } = bench.door(protocol, security);
  const host = request.host ?? printed;
  const outFile = await bench.write('out', '');
  const config = await bench.write(
    'curl.cfg',
    [
      `url = "${SCHEMES[protocol][security]}://${host}:${port}/${path}"`,
      `resolve = "${host}:${port}:127.0.0.1"`,
      `user = "${account.address}:${account.password}"`,
      ...(hasAuthority ? [`cacert = "${bench.practice.authorityFile}"`] : []),
      `output = "${outFile}"`,
      ...['ssl-reqd', 'verbose', 'silent', 'show-error'],
      ...more,
    ].join('\n'),
  );
  const ended = await bench.run('curl', ['-q', '--config', config]);
  return { ...ended, body: await readFile(outFile, 'latin1') };
}

describeWith(['curl', 'electron'], 'curl against the practice server', () => {
  const rows: ProgramRow[] = [];

  afterAll(() => printTable(rows));

  it.each(WAYS)('signs in by every mechanism that it has: %s, on %s', async (security, runtime) => {
    const bench = await openBench({ runtime });

    for (const protocol of PROTOCOLS) {
      for (const mechanism of [null, ...MECHANISMS]) {
        const more = [
          'request = "NOOP"',
          ...(mechanism === null ? [] : [`login-options = "AUTH=${mechanism}"`]),
        ];
        const { exitCode, output } = await curl(bench, { protocol, security, more });

        expect(exitCode, output).toBe(0);
        const used = mechanism ?? MECHANISMS[0]!;
        expect(output).toMatch(new RegExp(`> (\\S+ AUTHENTICATE|AUTH) ${used}\\b`));
        if (mechanism === null) continue;
        rows.push({ program: 'curl', protocol, security, mechanism, runtime, result: 'signed in' });
      }
    }
  });

  it.each(WAYS)(
    'lists three mails and reads one, the same by IMAP and POP3: %s, on %s',
    async (security, runtime) => {
      const bench = await openBench({ runtime });

      const folders = await curl(bench, { protocol: 'IMAP', security });
      const found = await curl(bench, { protocol: 'IMAP', security, path: 'INBOX?ALL' });
      const listed = await curl(bench, { protocol: 'POP3', security });
      const fetched = await curl(bench, { protocol: 'IMAP', security, path: 'INBOX;UID=2' });
      const retrieved = await curl(bench, { protocol: 'POP3', security, path: '2' });

      expect(folders.body).toContain('"INBOX"');
      expect(found.body).toBe('* SEARCH 1 2 3\r\n');
      expect(listed.body).toMatch(/^1 \d+\r\n2 \d+\r\n3 \d+\r\n$/);
      expect(fetched.body).toContain(`\r\nSubject: ${WELCOME_SUBJECTS[1]}\r\n`);
      expect(retrieved.body).toBe(fetched.body);
      for (const protocol of ['IMAP', 'POP3']) {
        rows.push({
          program: 'curl',
          protocol,
          security,
          mechanism: 'CRAM-MD5',
          runtime,
          result: 'three mails, one read',
        });
      }
    },
  );

  it.each(WAYS)('sends a mail that arrives, byte for byte: %s, on %s', async (security, runtime) => {
    const bench = await openBench({ runtime });
    const { alice, bob } = bench;
    const mail = [
      `From: ${alice.address}`,
      `To: ${bob.address}`,
      'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Grüße, und Punkte:',
      '.',
      '..zwei',
      '',
    ].join('\r\n');
    const file = await bench.write('mail.eml', mail);
    const envelope = [
      `mail-from = "${alice.address}"`,
      `mail-rcpt = "${bob.address}"`,
      `upload-file = "${file}"`,
    ];

    const sent = await curl(bench, { protocol: 'Submission', security, more: envelope });
    const fetched = await curl(bench, {
      protocol: 'IMAP',
      security,
      path: 'INBOX;MAILINDEX=4',
      account: bob,
    });
    const retrieved = await curl(bench, { protocol: 'POP3', security, path: '4', account: bob });

    expect(sent.exitCode, sent.output).toBe(0);
    expect(Buffer.from(fetched.body, 'latin1').toString().endsWith(mail)).toBe(true);
    expect(fetched.body).toMatch(/^Return-Path: <alice@practice\.test>\r\nReceived: from /);
    expect(retrieved.body).toBe(fetched.body);
    rows.push({
      program: 'curl',
      protocol: 'Submission',
      security,
      mechanism: 'CRAM-MD5',
      runtime,
      result: 'mail arrived',
    });
  });

  it.each(SECURITIES)(
    'refuses a server that it cannot trust, or that has another name: %s',
    async (security) => {
      const bench = await openBench();

      for (const protocol of PROTOCOLS) {
        const untrusted = await curl(bench, { protocol, security, hasAuthority: false });
        const misnamed = await curl(bench, { protocol, security, host: 'mail.example.test' });

        expect([untrusted.exitCode, misnamed.exitCode]).toEqual([CERTIFICATE_REFUSED, CERTIFICATE_REFUSED]);
        expect(untrusted.output + misnamed.output).not.toContain('AUTH');
        rows.push({
          program: 'curl',
          protocol,
          security,
          mechanism: '–',
          runtime: 'node',
          result: 'refuses without the authority',
        });
      }
    },
  );

  it.each(RUNTIMES)('says that a wrong password is denied: on %s', async (runtime) => {
    const bench = await openBench({ runtime });
    const account = { ...bench.alice, password: 'not-it' };

    for (const protocol of PROTOCOLS) {
      for (const mechanism of MECHANISMS) {
        const more = ['request = "NOOP"', `login-options = "AUTH=${mechanism}"`];
        const { exitCode, output } = await curl(bench, { protocol, security: 'implicit-tls', account, more });

        expect(exitCode, output).toBe(LOGIN_DENIED);
        expect(output).toContain('Login denied');
      }
      rows.push({
        program: 'curl',
        protocol,
        security: 'implicit-tls',
        mechanism: 'all three',
        runtime,
        result: 'wrong password denied',
      });
    }
  });

  it.each(WAYS)('signs in with the key of a device alone: %s, on %s', async (security, runtime) => {
    const bench = await openBench({ runtime });
    const account = { ...bench.alice, password: '' }; // with a password it would not take EXTERNAL
    const more = [
      'request = "NOOP"',
      'login-options = "AUTH=EXTERNAL"',
      `cert = "${bench.practice.deviceFile}"`,
    ];

    for (const protocol of PROTOCOLS) {
      const { exitCode, output } = await curl(bench, { protocol, security, account, more });

      expect(exitCode, output).toBe(0);
      expect(output).toMatch(/> (\S+ AUTHENTICATE|AUTH) EXTERNAL\b/);
      rows.push({ program: 'curl', protocol, security, mechanism: 'EXTERNAL', runtime, result: 'signed in' });
    }
  });
});
