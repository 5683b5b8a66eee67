import { afterAll, expect, it } from 'vitest';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { openBench, PREAUTH_BY_KEY, ProgramTable, SECURITIES, WAYS, WELCOME_SUBJECTS } from './bench.ts';
import { curl, CURL_PROTOCOLS, NOTHING_MORE, signInBy } from './curl.ts';

// The first is what it takes by itself: it has no SCRAM.
const MECHANISMS = ['CRAM-MD5', 'PLAIN', 'LOGIN'] as const;
const [STRONGEST] = MECHANISMS;

// Exit codes of curl.
const CERTIFICATE_REFUSED = 60;
const LOGIN_DENIED = 67;

describeWith(['curl', 'electron'], 'curl against the practice server', () => {
  const table = new ProgramTable('curl');

  afterAll(() => table.print());

  it.each(WAYS)('signs in by every mechanism that it has: %s, on %s', async (security, runtime) => {
    const bench = await openBench({ runtime });

    for (const protocol of CURL_PROTOCOLS) {
      for (const mechanism of MECHANISMS) {
        const option = mechanism === STRONGEST ? [] : [`login-options = "AUTH=${mechanism}"`];
        const more = [...NOTHING_MORE, ...option];
        const { exitCode, output } = await curl(bench, { protocol, security, more });

        expect(exitCode, output).toBe(0);
        expect(output).toMatch(signInBy(mechanism));
        table.note({ protocol, security, runtime }, mechanism, 'signed in');
      }
    }
  });

  it.each(WAYS)('lists three mails and reads one: %s, on %s', async (security, runtime) => {
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
      table.note({ protocol, security, runtime }, STRONGEST, 'three mails, one read');
    }
  });

  it.each(WAYS)('sends a mail that arrives, byte for byte: %s, on %s', async (security, runtime) => {
    const bench = await openBench({ runtime });
    const { alice, bob } = bench;
    const mail = [
      `From: ${alice.address}`,
      `To: ${bob.address}`,
      'Subject: by curl',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Grüße, und Punkte:',
      '.',
      '..zwei',
      '',
    ].join('\r\n');
    const file = await bench.write('mail.eml', mail);

    const sent = await curl(bench, {
      protocol: 'Submission',
      security,
      more: [`mail-from = "${alice.address}"`, `mail-rcpt = "${bob.address}"`, `upload-file = "${file}"`],
    });
    const theLast = { security, account: bob };
    const fetched = await curl(bench, { ...theLast, protocol: 'IMAP', path: 'INBOX;MAILINDEX=4' });
    const retrieved = await curl(bench, { ...theLast, protocol: 'POP3', path: '4' });

    expect(sent.exitCode, sent.output).toBe(0);
    expect(fetched.body).toMatch(/^Return-Path: <alice@practice\.test>\r\nReceived: from /);
    expect(Buffer.from(fetched.body, 'latin1').toString().endsWith(`\r\n${mail}`)).toBe(true);
    expect(retrieved.body).toBe(fetched.body);
    table.note({ protocol: 'Submission', security, runtime }, STRONGEST, 'mail arrived');
  });

  it.each(SECURITIES)('refuses a server that it cannot trust or that is another: %s', async (security) => {
    const bench = await openBench();

    for (const protocol of CURL_PROTOCOLS) {
      const untrusted = await curl(bench, { protocol, security, hasAuthority: false });
      const misnamed = await curl(bench, { protocol, security, host: 'mail.example.test' });

      expect([untrusted.exitCode, misnamed.exitCode]).toEqual([CERTIFICATE_REFUSED, CERTIFICATE_REFUSED]);
      expect(untrusted.output + misnamed.output).not.toMatch(signInBy('\\S+'));
      table.note({ protocol, security, runtime: 'node' }, '–', 'refused without the authority');
    }
  });

  it.each(RUNTIMES)('says that a wrong password is denied: on %s', async (runtime) => {
    const bench = await openBench({ runtime });
    const account = { ...bench.alice, password: 'not-it' };
    const security = 'implicit-tls';

    for (const protocol of CURL_PROTOCOLS) {
      for (const mechanism of MECHANISMS) {
        const more = [...NOTHING_MORE, `login-options = "AUTH=${mechanism}"`];
        const { exitCode, output } = await curl(bench, { protocol, security, account, more });

        expect(exitCode, output).toBe(LOGIN_DENIED);
        expect(output).toContain('Login denied');
        table.note({ protocol, security, runtime }, mechanism, 'wrong password refused');
      }
    }
  });

  it.each(WAYS)('signs in with the key of a device alone: %s, on %s', async (security, runtime) => {
    const bench = await openBench({ runtime });
    const account = { ...bench.alice, password: '' }; // it takes EXTERNAL where there is no password only
    const key = ['login-options = "AUTH=EXTERNAL"', `cert = "${bench.practice.deviceFile}"`];

    for (const protocol of CURL_PROTOCOLS) {
      const more = [...NOTHING_MORE, ...key];
      const { exitCode, output } = await curl(bench, { protocol, security, account, more });

      expect(exitCode, output).toBe(0);
      expect(output).toMatch(signInBy('EXTERNAL'));
      table.note({ protocol, security, runtime }, 'EXTERNAL', 'signed in');
    }
  });

  it.each(RUNTIMES)('takes a greeting with PREAUTH: on %s', async (runtime) => {
    const bench = await openBench({ runtime, args: PREAUTH_BY_KEY });
    const account = { ...bench.alice, password: '' };
    const where = { protocol: 'IMAP', security: 'implicit-tls' } as const;
    const more = [`cert = "${bench.practice.deviceFile}"`];

    const { output, body } = await curl(bench, { ...where, path: 'INBOX?ALL', account, more });

    expect(output).toMatch(/^< \* PREAUTH /m);
    expect(output).not.toMatch(signInBy('\\S+'));
    expect(body).toBe('* SEARCH 1 2 3\r\n');
    table.note({ ...where, runtime }, 'PREAUTH', 'signed in');
  });
});
