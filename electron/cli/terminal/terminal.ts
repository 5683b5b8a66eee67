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

/** The columns that text is wrapped to. */
export function widthOf({ stdout }: Terminal): number {
  return Math.min(WIDEST, stdout.isTTY ? stdout.columns : DEFAULT_WIDTH);
}
