import type { RunPush, RunStart, ToldRun } from '../../shared/ipc/contract.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import type { CallsState } from './calls.svelte.ts';
import { eventOf } from './events.ts';

/** One run of the engine after the other: how it is begun and cancelled, and what it told until now. */
export class LiveRun {
  readonly #calls: CallsState;
  #id = $state<string | null>(null);
  #events = $state.raw<readonly RunEvent[]>([]);
  #isStarting = $state(false);
  #isCancelling = $state(false);
  #clockStartedAt = $state(0);
  /** Events that the next picture will show. */
  #arrived: RunEvent[] = [];
  /** Pushes that overtook the answer to the call that started their run, which is not known yet. */
  #early: RunPush[] = [];

  readonly report: Report | null = $derived(eventOf(this.#events, 'finished')?.report ?? null);

  constructor(calls: CallsState) {
    this.#calls = calls;
    calls.onRunEvent((push) => this.#receive(push));
  }

  /** Null before a run, and once it is forgotten. */
  get id(): string | null {
    return this.#id;
  }

  get events(): readonly RunEvent[] {
    return this.#events;
  }

  get isStarting(): boolean {
    return this.#isStarting;
  }

  get isCancelling(): boolean {
    return this.#isCancelling;
  }

  /** When the present looking began, on the clock of `performance.now()`: waiting for the person does not count. */
  get clockStartedAt(): number {
    return this.#clockStartedAt;
  }

  /**
   * Begins a run by a call that answers with its id. What was there of the run before is forgotten, unless the call fails.
   *
   * @returns the answer; null where there is none, and `calls.failure` says why
   */
  async start(call: () => Promise<RunStart>): Promise<RunStart | null> {
    let answer: RunStart | null = null;
    this.#isStarting = true;
    await this.#calls.attempt(async () => {
      answer = await call();
      this.forget();
      if (answer.kind === 'started') this.#begin(answer.runId);
    });
    this.#early = [];
    this.#isStarting = false;
    return answer;
  }

  /**
   * Takes a run up again that was there before the page was loaded anew.
   *
   * @returns what it has told; null where the engine does not know it any more, and then there is no run
   */
  async resume(runId: string): Promise<ToldRun | null> {
    let told: ToldRun | null = null;
    this.#isStarting = true;
    await this.#calls.attempt(async () => {
      told = await this.#calls.call('run.replay', { runId });
      this.#events = told.events;
      // What was told while the question was on its way comes twice.
      const known = told.events.map((event) => JSON.stringify(event));
      this.#early = this.#early.filter(({ event }) => !known.includes(JSON.stringify(event)));
      this.#begin(runId);
    });
    if (this.#calls.error === 'unknown-run') this.#calls.forgive();
    this.#early = [];
    this.#isStarting = false;
    return told;
  }

  /** Asks the run to end; its report says how far it came. */
  async cancel(): Promise<void> {
    const runId = this.#id;
    if (runId === null || this.#isCancelling || this.report !== null) return;
    this.#isCancelling = true;
    const isTaken = await this.#calls.attempt(() => this.#calls.call('run.cancel', { runId }));
    if (isTaken) return;
    this.#isCancelling = false;
    // A run that ended in this very moment is unknown to the other side, and is what was wanted.
    if (this.#calls.error === 'unknown-run' && !this.#isUnderWay()) this.#calls.forgive();
  }

  restartClock(): void {
    this.#clockStartedAt = performance.now();
  }

  /** There is no run any more, whatever still comes of it. */
  forget(): void {
    this.#id = null;
    this.#events = [];
    this.#arrived = [];
    this.#isCancelling = false;
  }

  #begin(runId: string): void {
    this.#id = runId;
    this.restartClock();
    for (const push of this.#early) this.#receive(push);
  }

  #receive(push: RunPush): void {
    if (push.runId === this.#id) this.#take(push.event);
    else if (this.#isStarting) this.#early.push(push);
  }

  /** A run tells hundreds of things in a second: all of those between two pictures change the window once. */
  #take(event: RunEvent): void {
    this.#arrived.push(event);
    if (this.#arrived.length === 1) nextPicture(() => this.#show());
  }

  #show(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    if (arrived.length > 0) this.#events = [...this.#events, ...arrived];
  }

  /** Asked anew: it may have changed while something was waited for. */
  #isUnderWay(): boolean {
    this.#show();
    return this.#id !== null && this.report === null;
  }
}

const LONGEST_WAIT_MS = 100;

/** Calls when the next picture is made, and once more soon: a window that is hidden makes none, and goes on all the same. */
function nextPicture(show: () => void): void {
  requestAnimationFrame(show);
  setTimeout(show, LONGEST_WAIT_MS);
}
