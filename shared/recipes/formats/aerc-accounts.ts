import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A setting of an account, in the order in which they stand. */
export type AercLine = readonly [key: string, value: string];

/** One account: the name of its section, and what stands in it. */
export interface AercAccount {
  readonly name: string;
  readonly lines: readonly AercLine[];
}

/**
 * `accounts.conf` of aerc (aerc-accounts(5)), an INI file as the Go package `ini` reads it. That has quotes, marks of comments
 * within values, line ends that go on, and places for other values (`%(name)s`), each with rules of its own: a value with a
 * character of theirs is refused. User names need none, as they stand percent-encoded in an address; other names have
 * `mailbox`.
 */
export const AERC_ACCOUNTS: Format<AercAccount> = {
  write({ name, lines }) {
    if (!/^[A-Za-z0-9 ]+$/.test(name)) return null;
    if (!lines.every(([key, value]) => KEY.test(key) && isWritable(value))) return null;
    return [`[${name}]\n`, ...lines.map(([key, value]) => `${key} = ${value}\n`)].join('');
  },
  read(text) {
    const [first = '', ...rest] = text.split('\n');
    const name = /^\[([A-Za-z0-9 ]+)\]$/.exec(first)?.[1];
    if (name === undefined || rest.pop() !== '') return null;
    const lines = rest.map(lineIn);
    return lines.every((line) => line !== null) ? { name, lines } : null;
  },
};

/**
 * An address with a name before it, as RFC 5322 §3.4 has them. A name of more than letters and digits is an encoded word (RFC
 * 2047), which nothing in a file like this one means anything in.
 */
export function mailbox(name: string, address: string): string | null {
  if (!isPlainLine(address) || !/^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+$/.test(address)) return null;
  if (name === '') return `<${address}>`;
  // In what it sends, it makes another quote of the one, leaves the other out, and puts a blank into what is longer than a line.
  if (!isPlainLine(name) || /["\\]/.test(name) || name.length > LONGEST_NAME) return null;
  const phrase = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/.test(name) ? name : encodedWords(name);
  return `${phrase} <${address}>`;
}

// A line of a mail may have 998 characters (RFC 5322 §2.1.1), and an address is behind it.
const LONGEST_NAME = 600;

const KEY = /^[a-z-]+$/;

// A word may have 75 characters (RFC 2047 §2), 12 of which are around it, and no character may be torn: four of UTF-8 are three
// each.
const LONGEST_ENCODED = 60;

function encodedWords(text: string): string {
  const words: string[] = [];
  for (const character of text) {
    const encoded = [...new TextEncoder().encode(character)].map(encodedByte).join('');
    const last = words.pop() ?? '';
    if (last.length + encoded.length > LONGEST_ENCODED) words.push(last, encoded);
    else words.push(last + encoded);
  }
  return words.map((word) => `=?utf-8?q?${word}?=`).join(' ');
}

function encodedByte(byte: number): string {
  const letter = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(letter) ? letter : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function isWritable(value: string): boolean {
  return isPlainLine(value) && value.trim() === value && !/["`#;\\]|^'|%\(/.test(value);
}

function lineIn(line: string): AercLine | null {
  const { key, value } = /^(?<key>[a-z-]+) = (?<value>.+)$/.exec(line)?.groups ?? {};
  if (key === undefined || value === undefined || !isWritable(value)) return null;
  return [key, value];
}
