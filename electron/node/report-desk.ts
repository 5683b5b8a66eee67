import type { Handlers } from '../../shared/ipc/dispatch.ts';
import { UnknownRunError } from '../../shared/ipc/dispatch.ts';
import type { ReportCalls, ReportSaved } from '../../shared/ipc/report-calls.ts';
import type { Language } from '../../shared/findings/explain.ts';
import { dayOf } from '../../shared/mail/day.ts';
import type { Report } from '../../shared/report/report.ts';
import { writeNewFile, writtenTo } from './files/new-file.ts';
import type { FileKind, Handing } from './handing.ts';
import { LastFew } from './last-few.ts';

/** The reports of a window, and the call that writes one out. */
export interface ReportDesk {
  readonly handlers: Pick<Handlers, keyof ReportCalls>;
  /** Keeps the report of a run for as long as the window is open, the last few of them. */
  keep(runId: string, report: Report): void;
}

/** Keeps reports for a window, and writes them out, redacted. */
export function createReportDesk(handing: Handing): ReportDesk {
  const reports = new LastFew<Report>();
  return {
    keep(runId, report) {
      reports.keep(runId, report);
    },
    handlers: {
      'report.save': async ({ runId, level, format, language }) => {
        const report = reports.of(runId);
        if (report === undefined) throw new UnknownRunError();
        const { redactReport } = await import('../../shared/report/redact.ts');
        const { ALL_PAGES } = await import('../../shared/findings/all-pages.ts');
        const { renderReport } = await import('../../shared/report/render-report.ts');
        const name = `letterlock-${dayOf(report.startedAt)}.${format}`;
        const written = (): string => renderReport(redactReport(report, level), format, ALL_PAGES[language]);
        return saveText({ name, kind: 'report', language }, written, handing);
      },
    },
  };
}

/** What a file is that a person is asked about. */
interface AskedFile {
  /** What it could be called. */
  readonly name: string;
  readonly kind: FileKind;
  readonly language: Language;
}

/**
 * Writes a text where the person says, and replaces no file.
 *
 * @param text made once there is a place for it
 */
export async function saveText(
  { name, kind, language }: AskedFile,
  text: () => string,
  handing: Handing,
): Promise<ReportSaved> {
  const path = await handing.chooseFile(name, kind, language);
  if (path === null) return { kind: 'cancelled' };
  const written = writtenTo(path, await writeNewFile(path, Buffer.from(text())));
  return written.ok ? { kind: 'saved', path } : { kind: 'refused', problem: written.problem };
}
