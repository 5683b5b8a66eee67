import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import type { RedactionLevel, ReportFormat } from '../../shared/report/formats.ts';

/** The options that name a file for the report of a run, as commander gives them. */
export interface RawReportTarget {
  readonly report?: string;
  readonly reportLevel?: string;
}

/** The file that a report is written into, in which form, and how much of it is shown there. */
export interface ReportTarget {
  readonly file: string;
  readonly format: ReportFormat;
  readonly level: RedactionLevel;
}

/**
 * Reads `--report` and `--report-level`, before anything is looked at: a run is not to be lost because the name of a file is
 * taken. What hides and writes reports is loaded only where there is to be one.
 */
export async function readReportTarget({
  report,
  reportLevel,
}: RawReportTarget): Promise<Parsed<{ readonly reportTo?: ReportTarget }>> {
  if (report === undefined) {
    return reportLevel === undefined ? accepted({}) : refused('report_not_named', reportLevel);
  }
  const { readTarget } = await import('./report-target.ts');
  const target = await readTarget(report, reportLevel);
  return target.ok ? accepted({ reportTo: target.value }) : target;
}
