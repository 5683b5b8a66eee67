import type { Severity } from '../../shared/findings/finding.ts';
import type { BatchEvent, RunResult } from '../../shared/ipc/batch-calls.ts';
import { toneOf } from '../../shared/report/headline.ts';

/** What came of an account, in one word; `note`: the check did not come to its end. */
export type AccountState = Severity | 'not-begun';

/** What a row is about: an account of the list, and the run that it is looked at in. */
export interface AccountRow {
  /** Its place in the list. */
  readonly place: number;
  readonly address: string;
  readonly runId: string;
  readonly state: AccountState;
  /** Null where the run was not begun. */
  readonly result: RunResult | null;
}

/** What can be sorted by, in the order of the columns. */
export const ACCOUNT_COLUMNS = ['address', 'state', 'finding', 'actor', 'time'] as const;

/** One of them. */
export type AccountColumn = (typeof ACCOUNT_COLUMNS)[number];

/** By what the rows are sorted; what stands first by itself is what is asked for first. */
export interface AccountOrder {
  readonly column: AccountColumn;
  readonly isDescending: boolean;
}

/** What is wrong first. */
const ACCOUNT_STATES: readonly AccountState[] = ['problem', 'warning', 'note', 'not-begun', 'good'];

/** What came of runs, by their ids. Replaced whole: nothing is changed in one. */
export type RunResults = ReadonlyMap<string, RunResult>;

/** Before anything came. */
export const NO_RESULTS: RunResults = new Map();

/** The same with what came since. */
export function withResults(results: RunResults, events: readonly BatchEvent[]): RunResults {
  const ended = events.flatMap((event) =>
    event.type === 'run-ended' ? [[event.runId, event.result] as const] : [],
  );
  return new Map([...results, ...ended]);
}

/** What all of them changed on disk, each once. */
export function changedBy(results: RunResults): RunResult['changedOnDisk'] {
  return [...new Set([...results.values()].flatMap(({ changedOnDisk }) => changedOnDisk))];
}

/** The row of an account. */
export function accountRow(
  place: number,
  { address, runId }: Pick<AccountRow, 'address' | 'runId'>,
  result: RunResult | null,
): AccountRow {
  const state = result === null ? 'not-begun' : toneOf(result, result.headline);
  return { place, address, runId, state, result };
}

/**
 * Rows in another order. Those that are alike stay in the order of the list, whichever way it goes.
 *
 * @param wordsOf the words that stand in a row's column, for those that are sorted by their words
 * @param locale how these are sorted
 */
export function sortedAccounts(
  rows: readonly AccountRow[],
  { column, isDescending }: AccountOrder,
  wordsOf: (row: AccountRow) => string,
  locale: string,
): readonly AccountRow[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row, column, wordsOf) }));
  const compareWords = isByWords(column) ? new Intl.Collator(locale, { numeric: true }).compare : null;
  const compare = (left: string | number, right: string | number): number =>
    compareWords === null ? Number(left) - Number(right) : compareWords(String(left), String(right));
  const sign = isDescending ? -1 : 1;
  return keyed
    .toSorted((left, right) => sign * compare(left.key, right.key) || left.row.place - right.row.place)
    .map(({ row }) => row);
}

function isByWords(column: AccountColumn): boolean {
  return column !== 'state' && column !== 'time';
}

function keyOf(
  row: AccountRow,
  column: AccountColumn,
  wordsOf: (row: AccountRow) => string,
): string | number {
  if (column === 'state') return ACCOUNT_STATES.indexOf(row.state);
  if (column === 'time') return row.result?.durationMs ?? -1;
  return wordsOf(row);
}

/** How many there are of each state, of those that there are, what is wrong first. */
export function countsOf(
  rows: readonly AccountRow[],
): readonly { readonly state: AccountState; readonly count: number }[] {
  return ACCOUNT_STATES.map((state) => ({
    state,
    count: rows.filter((row) => row.state === state).length,
  })).filter(({ count }) => count > 0);
}
