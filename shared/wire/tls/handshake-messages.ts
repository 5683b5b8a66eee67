import { cipherSuite, keyExchangeOf, type CipherSuite } from './cipher-suites.ts';
import { Cursor } from './cursor.ts';
import { certificateTypeName, groupName, versionOf, type TlsVersion } from './numbers.ts';

/** How a server agrees on keys: the group of an elliptic curve, the size of its own prime, or with its RSA key. */
export type KeyExchange =
  | { readonly kind: 'ecdhe'; readonly group: string }
  | { readonly kind: 'dhe'; readonly bits: number }
  | { readonly kind: 'rsa' };

/** What a server wants of a client's certificate. */
export interface CertificateRequest {
  /** Names of RFC 5246 §7.4.4 (`rsa_sign`), or numbers. */
  readonly types: readonly string[];
  /** DER of the names of issuers that it takes, the first of them; none at all means any (RFC 5246 §7.4.4). */
  readonly authorities: readonly Uint8Array[];
  /** How many it has named. */
  readonly authorityCount: number;
}

/** The most certificates of a chain that are kept; the others are counted. Real chains have two to four. */
export const MOST_CERTIFICATES = 20;

/** The most issuers that are kept; the others are counted. A server that names all public roots has some 150. */
export const MOST_AUTHORITIES = 500;

const RANDOM_BYTES = 32;
const NAMED_CURVE = 3;

/** ServerHello (RFC 5246 §7.4.1.3), or null where it is malformed. Its extensions are not looked at. */
export function readServerHello(
  body: Uint8Array,
): { readonly version: TlsVersion; readonly cipherSuite: CipherSuite } | null {
  const cursor = new Cursor(body);
  const version = versionOf(cursor.uint(2));
  cursor.take(RANDOM_BYTES);
  cursor.vector(1); // the session's id
  const suite = cursor.uint(2);
  const compression = cursor.uint(1);
  if (version === null || suite === null || compression === null) return null;
  return { version, cipherSuite: cipherSuite(suite) };
}

/** Certificate (RFC 5246 §7.4.2): a chain in the order in which it was sent, or null where it is malformed. */
export function readCertificates(
  body: Uint8Array,
): { readonly certificates: readonly Uint8Array[]; readonly certificateCount: number } | null {
  const cursor = new Cursor(body);
  const list = listOf(cursor.vector(3), 3, MOST_CERTIFICATES);
  if (list === null || !cursor.isAtEnd) return null;
  return { certificates: list.kept, certificateCount: list.count };
}

/**
 * The start of ServerKeyExchange (RFC 8422 §5.4, RFC 5246 §7.4.3): what the keys are agreed on with. The rest, and with it
 * the signature, is not looked at. Null where it is malformed, `unknown` with a suite that is not in our table.
 */
export function readKeyExchange(body: Uint8Array, suite: CipherSuite): KeyExchange | 'unknown' | null {
  const cursor = new Cursor(body);
  switch (keyExchangeOf(suite)) {
    case 'ecdhe': {
      const curveType = cursor.uint(1);
      if (curveType !== NAMED_CURVE) return curveType === null ? null : { kind: 'ecdhe', group: 'explicit' };
      const group = cursor.uint(2);
      return group === null ? null : { kind: 'ecdhe', group: groupName(group) };
    }
    case 'dhe': {
      const prime = cursor.vector(2);
      return prime === null ? null : { kind: 'dhe', bits: bitsOf(prime) };
    }
    case 'rsa':
      return null; // RFC 5246 §7.4.3: it is not legal to send it then
    case null:
      return 'unknown';
  }
}

/** CertificateRequest (RFC 5246 §7.4.4), or null where it is malformed. Before TLS 1.2 it names no signatures. */
export function readCertificateRequest(body: Uint8Array, version: TlsVersion): CertificateRequest | null {
  const cursor = new Cursor(body);
  const types = cursor.vector(1);
  if (version === 'TLSv1.2') cursor.vector(2);
  const list = listOf(cursor.vector(2), 2, MOST_AUTHORITIES);
  if (types === null || list === null || !cursor.isAtEnd) return null;
  return {
    types: Array.from(types, certificateTypeName),
    authorities: list.kept,
    authorityCount: list.count,
  };
}

/** What is in a list of vectors: copies of the first ones, and how many there are. */
function listOf(
  bytes: Uint8Array | null,
  lengthBytes: 2 | 3,
  most: number,
): { readonly kept: readonly Uint8Array[]; readonly count: number } | null {
  if (bytes === null) return null;
  const cursor = new Cursor(bytes);
  const kept: Uint8Array[] = [];
  let count = 0;
  while (!cursor.isAtEnd) {
    const entry = cursor.vector(lengthBytes);
    if (entry === null) return null;
    if (count < most) kept.push(entry.slice());
    count += 1;
  }
  return { kept, count };
}

/** The length of a number in bits, zeros in front of it not counted. */
function bitsOf(number: Uint8Array): number {
  const start = number.findIndex((byte) => byte !== 0);
  if (start < 0) return 0;
  return (number.length - start) * 8 - (Math.clz32(number[start] ?? 0) - 24);
}
