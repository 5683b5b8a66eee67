import type { ServerWords } from '../mail/observation.ts';
import { formatCapability } from './capability.ts';
import { referralHost } from './referral.ts';
import { safeText } from './server-words.ts';

/** A word of ManageSieve (RFC 5804 §4): an atom, a string (quoted or literal), or a parenthesis. */
export interface SieveToken {
  readonly kind: 'atom' | 'string' | 'open' | 'close';
  readonly bytes: Uint8Array;
}

/** One line of the protocol with the literals in it, and how many bytes it took. */
export interface SieveLine {
  readonly tokens: readonly SieveToken[];
  readonly length: number;
}

/** The longest string that is read: scripts are longer, but nothing before sign-in is. */
const LONGEST_SIEVE_STRING = 65_536;
const MOST_TOKENS = 200;
const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Takes the first line out of a buffer, literals included: null where more bytes are needed, `malformed` where no more
 * bytes can help. Both `{n}` and `{n+}` are read.
 */
export function takeSieveLine(buffer: Uint8Array): SieveLine | null | 'malformed' {
  const tokens: SieveToken[] = [];
  let at = 0;
  while (tokens.length < MOST_TOKENS) {
    if (buffer[at] === 0x20) {
      at++;
      continue;
    }
    if (buffer[at] === 0x0d && buffer[at + 1] === 0x0a) return { tokens, length: at + 2 };
    if (at >= buffer.length || (buffer[at] === 0x0d && at + 1 >= buffer.length))
      return tooLong(buffer) ? 'malformed' : null;
    const token = takeToken(buffer, at);
    if (token === null || token === 'malformed') {
      return token === 'malformed' || tooLong(buffer) ? 'malformed' : null;
    }
    tokens.push({ kind: token.kind, bytes: token.bytes });
    at = token.end;
  }
  return 'malformed';
}

function tooLong(buffer: Uint8Array): boolean {
  return buffer.length > 2 * LONGEST_SIEVE_STRING;
}

type Taken = SieveToken & { readonly end: number };

function takeToken(buffer: Uint8Array, at: number): Taken | null | 'malformed' {
  const first = buffer[at];
  if (first === 0x28) return { kind: 'open', bytes: new Uint8Array(), end: at + 1 };
  if (first === 0x29) return { kind: 'close', bytes: new Uint8Array(), end: at + 1 };
  if (first === 0x22) return takeQuoted(buffer, at);
  if (first === 0x7b) return takeLiteral(buffer, at);
  let end = at;
  while (end < buffer.length && !isAtomEnd(buffer[end] ?? 0)) end++;
  if (end === at) return 'malformed';
  return end === buffer.length ? null : { kind: 'atom', bytes: buffer.subarray(at, end), end };
}

/** RFC 5804 §4: an atom ends at a space, a parenthesis, a quote or a control character. */
function isAtomEnd(byte: number): boolean {
  return byte <= 0x20 || byte === 0x28 || byte === 0x29 || byte === 0x22 || byte === 0x7b || byte === 0x7f;
}

function takeQuoted(buffer: Uint8Array, at: number): Taken | null | 'malformed' {
  const bytes: number[] = [];
  for (let next = at + 1; next < buffer.length; next++) {
    const byte = buffer[next] ?? 0;
    if (byte === 0x22) return { kind: 'string', bytes: Uint8Array.from(bytes), end: next + 1 };
    if (byte === 0x0d || byte === 0x0a || byte === 0 || bytes.length > LONGEST_SIEVE_STRING)
      return 'malformed';
    if (byte !== 0x5c) bytes.push(byte);
    else if (++next < buffer.length) bytes.push(buffer[next] ?? 0);
  }
  return null;
}

function takeLiteral(buffer: Uint8Array, at: number): Taken | null | 'malformed' {
  const head = latin1.decode(buffer.subarray(at, at + 16));
  const groups = /^\{(\d{1,6})\+?\}\r\n/.exec(head);
  if (groups === null) return /^\{\d{0,6}\+?\}?\r?$/.test(head) ? null : 'malformed';
  const length = Number(groups[1]);
  if (length > LONGEST_SIEVE_STRING) return 'malformed';
  const start = at + groups[0].length;
  if (buffer.length < start + length) return null;
  return { kind: 'string', bytes: buffer.subarray(start, start + length), end: start + length };
}

/**
 * One line of the list of capabilities (RFC 5804 §1.7): a name, which is kept in upper case, and a value or none. Null
 * where the line is another one.
 */
export function parseSieveCapability({ tokens }: SieveLine): string | null {
  const [name, value, ...more] = tokens;
  if (name?.kind !== 'string' || name.bytes.length === 0 || more.length > 0) return null;
  if (value !== undefined && value.kind !== 'string') return null;
  return formatCapability(utf8.decode(name.bytes), utf8.decode(value?.bytes ?? new Uint8Array()));
}

/** A response line of a server: its condition, the words of its response code, and its text (RFC 5804 §1.3). */
export interface SieveResponse {
  readonly condition: 'OK' | 'NO' | 'BYE';
  /** The tokens between the parentheses. */
  readonly code: readonly SieveToken[];
  readonly words: ServerWords;
}

/** Reads a response out of a line's tokens, or null where it is another line. */
export function parseSieveResponse({ tokens }: SieveLine): SieveResponse | null {
  const [first, ...rest] = tokens;
  const condition = (['OK', 'NO', 'BYE'] as const).find(
    (name) => first?.kind === 'atom' && latin1.decode(first.bytes).toUpperCase() === name,
  );
  const codeLength = lengthOfCode(rest);
  if (condition === undefined || codeLength === null) return null;
  const code = rest.slice(0, codeLength).slice(1, -1);
  const text = rest.slice(codeLength).find(({ kind }) => kind === 'string');
  return {
    condition,
    code,
    words: { ...codeWords(code), text: safeText(text?.bytes ?? new Uint8Array()) },
  };
}

function codeWords([name, argument]: readonly SieveToken[]): Pick<ServerWords, 'responseCode' | 'referral'> {
  if (name === undefined) return {};
  const responseCode = safeText(latin1.decode(name.bytes).toUpperCase());
  const url = responseCode === 'REFERRAL' ? latin1.decode(argument?.bytes ?? new Uint8Array()) : '';
  const referral = referralHost(url);
  return { responseCode, ...(referral === undefined ? {} : { referral }) };
}

/** How many tokens a response code takes, its parentheses included: there can be more inside. Null where it never ends. */
function lengthOfCode(tokens: readonly SieveToken[]): number | null {
  if (tokens[0]?.kind !== 'open') return 0;
  let depth = 0;
  for (const [at, { kind }] of tokens.entries()) {
    if (kind === 'open') depth++;
    if (kind === 'close' && --depth === 0) return at + 1;
  }
  return null;
}
