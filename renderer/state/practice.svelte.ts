import type { PracticeFaultGroup, PracticeInfo } from '../../shared/ipc/contract.ts';
import type { CallsState } from './calls.svelte.ts';
import { FormState } from './form.svelte.ts';

type Fault = PracticeFaultGroup['faults'][number];

/** The practice mailbox: whether it is on, what goes wrong in it, and its own filled form beside the person's. */
export class PracticeState {
  readonly #calls: CallsState;
  #info = $state.raw<PracticeInfo | null>(null);
  #form = $state.raw<FormState | null>(null);
  #chosen = $state<string | null>(null);
  #isBusy = $state(false);

  /** The fault that is played; null where all is well. */
  readonly fault: Fault | null = $derived(faultIn(this.#info));

  constructor(calls: CallsState) {
    this.#calls = calls;
  }

  /** What the engine says of it; null where it is off. */
  get info(): PracticeInfo | null {
    return this.#info;
  }

  /** The form, filled; null where it is off. */
  get form(): FormState | null {
    return this.#form;
  }

  /** The name of the fault that was chosen last, which may still be on its way; null where all shall be well. */
  get chosen(): string | null {
    return this.#chosen;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Starts it, or lets another fault be played. Of choices in quick succession the last one stands. */
  async play(fault: string | null): Promise<void> {
    this.#chosen = fault;
    if (this.#isBusy) return;
    this.#isBusy = true;
    await this.#calls.attempt(async () => {
      let asked: string | null;
      do {
        asked = this.#chosen;
        this.#take(await this.#calls.call('practice.start', { fault: asked }));
      } while (this.#chosen !== asked);
    });
    this.#chosen = this.#info?.fault ?? null;
    this.#isBusy = false;
  }

  /** Ends it. The window is out of it in any case: what cannot be ended now ends with the window. */
  async leave(): Promise<void> {
    if (this.#isBusy || this.#info === null) return;
    this.#info = null;
    this.#form = null;
    this.#chosen = null;
    await this.#calls.attempt(() => this.#calls.call('practice.stop', null));
  }

  #take(info: PracticeInfo): void {
    this.#info = info;
    this.#form = new FormState(info.request);
  }
}

function faultIn(info: PracticeInfo | null): Fault | null {
  const faults = info?.groups.flatMap((group) => group.faults) ?? [];
  return faults.find(({ name }) => name === info?.fault) ?? null;
}
