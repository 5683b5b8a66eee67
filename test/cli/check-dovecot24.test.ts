import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from '../servers/dovecot23.ts';
import { startDovecot24, type Dovecot24 } from '../servers/dovecot24.ts';
import { makePki } from '../servers/pki.ts';
import { runForReport, type Runtime } from './run-cli.ts';

const RUNTIMES: readonly Runtime[] = ['node', 'electron'];

describeWith(['dovecot24', 'electron'], 'letterlock check against Dovecot 2.4', () => {
  let dovecot: Dovecot24;

  beforeAll(async () => {
    dovecot = await startDovecot24(await makePki());
  });

  afterAll(() => dovecot.stop());

  it.each(RUNTIMES)(
    'signs in both ways with SCRAM-SHA-256-PLUS, bound to the channel (%s)',
    async (runtime) => {
      const { ports, addresses, caFile } = dovecot;
      const imap = `${addresses.good}:${ports.imaps}/implicit-tls`;
      const smtp = `${addresses.good}:${ports.submission}/starttls`;

      const { result, report } = await runForReport(
        ['check', TEST_AUTHCID, '--imap', imap, '--smtp', smtp, '--ca', caFile, '--password-file', '-'],
        { runtime, stdin: TEST_PASSWORD },
      );

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
});
