import type { ToldRun } from '../../shared/ipc/contract.ts';
import type { RunEvent } from '../../shared/report/events.ts';

// A check, a look of the helpdesk, and the ones before.
const MOST_RUNS = 5;

/** What the last runs of a window have told, for a page that is loaded again. No password is ever among it. */
export class ToldRuns {
  readonly #runs = new Map<string, { readonly events: RunEvent[]; answer: ToldRun['answer'] }>();

  /** Begins to keep a run; the oldest is forgotten where there are too many. */
  begin(runId: string): void {
    this.#runs.set(runId, { events: [], answer: null });
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > MOST_RUNS && oldest !== undefined) this.#runs.delete(oldest);
  }

  tell(runId: string, event: RunEvent): void {
    this.#runs.get(runId)?.events.push(event);
  }

  /** Notes how the plan was answered, and nothing of the answer. */
  answered(runId: string, answer: NonNullable<ToldRun['answer']>): void {
    const run = this.#runs.get(runId);
    if (run !== undefined) run.answer = answer;
  }

  /** Undefined where the run is none of those that are kept. */
  of(runId: string): ToldRun | undefined {
    const run = this.#runs.get(runId);
    return run === undefined ? undefined : { events: [...run.events], answer: run.answer };
  }
}
