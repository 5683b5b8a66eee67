import { CallError, type Api } from '../../shared/ipc/api.ts';
import type { CallErrorCode, RunPush } from '../../shared/ipc/contract.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { ladder } from '../../shared/report/ladder.ts';
import type { Report, Subject } from '../../shared/report/report.ts';
import type { Loss } from '../transport.ts';
import { FormState } from './form.svelte.ts';

/** The screen that a run is at. */
export type Phase = 'start' | 'looking' | 'sign-in' | 'result';

/** Why the window cannot go on: what the other side answered instead of a value, or that the way to it is lost. */
export type Failure = CallErrorCode | Loss;

/** The person's answer to the plan; the password itself is passed on and never kept. */
type Answer = 'password' | 'no-password';

/** One run after the other, from the form to the report. The screens are its faces. */
export class RunState {
  readonly form = new FormState();
  readonly #api: Api;
  #runId = $state<string | null>(null);
  #events = $state.raw<readonly RunEvent[]>([]);
  #answer = $state<Answer | null>(null);
  #isStarting = $state(false);
  #isCancelling = $state(false);
  #callError = $state<CallErrorCode | null>(null);
  #loss = $state<Loss | null>(null);
  #clockStartedAt = $state(0);
  /** Pushes that overtook the answer to `run.start`, whose run is not known yet. */
  #early: RunPush[] = [];

  readonly subject: Subject | null = $derived(eventOf(this.#events, 'started')?.subject ?? null);
  readonly plan: Plan | null = $derived(eventOf(this.#events, 'plan')?.plan ?? null);
  readonly report: Report | null = $derived(eventOf(this.#events, 'finished')?.report ?? null);
  readonly ladder = $derived(ladder(this.#events));
  readonly phase: Phase = $derived(this.#phase());

  constructor(api: Api) {
    this.#api = api;
    api.onRunEvent((push) => this.#receive(push));
  }

  get events(): readonly RunEvent[] {
    return this.#events;
  }

  /** How the person answered the plan, once they did. */
  get answer(): Answer | null {
    return this.#answer;
  }

  get isStarting(): boolean {
    return this.#isStarting;
  }

  get isCancelling(): boolean {
    return this.#isCancelling;
  }

  /** A lost transport outlasts every call. */
  get failure(): Failure | null {
    return this.#loss ?? this.#callError;
  }

  /** When the present looking began, on the clock of `performance.now()`: waiting for the person does not count. */
  get clockStartedAt(): number {
    return this.#clockStartedAt;
  }

  /** Begins a run with what the form holds, for the first time or again. */
  async start(): Promise<void> {
    if (this.#isStarting) return;
    this.#isStarting = true;
    await this.#try(async () => {
      const answer = await this.#api.call('run.start', this.form.request());
      this.#forget();
      if (answer.kind === 'refused') this.form.refuse(answer.problems);
      else this.#begin(answer.runId);
    });
    this.#early = [];
    this.#isStarting = false;
  }

  /** Answers the plan: with the password, which is passed on once and not kept, or with null to go on without. */
  async signIn(password: string | null): Promise<void> {
    const runId = this.#runId;
    if (runId === null || this.#answer !== null) return;
    this.#answer = password === null ? 'no-password' : 'password';
    this.#clockStartedAt = performance.now();
    const isTaken = await this.#try(() => this.#api.call('run.signIn', { runId, password }));
    if (!isTaken) this.#answer = null; // the question still stands
  }

  /** Asks the run to end; its report says how far it came. */
  async cancel(): Promise<void> {
    const runId = this.#runId;
    if (runId === null || this.#isCancelling || this.phase !== 'looking') return;
    this.#isCancelling = true;
    const isTaken = await this.#try(() => this.#api.call('run.cancel', { runId }));
    if (isTaken) return;
    this.#isCancelling = false;
    // A run that ended in this very moment is unknown to the other side, and is what was wanted.
    if (this.#callError === 'unknown-run' && this.report !== null) this.#callError = null;
  }

  /** Back to the form, with everything that was typed. */
  correct(): void {
    this.#forget();
  }

  /** Back to the form, empty. */
  startOver(): void {
    this.#forget();
    this.form.clear();
  }

  /** Nothing comes from the other side any more. */
  loseConnection(loss: Loss): void {
    this.#loss = loss;
  }

  #phase(): Phase {
    if (this.report !== null) return 'result';
    if (this.#runId === null) return 'start';
    const isAsked = this.plan !== null && (this.plan.incoming ?? this.plan.outgoing) !== null;
    return isAsked && this.#answer === null && !this.#isCancelling ? 'sign-in' : 'looking';
  }

  #begin(runId: string): void {
    this.#runId = runId;
    this.#clockStartedAt = performance.now();
    for (const push of this.#early) this.#receive(push);
  }

  #receive(push: RunPush): void {
    if (push.runId === this.#runId) this.#events = [...this.#events, push.event];
    else if (this.#isStarting) this.#early.push(push);
  }

  #forget(): void {
    this.#runId = null;
    this.#events = [];
    this.#answer = null;
    this.#isCancelling = false;
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    this.#callError = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.#callError = error instanceof CallError ? error.code : 'internal';
      return false;
    }
  }
}

function eventOf<T extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: T,
): Extract<RunEvent, { type: T }> | undefined {
  return events.findLast((event): event is Extract<RunEvent, { type: T }> => event.type === type);
}
