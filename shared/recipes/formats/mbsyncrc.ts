import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A keyword and its value, in the order in which they stand. */
export type MbsyncLine = readonly [keyword: string, value: string];

/** The sections of a file: each begins with the line that names it. */
export type MbsyncSections = readonly (readonly MbsyncLine[])[];

/**
 * `~/.mbsyncrc` (mbsync(1), CONFIGURATION): a keyword and a value in each line, sections parted by empty lines. In double quotes
 * everything is itself but the quote and the backslash, which a backslash stands before.
 */
export const MBSYNCRC: Format<MbsyncSections> = {
  write(sections) {
    const lines = sections.flat();
    if (!lines.every(([keyword, value]) => /^[A-Za-z]+$/.test(keyword) && isWritable(value))) return null;
    return sections.map((section) => section.map(lineOf).join('')).join('\n');
  },
  read(text) {
    if (!text.endsWith('\n')) return null;
    const sections = text.slice(0, -1).split('\n\n').map(sectionIn);
    return sections.every((section) => section !== null) ? sections : null;
  },
};

// It reads 1,023 bytes at a time.
const LONGEST_VALUE_BYTES = 900;

/** Cyrus SASL, which signs in for it, takes no user name with spaces around it. */
function isWritable(value: string): boolean {
  const isShort = new TextEncoder().encode(value).length <= LONGEST_VALUE_BYTES;
  return isPlainLine(value) && value.trim() === value && isShort;
}

function lineOf([keyword, value]: MbsyncLine): string {
  return `${keyword} "${value.replaceAll(/["\\]/g, String.raw`\$&`)}"\n`;
}

function sectionIn(text: string): readonly MbsyncLine[] | null {
  const lines = text.split('\n').map(lineIn);
  return lines.every((line) => line !== null) ? lines : null;
}

function lineIn(line: string): MbsyncLine | null {
  const { keyword, value } = /^(?<keyword>[A-Za-z]+) "(?<value>(?:[^"\\]|\\.)*)"$/.exec(line)?.groups ?? {};
  if (keyword === undefined || value === undefined) return null;
  return [keyword, value.replaceAll(/\\(.)/g, '$1')];
}
