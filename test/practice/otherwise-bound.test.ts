import { describe, expect, it, onTestFinished } from 'vitest';
import { startPractice } from '../../electron/node/practice/practice.ts';
import { FAULTS } from '../../electron/node/practice/faults/faults.ts';
import type { Report } from '../../shared/report/report.ts';
import { faultOf } from '../discovery/behaviours.ts';
import { examinePractice } from './matrix.ts';

describe('a server that knows the channel binding of TLS 1.2 only', () => {
  it('is asked once more over TLS 1.2, and the binding stays', async () => {
    const report = await against({ isBindingOld: true });

    expect(signInsAt(report, 'imap')).toMatchObject([
      { outcome: 'rejected', mechanism: 'SCRAM-SHA-256-PLUS', channelBinding: 'tls-exporter' },
      {
        outcome: 'accepted',
        mechanism: 'SCRAM-SHA-256-PLUS',
        channelBinding: 'tls-unique',
        serverVerified: true,
      },
    ]);
    expect(report.verdict).toBe('healthy');
    expect(limitedAt(report)).toEqual([undefined, 'TLSv1.2']);
  });

  it('is not trusted more for that: somebody in between is found out over TLS 1.2, too', async () => {
    const report = await against({ isBindingOld: true, isBoundElsewhere: true });

    expect(signInsAt(report, 'imap').map(({ outcome, channelBinding }) => [outcome, channelBinding])).toEqual(
      [
        ['rejected', 'tls-exporter'],
        ['rejected', 'tls-unique'],
      ],
    );
    expect(report.findings[0]?.code).toBe('auth_channel_binding_mismatch');
  });

  it('is asked no third time, and never without a binding', async () => {
    const report = await against({ isBindingOld: true, mechanisms: ['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-256'] });

    expect(signInsAt(report, 'imap').map(({ mechanism }) => mechanism)).toEqual([
      'SCRAM-SHA-1-PLUS',
      'SCRAM-SHA-1-PLUS',
    ]);
  });

  it.each([
    ['a wrong password', { refusal: wrong() }],
    [
      'a binding that is refused once the proof is there',
      { scram: 'error-unsupported-channel-binding-type' },
    ],
    ['somebody in between', { isBoundElsewhere: true }],
    ['a server that does not prove itself', { scram: 'signature-wrong' }],
  ] as const)('is not what %s looks like: there is one try', async (_what, behaviour) => {
    const report = await against(behaviour);

    expect(signInsAt(report, 'imap')).toHaveLength(1);
  });

  async function against(behaviour: Parameters<typeof faultOf>[0]): Promise<Report> {
    const practice = await startPractice({ date: () => new Date(), faults: [faultOf(behaviour)] });
    onTestFinished(() => practice.close());
    return examinePractice(practice);
  }

  function signInsAt({ signIns }: Report, protocol: string): Report['signIns'] {
    return signIns.filter(({ endpoint }) => endpoint.protocol === protocol);
  }

  function limitedAt({ observations }: Report): readonly (string | undefined)[] {
    return observations
      .filter((one) => one.kind === 'tls-handshake')
      .filter(({ endpoint }) => endpoint.protocol === 'imap')
      .map(({ limitedTo }) => limitedTo);
  }

  function wrong(): NonNullable<(typeof FAULTS)[number]['behaviour']['refusal']> {
    return FAULTS.find(({ name }) => name === 'wrong-password')!.behaviour.refusal!;
  }
});
