import type { FindingPages } from '../findings/explain.ts';
import type { ReportFormat } from './formats.ts';
import type { redactReport } from './redact.ts';
import { renderHtml } from './render-html.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderText, type TextStyle } from './render-text.ts';

/** Text without any dress. */
export const PLAIN: TextStyle = {
  strong: (text) => text,
  quiet: (text) => text,
  severity: (_severity, text) => text,
};

// As mails are wrapped, and as much as stands beside the choices in the window.
const WIDTH = 66;

/** A redacted report as the content of a file. */
export function renderReport(
  { report, hidden }: ReturnType<typeof redactReport>,
  format: ReportFormat,
  pages: FindingPages,
): string {
  return RENDERERS[format](report, { pages, hidden });
}

type Render = (
  report: ReturnType<typeof redactReport>['report'],
  options: { readonly pages: FindingPages; readonly hidden: ReturnType<typeof redactReport>['hidden'] },
) => string;

const RENDERERS: Readonly<Record<ReportFormat, Render>> = {
  html: renderHtml,
  md: renderMarkdown,
  txt: (report, { pages }) => renderText(report, { pages, style: PLAIN, width: WIDTH }),
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
};
