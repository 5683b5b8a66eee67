import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportSchema } from '../../shared/report/schema.ts';
import { describeWith } from '../parts.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';
import { runCli, runForReport, RUNTIMES } from './run-cli.ts';

describeWith(['dovecot', 'electron'], 'letterlock check of POP3 or ManageSieve alone', () => {
  let dovecot: Dovecot23;
  let folder: string;
  let passwordFile: string;

  beforeAll(async () => {
    dovecot = await startDovecot23(await makePki());
    folder = await mkdtemp(join(tmpdir(), 'letterlock-check-'));
    passwordFile = join(folder, 'password');
    await writeFile(passwordFile, `${TEST_PASSWORD}\n`, { mode: 0o600 });
  });

  afterAll(async () => {
    await dovecot.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const endpointOf = (option: '--pop3' | '--sieve'): string => {
    const { good } = dovecot.addresses;
    const { pop3s, sieve } = dovecot.ports;
    return option === '--pop3' ? `${good}:${pop3s}/implicit-tls` : `${good}:${sieve}/starttls`;
  };
  const args = (option: '--pop3' | '--sieve'): string[] => [
    ...['check', TEST_AUTHCID, option, endpointOf(option)],
    ...['--ca', dovecot.caFile, '--password-file', passwordFile],
  ];

  for (const runtime of RUNTIMES) {
    it.each([
      ['--pop3', 'pop3'],
      ['--sieve', 'managesieve'],
    ] as const)(`signs in where %s is all that was named (${runtime})`, async (option, protocol) => {
      const { result, report } = await runForReport(args(option), { runtime });

      expect(result.exitCode).toBe(0);
      expect(report.verdict).toBe('healthy');
      expect(report.plan).toMatchObject({ incoming: { endpoint: { protocol } }, outgoing: null });
      expect(report.signIns).toMatchObject([
        { endpoint: { protocol }, mechanism: 'SCRAM-SHA-256', outcome: 'accepted', serverVerified: true },
      ]);
      expect(reportSchema.safeParse(report).error).toBeUndefined();
      expect(JSON.stringify(report)).not.toContain(TEST_PASSWORD);
    });
  }

  it.each(['--pop3', '--sieve'] as const)('says with %s where and how it signed in', async (option) => {
    const result = await runCli(args(option));

    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain(endpointOf(option).replace(/\/.*/, ''));
    expect(result.stdout).toMatch(/signed in with\s+SCRAM-SHA-256 /);
  });
});
