import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../shared/findings/input-problems.ts';
import { LANGUAGES } from '../../../shared/findings/explain.ts';
import {
  LARGEST_REPORT_BYTES,
  openReport,
  unopened,
  type OpenedReport,
} from '../../../shared/report/open-report.ts';
import { redactReport } from '../../../shared/report/redact.ts';
import { changed, openedOf, REPORT } from './opened-reports.ts';

describe('a report as it was written', () => {
  it('opens as it was', () => {
    expect(openReport(JSON.stringify(REPORT, null, 2))).toEqual({
      kind: 'report',
      report: REPORT,
      unknownFindings: [],
      leftOut: 0,
    });
  });

  it('opens as it was, redacted at every level', () => {
    for (const level of ['minimal', 'helpdesk', 'full'] as const) {
      const { report: redacted } = redactReport(REPORT, level);

      expect(openedOf(JSON.stringify(redacted)).report).toEqual(redacted);
    }
  });
});

describe('a file that is no report', () => {
  it.each([
    ['nothing', ''],
    ['a text', 'Dear support team'],
    ['half of a report', JSON.stringify(REPORT).slice(0, -20)],
    ['JSON of something else', '{"name":"letterlock"}'],
    ['a list', '[]'],
    ['nothing in JSON', 'null'],
    ['a number', '1e400'],
    ['a report in a list', JSON.stringify([REPORT])],
    ['what has only inherited its name', '{"__proto__":{"format":"letterlock-report","version":1}}'],
    ['brackets without an end', '['.repeat(1_000_000)],
    ['brackets with an end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    [
      'a report with brackets in it',
      changed((one) => (one.plan = 'BRACKETS')).replace(
        '"BRACKETS"',
        `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`,
      ),
    ],
  ])('is foreign: %s', (_, text) => {
    expect(openReport(text)).toEqual({ kind: 'foreign' });
  });

  it('is too large, and is not even read, above 16 MB', () => {
    const text = changed((one) => (one['verdict'] = 'x'.repeat(LARGEST_REPORT_BYTES)));

    expect(openReport(text)).toEqual({ kind: 'too-large' });
  });

  it.each(['observations', 'candidates', 'findings', 'signIns', 'transcripts'])(
    'is too large with more of its %s than can be judged and shown',
    (name) => {
      const text = changed((one) => (one[name] = Array.from({ length: 20_001 }, () => 1)));

      expect(openReport(text)).toEqual({ kind: 'too-large' });
    },
  );

  it('is of a newer version, which is said, whatever else is in it', () => {
    expect(openReport('{"format":"letterlock-report","version":7,"new":[]}')).toEqual({
      kind: 'newer',
      version: 7,
    });
  });
});

describe('a file that was not opened', () => {
  it.each<[Exclude<OpenedReport, { kind: 'report' }>, string, string]>([
    [{ kind: 'foreign' }, 'not a report of Letterlock', 'kein Bericht von Letterlock'],
    [{ kind: 'too-large' }, '16 MB', '16 MB'],
    [{ kind: 'newer', version: 7 }, 'version 7', 'Version 7'],
    [{ kind: 'damaged' }, 'damaged', 'beschädigt'],
  ])('is one sentence in each language: %j', (opened, en, de) => {
    const { problem } = unopened(opened, 'report.json');

    const told = LANGUAGES.map((language) => describeProblem(problem, language));

    expect(told[0]).toContain(en);
    expect(told[1]).toContain(de);
    for (const sentence of told) {
      expect(sentence).toContain('report.json');
      expect(sentence).toMatch(/^\S[^\n]*\.$/);
    }
  });
});
