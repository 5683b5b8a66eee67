import type { BatchPush } from '../../shared/ipc/contract.ts';
import type { BatchStart } from '../../shared/ipc/batch-calls.ts';
import type { AccountList, ListedAccount, ListRefusal } from '../../shared/mail/account-list.ts';
import type { Report } from '../../shared/report/report.ts';
import {
  accountRow,
  changedBy,
  countsOf,
  NO_RESULTS,
  withResults,
  type AccountRow,
  type RunResults,
} from './account-rows.ts';
import { AccountsTableState } from './accounts-table.svelte.ts';
import type { CallsState } from './calls.svelte.ts';
import { language } from './language.svelte.ts';
import { SavingState } from './saving.svelte.ts';

/** A list that was taken, the checks of its accounts, and what came of them until now. */
interface Batch {
  readonly id: string;
  readonly accounts: readonly ListedAccount[];
  readonly runIds: readonly string[];
}

// So many results are taken in at once that no frame is late, however many come together.
const MOST_RESULTS_AT_ONCE = 10;
const FRAME_MS = 16;

/** Checks of several accounts without signing in, one list after the other. The tab of the helpdesk is its face. */
export class AccountsState {
  /** The file of the table. */
  readonly saving: SavingState;
  readonly #calls: CallsState;
  #list = $state.raw<AccountList | null>(null);
  #text = $state('');
  #batch = $state.raw<Batch | null>(null);
  #results = $state.raw<RunResults>(NO_RESULTS);
  #table = $state.raw(new AccountsTableState());
  #hasEnded = $state(false);
  #isStarting = $state(false);
  #isCancelling = $state(false);
  #clockStartedAt = $state(0);
  #tookMs = $state(0);
  /** Pushes that are not taken in yet: a few each frame, or none before the answer to the call that began their batch. */
  #arrived: BatchPush[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Whatever has ended; once all has, also what was not begun. In the order of the list. */
  readonly rows: readonly AccountRow[] = $derived.by(() => {
    const { accounts, runIds } = this.#batch ?? { accounts: [], runIds: [] };
    return accounts.flatMap(({ address }, place) => {
      const runId = runIds[place] ?? '';
      const result = this.#results.get(runId) ?? null;
      return result === null && !this.#hasEnded ? [] : [accountRow(place, { address, runId }, result)];
    });
  });
  readonly counts = $derived(countsOf(this.rows));
  readonly changedOnDisk: Report['changedOnDisk'] = $derived(changedBy(this.#results));

  constructor(calls: CallsState) {
    this.#calls = calls;
    this.saving = new SavingState(calls);
    calls.onBatchEvent((push) => this.#arrive(push));
  }

  /** The last list that was read; null before any. */
  get list(): AccountList | null {
    return this.#list;
  }

  /** A list that was taken, as it was written. One that was refused stands in its field and nowhere else. */
  get text(): string {
    return this.#text;
  }

  get isStarting(): boolean {
    return this.#isStarting;
  }

  get isCancelling(): boolean {
    return this.#isCancelling && !this.#hasEnded;
  }

  /** True where a person has ended the batch. */
  get wasCancelled(): boolean {
    return this.#isCancelling && this.#hasEnded;
  }

  /** True from the begin of a batch until there is another list. */
  get hasBatch(): boolean {
    return this.#batch !== null;
  }

  /** True while something more comes. */
  get isChecking(): boolean {
    return this.#batch !== null && !this.#hasEnded;
  }

  /** How the table of the batch is looked at. */
  get table(): AccountsTableState {
    return this.#table;
  }

  /** How many accounts there are in the batch. */
  get totalCount(): number {
    return this.#batch?.accounts.length ?? 0;
  }

  /** When the batch began, on the clock of `performance.now()`. */
  get clockStartedAt(): number {
    return this.#clockStartedAt;
  }

  /** How long it took, once it has ended. */
  get tookMs(): number {
    return this.#tookMs;
  }

  /**
   * Reads a list, and begins with it where every line of it is an account.
   *
   * @returns false where it was refused: nothing of it was kept
   */
  async read(text: string): Promise<boolean> {
    if (this.#isStarting) return true;
    // Loaded when somebody has a list.
    const { readAccountList } = await import('../../shared/mail/account-list.ts');
    const list = readAccountList(text);
    this.#list = list;
    this.#text = list.kind === 'list' ? text : '';
    if (list.kind === 'list' && list.wrong.length === 0) await this.start();
    return list.kind === 'list';
  }

  /** Says why there is no list to be read. */
  refuse(refusal: ListRefusal): void {
    this.#list = { kind: 'refused', refusal };
    this.#text = '';
  }

  /** Somebody is at the list again: what was said of it is void. */
  touch(): void {
    this.#list = null;
  }

  /** Begins with the accounts that can be checked. */
  async start(): Promise<void> {
    const list = this.#list;
    if (list?.kind !== 'list' || list.accounts.length === 0 || this.#isStarting) return;
    const { accounts } = list;
    this.#isStarting = true;
    this.#arrived = [];
    await this.#calls.attempt(async () => {
      const typed = accounts.map(({ address, incoming, outgoing, username }) => ({
        address,
        incoming,
        outgoing,
        username,
      }));
      this.#begin(await this.#calls.call('batch.start', { accounts: typed }), accounts);
    });
    this.#isStarting = false;
    this.#schedule();
  }

  /** Ends the checks; what is there stays. */
  async cancel(): Promise<void> {
    const batchId = this.#batch?.id;
    if (batchId === undefined || this.#hasEnded || this.#isCancelling) return;
    this.#isCancelling = true;
    const isTaken = await this.#calls.attempt(() => this.#calls.call('batch.cancel', { batchId }));
    if (!isTaken) this.#isCancelling = false;
  }

  /** Back to the list. */
  async leave(): Promise<void> {
    await this.cancel();
    this.#batch = null;
    this.#list = null;
    this.#isCancelling = false;
    this.saving.forget();
  }

  /**
   * The report of a run that has ended; it can then be saved, too.
   *
   * @returns null where it cannot be had, and `calls.failure` says why
   */
  async reportOf(runId: string): Promise<Report | null> {
    let report: Report | null = null;
    await this.#calls.attempt(async () => (report = await this.#calls.call('batch.report', { runId })));
    return report;
  }

  /** How many other accounts are looked at in the same run. */
  othersIn(runId: string): number {
    return (this.#batch?.runIds.filter((one) => one === runId).length ?? 1) - 1;
  }

  /** Has the table written as a file, where the person says. */
  async save(): Promise<void> {
    const batchId = this.#batch?.id;
    if (batchId === undefined) return;
    await this.saving.save(() => this.#calls.call('batch.save', { batchId, language: language.current }));
  }

  #begin(answer: BatchStart, accounts: readonly ListedAccount[]): void {
    if (answer.kind === 'refused') {
      // The engine reads as the window does, and has the last word.
      const wrong = answer.problems.map(({ account, problems }) => ({
        line: accounts[account]?.line ?? 0,
        problems,
      }));
      const others = accounts.filter((_, place) => !answer.problems.some(({ account }) => account === place));
      this.#list = { kind: 'list', accounts: others, wrong, ignored: [] };
      return;
    }
    this.#batch = { id: answer.batchId, accounts, runIds: answer.runIds };
    this.#results = NO_RESULTS;
    this.#table = new AccountsTableState();
    this.#hasEnded = false;
    this.#isCancelling = false;
    this.saving.forget();
    this.#clockStartedAt = performance.now();
  }

  #arrive(push: BatchPush): void {
    if (push.batchId !== this.#batch?.id && !this.#isStarting) return;
    this.#arrived.push(push);
    this.#schedule();
  }

  // Not by the frame itself: a window that is hidden has none, and goes on all the same.
  #schedule(): void {
    if (this.#arrived.length === 0 || this.#timer !== null || this.#isStarting) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#takeIn();
      this.#schedule();
    }, FRAME_MS);
  }

  #takeIn(): void {
    const events = this.#arrived
      .splice(0, MOST_RESULTS_AT_ONCE)
      .flatMap(({ batchId, event }) => (batchId === this.#batch?.id ? [event] : []));
    this.#results = withResults(this.#results, events);
    if (!events.some(({ type }) => type === 'batch-ended')) return;
    this.#hasEnded = true;
    this.#tookMs = performance.now() - this.#clockStartedAt;
  }
}
