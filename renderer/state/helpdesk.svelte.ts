import type { InputProblem } from '../../shared/mail/parsed.ts';
import type { Report } from '../../shared/report/report.ts';
import { AccountsState } from './accounts.svelte.ts';
import type { CallsState } from './calls.svelte.ts';
import { eventOf } from './events.ts';
import { LiveRun } from './live-run.svelte.ts';
import { lookTable, progressOf } from './look-table.ts';

/** What a helpdesk can do, in the order of its tabs. */
export const HELPDESK_VIEWS = ['server', 'reports', 'accounts', 'text'] as const;

/** One of them. */
export type HelpdeskView = (typeof HELPDESK_VIEWS)[number];

/** Where a person is in the helpdesk. */
export interface KeptHelpdesk {
  readonly isOpen: boolean;
  readonly view: HelpdeskView;
  readonly typed: string;
  readonly runId: string | null;
}

/** The helpdesk: looks at mail servers without an account, one after the other. Its screen is its face. */
export class HelpdeskState {
  /** The checks of several accounts: they go on, and stay, when the helpdesk is left. */
  readonly accounts: AccountsState;
  readonly #calls: CallsState;
  readonly #live: LiveRun;
  #isOpen = $state(false);
  #view = $state<HelpdeskView>('server');
  #typed = $state('');
  #problem = $state.raw<InputProblem | null>(null);

  readonly rows = $derived.by(() => lookTable(this.#live.events));
  readonly progress = $derived(progressOf(this.rows));
  /** The host of the present look; null before there is any. */
  readonly host: string | null = $derived.by(
    () => eventOf(this.#live.events, 'started')?.endpoints[0]?.host ?? null,
  );

  constructor(calls: CallsState) {
    this.#calls = calls;
    this.#live = new LiveRun(calls);
    this.accounts = new AccountsState(calls);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get view(): HelpdeskView {
    return this.#view;
  }

  /** What stands in the field. */
  get typed(): string {
    return this.#typed;
  }

  /** What has to be corrected in it. */
  get problem(): InputProblem | null {
    return this.#problem;
  }

  /** Which look this is, to tell one from the next; null before the first. */
  get runId(): string | null {
    return this.#live.id;
  }

  get report(): Report | null {
    return this.#live.report;
  }

  /** True from the moment that a look was asked for until its report is there. */
  get isLooking(): boolean {
    return this.#live.isStarting || (this.#live.id !== null && this.report === null);
  }

  get isCancelling(): boolean {
    return this.#live.isCancelling;
  }

  /** When the present look began, on the clock of `performance.now()`. */
  get clockStartedAt(): number {
    return this.#live.clockStartedAt;
  }

  /** Opens it where it was left, or at a tab. */
  open(view = this.#view): void {
    this.#view = view;
    this.#isOpen = true;
  }

  /** What a page that is loaded again needs to go on from here. */
  get kept(): KeptHelpdesk {
    return { isOpen: this.#isOpen, view: this.#view, typed: this.#typed, runId: this.runId };
  }

  /** Goes on where the page was before it was loaded again, as far as the engine still knows of it. */
  async resume({ isOpen, view, typed, runId }: KeptHelpdesk): Promise<void> {
    this.#isOpen = isOpen;
    this.#view = view;
    this.#typed = typed;
    if (runId !== null) await this.#live.resume(runId);
  }

  /** Turns to another tab; a look goes on meanwhile. */
  show(view: HelpdeskView): void {
    this.#view = view;
  }

  /** Back to where a person came from; a look that goes on is ended. What was typed stays. */
  leave(): void {
    void this.cancel();
    this.#isOpen = false;
    this.#problem = null;
    this.#live.forget();
  }

  /** Takes what was typed; what was wrong with it before is void. */
  type(text: string): void {
    this.#typed = text;
    this.#problem = null;
  }

  /** Looks at what stands in the field. */
  async look(): Promise<void> {
    if (this.isLooking) return;
    this.#problem = null;
    const answer = await this.#live.start(() => this.#calls.call('run.probe', { host: this.#typed }));
    // A person may have left before there was a run to end.
    if (!this.#isOpen) this.leave();
    else if (answer?.kind === 'refused') this.#problem = answer.problems[0]?.problem ?? null;
  }

  /** Asks the look to end; its report says how far it came. */
  async cancel(): Promise<void> {
    await this.#live.cancel();
  }
}
