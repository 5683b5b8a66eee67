import type { RecipePlaced } from '../../shared/ipc/recipe-calls.ts';
import type { ReportSaved } from '../../shared/ipc/report-calls.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';
import type { CallsState } from './calls.svelte.ts';

/** What came of a file that a person did not think better of. */
export type FileDone = Exclude<ReportSaved | RecipePlaced, { readonly kind: 'cancelled' }>;

/** A file that the engine writes where the person says, and what came of it. */
export class SavingState {
  readonly #calls: CallsState;
  #isBusy = $state(false);
  #done = $state.raw<FileDone | null>(null);
  // What is written for something that is not looked at any more is not said of the next.
  #turn = 0;

  constructor(calls: CallsState) {
    this.#calls = calls;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What came of the last one; null while nothing did. */
  get done(): FileDone | null {
    return this.#done;
  }

  /** Where the file was written last. */
  get savedAs(): string | null {
    return this.#done?.kind === 'saved' ? this.#done.path : null;
  }

  /** Why it was not. */
  get problem(): InputProblem | null {
    return this.#done?.kind === 'refused' ? this.#done.problem : null;
  }

  /** Has it written, one at a time. */
  async save(ask: () => Promise<ReportSaved | RecipePlaced>): Promise<void> {
    if (this.#isBusy) return;
    this.forget();
    this.#isBusy = true;
    const turn = this.#turn;
    await this.#calls.attempt(async () => {
      const answer = await ask();
      if (turn === this.#turn && answer.kind !== 'cancelled') this.#done = answer;
    });
    this.#isBusy = false;
  }

  /** What was written before is not what is looked at now. */
  forget(): void {
    this.#turn += 1;
    this.#done = null;
  }
}
