import type { Conflict } from '../discovery/conflicts.ts';
import type { Language } from '../findings/explain.ts';
import type { Source } from '../mail/candidate.ts';
import { formatEndpoint } from '../mail/endpoint.ts';
import type { LookupFacts, LookupOutcome } from '../mail/lookup.ts';
import { originsOf, type Origin } from './origins.ts';
import { GRID_PROTOCOLS } from './render-grid.ts';
import type { TextStyle } from './render-text.ts';
import type { Report } from './report.ts';
import { SOURCE_NAMES } from './source-names.ts';

interface Words {
  readonly heading: string;
  readonly username: (form: string) => string;
  readonly disagree: string;
  readonly asked: (count: number) => string;
  /** The same where the address was told to some. */
  readonly askedTelling: (count: number) => string;
  readonly addressTold: string;
  readonly outcomes: Readonly<Record<LookupOutcome, string>>;
}

/** What sources can disagree about. */
export const FIELD_NAMES: Readonly<Record<Language, Readonly<Record<Conflict['field'], string>>>> = {
  en: { host: 'server', port: 'port', connectionSecurity: 'encryption', username: 'user name' },
  de: { host: 'Server', port: 'Port', connectionSecurity: 'Verschlüsselung', username: 'Benutzername' },
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    heading: 'Where the settings come from',
    username: (form) => `user name ${form}`,
    disagree: 'Where sources do not agree',
    asked: (count) => `What was asked (${count}); only the domain was told, to nobody the address`,
    askedTelling: (count) =>
      `What was asked (${count}); the address was told where it says so, else the domain`,
    addressTold: 'address told',
    outcomes: {
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
  },
  de: {
    heading: 'Woher die Einstellungen stammen',
    username: (form) => `Benutzername ${form}`,
    disagree: 'Wo Quellen nicht übereinstimmen',
    asked: (count) => `Was gefragt wurde (${count}); genannt wurde nur die Domain, niemandem die Adresse`,
    askedTelling: (count) =>
      `Was gefragt wurde (${count}); wo es dabeisteht, mit der Adresse, sonst nur die Domain`,
    addressTold: 'Adresse genannt',
    outcomes: {
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
  },
};

/** What became of a question, in two or three words. */
export const OUTCOME_NAMES: Readonly<Record<Language, Words['outcomes']>> = {
  en: WORDS.en.outcomes,
  de: WORDS.de.outcomes,
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
  const words = WORDS[language];
  const lines = protocols.flatMap(({ protocol, origins }) => [
    `${INDENT}${GRID_PROTOCOLS[protocol]}`,
    ...table(origins.map((origin) => cellsOf(origin, language))),
  ]);
  const isTold = ledger.some(({ toldAddress }) => toldAddress !== undefined);
  const heading = (isTold ? words.askedTelling : words.asked)(ledger.length);
  const parts = [
    [style.strong(words.heading), ...lines],
    conflicts.length === 0
      ? []
      : [style.strong(words.disagree), ...conflicts.map((one) => lineOf(one, language))],
    report.subject.address === null || isTold
      ? [style.strong(heading), ...table(ledger.map((one) => askedOf(one, words)))]
      : [],
  ];
  return parts.flatMap((part) => (part.length === 0 ? [] : part.join('\n'))).join('\n\n');
}

function cellsOf({ endpoint, sources, username }: Origin, language: Language): readonly string[] {
  const words = WORDS[language];
  return [
    formatEndpoint(endpoint),
    namesOf(sources, language),
    ...(username === null ? [] : [words.username(username)]),
  ];
}

function lineOf({ protocol, field, values }: Conflict, language: Language): string {
  const said = values.map(({ value, sources }) => `${value} (${namesOf(sources, language)})`);
  return `${INDENT}${GRID_PROTOCOLS[protocol]}, ${FIELD_NAMES[language][field]}: ${said.join(' – ')}`;
}

function askedOf(
  { uri, asked, outcome, toldAddress }: LookupFacts,
  { outcomes, addressTold }: Words,
): readonly string[] {
  const question = asked === null || asked === 'DNS' ? uri : `${uri} ← ${asked}`;
  return [outcomes[outcome], toldAddress === undefined ? question : `${question} (${addressTold})`];
}

function namesOf(sources: readonly Source[], language: Language): string {
  return [...new Set(sources.map(({ kind }) => SOURCE_NAMES[language][kind]))].join(', ');
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
