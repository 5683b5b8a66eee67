import type { Refused } from '../../shared/mail/parsed.ts';
import type { ReportComparison } from '../../shared/report/compare.ts';
import type { JudgedAgain } from '../../shared/report/judge-again.ts';
import type { OpenedReport } from '../../shared/report/open-report.ts';
import type { Report } from '../../shared/report/report.ts';
import type * as opening from './opening.ts';

/** What opens reports, once it is loaded. */
export type Opening = typeof opening;

/** A report that is looked at. */
export interface ShownReport {
  /** What its file is called; null for one of this window. */
  readonly name: string | null;
  /** Which run of this window it is of; null where it came as a file. */
  readonly runId: string | null;
  /** What was seen then, with what today's rules say of it. */
  readonly report: Report;
  /** What the file has beside; null for a report of this window. */
  readonly file: (Extract<OpenedReport, { kind: 'report' }> & { readonly again: JudgedAgain }) | null;
}

type Work = 'opening' | 'comparing';

/** The reports of a helpdesk: one that is looked at, and one that it is compared with. */
export class ReportsState {
  #shown = $state.raw<ShownReport | null>(null);
  #other = $state.raw<ShownReport | null>(null);
  #work = $state<Work | null>(null);
  #refused = $state.raw<(Refused & { readonly work: Work }) | null>(null);
  #by = $state.raw<Opening | null>(null);

  /** What changed between the two, whichever was opened first; null where there is one only. */
  readonly comparison: ReportComparison | null = $derived.by(() => {
    if (this.#by === null || this.#shown === null || this.#other === null) return null;
    const [before, now] = isLater(this.#other, this.#shown)
      ? [this.#shown, this.#other]
      : [this.#other, this.#shown];
    return this.#by.compareReports(before.report, now.report);
  });

  /** The one that is looked at; null before any. */
  get shown(): ShownReport | null {
    return this.#shown;
  }

  /** The one that it is compared with. */
  get other(): ShownReport | null {
    return this.#other;
  }

  /** What has the words for comparisons; null until a file was opened. */
  get by(): Opening | null {
    return this.#by;
  }

  /** What a file is being read for. */
  get work(): Work | null {
    return this.#work;
  }

  /** Why the last file was not opened for this. */
  problem(work: Work): Refused['problem'] | null {
    return this.#refused?.work === work ? this.#refused.problem : null;
  }

  /** Shows the report of a run of this window. */
  show(runId: string, report: Report): void {
    this.close();
    this.#shown = { name: null, runId, report, file: null };
  }

  /** Shows the report in a file, in place of the one before. */
  async open(file: File): Promise<void> {
    const opened = await this.#read(file, 'opening');
    if (opened === null) return;
    this.#other = null;
    this.#shown = opened;
  }

  /** Compares the report that is looked at with the one in a file. */
  async compareWith(file: File): Promise<void> {
    const opened = await this.#read(file, 'comparing');
    if (opened !== null) this.#other = opened;
  }

  /** One or two files at once: two are compared, and the later one is looked at. */
  async take(files: readonly File[]): Promise<void> {
    const [first, second] = files;
    if (first !== undefined) await this.open(first);
    if (second === undefined || this.#refused !== null) return;
    await this.compareWith(second);
    const [one, other] = [this.#shown, this.#other];
    if (one === null || other === null || !isLater(other, one)) return;
    [this.#shown, this.#other] = [other, one];
  }

  /** Looks at one report alone again. */
  endComparison(): void {
    this.#other = null;
    this.#refused = null;
  }

  close(): void {
    this.#shown = null;
    this.endComparison();
  }

  async #read(file: File, work: Work): Promise<ShownReport | null> {
    if (this.#work !== null) return null;
    this.#work = work;
    this.#refused = null;
    try {
      return this.#opened(file.name, await this.#openFile(file), work);
    } finally {
      this.#work = null;
    }
  }

  async #openFile(file: File): Promise<OpenedReport | null> {
    this.#by ??= await import('./opening.ts');
    if (file.size > this.#by.LARGEST_REPORT_BYTES) return { kind: 'too-large' };
    try {
      return this.#by.openReportBytes(new Uint8Array(await file.arrayBuffer()));
    } catch {
      return null; // a folder, or a file that is gone by now: there is nothing to read
    }
  }

  #opened(name: string, opened: OpenedReport | null, work: Work): ShownReport | null {
    if (this.#by === null) return null;
    if (opened === null) {
      this.#refused = { ok: false, problem: { code: 'report_file_unreadable', given: name }, work };
      return null;
    }
    if (opened.kind !== 'report') {
      this.#refused = { ...this.#by.unopened(opened, name), work };
      return null;
    }
    const again = this.#by.judgeAgain(opened.report);
    const report = { ...opened.report, findings: again.findings, verdict: again.verdict };
    return { name, runId: null, report, file: { ...opened, again } };
  }
}

function isLater(one: ShownReport, other: ShownReport): boolean {
  return Date.parse(one.report.startedAt) > Date.parse(other.report.startedAt);
}
