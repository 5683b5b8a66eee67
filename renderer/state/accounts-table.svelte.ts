import { SvelteMap } from 'svelte/reactivity';
import type { Report } from '../../shared/report/report.ts';
import type { AccountColumn, AccountOrder, AccountState } from './account-rows.ts';

// So many rows are made without anybody noticing; what is wrong stands among the first of them.
const ROWS_AT_ONCE = 50;

/** How a person looks at the table of a batch: sorted, narrowed and opened. It lasts as long as the batch. */
export class AccountsTableState {
  /** The rows that are opened, by their places, and the report of each. */
  readonly opened = new SvelteMap<number, Promise<Report | null>>();
  #order = $state.raw<AccountOrder>({ column: 'state', isDescending: false });
  #only = $state<AccountState | null>(null);
  #most = $state(ROWS_AT_ONCE);

  get order(): AccountOrder {
    return this.#order;
  }

  /** The one result that is asked for; null for all. */
  get only(): AccountState | null {
    return this.#only;
  }
  set only(only: AccountState | null) {
    this.#only = only;
  }

  /** So many rows are shown at most. */
  get most(): number {
    return this.#most;
  }

  /** How many more are shown at the next demand, where so many are left. */
  nextOf(leftCount: number): number {
    return Math.min(ROWS_AT_ONCE, leftCount);
  }

  showMore(): void {
    this.#most += ROWS_AT_ONCE;
  }

  /** Sorts by a column; by the same one again, the other way round. */
  sortBy(column: AccountColumn): void {
    const { order } = this;
    this.#order = { column, isDescending: order.column === column && !order.isDescending };
  }
}
