import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REDACTION_LEVELS } from '../../../shared/report/formats.ts';
import { redactReport } from '../../../shared/report/redact.ts';
import type { Report } from '../../../shared/report/report.ts';
import { IMAP, reportSaying, reportWith } from './redact-samples.ts';

const MEGABYTE = 1_048_576;
const MOST_MS = 5_000;
const LONGEST_MS = 60_000;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const WORDS = [
  ...['bob@example.org', 'BOB@example.org', 'eve@firma.test', 'a…e', 'user-1', 'user-2@example.org'],
  ...['bob%40example.org', 'bob=40example=2Eorg', base64('bob@example.org'), base64('\0eve@firma.test\0')],
  ...['192.168.1.7', '[fd12::77]:993', '91.2.3.4', 'lan-address-1', 'address-1', '00:16:3e:77:66:55'],
  ...['laptop.local', 'lan-name-1', 'domain-1.example', 'p5b1.dip0.firma.test', 'imap.example.org'],
  ...[
    '/home/bob/x',
    'https://www.firma.test/?e=bob%40firma.test&u=eve@firma.test',
    'dns:_imaps._tcp.other.test',
  ],
  ...['ab'.repeat(32), 'OK', '250', '12:34:56', '\ufffd', base64('hello \ufffd there, bob@example.org')],
  ...['YWJj//79/P////7+', base64('\ufeffbob@example.org')],
];
const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ', ', '=', ':', '/', '')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.flat().join(''));

/** A report whose one transcript has these lines. */
function reportOf(lines: readonly string[]): Report {
  const transcript = {
    connection: 'c1',
    endpoint: IMAP,
    address: '203.0.113.5',
    lines: lines.map((line, at) => ({ at, from: 'server' as const, text: line })),
  };
  return reportWith([], { transcripts: [transcript] });
}

function linesIn({ transcripts }: Report): readonly string[] {
  return transcripts.flatMap(({ lines }) => lines.map((line) => line.text));
}

function countsIn(report: Report): ReadonlyMap<string, number> {
  const { hidden } = redactReport(report, 'helpdesk');
  return new Map(hidden.map(({ kind, shown, count }) => [`${kind} ${shown}`, count]));
}

describe('what is said again', () => {
  it('is shown as the first time, and counted once more', () => {
    const alone = countsIn(reportOf([]));

    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (lines) => {
        const [once, thrice] = [reportOf(lines), reportOf([...lines, ...lines, ...lines])];
        const counted = countsIn(once);

        const shown = linesIn(redactReport(once, 'helpdesk').report);

        expect(linesIn(redactReport(thrice, 'helpdesk').report)).toEqual([...shown, ...shown, ...shown]);
        expect(countsIn(thrice)).toEqual(
          new Map([...counted].map(([key, count]) => [key, 3 * count - 2 * (alone.get(key) ?? 0)])),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is shown alike after more words than are remembered', () => {
    const many = Array.from({ length: 120_000 }, (_, at) => `w${at}`).join(' ');

    const [, late] = linesIn(
      redactReport(reportOf([many, 'bob@firma.test bob@firma.test']), 'helpdesk').report,
    );

    expect(late).toBe('user-2@domain-1.example user-2@domain-1.example');
  });
});

describe('base64', () => {
  it.each([
    [
      'text with the sign for what is no text',
      base64('sent \ufffd to bob@example.org'),
      base64('sent \ufffd to user-2@example.org'),
    ],
    ['bytes that are no text, and name nobody', 'YWJj//79/P////7+', 'YWJj//79/P////7+'],
  ])('is read as it was written: %s', (_, said, shown) => {
    expect(linesIn(redactReport(reportOf([said]), 'helpdesk').report)).toEqual([shown]);
  });
});

describe('a megabyte that is made to be slow', () => {
  const pieces = [
    '@',
    'a.a.a.',
    'x@x@x@',
    '%40',
    '=40',
    'a:',
    'AA:',
    '00:16:',
    '…',
    'a://',
    '/home/',
    'QUJD',
  ];

  it.each(pieces)(
    'costs seconds at most at every level: %s',
    (piece) => {
      const long = piece.repeat(MEGABYTE / piece.length);
      const report = { ...reportSaying(long), tool: { ...reportWith([]).tool, runtime: long } };

      for (const level of REDACTION_LEVELS) {
        const begun = process.cpuUsage();
        redactReport(report, level);
        const { user, system } = process.cpuUsage(begun);

        expect((user + system) / 1_000).toBeLessThan(MOST_MS);
      }
    },
    LONGEST_MS,
  );
});
