import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RedactionLevel } from '../../../shared/report/formats.ts';
import { redactReport } from '../../../shared/report/redact.ts';
import type { Report } from '../../../shared/report/report.ts';
import { reportSchema } from '../../../shared/report/schema.ts';
import { freeTextsIn, textAt, variedReport, withTextAt, type Place } from './redact-fields.ts';

const LONGEST_MS = 60_000;
const FEWEST_FIELDS = 60;

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const quoted = (text: string): string => text.replace('@', '=40').replaceAll('.', '=2E');
const everyByte = (sign: string, text: string): string =>
  [...Buffer.from(text)].map((byte) => `${sign}${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** What is nobody else's business, as it can be written, and what must not be found of it. */
type Canary = readonly [what: string, written: readonly string[], told: readonly string[]];

const ADDRESS = 'Vera.Kanari@privat.nirgendwo.test';
const CANARIES: readonly Canary[] = [
  [
    'a mail address',
    [
      ADDRESS,
      ADDRESS.toUpperCase(),
      encodeURIComponent(ADDRESS),
      encodeURIComponent(encodeURIComponent(ADDRESS)),
      everyByte('%', ADDRESS),
      quoted(ADDRESS),
      everyByte('=', ADDRESS),
      base64(ADDRESS),
      base64(ADDRESS).replace(/=+$/, ''),
      base64(`\0${ADDRESS}\0`),
      `mailto:${ADDRESS}`,
      `bounce+vera.kanari=nirgendwo.test@privat.nirgendwo.test`,
      `https://www.example.org/x?e=${encodeURIComponent(ADDRESS)}&y=1`,
      `https://${ADDRESS}/`,
    ],
    ['kanari', 'nirgendwo', base64(ADDRESS).slice(4, 20), '4B616E617269', '=4B=61', '%4B%61'],
  ],
  ['a masked address', ['v…i@privat.nirgendwo.test'], ['v…i', 'nirgendwo']],
  [
    'a home folder',
    [
      '/home/kanari/x',
      '/Users/kanari',
      String.raw`C:\Users\kanari\x`,
      String.raw`c:/users/kanari/x`,
      String.raw`C:\\Users\\kanari\\x`,
      'file:///home/kanari/x.xml',
      'file:///C:/Users/kanari/x',
      '%2Fhome%2Fkanari%2Fx',
      '/var/home/kanari',
      '/mnt/c/Users/kanari/x',
      base64('/home/kanari/.x'),
    ],
    ['kanari', base64('/home/kanari/.x').slice(4, 16)],
  ],
  [
    'a name of the own network',
    ['kanari-pc.fritz.box', 'KANARI.local', 'kanari.home.arpa', 'nas.kanari.lan'],
    ['kanari'],
  ],
  [
    'an address of the own network',
    [
      '192.168.77.66',
      '192.168.77.66:993',
      'fd12:9876:5432::77',
      '[fd12:9876:5432::77]:993',
      'FD12:9876:5432:0::77',
      '::ffff:192.168.77.66',
    ],
    ['168.77.66', '9876:5432'],
  ],
  ['a network card', ['00:16:3e:77:66:55', '00-16-3E-77-66-55'], ['3e:77:66', '3e-77-66']],
];
const OF_SERVERS: readonly Canary[] = [
  [
    'a host',
    [
      'mx7.kanari.test',
      'MX7.KANARI.test',
      '*.kanari.test',
      'https://www.kanari.test/kanari?x=kanari',
      'dns:_imaps._tcp.kanari.test?type=SRV',
      base64('mx7.kanari.test'),
    ],
    ['kanari', base64('mx7.kanari.test').slice(4, 12)],
  ],
  ['a public address', ['81.2.69.142', '[2a02:8071:77::66]:25'], ['81.2.69', '8071']],
  ['a fingerprint', ['ab77'.repeat(16)], ['ab77ab77ab77']],
];

const AROUND = [
  '',
  ' ',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  ',',
  ';',
  '=',
  '"',
  "'",
  ' user=',
  ': ',
  '\\u{a}', // as control characters are written
  '|',
  '…',
  '\t',
];

describe.each<[RedactionLevel, readonly Canary[]]>([
  ['helpdesk', CANARIES],
  ['minimal', [...CANARIES, ...OF_SERVERS]],
])('of a report that was redacted for %s', (level, canaries) => {
  let report: Report;
  let fields: readonly (readonly [path: string, places: readonly Place[]])[] = [];

  beforeAll(async () => {
    report = await variedReport();
    fields = freeTextsIn(report);
  }, LONGEST_MS);

  it.each(canaries)(
    'nothing tells %s, wherever it stood',
    (_what, written, told) => {
      // Every form comes to stand in every field.
      const found = written.flatMap((_form, shift) => {
        const formAt = (at: number): string => written[(at + shift) % written.length]!;
        const given = fields.reduce((sum, [, places], at) => withTextAt(sum, places, formAt(at)), report);
        const { report: redacted } = redactReport(given, level);
        if (!tells(redacted, told)) return [];
        const where = fields.flatMap(([path, places]) =>
          places
            .filter((place) => tells(textAt(redacted, place), told))
            .map((place) => `${path}: ${textAt(given, place)}`),
        );
        return ['somewhere', ...where];
      });

      expect(fields.length).toBeGreaterThan(FEWEST_FIELDS);
      expect(found).toEqual([]);
    },
    LONGEST_MS,
  );

  it(
    'nothing tells them from within other text, and it is redacted to itself',
    () => {
      const around = fc.constantFrom(...AROUND);
      const insert = fc.tuple(
        fc.nat(fields.length - 1),
        fc.constantFrom(...canaries),
        fc.nat(20),
        around,
        around,
      );

      fc.assert(
        fc.property(fc.array(insert, { minLength: 1, maxLength: 6 }), (inserts) => {
          const given = inserts.reduce((sum, [field, [, written], at, before, after]) => {
            const text = `of ${before}${written[at % written.length]}${after} and so on`;
            return withTextAt(sum, fields[field]![1], text);
          }, report);

          const { report: redacted } = redactReport(given, level);

          const told = inserts.flatMap(([, [, , one]]) => one);
          expect(told.filter((one) => tells(redacted, [one]))).toEqual([]);
          expect(reportSchema.safeParse(redacted).success).toBe(true);
          expect(redactReport(redacted, level)).toEqual({ report: redacted, hidden: [] });
        }),
        { numRuns: 40 },
      );
    },
    LONGEST_MS,
  );
});

function tells(given: unknown, told: readonly string[]): boolean {
  const text = JSON.stringify(given).toLowerCase();
  return told.some((one) => text.includes(one.toLowerCase()));
}
