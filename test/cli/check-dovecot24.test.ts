import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from '../servers/dovecot-folder.ts';
import { startDovecot24, type Dovecot24 } from '../servers/dovecot24.ts';
import { makePki } from '../servers/pki.ts';
import { checkArgs } from './check-args.ts';
import { runCli, runForReport, RUNTIMES } from './run-cli.ts';

describeWith(['dovecot24', 'electron'], 'letterlock check against Dovecot 2.4', () => {
  let dovecot: Dovecot24;

  beforeAll(async () => {
    dovecot = await startDovecot24(await makePki());
  });

  afterAll(() => dovecot.stop());

  it.each(RUNTIMES)(
    'signs in both ways with SCRAM-SHA-256-PLUS, bound to the channel (%s)',
    async (runtime) => {
      const { result, report } = await runForReport([...checkArgs(dovecot), '--password-file', '-'], {
        runtime,
        stdin: TEST_PASSWORD,
      });

      expect(result.exitCode).toBe(0);
      expect(report.signIns).toHaveLength(2);
      for (const signIn of report.signIns) {
        expect(signIn).toMatchObject({
          mechanism: 'SCRAM-SHA-256-PLUS',
          channelBinding: 'tls-exporter',
          outcome: 'accepted',
          serverVerified: true,
        });
      }
    },
  );

  it.each(RUNTIMES)(
    'signs in over POP3 where there is no IMAP, and only looks at ManageSieve (%s)',
    async (runtime) => {
      const { ports, addresses, caFile } = dovecot;
      const before = await dovecot.authAttempts();
      const pop3 = `${addresses.good}:${ports.pop3s}/implicit-tls`;
      const sieve = `${addresses.good}:${ports.sieve}`;

      const { result, report } = await runForReport(
        ['check', TEST_AUTHCID, '--pop3', pop3, '--sieve', sieve, '--ca', caFile, '--password-file', '-'],
        { runtime, stdin: TEST_PASSWORD },
      );

      expect(result.exitCode).toBe(0);
      expect(report.findings.map(({ code }) => code)).toEqual(['account_healthy']);
      expect(report.candidates.map(({ endpoint }) => endpoint.protocol)).toEqual(['pop3', 'managesieve']);
      expect(report.plan).toMatchObject({ incoming: { endpoint: { protocol: 'pop3' } }, outgoing: null });
      expect((await dovecot.authAttempts()) - before).toBe(1);
    },
  );

  it('says what the server calls itself', async () => {
    const { ports, addresses, caFile } = dovecot;

    const { stdout } = await runCli([
      ...['probe', '--sieve', `${addresses.good}:${ports.sieve}`, '--ca', caFile],
    ]);

    expect(stdout).toContain('calls itself “Dovecot”');
  });
});
