import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../electron/node/doctor.ts';
import { practiceRun } from '../../electron/node/practice/practice-run.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import type { PracticeProtocol } from '../../electron/node/practice/protocols.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { givenPassword, surroundings } from '../surroundings.ts';
import { faultsNamed } from './faults.ts';

interface Played {
  readonly report: Report;
  readonly events: readonly RunEvent[];
  /** What we sent, line by line, over each connection. */
  readonly sent: readonly (readonly string[])[];
}

describe('a run with a key or a token', () => {
  let practice: Practice;

  beforeAll(async () => {
    practice = await startPractice({ date: () => new Date() });
  });
  afterAll(() => practice.close());

  async function play(
    name: string,
    protocols: readonly PracticeProtocol[],
    options: { readonly mechanism?: string; readonly agrees?: boolean; readonly isRevoked?: boolean } = {},
  ): Promise<Played> {
    await practice.setFaults(faultsNamed(name));
    const run = practiceRun(practice, null, protocols);
    if (!run.ok) throw new Error(run.problem.code);
    const events: RunEvent[] = [];
    const { credential } = run.value.examination;
    const { isRevoked } = options;
    const report = await examine(
      {
        ...run.value.examination,
        mechanism: options.mechanism ?? null,
        ...(credential?.kind === 'key' && isRevoked !== undefined
          ? { credential: { ...credential, isRevoked } }
          : {}),
      },
      surroundings({
        emit: (event) => events.push(event),
        askPassword: async () => (options.agrees === false ? null : givenPassword(null)),
      }),
    );
    const sent = report.transcripts.map(({ lines }) =>
      lines.filter(({ from }) => from === 'client').map(({ text }) => text),
    );
    return { report, events, sent };
  }

  it('is signed in by the handshake alone where the server greets a key with PREAUTH', async () => {
    const { report, sent } = await play('preauth-by-key', ['imap']);

    expect(report.signIns).toMatchObject([
      { mechanism: null, outcome: 'accepted', key: { isShown: true, alert: null, validity: 'valid' } },
    ]);
    expect(sent.flat().join('\n')).not.toMatch(/AUTHENTICATE|LOGIN /);
  });

  it.each([
    ['external-by-key', 'key_revoked_still_accepted', 'problems'],
    ['key-unknown', 'key_revoked_refused', 'healthy'],
    ['key-without-effect', 'key_revoked_refused', 'healthy'],
  ])('says of a key that was revoked what became of it: %s', async (name, code, verdict) => {
    const { report } = await play(name, ['imap'], { isRevoked: true });

    expect(report.findings[0]?.code).toBe(code);
    expect(report.verdict).toBe(verdict);
    expect(report.signIns).toMatchObject([{ key: { isRevoked: true } }]);
  });

  it('says how long the key is, and nothing of revoking where nobody keeps it', async () => {
    const { report } = await play('external-by-key', ['imap']);

    const [signIn] = report.signIns;
    expect(signIn?.key).toHaveProperty('bits');
    expect(signIn?.key).not.toHaveProperty('isRevoked');
  });

  it('says the plan before the key is shown, and shows none where nobody agrees to it', async () => {
    const { events } = await play('external-by-key', ['imap']);
    const { report } = await play('external-by-key', ['imap'], { agrees: false });

    const plan = events.findIndex(({ type }) => type === 'plan');
    const shown = events.findIndex(
      (event) =>
        event.type === 'observation' &&
        event.observation.kind === 'tls-handshake' &&
        event.observation.clientCertificate !== undefined,
    );
    expect(events[plan]).toMatchObject({
      plan: { incoming: { mechanism: 'EXTERNAL', serverLearns: 'key-proof' } },
    });
    expect(plan).toBeGreaterThan(0);
    expect(shown).toBeGreaterThan(plan);
    expect(JSON.stringify(report.observations)).not.toContain('clientCertificate"');
    expect(report.signIns).toEqual([]);
  });

  it('reads what is offered anew after the key was shown', async () => {
    const { report } = await play('external-by-key', ['imap']);

    const offered = report.observations.flatMap((one) =>
      one.kind === 'capabilities' && one.phase === 'in-tls' ? [one.mechanisms.includes('EXTERNAL')] : [],
    );
    expect(offered).toEqual([false, true]);
  });

  it('sends an empty authzid, because the key says who it is', async () => {
    const { sent } = await play('external-by-key', ['imap', 'submission', 'pop3', 'managesieve']);

    expect(sent.flat().filter((line) => line.includes('EXTERNAL'))).toEqual([
      expect.stringMatching(/^\S+ AUTHENTICATE EXTERNAL <secret, 1 characters>$/),
      expect.stringMatching(/^AUTH EXTERNAL <secret, 1 characters>$/),
    ]);
  });

  it('tells that the key is enough to send from what the same question is answered without it', async () => {
    const { report, sent } = await play('sending-by-key', ['submission']);

    expect(report.signIns).toMatchObject([{ mechanism: null, outcome: 'accepted' }]);
    const asked = sent.map((lines) => lines.filter((line) => /^(MAIL|RCPT|RSET|DATA|AUTH)/.test(line)));
    const question = ['MAIL FROM:<a…e@practice.test>', 'RCPT TO:<a…e@practice.test>', 'RSET'];
    // Without the key the server said no to the first; the other stays open.
    expect(asked).toEqual([[question[0], 'RSET'], question]);
  });

  it.each([
    ['OAUTHBEARER', 'AQ=='],
    ['XOAUTH2', ''],
  ])('hears the server out about a token by %s, and keeps its words', async (mechanism, dummy) => {
    const { report, sent } = await play('token-refused', ['imap'], { mechanism });

    expect(report.signIns).toMatchObject([
      {
        mechanism,
        outcome: 'rejected',
        token: { isExpired: null, errorStatus: 'invalid_token' },
      },
    ]);
    expect(report.signIns[0]?.token?.text).toMatch(/^\{"status":/);
    expect(sent[0]?.slice(-2)).toEqual([`<secret, ${dummy.length} characters>`, 'z LOGOUT']);
    expect(JSON.stringify(report)).not.toContain('withdrawn-practice-token');
  });

  it('never goes over from a key or a token to a password', async () => {
    for (const name of ['key-unknown', 'key-without-effect', 'key-not-asked', 'token-refused']) {
      const { report } = await play(name, ['imap', 'submission']);

      const tried = new Set(report.signIns.map(({ mechanism }) => mechanism));
      for (const mechanism of tried) expect([null, 'EXTERNAL', 'OAUTHBEARER']).toContain(mechanism);
    }
  });
});
