import { expect, it } from 'vitest';
import type { Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { reportOnMachine } from './machine.ts';

const NAMED = ['probe', 'imap.practice.test:993', '--ca', '{authority}'];

const CLOCKS = [
  { clock: '2001-01-01 12:00:00', found: ['clock_wrong seen'] },
  // Certificates of the practice server are valid from a day before it is started.
  { clock: tomorrow(), found: ['servers_healthy seen'] },
];

describeWith(['namespaces', 'faketime', 'electron'], 'a computer whose clock says', () => {
  for (const runtime of ['node', 'electron'] as const satisfies readonly Runtime[]) {
    it.each(CLOCKS)(`$clock, on ${runtime}`, async ({ clock, found }) => {
      const { report } = await reportOnMachine({ args: NAMED, clock }, runtime);

      expect(report.startedAt.slice(0, 10)).toBe(clock.slice(0, 10));
      expect(report.findings.map(({ code, confidence }) => `${code} ${confidence}`)).toEqual(found);
    });
  }
});

function tomorrow(): string {
  const DAY_MS = 86_400_000;
  return new Date(Date.now() + DAY_MS).toISOString().slice(0, 19).replace('T', ' ');
}
