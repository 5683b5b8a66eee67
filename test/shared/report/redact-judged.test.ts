import { describe, expect, it } from 'vitest';
import { redactReport } from '../../../shared/report/redact.ts';
import { reportSchema } from '../../../shared/report/schema.ts';
import { EVIDENCE, judgedIn, reportOf } from './redact-samples.ts';

const FEWEST_CASES = 250;

describe.each(['helpdesk', 'minimal'] as const)('a report that was redacted for %s', (level) => {
  it('is judged as before, whatever was found', () => {
    const different = EVIDENCE.flatMap(([what, evidence]) => {
      const report = reportOf(evidence);
      const { report: redacted } = redactReport(report, level);
      const told = (one: typeof report): string =>
        judgedIn(one, evidence)
          .map(({ code, severity, confidence, evidence: ids }) => [code, severity, confidence, ids].join(' '))
          .join('; ');
      const [before, after] = [told(report), told(redacted)];
      return before === after ? [] : [{ what, before, after }];
    });

    expect(EVIDENCE.length).toBeGreaterThan(FEWEST_CASES);
    expect(different).toEqual([]);
  });

  it('is a report, and is redacted to itself', () => {
    const wrong = EVIDENCE.flatMap(([what, evidence]) => {
      const { report } = redactReport(reportOf(evidence), level);
      const again = redactReport(report, level);
      const isSame = JSON.stringify(again.report) === JSON.stringify(report);
      const { success } = reportSchema.safeParse(report);
      return success && isSame && again.hidden.length === 0 ? [] : [{ what, success, hidden: again.hidden }];
    });

    expect(wrong).toEqual([]);
  });
});
