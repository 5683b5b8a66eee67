import { afterAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import type { Ended } from '../servers/run.ts';
import { openBench, ProgramTable, SECURITIES, type Bench, type Security } from './bench.ts';
import { readMails } from './flow.ts';

const MECHANISMS = ['CRAM-MD5', 'PLAIN', 'LOGIN'];
const TLS_WORDS: Readonly<Record<Security, string>> = {
  'implicit-tls': '--tls-on-connect',
  starttls: '--tls',
};
const protocol = 'Submission';

// Exit codes of swaks.
const AUTH_FAILED = 28;
const TLS_FAILED = 29;

interface Choice {
  readonly security: Security;
  readonly mechanism: string;
  readonly password?: string;
  readonly hasAuthority?: boolean;
  readonly more?: readonly string[];
}

/** Alice sends a mail to bob. The password is in a file that only we can read. */
async function swaks(
  bench: Bench,
  { security, mechanism, password = bench.alice.password, hasAuthority = true, more = [] }: Choice,
): Promise<Ended> {
  const { practice, alice, bob } = bench;
  const secrets = [`auth-user ${alice.address}`, `auth-password ${password}`];
  const config = await bench.write('swaks.cfg', secrets.join('\n'));
  return bench.run('swaks', [
    ...['--config', config, '--server', `localhost:${bench.door(protocol, security).port}`],
    // It checks who issued the certificate, and not for whom.
    ...[TLS_WORDS[security], '--tls-verify'],
    ...(hasAuthority ? ['--tls-ca-path', practice.authorityFile] : []),
    ...['--auth', mechanism, '--from', alice.address, '--to', bob.address, ...more],
  ]);
}

describeWith(['swaks'], 'swaks against the practice server', () => {
  const table = new ProgramTable('swaks');

  afterAll(() => table.print());

  it.each(SECURITIES)('sends mails, signed in by every mechanism, that arrive: %s', async (security) => {
    const bench = await openBench();

    for (const mechanism of MECHANISMS) {
      const more = ['--header', `Subject: by ${mechanism}`, '--body', `Sent with ${mechanism}.\n.\nThe end.`];
      const { exitCode, output } = await swaks(bench, { security, mechanism, more });

      expect(exitCode, output).toBe(0);
      expect(output).toMatch(new RegExp(`^ ~> AUTH ${mechanism}\\b`, 'm'));
      const arrived = (await readMails(bench, bench.bob)).at(-1);
      expect(arrived).toContain(`\r\nSubject: by ${mechanism}\r\n`);
      expect(arrived).toMatch(
        new RegExp(`\\r\\n\\r\\nSent with ${mechanism}\\.\\r\\n\\.\\r\\nThe end\\.\\r\\n`),
      );
      table.note({ protocol, security, runtime: 'node' }, mechanism, 'mail arrived');
    }
  });

  it('says that a wrong password is refused, and sends nothing', async () => {
    const bench = await openBench();
    const security = 'starttls';

    for (const mechanism of MECHANISMS) {
      const { exitCode, output } = await swaks(bench, { security, mechanism, password: 'not-it' });

      expect(exitCode, output).toBe(AUTH_FAILED);
      expect(output).toContain('535 5.7.8');
      expect(output).toContain('No authentication type succeeded');
      table.note({ protocol, security, runtime: 'node' }, mechanism, 'wrong password refused');
    }
    expect(await readMails(bench, bench.bob)).toHaveLength(3);
  });

  it.each(SECURITIES)('refuses a server that it cannot trust: %s', async (security) => {
    const bench = await openBench();

    const { exitCode, output } = await swaks(bench, { security, mechanism: 'PLAIN', hasAuthority: false });

    expect(exitCode, output).toBe(TLS_FAILED);
    expect(output).toContain('certificate verify failed');
    expect(output).not.toContain('> AUTH');
    table.note({ protocol, security, runtime: 'node' }, '–', 'refused without the authority');
  });

  it('is told at once that nobody has an address', async () => {
    const bench = await openBench();
    const more = ['--to', 'carol@practice.test'];

    const { exitCode, output } = await swaks(bench, { security: 'starttls', mechanism: 'PLAIN', more });

    expect(exitCode, output).not.toBe(0);
    expect(output).toMatch(/^<~\* 550 5\.1\.1 /m);
  });
});
