import type { ReadStream, WriteStream } from 'node:tty';

/** Where a command reads and writes. Results go to stdout, talk goes to stderr. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream | ReadStream;
  readonly stdout: NodeJS.WriteStream | WriteStream;
  readonly stderr: NodeJS.WriteStream | WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Exit codes of all commands. */
export const EXIT = { healthy: 0, problems: 1, usage: 2, unfinished: 3 } as const;

const DEFAULT_WIDTH = 80;
const WIDEST = 100;

/** The columns that text is wrapped to. A terminal that does not know its size says 0. */
export function widthOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): number {
  const columns = stream.isTTY === true ? (stream.columns ?? 0) : 0;
  return Math.min(WIDEST, columns > 0 ? columns : DEFAULT_WIDTH);
}
