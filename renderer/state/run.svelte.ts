import type { RunRequest, RunStart, ToldRun } from '../../shared/ipc/contract.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { ladder } from '../../shared/report/ladder.ts';
import { searchIn } from '../../shared/report/search-progress.ts';
import type { Report, Subject } from '../../shared/report/report.ts';
import type { CallsState } from './calls.svelte.ts';
import { confirmationsOf, weakerOf } from './confirmations.ts';
import { eventOf } from './events.ts';
import type { FormState } from './form.svelte.ts';
import { language } from './language.svelte.ts';
import { LiveRun } from './live-run.svelte.ts';
import { sidesOf } from './plan-sides.ts';
import { PracticeState } from './practice.svelte.ts';

/** The screen that a run is at. */
export type Phase = 'start' | 'looking' | 'sign-in' | 'result';

/** What has to be corrected before a run can begin. */
export type RunProblems = Extract<RunStart, { readonly kind: 'refused' }>['problems'];

/** What a person has ticked beside the password. */
export interface Answered {
  /** That the servers of `confirmations` are their provider's. */
  readonly isConfirmed: boolean;
  readonly sendsTestMail: boolean;
}

/** The person's answer to the plan; the password itself is passed on and never kept. */
type Answer = NonNullable<ToldRun['answer']>;

/** Where a person is in a run. */
export interface KeptRun {
  readonly form: RunRequest;
  readonly practice: { readonly fault: string | null } | null;
  readonly runId: string | null;
  readonly isOfKey: boolean;
}

/** One check after the other, from the form to the report. The screens are its faces. */
export class RunState {
  readonly practice: PracticeState;
  readonly #typedForm: FormState;
  readonly #calls: CallsState;
  readonly #live: LiveRun;
  #answer = $state<Answer | null>(null);
  #isOfKey = $state(false);

  readonly subject: Subject | null = $derived.by(() => eventOf(this.events, 'started')?.subject ?? null);
  readonly plan: Plan | null = $derived.by(() => eventOf(this.events, 'plan')?.plan ?? null);
  readonly ladder = $derived.by(() => ladder(this.events));
  /** How far the search for the settings is; null where servers were named. */
  readonly search = $derived.by(() => searchIn(this.events));
  readonly confirmations = $derived.by(() => confirmationsOf(this.events));
  readonly weaker = $derived.by(() => weakerOf(this.events));
  readonly phase: Phase = $derived.by(() => this.#phase());

  /** @param typedForm the person's, which is there before the first run */
  constructor(calls: CallsState, typedForm: FormState) {
    this.#calls = calls;
    this.#typedForm = typedForm;
    this.#live = new LiveRun(calls);
    this.practice = new PracticeState(calls);
  }

  /** The form that a run begins with: the practice mailbox's while that is on; the person's waits meanwhile as it was. */
  get form(): FormState {
    return this.practice.form ?? this.#typedForm;
  }

  /** Null before a run, and once it is forgotten. */
  get id(): string | null {
    return this.#live.id;
  }

  get events(): readonly RunEvent[] {
    return this.#live.events;
  }

  get report(): Report | null {
    return this.#live.report;
  }

  /** How the person answered the plan, once they did. */
  get answer(): Answer | null {
    return this.#answer;
  }

  /** True where a key of this device signs in: the run was begun there, and leads back there. */
  get isOfKey(): boolean {
    return this.#isOfKey;
  }

  get isStarting(): boolean {
    return this.#live.isStarting;
  }

  /** True while nothing else can be begun: a run is about to start, or the practice mailbox. */
  get isBusy(): boolean {
    return this.isStarting || this.practice.isBusy;
  }

  get isCancelling(): boolean {
    return this.#live.isCancelling;
  }

  /** When the present looking began, on the clock of `performance.now()`: waiting for the person does not count. */
  get clockStartedAt(): number {
    return this.#live.clockStartedAt;
  }

  /** What a page that is loaded again needs to go on from here. No password is ever among it. */
  get kept(): KeptRun {
    const { info } = this.practice;
    return {
      form: this.#typedForm.request(),
      practice: info === null ? null : { fault: info.fault },
      runId: this.id,
      isOfKey: this.#isOfKey,
    };
  }

  /** Goes on where the page was before it was loaded again, as far as the engine still knows of it. */
  async resume({ form, practice, runId, isOfKey }: KeptRun): Promise<void> {
    this.#typedForm.fill(form);
    if (practice !== null) await this.practice.play(practice.fault);
    if (runId === null) return;
    const told = await this.#live.resume(runId);
    this.#answer = told?.answer ?? null;
    this.#isOfKey = told !== null && isOfKey;
  }

  /** Begins a run with what the form holds, for the first time or again. */
  async start(): Promise<void> {
    if (this.isBusy) return;
    const answer = await this.#live.start(() => this.#calls.call('run.start', this.form.request()));
    if (answer === null) return;
    this.#answer = null;
    this.#isOfKey = false;
    if (answer.kind === 'refused') this.form.refuse(answer.problems);
  }

  /**
   * Begins a run that signs in with a key of this device.
   *
   * @param passphrase passed on once and not kept; null where the key needs none
   * @returns what has to be corrected first
   */
  async checkKey(deviceId: string, passphrase: string | null, request: RunRequest): Promise<RunProblems> {
    if (this.isBusy) return [];
    const answer = await this.#live.start(() =>
      this.#calls.call('keys.check', { deviceId, passphrase, request }),
    );
    if (answer === null) return [];
    this.#answer = null;
    this.#isOfKey = answer.kind === 'started';
    return answer.kind === 'refused' ? answer.problems : [];
  }

  /**
   * Answers the plan: with the password, which is passed on once and not kept, or with null to go on without.
   *
   * @param how what was ticked beside it
   */
  async signIn(password: string | null, how: Answered): Promise<void> {
    const runId = this.#live.id;
    if (runId === null || this.#answer !== null) return;
    this.#answer = password === null ? 'no-password' : 'password';
    this.#live.restartClock();
    const isTaken = await this.#calls.attempt(() =>
      this.#calls.call('run.signIn', { runId, password, ...how, language: language.current }),
    );
    if (!isTaken) this.#answer = null; // the question still stands
  }

  /** Asks the run to end; its report says how far it came. */
  async cancel(): Promise<void> {
    if (this.phase === 'looking') await this.#live.cancel();
  }

  /** Back to the form, with everything that was typed. */
  correct(): void {
    this.#forget();
  }

  /** Back to the form, empty. The practice mailbox's cannot be typed into, and stays as it is. */
  startOver(): void {
    this.#forget();
    if (this.practice.info === null) this.#typedForm.clear();
  }

  /** Turns to the practice mailbox, or lets another fault be played in it; only while no run is there or coming. */
  async practise(fault: string | null): Promise<void> {
    if (this.phase === 'start' && !this.isStarting) await this.practice.play(fault);
  }

  /** Back from the practice mailbox, at any time, to the form with everything that was typed. */
  async leavePractice(): Promise<void> {
    if (this.isBusy) return;
    this.#forget();
    await this.practice.leave();
  }

  #phase(): Phase {
    if (this.report !== null) return 'result';
    if (this.#live.id === null) return 'start';
    const isAsked = sidesOf(this.plan).length > 0;
    return isAsked && this.#answer === null && !this.isCancelling ? 'sign-in' : 'looking';
  }

  #forget(): void {
    this.#live.forget();
    this.#answer = null;
    this.#isOfKey = false;
  }
}
