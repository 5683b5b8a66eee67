import { afterAll, expect, it } from 'vitest';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import type { Ended } from '../servers/run.ts';
import { openBench, PREAUTH_BY_KEY, ProgramTable, WAYS, type Bench, type Security } from './bench.ts';
import { readMails } from './flow.ts';

type Protocol = 'IMAP' | 'POP3' | 'Submission' | 'ManageSieve';

interface Script {
  /** What openssl calls its STARTTLS. */
  readonly starttls: string;
  /** Signs in with the key, does something that needs it, and leaves. */
  readonly lines: readonly string[];
  readonly accepted: RegExp;
  readonly done: RegExp;
  readonly refused: RegExp;
}

const MAIL = ['From: alice@practice.test', 'Subject: by key', '', 'signed in without a password', '.'];

const SCRIPTS: Readonly<Record<Protocol, Script>> = {
  IMAP: {
    starttls: 'imap',
    lines: ['a AUTHENTICATE EXTERNAL =', 'b SELECT INBOX', 'c LOGOUT'],
    accepted: /^a OK /m,
    done: /^\* 3 EXISTS\r$/m,
    refused: /^a NO /m,
  },
  POP3: {
    starttls: 'pop3',
    lines: ['AUTH EXTERNAL =', 'STAT', 'QUIT'],
    // Not on a line of its own: openssl puts some of its own before it.
    accepted: /\+OK Logged in\./,
    done: /^\+OK 3 \d+\r$/m,
    refused: /^-ERR /m,
  },
  Submission: {
    starttls: 'smtp',
    lines: [
      'EHLO localhost',
      'AUTH EXTERNAL =',
      'MAIL FROM:<alice@practice.test>',
      'RCPT TO:<bob@practice.test>',
      'DATA',
      ...MAIL,
      'QUIT',
    ],
    accepted: /^235 /m,
    done: /^250 2\.0\.0 .*delivered/m,
    refused: /^504 /m,
  },
  ManageSieve: {
    starttls: 'sieve',
    lines: ['AUTHENTICATE "EXTERNAL" ""', 'LISTSCRIPTS', 'LOGOUT'],
    accepted: /^OK "Logged in\."\r$/m,
    done: /^OK "LISTSCRIPTS completed\."\r$/m,
    refused: /^NO /m,
  },
};

const EVERYWHERE = WAYS.flatMap(([security, runtime]) =>
  (['IMAP', 'POP3', 'Submission', 'ManageSieve'] as const)
    .filter((protocol) => protocol !== 'ManageSieve' || security === 'starttls')
    .map((protocol) => [protocol, security, runtime] as const),
);

interface Choice {
  readonly protocol: Protocol;
  readonly security: Security;
  readonly lines?: readonly string[];
  /** A file with certificate and key; alice's device without it. */
  readonly key?: string | null;
  readonly hasAuthority?: boolean;
  readonly host?: string;
}

/** Says lines in TLS, with a client certificate, and returns what the server said, or why there was no TLS. */
function sClient(bench: Bench, choice: Choice): Promise<Ended> {
  const { protocol, security, key = bench.practice.deviceFile, hasAuthority = true } = choice;
  const { starttls, lines } = SCRIPTS[protocol];
  const door = bench.door(protocol, security);
  const args = [
    // -quiet: nothing of its own, and no letter of ours is a command to it.
    ...['s_client', '-quiet', '-connect', `127.0.0.1:${door.port}`],
    ...(security === 'starttls' ? ['-starttls', starttls] : []),
    ...['-verify_return_error', '-verify_hostname', choice.host ?? door.host],
    ...(hasAuthority ? ['-CAfile', bench.practice.authorityFile] : ['-no-CAfile', '-no-CApath']),
    ...(key === null ? [] : ['-cert', key, '-key', key]),
  ];
  return bench.run('openssl', args, (choice.lines ?? lines).map((line) => `${line}\r\n`).join(''));
}

describeWith(['openssl', 'electron'], 'openssl s_client with a key against the practice server', () => {
  const table = new ProgramTable('openssl');

  afterAll(() => table.print());

  it.each(EVERYWHERE)('signs in with EXTERNAL alone: %s, %s, on %s', async (protocol, security, runtime) => {
    const bench = await openBench({ runtime });
    const { accepted, done } = SCRIPTS[protocol];

    const { exitCode, output } = await sClient(bench, { protocol, security });

    expect(output).toMatch(accepted);
    expect(output).toMatch(done);
    expect(exitCode, output).toBe(0);
    if (protocol === 'Submission') {
      const arrived = (await readMails(bench, bench.bob)).at(-1);
      expect(arrived?.endsWith(`\r\n${MAIL.slice(0, -1).join('\r\n')}\r\n`)).toBe(true);
    }
    table.note({ protocol, security, runtime }, 'EXTERNAL', 'signed in');
  });

  it.each(EVERYWHERE)(
    'is refused without a key, and with another: %s, %s, on %s',
    async (protocol, security, runtime) => {
      const bench = await openBench({ runtime });
      const other = await makeClientCertificate(bench.alice.address, { algorithm: 'p256' });
      const stranger = await bench.write('stranger.pem', `${other.certificatePem}\n${other.keyPem}`);
      const { accepted, refused } = SCRIPTS[protocol];

      for (const key of [null, stranger]) {
        const { output } = await sClient(bench, { protocol, security, key });

        expect(output).toMatch(refused);
        expect(output).not.toMatch(accepted);
      }
      table.note({ protocol, security, runtime }, 'EXTERNAL', 'refused without the key');
    },
  );

  it.each(RUNTIMES)('is greeted with PREAUTH where a key signs in by itself: on %s', async (runtime) => {
    const bench = await openBench({ runtime, args: PREAUTH_BY_KEY });
    const lines = ['b SELECT INBOX', 'c LOGOUT'];
    const protocol = 'IMAP';

    const byKey = await sClient(bench, { protocol, security: 'implicit-tls', lines });
    const withoutKey = await sClient(bench, { protocol, security: 'implicit-tls', lines, key: null });
    const late = await sClient(bench, { protocol, security: 'starttls' });

    expect(byKey.output).toMatch(/^\* PREAUTH .*\r\n[^]*^\* 3 EXISTS\r$/m);
    expect(withoutKey.output).toMatch(/^\* OK .*\r\n[^]*^b BAD /m);
    // There the greeting comes before the key is shown.
    expect(late.output).toMatch(SCRIPTS.IMAP.accepted);
    table.note({ protocol, security: 'implicit-tls', runtime }, 'PREAUTH', 'signed in');
  });

  it.each(WAYS)(
    'refuses a server that it cannot trust or that is another: %s, on %s',
    async (security, runtime) => {
      const bench = await openBench({ runtime });

      for (const wrong of [{ hasAuthority: false }, { host: 'mail.example.test' }]) {
        const { exitCode, output } = await sClient(bench, { protocol: 'IMAP', security, ...wrong });

        expect(output).toMatch(/verify error|certificate verify failed/);
        expect(output).not.toMatch(/^(a|c) /m);
        expect(exitCode).toBe(1);
      }
      table.note({ protocol: 'IMAP', security, runtime }, '–', 'refused without the authority');
    },
  );
});
