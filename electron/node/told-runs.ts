import type { ToldRun } from '../../shared/ipc/contract.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { LastFew } from './last-few.ts';

/** What the last runs of a window have told, for a page that is loaded again. No password is ever among it. */
export class ToldRuns {
  readonly #runs = new LastFew<{ readonly events: RunEvent[]; answer: ToldRun['answer'] }>();

  /** Begins to keep a run; the oldest is forgotten where there are too many. */
  begin(runId: string): void {
    this.#runs.keep(runId, { events: [], answer: null });
  }

  tell(runId: string, event: RunEvent): void {
    this.#runs.of(runId)?.events.push(event);
  }

  /** Notes how the plan was answered, and nothing of the answer. */
  answered(runId: string, answer: NonNullable<ToldRun['answer']>): void {
    const run = this.#runs.of(runId);
    if (run !== undefined) run.answer = answer;
  }

  /** Undefined where the run is none of those that are kept. */
  of(runId: string): ToldRun | undefined {
    const run = this.#runs.of(runId);
    return run === undefined ? undefined : { events: [...run.events], answer: run.answer };
  }
}
