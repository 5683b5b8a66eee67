import { titleOf, type FindingPages, type Language } from '../findings/explain.ts';
import type { Finding } from '../findings/finding.ts';
import { labels } from '../findings/labels.ts';
import { parseEmailAddress } from '../mail/email-address.ts';
import { formatEndpoint, type Endpoint } from '../mail/endpoint.ts';
import { DOCUMENT_WORDS } from './document/words.ts';
import { csvTable } from './csv-table.ts';
import { headlineOf, toneOf } from './headline.ts';
import { shownIn } from './render-text.ts';
import type { Report, Verdict } from './report.ts';

/** What a table of several accounts says of a check: little of its report, which is large. */
export interface CheckFacts {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly servers: readonly Endpoint[];
}

/** An account of a list, and what came of its check; null where that was not begun. */
export interface CheckedAccount {
  /** As it was given. */
  readonly address: string;
  readonly check: CheckFacts | null;
}

/** Picks from a report what a table says. */
export function checkFactsOf(report: Report): CheckFacts {
  const { startedAt, verdict, findings } = report;
  return { startedAt, verdict, findings, servers: shownIn(report) };
}

const MOST_SERVERS = 10;
/** Spreadsheets read UTF-8 only where a mark says so. */
const BYTE_ORDER_MARK = '\ufeff';

interface Words {
  /** What spreadsheets set to that language take apart by a double click: in German the comma is for decimals. */
  readonly separator: ',' | ';';
  readonly columns: readonly string[];
  readonly notBegun: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    separator: ',',
    columns: ['Address', 'Domain', 'Result', 'Finding', 'Who must act', 'Codes', 'Servers', 'Checked (UTC)'],
    notBegun: 'Not checked',
  },
  de: {
    separator: ';',
    columns: [
      'Adresse',
      'Domain',
      'Ergebnis',
      'Befund',
      'Wer handeln muss',
      'Codes',
      'Server',
      'Geprüft (UTC)',
    ],
    notBegun: 'Nicht geprüft',
  },
};

/**
 * What came of several checks as comma-separated values (RFC 4180; semicolons in German), a row for each account in their
 * order. Addresses stand there as they were given, and are not masked: it is the list of whoever asked. Of servers there are
 * values in the findings' sentences alone; `csv-table.ts` makes them harmless.
 */
export function renderCsv(accounts: readonly CheckedAccount[], pages: FindingPages): string {
  const { separator, columns } = WORDS[pages.language];
  const rows = accounts.map((account) => cellsOf(account, pages));
  return `${BYTE_ORDER_MARK}${csvTable([columns, ...rows], separator)}`;
}

function cellsOf({ address, check }: CheckedAccount, pages: FindingPages): readonly string[] {
  const { language } = pages;
  const parsed = parseEmailAddress(address);
  const domain = parsed.ok ? parsed.value.domain : '';
  if (check === null) return [address, domain, WORDS[language].notBegun, '', '', '', '', ''];
  const { verdict, findings, servers, startedAt } = check;
  const headline = headlineOf(check);
  const words = DOCUMENT_WORDS[language];
  return [
    address,
    domain,
    toneOf(check, headline) === 'warning' ? labels[language].severity.warning : words.verdicts[verdict],
    // Backticks mark literals; a cell has no other dress for them.
    headline === null ? words.nothingFound : titleOf(headline, pages).replaceAll('`', ''),
    headline === null ? '' : labels[language].actor[headline.actor],
    [...new Set(findings.map(({ code }) => code))].join(' '),
    servers.slice(0, MOST_SERVERS).map(formatEndpoint).join(' '),
    startedAt.replace('T', ' ').replace(/\.\d+Z$/, ''),
  ];
}
