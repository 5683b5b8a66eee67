import type { ReportSaved } from '../../shared/ipc/report-calls.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';
import type { CallsState } from './calls.svelte.ts';

/** A file that the engine writes where the person says, and what came of it. */
export class SavingState {
  readonly #calls: CallsState;
  #isBusy = $state(false);
  #savedAs = $state<string | null>(null);
  #problem = $state.raw<InputProblem | null>(null);
  // What is written for something that is not looked at any more is not said of the next.
  #turn = 0;

  constructor(calls: CallsState) {
    this.#calls = calls;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Where the file was written last. */
  get savedAs(): string | null {
    return this.#savedAs;
  }

  /** Why it was not. */
  get problem(): InputProblem | null {
    return this.#problem;
  }

  /** Has it written, one at a time. */
  async save(ask: () => Promise<ReportSaved>): Promise<void> {
    if (this.#isBusy) return;
    this.forget();
    this.#isBusy = true;
    const turn = this.#turn;
    await this.#calls.attempt(async () => {
      const answer = await ask();
      if (turn !== this.#turn) return;
      if (answer.kind === 'saved') this.#savedAs = answer.path;
      if (answer.kind === 'refused') this.#problem = answer.problem;
    });
    this.#isBusy = false;
  }

  /** What was written before is not what is looked at now. */
  forget(): void {
    this.#turn += 1;
    this.#savedAs = null;
    this.#problem = null;
  }
}
