import { ALL_PAGES } from '../../shared/findings/all-pages.ts';
import { extname } from 'node:path';
import type { Language } from '../../shared/findings/explain.ts';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import {
  REDACTION_LEVELS,
  type RedactionLevel,
  REPORT_FORMATS,
  type ReportFormat,
} from '../../shared/report/formats.ts';
import { redactReport } from '../../shared/report/redact.ts';
import { renderReport } from '../../shared/report/render-report.ts';
import type { Report } from '../../shared/report/report.ts';
import { isThere, writeNewFile, writtenTo } from '../node/files/new-file.ts';
import type { ReportTarget } from './report-option.ts';
import { REPORT_WORDS } from './report-words.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What is sent to somebody who helps. */
const USUAL_LEVEL: RedactionLevel = 'helpdesk';

/** Reads the name of a file for a report, and how much it shows, before anything is looked at. */
export async function readTarget(
  file: string,
  givenLevel: string | undefined,
): Promise<Parsed<ReportTarget>> {
  const level = readLevel(givenLevel);
  if (!level.ok) return level;
  const format = formatByEnding(file);
  if (format === null) return refused('report_ending_unknown', file, namesOf(REPORT_FORMATS, '.'));
  if (await isThere(file)) return refused('file_exists', file);
  return accepted({ file, format, level: level.value });
}

/** Reads how much of a report is shown. */
export function readLevel(given: string | undefined): Parsed<RedactionLevel> {
  const level = given === undefined ? USUAL_LEVEL : REDACTION_LEVELS.find((one) => one === given);
  return level === undefined
    ? refused('report_level_unknown', given ?? '', namesOf(REDACTION_LEVELS, ''))
    : accepted(level);
}

/** The form that the ending of a file's name says; null where it says none. */
export function formatByEnding(file: string): ReportFormat | null {
  const ending = extname(file).slice(1).toLowerCase();
  return REPORT_FORMATS.find((one) => one === ending) ?? null;
}

/** The words of a list, as a problem names them. */
export function namesOf(names: readonly string[], before: string): string {
  return names.map((name) => before + name).join(', ');
}

/**
 * Writes a report for somebody else into a new file, and says so on stderr, or why it could not be.
 *
 * @returns whether it is there
 */
export async function writeReport(
  report: Report,
  { file, format, level }: ReportTarget,
  language: Language,
  terminal: Terminal,
): Promise<boolean> {
  const redacted = redactReport(report, level);
  const written = await writeText(file, renderReport(redacted, format, ALL_PAGES[language]));
  const { fileWritten } = REPORT_WORDS[language];
  const words = written.ok
    ? fileWritten(file, level, redacted.hidden.length)
    : `letterlock: ${describeProblem(written.problem, language)}`;
  terminal.stderr.write(`${words}\n`);
  return written.ok;
}

/** Writes text into a file that was not there. */
export async function writeText(file: string, text: string): Promise<Parsed<null>> {
  return writtenTo(file, await writeNewFile(file, Buffer.from(text)));
}
