import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A keyword and its value; null where it takes none. */
export type FetchmailLine = readonly [keyword: string, value: string | null];

/**
 * `~/.fetchmailrc` (fetchmail(1), THE RUN CONTROL FILE): a keyword in each line here, with its value. In double quotes
 * everything is itself but the quote and the backslash; they are written by their bytes, as its own sequences are few.
 */
export const FETCHMAILRC: Format<readonly FetchmailLine[]> = {
  write(lines) {
    return lines.every(isWritable) ? lines.map(lineOf).join('') : null;
  },
  read(text) {
    if (text === '') return [];
    if (!text.endsWith('\n')) return null;
    const lines = text.slice(0, -1).split('\n').map(lineIn);
    return lines.every((line) => line !== null) ? lines : null;
  },
};

// What follows these is one of its own words, or a number: never in quotes.
const BARE: readonly string[] = ['protocol', 'service', 'auth'];

function isWritable([keyword, value]: FetchmailLine): boolean {
  if (!/^[a-z]+$/.test(keyword)) return false;
  if (BARE.includes(keyword)) return value !== null && /^[a-z0-9-]+$/.test(value);
  return value === null || isPlainLine(value);
}

function lineOf([keyword, value]: FetchmailLine): string {
  if (value === null) return `${keyword}\n`;
  if (BARE.includes(keyword)) return `${keyword} ${value}\n`;
  return `${keyword} "${value.replaceAll('\\', String.raw`\x5c`).replaceAll('"', String.raw`\x22`)}"\n`;
}

function lineIn(line: string): FetchmailLine | null {
  const found = /^(?<keyword>[a-z]+)(?: (?<value>.+))?$/u.exec(line)?.groups;
  const [keyword, value] = [found?.['keyword'], found?.['value']];
  if (keyword === undefined) return null;
  if (value === undefined) return [keyword, null];
  if (BARE.includes(keyword)) return /^[a-z0-9-]+$/.test(value) ? [keyword, value] : null;
  const quoted = /^"((?:[^"\\]|\\x5c|\\x22)*)"$/u.exec(value)?.[1];
  if (quoted === undefined) return null;
  return [keyword, quoted.replaceAll(String.raw`\x22`, '"').replaceAll(String.raw`\x5c`, '\\')];
}
