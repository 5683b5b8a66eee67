import { decodeBase64, encodeBase64 } from '../../sasl/base64.ts';
import { endOf } from './tail.ts';

type Scan = (text: string) => string;

const PERCENT = /(?:%[0-9a-f]{2})+/gi;
// Escaped once more by whoever passed it on.
const MOST_LAYERS = 3;
// Quoted-printable (RFC 2045 §6.7) is looked for by an address in it: `key=ab` is none.
const QUOTED_PRINTABLE = /=40(?=[\w=-]{0,200}?(?:[a-z]|=[4-7]))[\w=-]{1,200}?(?:\.|=2e)[\w=]/i;
const QUOTED = /(?:=[0-9a-f]{2})+/gi;
const BASE64 = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
const WORD_OR_NUMBER = /^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)$/;
const GROUP = 4;
// As many characters as tell for certain whether it is text.
const LOOKED_AT = 8;

// RFC 3629 §3: a letter outside ASCII begins with a byte of at least this, and has four bytes at most.
const LEAD_BYTE = 0xc0;
const LONGEST_LETTER = 4;

const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true });
// What stands where bytes are no UTF-8, as a letter and as the bytes that it has itself.
const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = [0xef, 0xbf, 0xbd];
const encoder = new TextEncoder();

/**
 * A word that is percent-encoded or quoted-printable with what is in it scanned; it stays decoded. Null where nothing is
 * encoded, or nothing in it is hidden.
 */
export function scanEncoded(word: string, scan: Scan): string | null {
  if (word.includes('%')) return scanDecoded(word, percentDecoded(word), scan);
  return QUOTED_PRINTABLE.test(word) ? scanDecoded(word, word.replace(QUOTED, bytesOf('=')), scan) : null;
}

/** A word in which everything that is base64 and hides something is written anew. */
export function scanBase64(word: string, scan: Scan): string {
  return word.replace(BASE64, (run) => (WORD_OR_NUMBER.test(run) ? run : (rewritten(run, scan) ?? run)));
}

function scanDecoded(word: string, decoded: string, scan: Scan): string | null {
  if (decoded === word) return null;
  const scanned = scan(decoded);
  return scanned === decoded ? null : scanned;
}

function percentDecoded(word: string): string {
  let text = word;
  for (let layer = 0; layer < MOST_LAYERS; layer++) text = text.replace(PERCENT, bytesOf('%'));
  return text;
}

/** Pairs of hexadecimal digits behind a sign as the text that they are; as they stand where they are none. */
function bytesOf(sign: string): (run: string) => string {
  return (run) => {
    const bytes = run
      .slice(1)
      .split(sign)
      .map((pair) => Number.parseInt(pair, 16));
    return textOf(Uint8Array.from(bytes)) ?? run;
  };
}

/** Where it begins and ends is not always known: other letters can stand before and behind. */
function rewritten(run: string, scan: Scan): string | null {
  const end = endOf(run, '=');
  for (let start = 0; start < GROUP; start++) {
    if (!beginsText(bytesIn(run.slice(start, start + LOOKED_AT)))) continue;
    const stop = readable(run.slice(start, end)) === null ? end - ((end - start) % GROUP) : end;
    const text = readable(run.slice(start, stop));
    if (text === null) continue;
    const scanned = scan(text);
    if (scanned === text) return null;
    const written = encodeBase64(encoder.encode(scanned));
    const isPadded = end < run.length && stop === end;
    return run.slice(0, start) + (isPadded ? written : written.slice(0, endOf(written, '=')));
  }
  return null;
}

function readable(base64: string): string | null {
  const bytes = bytesIn(base64);
  return bytes === null ? null : textOf(bytes);
}

function bytesIn(base64: string): Uint8Array | null {
  const standard = base64.replaceAll('-', '+').replaceAll('_', '/');
  return decodeBase64(standard.padEnd(Math.ceil(standard.length / GROUP) * GROUP, '='));
}

/** Tells whether bytes can be how a text begins: its last letter may have been cut. */
function beginsText(bytes: Uint8Array | null): boolean {
  if (bytes === null || textOf(bytes) !== null) return bytes !== null;
  const last = bytes.findLastIndex((byte) => byte >= LEAD_BYTE);
  return last > bytes.length - LONGEST_LETTER && textOf(bytes.subarray(0, last)) !== null;
}

/** Text, if it is UTF-8 without control characters but those that stand between the parts of SASL messages and lines. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.some((byte) => byte < 0x20 && ![0, 1, 9, 10, 13].includes(byte))) return null;
  const text = decoder.decode(bytes);
  if (!text.includes(REPLACEMENT)) return text;
  // Nearly everything that has the form of base64 is no text: an exception for each costs more than all the rest.
  const isSaid = bytes.some((_byte, at) => REPLACEMENT_BYTES.every((byte, i) => bytes[at + i] === byte));
  return isSaid ? strictTextOf(bytes) : null;
}

function strictTextOf(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null; // it has one error only: this is no UTF-8
  }
}
