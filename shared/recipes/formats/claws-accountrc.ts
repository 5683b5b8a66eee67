import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A setting of the account and its value, in the order in which they stand. */
export type ClawsLine = readonly [key: string, value: string];

/**
 * `accountrc` of Claws Mail with one account: a setting in each line, up to whose end its value goes. There are no quotes and no
 * comments.
 */
export const CLAWS_ACCOUNTRC: Format<readonly ClawsLine[]> = {
  write(lines) {
    if (!lines.every(([key, value]) => KEY.test(key) && isWritable(value))) return null;
    return [HEAD, ...lines.map(([key, value]) => `${key}=${value}\n`)].join('');
  },
  read(text) {
    if (!text.startsWith(HEAD)) return null;
    const rest = text.slice(HEAD.length).split('\n');
    if (rest.pop() !== '') return null;
    const lines = rest.map(lineIn);
    return lines.every((line) => line !== null) ? lines : null;
  },
};

const HEAD = '[Account: 1]\n';
const KEY = /^[a-z_]+$/;

// It reads 1,023 bytes at a time.
const LONGEST_VALUE_BYTES = 900;

function isWritable(value: string): boolean {
  const isShort = new TextEncoder().encode(value).length <= LONGEST_VALUE_BYTES;
  return isShort && isPlainLine(value) && value.trim() === value;
}

function lineIn(line: string): ClawsLine | null {
  const { key, value } = /^(?<key>[a-z_]+)=(?<value>.+)$/.exec(line)?.groups ?? {};
  if (key === undefined || value === undefined || !isWritable(value)) return null;
  return [key, value];
}
