import { LOCALES } from '../../shared/findings/explain.ts';
import { HIDDEN_NAMES } from '../../shared/report/document/hidden-section.ts';
import type { JudgedAgain } from '../../shared/report/judge-again.ts';
import type { UnknownFinding } from '../../shared/report/open-report.ts';
import type { RedactionLevel } from '../../shared/report/formats.ts';
import { redactReport, type Hidden } from '../../shared/report/redact.ts';
import { renderFindings } from '../../shared/report/render-comparison.ts';
import { wrap, type ReportTextOptions } from '../../shared/report/render-text.ts';
import type { Opened } from './report-file.ts';
import { REPORT_WORDS } from './report-words.ts';

const INDENT = '    ';

/** What is hidden in a report at a level: what sort of thing, how often, and what stands there instead. */
export function renderPreview(
  hidden: readonly Hidden[],
  level: RedactionLevel,
  { pages: { language }, style, width }: ReportTextOptions,
): string {
  const words = REPORT_WORDS[language];
  const names = hidden.map(({ kind }) => HIDDEN_NAMES[language][kind]);
  const columns = Math.max(0, ...names.map(({ length }) => length));
  const lines = hidden.map(
    ({ shown, count }, at) =>
      `${INDENT}${(names[at] ?? '').padEnd(columns)}  ${shown === '' ? words.dropped : shown} (${words.times(count)})`,
  );
  return [
    style.strong(words.preview(level)),
    ...(lines.length === 0 ? [INDENT + words.nothingHidden] : lines),
    ...wrap(words.noSecrets, width, INDENT, INDENT),
    '',
  ].join('\n');
}

/** What a report said otherwise than today's rules do, and what of it is not known here; empty where that is nothing. */
export function renderAgain(
  { report, unknownFindings, leftOut }: Opened,
  { findings, verdict, gone, added, changed }: JudgedAgain,
  level: RedactionLevel,
  options: ReportTextOptions,
): string {
  const { width } = options;
  const { language } = options.pages;
  const words = REPORT_WORDS[language];
  // Redacted together with what is shown of the report, so that the same pseudonyms stand for the same.
  const told = [...gone, ...added, ...changed.map(({ before }) => before)];
  const all = redactReport({ ...report, verdict, findings: [...findings, ...told] }, level).report.findings;
  const shown = all.slice(findings.length);
  const parts = [
    renderFindings(words.gone, shown.slice(0, gone.length), options),
    renderFindings(words.added, shown.slice(gone.length, gone.length + added.length), options),
    renderFindings(words.changed, shown.slice(gone.length + added.length), options),
    renderUnknown(unknownFindings, level, options),
  ].filter((part) => part !== '');
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  const said = words.again(report.tool.version, day.format(new Date(report.startedAt)));
  const heading = parts.length === 0 ? [] : [wrap(said, width, '', '').join('\n')];
  const missing = leftOut === 0 ? [] : [wrap(words.leftOut(leftOut), width, '', '').join('\n')];
  const whole = [...heading, ...parts, ...missing];
  return whole.length === 0 ? '' : `${whole.join('\n\n')}\n`;
}

/** Their codes; and their values only where nothing is hidden, because nobody knows what they are. */
function renderUnknown(
  findings: readonly UnknownFinding[],
  level: RedactionLevel,
  { pages: { language }, style, width }: ReportTextOptions,
): string {
  if (findings.length === 0) return '';
  const lines = findings.flatMap(({ code, params }) => {
    const values = Object.entries(params).map(([name, value]) => `${name}: ${value}`);
    const shown = level === 'full' && values.length > 0 ? `${code} (${values.join(', ')})` : code;
    return wrap(shown, width, INDENT, `${INDENT}  `);
  });
  return [style.strong(REPORT_WORDS[language].unknown), ...lines].join('\n');
}
