import { ALL_PAGES } from '../../shared/findings/all-pages.ts';
import type { Language } from '../../shared/findings/explain.ts';
import { renderText } from '../../shared/report/render-text.ts';
import type { Report } from '../../shared/report/report.ts';
import { styleFor } from './terminal/style.ts';
import { widthOf, type Terminal } from './terminal/terminal.ts';

/** Prints a report for people on stdout. */
export function printReport(report: Report, language: Language, { stdout, env }: Terminal): void {
  const style = styleFor(stdout, env);
  stdout.write(renderText(report, { pages: ALL_PAGES[language], style, width: widthOf(stdout) }));
}
