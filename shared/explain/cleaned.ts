import { safeText } from '../wire/server-words.ts';
import { withoutSecrets } from './secrets.ts';

/** How much of a text is read: a megabyte of a log, which is ASCII nearly everywhere. */
const MOST_READ_CHARACTERS = 1_048_576;
const LONGEST_LINE = 2_000;

/** A pasted text, made fit to be searched and shown. */
export interface Cleaned {
  /** Its lines, with single spaces, without secrets and without anything that cannot be seen. */
  readonly text: string;
  /** Where each line begins. */
  readonly starts: readonly number[];
  /** The number that each line has in what was pasted, from 1; pieces of a long line have the same one. */
  readonly numbers: readonly number[];
  /** Whether more was pasted than is read. */
  readonly isCut: boolean;
}

// Colours and cursor movements of terminals (ECMA-48 §5.4), which are in logs that were piped into a file.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const TERMINAL = /\u001b\[[0-?]{0,40}[ -/]{0,4}[@-~]/g;
// Marks of quoted mail, and of boxes around text.
const QUOTED = /^[>|\s]+/;
// What needs no cleaning: most lines of most logs.
const CLEAN = /^[!-=?-{}~](?: ?[!-~])*$/;

/**
 * Reads a pasted text: its first megabyte, in lines of bounded length. What could hide or move text is written as
 * `\u{202e}`; secrets are gone before anything is looked for.
 */
export function cleaned(given: string): Cleaned {
  const isCut = given.length > MOST_READ_CHARACTERS;
  const read = (isCut ? given.slice(0, MOST_READ_CHARACTERS) : given).replace(TERMINAL, '');
  const lines = withoutSecrets(read.split(/\r\n|\r|\n|\u2028|\u2029/));
  const pieces: string[] = [];
  const starts: number[] = [];
  const numbers: number[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    for (let at = 0; at < line.length; at += LONGEST_LINE) {
      const piece = cleanedLine(line.slice(at, at + LONGEST_LINE));
      pieces.push(piece);
      starts.push(start);
      numbers.push(index + 1);
      start += piece.length + 1;
    }
  }
  return { text: pieces.join('\n'), starts, numbers, isCut };
}

function cleanedLine(line: string): string {
  return CLEAN.test(line) ? line : safeText(line.replace(QUOTED, '').replace(/\s+/g, ' ').trimEnd());
}

/** The index of the line that a place in the text belongs to. */
export function lineAt({ starts }: Pick<Cleaned, 'starts'>, place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? Infinity) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The lines from one to another, as one text. */
export function linesOf({ text, starts }: Cleaned, first: number, last: number): string {
  const end = (starts[last + 1] ?? text.length + 1) - 1;
  return text.slice(starts[first], end).replaceAll('\n', ' ');
}
