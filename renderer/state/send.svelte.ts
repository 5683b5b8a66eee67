import type { RedactionLevel, ReportFormat } from '../../shared/report/formats.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';
import type { Report } from '../../shared/report/report.ts';
import type { CallsState } from './calls.svelte.ts';
import { language } from './language.svelte.ts';
import type * as sending from './sending.ts';

/** What makes a report fit to send, once it is loaded. */
export type Sending = typeof sending;

/** A report on its way to somebody: for whom, as what, and what they get to see. */
export class SendState {
  readonly #calls: CallsState;
  #runId = $state<string | null>(null);
  #report = $state.raw<Report | null>(null);
  #by = $state.raw<Sending | null>(null);
  #level = $state<RedactionLevel>('helpdesk');
  #format = $state<ReportFormat>('html');
  #isSaving = $state(false);
  #savedAs = $state<string | null>(null);
  #problem = $state.raw<InputProblem | null>(null);

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
      const letter = by.letterFor(report, to, language.pages);
      return letter === null ? [] : [{ to, letter }];
    });
  });

  constructor(calls: CallsState) {
    this.#calls = calls;
  }

  get isOpen(): boolean {
    return this.#report !== null;
  }

  get level(): RedactionLevel {
    return this.#level;
  }
  set level(level: RedactionLevel) {
    this.#level = level;
    this.#savedAs = null;
  }

  get format(): ReportFormat {
    return this.#format;
  }
  set format(format: ReportFormat) {
    this.#format = format;
    this.#savedAs = null;
  }

  get isSaving(): boolean {
    return this.#isSaving;
  }

  /** Whether the engine has it, and can write it. */
  get canSave(): boolean {
    return this.#runId !== null;
  }

  /** Where the file was written last. */
  get savedAs(): string | null {
    return this.#savedAs;
  }

  /** Why it was not. */
  get problem(): InputProblem | null {
    return this.#problem;
  }

  /**
   * Shows a report. What makes it fit to send is loaded at the first time.
   *
   * @param runId null where it came as a file: it can be copied then, and there is nothing to be saved by the engine
   */
  async open(runId: string | null, report: Report): Promise<void> {
    this.#runId = runId;
    this.#report = report;
    this.#savedAs = null;
    this.#problem = null;
    this.#by = await import('./sending.ts');
  }

  leave(): void {
    this.#report = null;
  }

  /** Has it written as a file, where the person says. */
  async save(): Promise<void> {
    const runId = this.#runId;
    if (runId === null || this.#isSaving) return;
    this.#isSaving = true;
    this.#savedAs = null;
    this.#problem = null;
    const { level, format } = this;
    await this.#calls.attempt(async () => {
      const answer = await this.#calls.call('report.save', {
        runId,
        level,
        format,
        language: language.current,
      });
      if (answer.kind === 'saved') this.#savedAs = answer.path;
      if (answer.kind === 'refused') this.#problem = answer.problem;
    });
    this.#isSaving = false;
  }
}
