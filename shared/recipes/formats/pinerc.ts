import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A variable and its value, in the order in which they stand. */
export type PinercLine = readonly [variable: string, value: string];

/**
 * `~/.pinerc` of Alpine: a variable and its value in each line. A `$` begins the name of a variable of the environment, quotes are
 * taken off, and in most variables a comma begins another value; nothing stands for any of these three: they are refused.
 */
export const PINERC: Format<readonly PinercLine[]> = {
  write(lines) {
    if (!lines.every(([variable, value]) => VARIABLE.test(variable) && isWritable(value))) return null;
    return lines.map(([variable, value]) => `${variable}=${value}\n`).join('');
  },
  read(text) {
    if (!text.endsWith('\n')) return null;
    const lines = text.slice(0, -1).split('\n').map(lineIn);
    return lines.every((line) => line !== null) ? lines : null;
  },
};

/**
 * A user name as it stands in the address of a server or mailbox: in double quotes, which Alpine takes off. Null where it has
 * what ends one there, is longer than Alpine has room for, or has a `%`: it does not find its folder for sent mail with `%s` there
 * (Alpine 2.26).
 */
export function pineUser(username: string): string | null {
  const isShort = new TextEncoder().encode(username).length <= LONGEST_USER_BYTES;
  return isShort && !/["\\{}%]/.test(username) && username.trim() === username ? `"${username}"` : null;
}

// NETMAXUSER of its library c-client, less the zero at the end.
const LONGEST_USER_BYTES = 64;

const VARIABLE = /^[a-z-]+$/;

function isWritable(value: string): boolean {
  return isPlainLine(value) && value.trim() === value && !/[$,]|^"/.test(value);
}

function lineIn(line: string): PinercLine | null {
  const { variable, value } = /^(?<variable>[a-z-]+)=(?<value>.+)$/.exec(line)?.groups ?? {};
  if (variable === undefined || value === undefined || !isWritable(value)) return null;
  return [variable, value];
}
