import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A preference of a Mozilla program and its value. */
export type MozillaPref = readonly [name: string, value: string | number | boolean];

/**
 * `user.js` (modules/libpref/parser in Mozilla's source): a call in each line. Its strings are those of JavaScript as far as the
 * escapes of quotes and backslashes go; everything else stands as it is, in UTF-8.
 */
export const MOZILLA_PREFS: Format<readonly MozillaPref[]> = {
  write(prefs) {
    if (!prefs.every(isWritable)) return null;
    return prefs
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join('');
  },
  read(text) {
    if (text !== '' && !text.endsWith('\n')) return null;
    const prefs = text.split('\n').slice(0, -1).map(prefIn);
    return prefs.every((pref) => pref !== null) ? prefs : null;
  },
};

// Numbers of preferences have 32 bits.
const HIGHEST = 2 ** 31 - 1;

/** Whether a preference can stand in a file: names of letters, digits and a few marks, strings that are one line. */
export function isWritable([name, value]: MozillaPref): boolean {
  if (!/^[a-z][\w-]*(\.[\w-]+)+$/.test(name)) return false;
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) <= HIGHEST;
  return typeof value === 'boolean' || isPlainLine(value);
}

const LINE =
  /^user_pref\("(?<name>[\w.-]+)", (?<value>true|false|0|-?[1-9]\d{0,9}|"(?:[^"\\]|\\["\\])*")\);$/;

function prefIn(line: string): MozillaPref | null {
  const { name, value } = LINE.exec(line)?.groups ?? {};
  if (name === undefined || value === undefined) return null;
  if (value.startsWith('"')) return [name, value.slice(1, -1).replaceAll(/\\(.)/g, '$1')];
  return [name, value === 'true' || (value === 'false' ? false : Number(value))];
}
