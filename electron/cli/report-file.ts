import { createReadStream } from 'node:fs';
import { refused, accepted, type Parsed } from '../../shared/mail/parsed.ts';
import {
  LARGEST_REPORT_BYTES,
  openReportBytes,
  unopened,
  type OpenedReport,
} from '../../shared/report/open-report.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What stands for standard input in place of a file. */
export const STDIN = '-';

/** A report that could be opened. */
export type Opened = Extract<OpenedReport, { kind: 'report' }>;

/**
 * Reads a report out of a file, or out of standard input (`-`): no more of it than a report can have.
 *
 * @returns the report; or that the file cannot be read, or is none that is opened
 */
export async function readReportFile(
  file: string,
  { stdin }: Pick<Terminal, 'stdin'>,
): Promise<Parsed<Opened>> {
  let bytes: Uint8Array;
  try {
    bytes = await beginningOf(file === STDIN ? stdin : createReadStream(file));
  } catch {
    return refused('report_file_unreadable', file); // whatever the system says: another file has to be named
  }
  const opened = openReportBytes(bytes);
  return opened.kind === 'report' ? accepted(opened) : unopened(opened, file);
}

async function beginningOf(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array); // no encoding was set
    chunks.push(bytes);
    length += bytes.length;
    if (length > LARGEST_REPORT_BYTES) break;
  }
  return Buffer.concat(chunks);
}
