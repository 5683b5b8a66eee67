import type { RedactionLevel, ReportFormat } from '../../shared/report/formats.ts';
import type { Report } from '../../shared/report/report.ts';
import type { CallsState } from './calls.svelte.ts';
import { language } from './language.svelte.ts';
import { SavingState } from './saving.svelte.ts';
import type * as sending from './sending.ts';

/** What makes a report fit to send, once it is loaded. */
export type Sending = typeof sending;

/** A report on its way to somebody: for whom, as what, and what they get to see. */
export class SendState {
  /** The file of it. */
  readonly saving: SavingState;
  readonly #calls: CallsState;
  #runId = $state<string | null>(null);
  #report = $state.raw<Report | null>(null);
  #by = $state.raw<Sending | null>(null);
  #level = $state<RedactionLevel>('helpdesk');
  #format = $state<ReportFormat>('html');

  /** The report as it would be sent, and what is hidden in it; null until that is prepared. */
  readonly redacted = $derived.by(() =>
    this.#report === null || this.#by === null ? null : this.#by.redactReport(this.#report, this.#level),
  );
  /** What is in the file: the page for the browser has the same as the Markdown, from one document. */
  readonly text: string | null = $derived.by(() =>
    this.redacted === null || this.#by === null
      ? null
      : this.#by.renderReport(this.redacted, this.#format === 'html' ? 'md' : this.#format, language.pages),
  );
  /** What can be written to whom. Whoever is to look for themselves has to be told the server: a letter names it at any level. */
  readonly letters = $derived.by(() => {
    const by = this.#by;
    if (this.#report === null || by === null) return [];
    const { report } = by.redactReport(this.#report, 'helpdesk');
    return (['provider', 'it'] as const).flatMap((to) => {
      const offsetMinutes = by.localOffsetMinutes(report.startedAt);
      const letter = by.letterFor(report, to, language.pages, offsetMinutes);
      return letter === null ? [] : [{ to, letter }];
    });
  });

  constructor(calls: CallsState) {
    this.#calls = calls;
    this.saving = new SavingState(calls);
  }

  get isOpen(): boolean {
    return this.#report !== null;
  }

  get level(): RedactionLevel {
    return this.#level;
  }
  set level(level: RedactionLevel) {
    this.#level = level;
    this.saving.forget();
  }

  get format(): ReportFormat {
    return this.#format;
  }
  set format(format: ReportFormat) {
    this.#format = format;
    this.saving.forget();
  }

  /** Whether the engine has it, and can write it. */
  get canSave(): boolean {
    return this.#runId !== null;
  }

  /**
   * Shows a report, for a helpdesk at first. What makes it fit to send is loaded at the first time.
   *
   * @param runId null where it came as a file: it can be copied then, and there is nothing to be saved by the engine
   */
  async open(runId: string | null, report: Report): Promise<void> {
    this.#runId = runId;
    this.#report = report;
    // Whoever sent one as it was recorded has not agreed to that for the next.
    this.#level = 'helpdesk';
    this.saving.forget();
    this.#by = await import('./sending.ts');
  }

  leave(): void {
    this.#report = null;
  }

  /** Has it written as a file, where the person says. */
  async save(): Promise<void> {
    const runId = this.#runId;
    if (runId === null) return;
    const { level, format } = this;
    await this.saving.save(() =>
      this.#calls.call('report.save', { runId, level, format, language: language.current }),
    );
  }
}
