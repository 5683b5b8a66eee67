import { refused, accepted, type Parsed } from '../../shared/mail/parsed.ts';
import {
  LARGEST_REPORT_BYTES,
  openReportBytes,
  unopened,
  type OpenedReport,
} from '../../shared/report/open-report.ts';
import { readBeginning } from './read-beginning.ts';
import type { Terminal } from './terminal/terminal.ts';

export { STDIN } from './read-beginning.ts';

/** A report that could be opened. */
export type Opened = Extract<OpenedReport, { kind: 'report' }>;

/**
 * Reads a report out of a file, or out of standard input (`-`): no more of it than a report can have.
 *
 * @returns the report; or that the file cannot be read, or is none that is opened
 */
export async function readReportFile(
  file: string,
  terminal: Pick<Terminal, 'stdin'>,
): Promise<Parsed<Opened>> {
  let bytes: Uint8Array;
  try {
    // One more than a report has, so that it is seen that there was more.
    bytes = await readBeginning(file, LARGEST_REPORT_BYTES + 1, terminal);
  } catch {
    return refused('report_file_unreadable', file); // whatever the system says: another file has to be named
  }
  const opened = openReportBytes(bytes);
  return opened.kind === 'report' ? accepted(opened) : unopened(opened, file);
}
