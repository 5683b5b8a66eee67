import type { RunPush } from '../../shared/ipc/contract.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { ladder } from '../../shared/report/ladder.ts';
import type { Report, Subject } from '../../shared/report/report.ts';
import type { CallsState } from './calls.svelte.ts';
import { FormState } from './form.svelte.ts';
import { PracticeState } from './practice.svelte.ts';

/** The screen that a run is at. */
export type Phase = 'start' | 'looking' | 'sign-in' | 'result';

/** The person's answer to the plan; the password itself is passed on and never kept. */
type Answer = 'password' | 'no-password';

/** One run after the other, from the form to the report. The screens are its faces. */
export class RunState {
  readonly practice: PracticeState;
  readonly #typedForm = new FormState();
  readonly #calls: CallsState;
  #runId = $state<string | null>(null);
  #events = $state.raw<readonly RunEvent[]>([]);
  #answer = $state<Answer | null>(null);
  #isStarting = $state(false);
  #isCancelling = $state(false);
  #clockStartedAt = $state(0);
  /** Pushes that overtook the answer to `run.start`, whose run is not known yet. */
  #early: RunPush[] = [];

  readonly subject: Subject | null = $derived(eventOf(this.#events, 'started')?.subject ?? null);
  readonly plan: Plan | null = $derived(eventOf(this.#events, 'plan')?.plan ?? null);
  readonly report: Report | null = $derived(eventOf(this.#events, 'finished')?.report ?? null);
  readonly ladder = $derived(ladder(this.#events));
  readonly phase: Phase = $derived(this.#phase());

  constructor(calls: CallsState) {
    this.#calls = calls;
    this.practice = new PracticeState(calls);
    calls.onRunEvent((push) => this.#receive(push));
  }

  /** The form that a run begins with: the practice mailbox's while that is on; the person's waits meanwhile as it was. */
  get form(): FormState {
    return this.practice.form ?? this.#typedForm;
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

  /** When the present looking began, on the clock of `performance.now()`: waiting for the person does not count. */
  get clockStartedAt(): number {
    return this.#clockStartedAt;
  }

  /** Begins a run with what the form holds, for the first time or again. */
  async start(): Promise<void> {
    if (this.#isStarting || this.practice.isBusy) return;
    this.#isStarting = true;
    await this.#calls.attempt(async () => {
      const answer = await this.#calls.call('run.start', this.form.request());
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
    const isTaken = await this.#calls.attempt(() => this.#calls.call('run.signIn', { runId, password }));
    if (!isTaken) this.#answer = null; // the question still stands
  }

  /** Asks the run to end; its report says how far it came. */
  async cancel(): Promise<void> {
    const runId = this.#runId;
    if (runId === null || this.#isCancelling || this.phase !== 'looking') return;
    this.#isCancelling = true;
    const isTaken = await this.#calls.attempt(() => this.#calls.call('run.cancel', { runId }));
    if (isTaken) return;
    this.#isCancelling = false;
    // A run that ended in this very moment is unknown to the other side, and is what was wanted.
    if (this.#calls.error === 'unknown-run' && this.report !== null) this.#calls.forgive();
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

  /** Turns to the practice mailbox, or lets another fault be played in it; only while no run is there or coming. */
  async practise(fault: string | null): Promise<void> {
    if (this.phase === 'start' && !this.#isStarting) await this.practice.play(fault);
  }

  /** Back from the practice mailbox, at any time, to the form with everything that was typed. */
  async leavePractice(): Promise<void> {
    if (this.#isStarting || this.practice.isBusy) return;
    this.#forget();
    await this.practice.leave();
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
}

function eventOf<T extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: T,
): Extract<RunEvent, { type: T }> | undefined {
  return events.findLast((event): event is Extract<RunEvent, { type: T }> => event.type === type);
}
