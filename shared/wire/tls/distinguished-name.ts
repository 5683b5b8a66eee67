import { clipText, safeText } from '../server-words.ts';
import { derElementAt, derElements, type DerElement } from './der.ts';

/** The most parts that a name may have. Real ones have under ten. */
export const MOST_NAME_PARTS = 50;

const MOST_OID_BYTES = 32;
const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT_IDENTIFIER = 0x06;

/**
 * What attributes are called, by their OID (X.520; UID and DC: RFC 4519 §2; emailAddress: RFC 2985 §5.2): as OpenSSL and Node
 * write them, so that names can be compared by eye.
 */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.42': 'GN',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/** How each type of string is read. TeletexString should be T.61; what is in certificates is Latin-1. */
const STRINGS: Readonly<Record<number, (bytes: Uint8Array) => string | null>> = {
  0x0c: (bytes) => utf8.decode(bytes), // UTF8String
  0x12: (bytes) => latin1.decode(bytes), // NumericString
  0x13: (bytes) => latin1.decode(bytes), // PrintableString
  0x14: (bytes) => latin1.decode(bytes), // TeletexString
  0x16: (bytes) => latin1.decode(bytes), // IA5String
  0x1a: (bytes) => latin1.decode(bytes), // VisibleString
  0x1c: (bytes) => wideText(bytes, 4), // UniversalString
  0x1e: (bytes) => wideText(bytes, 2), // BMPString
};

/**
 * A Name (RFC 5280 §4.1.2.4) as a short text that is safe to show: `C=DE, O=Example, CN=Example CA`, in the order in which
 * it is written. It is still the server's text, cut to 500 characters.
 *
 * @returns null for what is not a Name, or has a string of a type that none should have
 */
export function readDistinguishedName(der: Uint8Array): string | null {
  const name = derElementAt(der, 0);
  if (name?.tag !== SEQUENCE || name.end !== der.length) return null;
  const parts = derElements(name.content, MOST_NAME_PARTS)?.map(relativeName);
  if (parts === undefined || parts.includes(null)) return null;
  return clipText(safeText(parts.join(', ')));
}

/** A RelativeDistinguishedName: mostly a set of one (RFC 4514 §2.2). */
function relativeName({ tag, content }: DerElement): string | null {
  const attributes = tag === SET ? derElements(content, MOST_NAME_PARTS)?.map(attribute) : undefined;
  if (attributes === undefined || attributes.includes(null)) return null;
  return attributes.join(' + ');
}

function attribute({ tag, content }: DerElement): string | null {
  const parts = tag === SEQUENCE ? derElements(content, 2) : null;
  const [type, value] = parts ?? [];
  const oid = type?.tag === OBJECT_IDENTIFIER ? dotted(type.content) : null;
  const text = value === undefined ? null : (STRINGS[value.tag]?.(value.content) ?? null);
  return oid === null || text === null ? null : `${ATTRIBUTES[oid] ?? oid}=${escaped(text)}`;
}

/** RFC 4514 §2.4: without this a value could look like further attributes. */
function escaped(value: string): string {
  return value.replace(/[,+"\\<>;]|^[ #]|(?<=.) $/gs, '\\$&');
}

/** An OID in its dotted form (X.690 §8.19). */
function dotted(bytes: Uint8Array): string | null {
  const last = bytes.at(-1);
  if (last === undefined || last >= 0x80 || bytes.length > MOST_OID_BYTES) return null;
  const numbers: bigint[] = [];
  let number = 0n;
  for (const byte of bytes) {
    number = (number << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0n;
  }
  const [first = 0n, ...rest] = numbers;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - 40n * root, ...rest].join('.');
}

/** Text of so many bytes for each character, most significant first. What is no character becomes U+FFFD. */
function wideText(bytes: Uint8Array, width: 2 | 4): string | null {
  if (bytes.length % width !== 0) return null;
  let text = '';
  for (let at = 0; at < bytes.length; at += width) {
    const code = bytes.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    text += isCharacter ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}
