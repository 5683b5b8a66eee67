import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import type { Language } from '../../../shared/findings/explain.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../shared/mail/parsed.ts';
import { compareReports, sameSubject } from '../../../shared/report/compare.ts';
import type { RedactionLevel, ReportFormat } from '../../../shared/report/formats.ts';
import { judgeAgain } from '../../../shared/report/judge-again.ts';
import { letterFor, type LetterTo } from '../../../shared/report/letter.ts';
import { redactReport, redactReports } from '../../../shared/report/redact.ts';
import { renderComparison } from '../../../shared/report/render-comparison.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { renderText, type ReportTextOptions } from '../../../shared/report/render-text.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readReportFile, STDIN, type Opened } from '../report-file.ts';
import { formatByEnding, namesOf, readLevel, writeText } from '../report-target.ts';
import { renderAgain, renderPreview } from '../report-text.ts';
import { REPORT_WORDS } from '../report-words.ts';
import { EXIT_OF } from '../run.ts';
import { styleFor } from '../terminal/style.ts';
import { widthOf, type Terminal } from '../terminal/terminal.ts';

/** The options of `letterlock report`, as commander gives them. */
export interface RawReportOptions {
  readonly level?: string;
  readonly format?: string;
  readonly output?: string;
  readonly compare?: string;
  readonly letter?: string;
  readonly preview?: boolean;
}

/** The same, read. */
interface ReportOptions {
  readonly level: RedactionLevel;
  readonly format: ReportFormat;
  readonly output: string | null;
  readonly compare: string | null;
  readonly letter: LetterTo | null;
  readonly isPreview: boolean;
}

/**
 * Opens a report, judges what was seen with the rules of today, and prints or writes it: as a report, as what changed since an
 * earlier one, as a letter, or as what would be hidden in it. Nothing is looked at again. The exit code is that of the report.
 */
export async function reportOnTerminal(
  file: string,
  raw: RawReportOptions,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const options = readOptions(file, raw);
  if (!options.ok) return options;
  const opened = await readReportFile(file, terminal);
  if (!opened.ok) return opened;
  const { level, compare, letter, isPreview, format } = options.value;
  const dress = dressFor(options.value, language, terminal);
  const again = judgeAgain(opened.value.report);
  const today: Report = { ...opened.value.report, findings: again.findings, verdict: again.verdict };
  const exitCode = EXIT_OF[again.verdict];
  const done = async (text: string): Promise<number | Refused> => {
    const handed = await handOut(text, options.value, language, terminal);
    return handed.ok ? exitCode : handed;
  };
  if (compare !== null) {
    const earlier = await readReportFile(compare, terminal);
    return earlier.ok ? done(compared(earlier.value, today, options.value, dress)) : earlier;
  }
  const redacted = redactReport(today, level);
  if (isPreview) return done(renderPreview(redacted.hidden, level, dress));
  if (letter !== null) {
    const text = letterText(redacted.report, letter, language);
    if (text !== null) return done(text);
    terminal.stderr.write(`${REPORT_WORDS[language].noLetter}\n`);
    return exitCode;
  }
  const difference = renderAgain(opened.value, again, level, dress);
  const isText = format === 'txt' && options.value.output === null;
  if (difference !== '' && !isText) terminal.stderr.write(`${difference}\n`);
  if (!isText) return done(renderReport(redacted, format, ALL_PAGES[language]));
  return done(renderText(redacted.report, dress) + (difference === '' ? '' : `\n${difference}`));
}

const FORMATS = ['text', 'md', 'html', 'json'] as const;
const RECIPIENTS: readonly LetterTo[] = ['provider', 'it'];

function readOptions(file: string, raw: RawReportOptions): Parsed<ReportOptions> {
  const instead = [
    ...(raw.compare === undefined ? [] : ['--compare']),
    ...(raw.letter === undefined ? [] : ['--letter']),
    ...(raw.preview === true ? ['--preview'] : []),
  ];
  if (instead.length > 1) return refused('report_options_conflict', namesOf(instead, ''));
  const level = readLevel(raw.level);
  if (!level.ok) return level;
  const format = readFormat(raw);
  if (!format.ok) return format;
  // A comparison is text or JSON, and letters and previews are text.
  const written = raw.compare === undefined ? ['txt'] : ['txt', 'json'];
  if (instead[0] !== undefined && !written.includes(format.value)) {
    const given = raw.format === undefined ? '--output FILE' : `--format ${format.value}`;
    return refused('report_options_conflict', `${instead[0]}, ${given}`);
  }
  if (file === STDIN && raw.compare === STDIN) return refused('report_options_conflict', '-, --compare -');
  const letter = RECIPIENTS.find((one) => one === raw.letter);
  if (raw.letter !== undefined && letter === undefined) {
    return refused('report_recipient_unknown', raw.letter, namesOf(RECIPIENTS, ''));
  }
  return accepted({
    level: level.value,
    format: format.value,
    output: raw.output ?? null,
    compare: raw.compare ?? null,
    letter: letter ?? null,
    isPreview: raw.preview === true,
  });
}

function readFormat({ format, output }: RawReportOptions): Parsed<ReportFormat> {
  if (format === undefined) return accepted((output === undefined ? null : formatByEnding(output)) ?? 'txt');
  const named = FORMATS.find((one) => one === format);
  if (named === undefined) return refused('report_format_unknown', format, namesOf(FORMATS, ''));
  return accepted(named === 'text' ? 'txt' : named);
}

/** Colours are for a terminal, and not for a file. */
function dressFor(
  { output }: ReportOptions,
  language: Language,
  { stdout, env }: Terminal,
): ReportTextOptions {
  const style = styleFor(output === null ? stdout : {}, env);
  return { pages: ALL_PAGES[language], style, width: widthOf(output === null ? stdout : {}) };
}

/** Both are redacted first, with the same pseudonyms; whether they are about the same account is told from before. */
function compared(
  { report: earlier }: Opened,
  now: Report,
  { level, format }: ReportOptions,
  dress: ReportTextOptions,
): string {
  const [before, after] = redactReports([earlier, now], level).reports;
  if (before === undefined || after === undefined) return '';
  const subject = sameSubject(earlier.subject, now.subject);
  const comparison = { ...compareReports(before, after), subject };
  return format === 'json'
    ? `${JSON.stringify({ format: 'letterlock-comparison', version: 1, ...comparison }, null, 2)}\n`
    : renderComparison(comparison, dress);
}

function letterText(report: Report, to: LetterTo, language: Language): string | null {
  const offsetMinutes = -new Date(report.startedAt).getTimezoneOffset();
  const letter = letterFor(report, to, ALL_PAGES[language], offsetMinutes);
  return letter === null
    ? null
    : `${REPORT_WORDS[language].subject}: ${letter.subject}\n\n${letter.text.trimEnd()}\n`;
}

async function handOut(
  text: string,
  { output }: ReportOptions,
  language: Language,
  { stdout, stderr }: Terminal,
): Promise<Parsed<null>> {
  if (output === null) {
    stdout.write(text);
    return accepted(null);
  }
  const written = await writeText(output, text);
  if (written.ok) stderr.write(`${REPORT_WORDS[language].textWritten(output)}\n`);
  return written;
}
