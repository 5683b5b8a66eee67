import { describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../electron/node/doctor.ts';
import type { MailBehaviour } from '../../electron/node/practice/mail/behaviour.ts';
import { practiceRun } from '../../electron/node/practice/practice-run.ts';
import { startPractice } from '../../electron/node/practice/practice.ts';
import { EMPTY_MEMORY, type HostMemory } from '../../shared/policy/host-memory.ts';
import type { Report } from '../../shared/report/report.ts';
import { faultOf } from '../discovery/behaviours.ts';
import { givenPassword, surroundings } from '../surroundings.ts';

const DAYS = { firstSeen: '2026-01-01', lastSeen: '2026-02-01' };
const BEFORE = 'SCRAM-SHA-256-PLUS';

describe('a server that offers less than before', () => {
  it('gets nothing secret where nobody has agreed to less', async () => {
    const report = await afterMore(['SCRAM-SHA-256', 'PLAIN'], { isConfirmed: false });

    expect(report.plan.incoming).toMatchObject({ mechanism: 'SCRAM-SHA-256', strongerBefore: BEFORE });
    expect(report.signIns).toMatchObject([
      { outcome: 'refused-by-us', refusal: 'weaker-than-before' },
      { outcome: 'refused-by-us', refusal: 'weaker-than-before' },
    ]);
    expect(report.findings[0]?.code).toBe('auth_weaker_not_confirmed');
  });

  it('is signed in to where a person has agreed, and it is said all the same', async () => {
    const report = await afterMore(['PLAIN'], { isConfirmed: true });

    expect(report.signIns.map(({ outcome, mechanism }) => [outcome, mechanism])).toEqual([
      ['accepted', 'PLAIN'],
      ['accepted', 'PLAIN'],
    ]);
    expect(report.findings.map(({ code }) => code)).toContain('memory_proof_gone');
  });

  it.each([[[BEFORE]], [['SCRAM-SHA-512-PLUS', BEFORE, 'PLAIN']]])(
    'is asked about nothing where as much is left: %j',
    async (mechanisms) => {
      const report = await afterMore(mechanisms, { isConfirmed: false });

      expect(report.plan.incoming?.strongerBefore).toBeNull();
      expect(report.signIns.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    },
  );
});

/** A run against a practice server that offers these mechanisms, and offered a stronger one before. */
async function afterMore(
  mechanisms: MailBehaviour['mechanisms'],
  how: { readonly isConfirmed: boolean },
): Promise<Report> {
  const practice = await startPractice({ date: () => new Date(), faults: [faultOf({ mechanisms })] });
  onTestFinished(() => practice.close());
  const run = practiceRun(practice, null);
  if (!run.ok) throw new Error(run.problem.code);
  const { examination, account } = run.value;
  const memory: HostMemory = {
    ...EMPTY_MEMORY,
    hosts: examination.endpoints.map((endpoint) => ({
      endpoint,
      mechanisms: [{ name: BEFORE, ...DAYS }],
      tls: null,
      starttls: null,
      certificates: [],
      ...DAYS,
    })),
  };
  return examine(
    examination,
    surroundings({
      memory: { read: async () => ({ memory }), update: async () => ({ kind: 'unchanged' }) },
      askPassword: async () => givenPassword(account.password, how),
    }),
  );
}
