import type { Api } from '../../shared/ipc/api.ts';
import { CallsState } from './calls.svelte.ts';
import { FormState } from './form.svelte.ts';
import { language } from './language.svelte.ts';
import type { PlacesState } from './places.svelte.ts';

/** What the first screen needs at once, and how everything else comes: it is most of the window, and would hold that screen up. */
export class WindowState {
  readonly calls: CallsState;
  /** What is typed on the first screen. */
  readonly form = new FormState();
  #places = $state.raw<PlacesState | null>(null);
  #loading: Promise<PlacesState> | null = null;
  #isWaiting = $state(false);

  constructor(api: Api) {
    this.calls = new CallsState(api);
  }

  /** Every place, with the words for it; null for a moment after the start. */
  get places(): PlacesState | null {
    return this.#places;
  }

  /** True while nothing can be begun: something is about to, or waits for all places. */
  get isBusy(): boolean {
    return this.#isWaiting || this.#places?.run.isBusy === true;
  }

  /** Has all places loaded, unless they are there already; where that fails, `calls.failure` says so. */
  async load(): Promise<void> {
    await this.calls.attempt(async () => {
      this.#loading ??= this.#open();
      await this.#loading;
    });
  }

  /** Begins a run with what the form holds. */
  async check(): Promise<void> {
    await (await this.#all())?.run.start();
  }

  /** Shows what the program is, over whatever is seen. */
  async openAbout(): Promise<void> {
    await (await this.#all())?.about.open();
  }

  async #all(): Promise<PlacesState | null> {
    this.#isWaiting = this.#places === null;
    if (this.#isWaiting) await this.load();
    this.#isWaiting = false;
    return this.#places;
  }

  async #open(): Promise<PlacesState> {
    try {
      const [{ openPlaces }] = await Promise.all([import('./places.svelte.ts'), language.loadRest()]);
      this.#places = await openPlaces(this.calls, this.form);
      return this.#places;
    } catch (cause) {
      this.#loading = null; // who asks once more has it tried once more
      throw cause;
    }
  }
}
