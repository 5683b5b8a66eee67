import { parseAccount, type AccountField, type AccountProblem, type TypedAccount } from './account-fields.ts';
import { LONGEST_LIST, MOST_ACCOUNTS } from './account-limits.ts';
import { readCsv, type CsvRow } from './csv.ts';
import { isSecretName, secretColumnOf, standsBehindAddress } from './list-secrets.ts';

/** An account that can be looked at, and the line of the list that it stands in. */
export interface ListedAccount extends TypedAccount {
  readonly line: number;
}

/** A line that is no account, and why. */
export interface WrongLine {
  readonly line: number;
  /** At least one, in the order of the fields. */
  readonly problems: readonly AccountProblem[];
}

/** Why nothing of a list is taken. None of these has a value of the list in it, but names of columns. */
export type ListRefusal =
  | { readonly kind: 'empty' | 'not-text' | 'too-long' | 'columns-unnamed' | 'address-missing' }
  | { readonly kind: 'too-many'; readonly count: number }
  | { readonly kind: 'unclosed-quote' | 'secret-behind-address'; readonly line: number }
  | { readonly kind: 'column-twice' | 'secret-name' | 'secret-values'; readonly column: string };

/** A list as it was read: what can be looked at, and what cannot; or why nothing of it is taken. */
export type AccountList =
  | {
      readonly kind: 'list';
      readonly accounts: readonly ListedAccount[];
      readonly wrong: readonly WrongLine[];
      /** Names of columns that nobody here has a use for. */
      readonly ignored: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusal: ListRefusal };

/**
 * Reads a list of accounts: comma-separated values with the names of the columns in the first line, in English or German, or
 * one address in each line. A list that seems to have passwords in it is refused as a whole, before any of it is kept: they are
 * not needed, and whoever has them on the screen shows them. What has no form cannot be seen to be one.
 */
export function readAccountList(text: string): AccountList {
  if (text.length > LONGEST_LIST) return refusedAs({ kind: 'too-long' });
  // No spreadsheet writes NUL; files of every other kind are full of it.
  if (text.includes('\0')) return refusedAs({ kind: 'not-text' });
  const read = readCsv(text);
  if (read.kind === 'unclosed-quote') return refusedAs(read);
  const [first] = read.rows;
  if (first === undefined) return refusedAs({ kind: 'empty' });
  const names = namesIn(first, read.rows);
  if (names === null) return refusedAs({ kind: 'columns-unnamed' });
  const rows = names.isHeader ? read.rows.slice(1) : read.rows;
  const refusal = refusalOf(names.columns, rows);
  return refusal === null ? listOf(names.columns, rows) : refusedAs(refusal);
}

/** A column: its name as it stands there, and what it is of an account; null for nothing. */
interface Column {
  readonly name: string;
  readonly field: AccountField | null;
}

/** Names of columns, without anything but letters. */
const FIELDS: Readonly<Record<AccountField, readonly string[]>> = {
  address: [
    ...['address', 'email', 'emailaddress', 'mail', 'mailaddress', 'mailbox', 'account'],
    ...['adresse', 'emailadresse', 'mailadresse', 'postfach', 'konto'],
  ],
  incoming: [
    ...['incoming', 'incomingserver', 'imap', 'imapserver', 'imaphost'],
    ...['posteingang', 'posteingangsserver', 'eingang', 'eingangsserver'],
  ],
  outgoing: [
    ...['outgoing', 'outgoingserver', 'smtp', 'smtpserver', 'smtphost', 'submission'],
    ...['postausgang', 'postausgangsserver', 'ausgang', 'ausgangsserver'],
  ],
  username: ['username', 'user', 'login', 'benutzername', 'benutzer', 'nutzername', 'anmeldename'],
};
// Of a longer one nobody needs to be told the rest.
const LONGEST_NAME = 60;
const FIELD_NAMES: readonly AccountField[] = ['address', 'incoming', 'outgoing', 'username'];

function columnOf(name: string): Column {
  const letters = name.toLowerCase().replace(/[^\p{L}]/gu, '');
  return {
    name: name.trim().slice(0, LONGEST_NAME),
    field: FIELD_NAMES.find((field) => FIELDS[field].includes(letters)) ?? null,
  };
}

/**
 * What the columns are called. Nobody names a column with an @: then the first line is an account already, and has to have
 * nothing beside its address, for nobody said what that is.
 */
function namesIn(
  first: CsvRow,
  rows: readonly CsvRow[],
): { readonly columns: readonly Column[]; readonly isHeader: boolean } | null {
  const columns = first.cells.map(columnOf);
  const isNamed = columns.some(({ name, field }) => field !== null || isSecretName(name));
  const isSingle = rows.every(({ cells }) => cells.slice(1).every((cell) => cell.trim() === ''));
  if (first.cells.every((cell) => !cell.includes('@')) && (isNamed || !isSingle)) {
    return { columns, isHeader: true };
  }
  return isSingle ? { columns: [{ name: '', field: 'address' }], isHeader: false } : null;
}

function refusalOf(columns: readonly Column[], rows: readonly CsvRow[]): ListRefusal | null {
  const secret = columns.find(({ name, field }) => field === null && isSecretName(name));
  if (secret !== undefined) return { kind: 'secret-name', column: secret.name };
  const addresses = columns.findIndex(({ field }) => field === 'address');
  if (addresses < 0) return { kind: 'address-missing' };
  const behind = rows.find(({ cells }) => standsBehindAddress(cells[addresses] ?? ''));
  if (behind !== undefined) return { kind: 'secret-behind-address', line: behind.line };
  // Cells behind the last column that has a name can be anything, too.
  const width = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
  const values = secretColumnOf(
    Array.from({ length: width }, (_, at) => rows.map(({ cells }) => cells[at] ?? '')),
    columns.map(({ field }) => field !== null),
  );
  if (values !== null) return { kind: 'secret-values', column: columns[values]?.name ?? '' };
  const twice = columns.find(
    ({ field }, at) => field !== null && columns.findIndex((one) => one.field === field) < at,
  );
  if (twice !== undefined) return { kind: 'column-twice', column: twice.name };
  if (rows.length === 0) return { kind: 'empty' };
  return rows.length > MOST_ACCOUNTS ? { kind: 'too-many', count: rows.length } : null;
}

function listOf(columns: readonly Column[], rows: readonly CsvRow[]): AccountList {
  const accounts: ListedAccount[] = [];
  const wrong: WrongLine[] = [];
  for (const { line, cells } of rows) {
    const of = (field: AccountField): string =>
      cells[columns.findIndex((one) => one.field === field)]?.trim() ?? '';
    const typed = {
      address: of('address'),
      incoming: of('incoming'),
      outgoing: of('outgoing'),
      username: of('username'),
    };
    const account = parseAccount(typed);
    if (account.ok) accounts.push({ line, ...typed });
    else wrong.push({ line, problems: account.problems });
  }
  const ignored = columns.flatMap(({ name, field }) => (field === null && name !== '' ? [name] : []));
  return { kind: 'list', accounts, wrong, ignored };
}

function refusedAs(refusal: ListRefusal): AccountList {
  return { kind: 'refused', refusal };
}
