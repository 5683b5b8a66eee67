import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../electron/node/practice/faults/faults.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { examinePractice } from './matrix.ts';

// The matrix meets these where TLS begins at once, which ManageSieve has not (RFC 5804 §1.8). Its exchange is the only one
// in which the server's proof stands in the success itself, so that what is wrong with it is looked at here.
const BROKEN = FAULTS.filter(({ behaviour }) => (behaviour.scram ?? null) !== null);

describe('signing in over ManageSieve', () => {
  let practice: Practice;

  beforeAll(async () => {
    practice = await startPractice({ date: () => new Date() });
  });

  afterAll(() => practice.close());

  it('is proved by both sides, the server’s proof being in its success', async () => {
    await practice.setFaults([]);

    const report = await examinePractice(practice, { protocol: 'managesieve' });

    expect(report.findings.map(({ code }) => code)).toEqual(['account_healthy']);
    expect(report.signIns).toMatchObject([
      { mechanism: 'SCRAM-SHA-256-PLUS', channelBinding: 'tls-exporter', serverVerified: true },
    ]);
    const lines = report.transcripts.flatMap((one) => one.lines.map(({ text }) => text));
    expect(lines.filter((text) => text.startsWith('OK (SASL'))).toEqual([
      expect.stringMatching(/^OK \(SASL <challenge, \d+ characters>\)$/),
    ]);
    expect(lines.join('\n')).not.toMatch(/"[A-Za-z0-9+/]{24,}={0,2}"/);
  });

  it('is tried against every fault of SCRAM', () => {
    expect(BROKEN.length).toBeGreaterThan(20);
  });

  it.each(BROKEN.map((fault) => [fault.name, fault] as const))('finds %s as IMAP does', async (_, fault) => {
    await practice.setFaults([fault]);

    const [imap, sieve] = await Promise.all([
      examinePractice(practice, { protocol: 'imap' }),
      examinePractice(practice, { protocol: 'managesieve' }),
    ]);

    const told = ({ findings }: typeof imap) => findings.map(({ code, severity }) => [code, severity]);
    const seen = ({ signIns }: typeof imap) =>
      signIns.map(({ outcome, failure, refusal, serverVerified }) => [
        outcome,
        failure,
        refusal,
        serverVerified,
      ]);
    expect(told(sieve)).toEqual(told(imap));
    expect(seen(sieve)).toEqual(seen(imap));
    expect(sieve.verdict).toBe('problems');
  });
});
