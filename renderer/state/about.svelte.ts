import type { AppInfo, LicensedPackage } from '../../shared/ipc/app-calls.ts';
import type { CallsState } from './calls.svelte.ts';

/** What the program is and what it is made of. */
export interface About {
  readonly info: AppInfo;
  readonly packages: readonly LicensedPackage[];
}

/** What lies over the window while somebody reads about the program. It is asked for when it is opened. */
export class AboutState {
  readonly #calls: CallsState;
  #shown = $state.raw<About | null>(null);
  #isWanted = false;

  constructor(calls: CallsState) {
    this.#calls = calls;
  }

  /** Null while it is closed. */
  get shown(): About | null {
    return this.#shown;
  }

  async open(): Promise<void> {
    if (this.#isWanted) return;
    this.#isWanted = true;
    const isTaken = await this.#calls.attempt(async () => {
      const [info, packages] = await Promise.all([
        this.#calls.call('app.info', null),
        this.#calls.call('app.licences', null),
      ]);
      this.#shown = { info, packages };
    });
    if (!isTaken) this.#isWanted = false;
  }

  close(): void {
    this.#isWanted = false;
    this.#shown = null;
  }
}
