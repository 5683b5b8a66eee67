import type { Conflict } from '../discovery/conflicts.ts';
import type { Language } from '../findings/explain.ts';
import { formatEndpoint } from '../mail/endpoint.ts';
import type { LookupFacts, LookupOutcome } from '../mail/lookup.ts';
import { DOCUMENT_WORDS } from './document/words.ts';
import { originsOf, type Origin } from './origins.ts';
import { GRID_PROTOCOLS } from './render-grid.ts';
import type { TextStyle } from './render-text.ts';
import type { Report } from './report.ts';
import { sourceNames } from './source-names.ts';

/** What sources can disagree about. */
export const FIELD_NAMES: Readonly<Record<Language, Readonly<Record<Conflict['field'], string>>>> = {
  en: { host: 'server', port: 'port', connectionSecurity: 'encryption', username: 'user name' },
  de: { host: 'Server', port: 'Port', connectionSecurity: 'Verschlüsselung', username: 'Benutzername' },
};

/** What became of a question, in two or three words. */
export const OUTCOME_NAMES: Readonly<Record<Language, Readonly<Record<LookupOutcome, string>>>> = {
  en: {
    found: 'found',
    absent: 'none',
    'name-unknown': 'no such name',
    'credentials-wanted': 'wants a password, got none',
    refused: 'refused',
    'redirect-refused': 'sent on, not followed',
    'private-address': 'private address, not asked',
    'bad-certificate': 'bad certificate, not asked',
    unreachable: 'not reached',
    silent: 'no answer in time',
    failed: 'failed',
    portal: 'a network answered in its place',
    unusable: 'not usable',
    'digest-missing': 'no digest, not used',
    'digest-mismatch': 'digest differs, not used',
  },
  de: {
    found: 'gefunden',
    absent: 'nichts',
    'name-unknown': 'kein solcher Name',
    'credentials-wanted': 'will ein Passwort, bekam keines',
    refused: 'abgelehnt',
    'redirect-refused': 'weitergeschickt, nicht gefolgt',
    'private-address': 'private Adresse, nicht gefragt',
    'bad-certificate': 'ungültiges Zertifikat, nicht gefragt',
    unreachable: 'nicht erreicht',
    silent: 'keine Antwort in der Zeit',
    failed: 'gescheitert',
    portal: 'ein Netz antwortete an seiner Stelle',
    unusable: 'nicht brauchbar',
    'digest-missing': 'keine Prüfsumme, nicht benutzt',
    'digest-mismatch': 'Prüfsumme passt nicht, nicht benutzt',
  },
};

const USERNAMES: Readonly<Record<Language, (form: string) => string>> = {
  en: (form) => `user name ${form}`,
  de: (form) => `Benutzername ${form}`,
};

const INDENT = '    ';

/**
 * Where the settings of a run come from, as text: a line for each suggested server with its sources, what is not agreed,
 * and, for a run without an account or one that told the address, every question that was asked. Empty where nothing was searched for.
 */
export function renderOrigins(
  report: Report,
  { language, style }: { readonly language: Language; readonly style: TextStyle },
): string {
  const { protocols, conflicts, ledger } = originsOf(report);
  if (ledger.length === 0) return '';
  const { titles, settings: words } = DOCUMENT_WORDS[language];
  const lines = protocols.flatMap(({ protocol, origins }) => [
    `${INDENT}${GRID_PROTOCOLS[protocol]}`,
    ...table(origins.map((origin) => cellsOf(origin, language))),
  ]);
  const isTold = ledger.some(({ toldAddress }) => toldAddress !== undefined);
  const heading = (isTold ? words.askedTelling : words.asked)(ledger.length);
  const parts = [
    [style.strong(titles.settings), ...lines],
    conflicts.length === 0
      ? []
      : [style.strong(words.disagree), ...conflicts.map((one) => lineOf(one, language))],
    report.subject.address === null || isTold
      ? [style.strong(heading), ...table(ledger.map((one) => askedOf(one, language)))]
      : [],
  ];
  return parts.flatMap((part) => (part.length === 0 ? [] : part.join('\n'))).join('\n\n');
}

function cellsOf({ endpoint, sources, username }: Origin, language: Language): readonly string[] {
  return [
    formatEndpoint(endpoint),
    sourceNames(sources, language),
    ...(username === null ? [] : [USERNAMES[language](username)]),
  ];
}

function lineOf({ protocol, field, values }: Conflict, language: Language): string {
  const said = values.map(({ value, sources }) => `${value} (${sourceNames(sources, language)})`);
  return `${INDENT}${GRID_PROTOCOLS[protocol]}, ${FIELD_NAMES[language][field]}: ${said.join(' – ')}`;
}

function askedOf({ uri, asked, outcome, toldAddress }: LookupFacts, language: Language): readonly string[] {
  const { addressTold } = DOCUMENT_WORDS[language].settings;
  const question = asked === null || asked === 'DNS' ? uri : `${uri} ← ${asked}`;
  return [
    OUTCOME_NAMES[language][outcome],
    toldAddress === undefined ? question : `${question} (${addressTold})`,
  ];
}

/** Rows in columns as wide as their widest cell, indented. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (most, row) => row.map((cell, at) => Math.max(cell.length, most[at] ?? 0)),
    [],
  );
  return rows.map((row) =>
    `${INDENT}  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
}
