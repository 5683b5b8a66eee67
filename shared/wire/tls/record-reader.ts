import { GrowingBytes } from './growing-bytes.ts';
import { RECORD } from './numbers.ts';

/** A record of TLS, not decrypted (RFC 5246 §6.2.1). */
export interface TlsRecord {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** The most of a flight that is read. A real one has 3 to 6 KiB, and one with all public roots in it some 160. */
export const MOST_FLIGHT_BYTES = 262_144;

const HEADER_BYTES = 5;
const LONGEST_FRAGMENT_BYTES = 16_384;
const MAJOR_VERSION = 3;
const NEWEST_MINOR_VERSION = 4;

/** Cuts what comes from a server into records. They may come in pieces of any size. */
export class RecordReader {
  readonly #stream = new GrowingBytes(MOST_FLIGHT_BYTES);
  #at = 0;

  /** Takes bytes as they come. */
  push(bytes: Uint8Array): void {
    this.#stream.push(bytes);
  }

  /** The next whole record, null where it has not come yet, or why there will be none. */
  next(): TlsRecord | null | 'not-tls' | 'malformed' | 'too-long' {
    const rest = this.#stream.bytes.subarray(this.#at);
    if (!isHeader(rest)) return this.#at === 0 ? 'not-tls' : 'malformed';
    const [type = 0, , , high = 0, low = 0] = rest;
    const length = high * 256 + low;
    if (rest.length >= HEADER_BYTES && (length > LONGEST_FRAGMENT_BYTES || length === 0)) return 'malformed';
    if (rest.length < HEADER_BYTES + length) return this.#stream.isCut ? 'too-long' : null;
    this.#at += HEADER_BYTES + length;
    return { type, bytes: rest.subarray(HEADER_BYTES, HEADER_BYTES + length) };
  }
}

/** Whether bytes are the header of a record as far as they go: the first one that is wrong says enough. */
function isHeader([type, major, minor]: Uint8Array): boolean {
  return (
    (type === undefined || (type >= RECORD.changeCipherSpec && type <= RECORD.heartbeat)) &&
    (major === undefined || major === MAJOR_VERSION) &&
    (minor === undefined || minor <= NEWEST_MINOR_VERSION)
  );
}
