import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A value of TOML: a text, or true or false. */
export type TomlLine = readonly [key: string, value: string | boolean];

/** One table: its name, and what stands in it. */
export interface TomlTable {
  readonly name: string;
  readonly lines: readonly TomlLine[];
}

/**
 * TOML 1.0 as far as settings need it: one table, dotted keys, basic strings and booleans. A basic string is that of JSON, with
 * nothing but the quote and the backslash to be escaped, as no control characters are written.
 */
export const TOML_STRINGS: Format<TomlTable> = {
  write({ name, lines }) {
    if (!KEY.test(name) || !lines.every(([key, value]) => KEY.test(key) && isWritable(value))) return null;
    return [`[${name}]\n`, ...lines.map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`)].join('');
  },
  read(text) {
    const [first = '', ...rest] = text.split('\n');
    const name = /^\[([a-z0-9.-]+)\]$/.exec(first)?.[1];
    if (name === undefined || rest.pop() !== '') return null;
    const lines = rest.map(lineIn);
    return lines.every((line) => line !== null) ? { name, lines } : null;
  },
};

const KEY = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;

function isWritable(value: string | boolean): boolean {
  return typeof value === 'boolean' || isPlainLine(value);
}

function lineIn(line: string): TomlLine | null {
  const { key, text, flag } =
    /^(?<key>[a-z0-9.-]+) = (?:"(?<text>(?:[^"\\]|\\["\\])+)"|(?<flag>true|false))$/.exec(line)?.groups ?? {};
  if (key === undefined) return null;
  if (flag !== undefined) return [key, flag === 'true'];
  const value = (text ?? '').replaceAll(/\\(.)/g, '$1');
  return isPlainLine(value) ? [key, value] : null;
}
