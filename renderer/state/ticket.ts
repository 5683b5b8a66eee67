import type { FindingPages } from '../../shared/findings/explain.ts';
import type { Report } from '../../shared/report/report.ts';

/** A report as text for a ticket, redacted for a helpdesk: without the recorded exchange, which is longer than anybody reads there. */
export async function ticketText(report: Report, pages: FindingPages): Promise<string> {
  const { redactReport, renderReport } = await import('./sending.ts');
  return renderReport(redactReport({ ...report, transcripts: [] }, 'helpdesk'), 'txt', pages);
}
