import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { compareReports } from '../../../shared/report/compare.ts';
import { judgeAgain } from '../../../shared/report/judge-again.ts';
import { openReport } from '../../../shared/report/open-report.ts';
import { redactReport } from '../../../shared/report/redact.ts';
import { renderComparison } from '../../../shared/report/render-comparison.ts';
import { PLAIN } from '../../../shared/report/render-report.ts';
import { renderText } from '../../../shared/report/render-text.ts';
import { IMAP } from './events.ts';
import { changed, openedOf, REPORT, type Writable } from './opened-reports.ts';

const CYRILLIC_A = 'а';

describe('a report that was changed', () => {
  it.each<[string, (report: Writable) => void]>([
    ['a version that is none', (one) => (one.version = '1')],
    ['half a version', (one) => (one.version = 1.5)],
    ['version zero', (one) => (one.version = 0)],
    ['no findings', (one) => delete one['findings']],
    ['observations that are none', (one) => (one.observations = { length: 3 })],
    ['a verdict of its own', (one) => (one.verdict = 'splendid')],
    ['a time that is none', (one) => (one.startedAt = 'yesterday')],
    ['a day that is none', (one) => (one.startedAt = '2026-99-99')],
    ['a negative duration', (one) => (one.durationMs = -1)],
    ['a nothing among the candidates', (one) => (one.candidates = [null])],
    ['nothing where observations are', (one) => (one.observations = [null])],
    ['a code with markup', (one) => (one.findings = [{ ...REPORT.findings[0], code: '<b>' }])],
    ['a severity that is a number', (one) => (one.findings = [{ ...REPORT.findings[0], severity: 3 }])],
    [
      'a parameter that is a list',
      (one) => (one.findings = [{ ...REPORT.findings[0], params: { host: [] } }]),
    ],
  ])('is damaged: %s', (_, change) => {
    expect(openReport(changed(change))).toEqual({ kind: 'damaged' });
  });

  it.each([
    ['a line of a shell', 'h.example.org;reboot'],
    ['an option', '-oProxyCommand=reboot'],
    ['a line break', 'h.example.org\nrm'],
    ['markup', '<script>'],
    ['a look-alike', `im${CYRILLIC_A}p.example.org`],
    ['upper case', 'IMAP.example.org'],
    ['nothing', ''],
    ['a number', 7],
  ])('is damaged where a host is none: %s', (_, host) => {
    const text = changed((one) => {
      one.candidates = [{ ...REPORT.candidates[0], endpoint: { ...IMAP, host } }];
    });

    expect(openReport(text)).toEqual({ kind: 'damaged' });
  });

  it.each([0, 65_536, 1.5, -993, '993', 1e21])('is damaged where a port is none: %s', (port) => {
    const text = changed((one) => {
      one.candidates = [{ ...REPORT.candidates[0], endpoint: { ...IMAP, port } }];
    });

    expect(openReport(text)).toEqual({ kind: 'damaged' });
  });

  it('is damaged by a number that is beyond all numbers', () => {
    const text = changed((one) => (one.durationMs = 'HUGE')).replace('"HUGE"', '1e400');

    expect(openReport(text)).toEqual({ kind: 'damaged' });
  });
});

describe('a report that somebody made to do harm', () => {
  it('changes no object but its own', () => {
    const poisoned = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
    const text = JSON.stringify(REPORT).replace('{', poisoned);

    const { report: opened } = openedOf(text);

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((opened as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(opened).toEqual(REPORT);
  });

  it('changes no object by the values of a finding, either', () => {
    const text = changed((one) => (one.findings = [{ ...REPORT.findings[0], params: 'PARAMS' }])).replace(
      '"PARAMS"',
      '{"__proto__":"polluted","host":"h"}',
    );

    const { report: opened } = openedOf(text);

    expect(opened.findings[0]?.params).toEqual({ host: 'h' });
    expect(Object.getPrototypeOf(opened.findings[0]?.params)).toBe(Object.prototype);
  });

  it('says one thing only where it says two: the last', () => {
    const text = JSON.stringify(REPORT).replace('"verdict"', '"verdict":"unfinished","verdict"');

    expect(openedOf(text).report.verdict).toBe('healthy');
  });

  it('has no text that moves, hides or turns what a person reads', () => {
    const text = changed((one) => {
      one.subject = { domain: 'ex\u202eample.org', site: '\u001b[2Jcleared', address: 'a\u200bb' };
    });

    expect(openedOf(text).report.subject).toEqual({
      domain: 'ex\\u{202e}ample.org',
      site: '\\u{1b}[2Jcleared',
      address: 'a\\u{200b}b',
    });
  });

  it('has no text without an end', () => {
    const text = changed((one) => (one.subject = { ...REPORT.subject, site: 'x'.repeat(1_000_000) }));

    expect(openedOf(text).report.subject.site?.length).toBeLessThan(10_000);
  });
});

describe('whatever somebody writes into a report', () => {
  const anything = fc.oneof(
    // Most leaves are texts.
    { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
    fc.constantFrom('2026-99-99', '2026-11-22', '__proto__', 'constructor', '`', '{host}', '%EMAILADDRESS%'),
    fc.double(),
    fc.integer(),
    fc.jsonValue({ maxDepth: 2 }),
  );

  it('it is opened or not, and what is opened can be judged, compared, redacted and shown', () => {
    const paths = leavesOf(REPORT);
    const kinds = new Map<string, number>();
    const change = fc.tuple(fc.constantFrom(...paths), anything);

    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const text = changed((one) => changes.forEach(([path, value]) => put(one, path, value)));
        const opened = openReport(text);
        kinds.set(opened.kind, (kinds.get(opened.kind) ?? 0) + 1);
        if (opened.kind !== 'report') return;
        const again = judgeAgain(opened.report);
        const options = { language: 'de', pages: ALL_PAGES.de, style: PLAIN, width: 80 } as const;
        renderText({ ...opened.report, findings: again.findings }, options);
        renderText(opened.report, options);
        renderComparison(compareReports(REPORT, opened.report), options);
        redactReport(opened.report, 'minimal');
      }),
      { numRuns: 600 },
    );

    // Otherwise it would have shown nothing.
    expect(kinds.get('report')).toBeGreaterThan(100);
    expect(kinds.get('damaged')).toBeGreaterThan(50);
  });
});

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => leavesOf(one, [...path, at]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...path, name]));
}

function put(owner: unknown, [first, ...rest]: Path, value: unknown): void {
  if (typeof owner !== 'object' || owner === null || first === undefined) return;
  const own = owner as Record<string | number, unknown>; // what it is was just asked
  if (rest.length === 0) own[first] = value;
  else put(own[first], rest, value);
}
