import { CR, isLineStart, LF, type Take } from '../lines.ts';
import type { ServerConnection } from '../server-connection.ts';
import { LONGEST_MAIL_BYTES } from './keywords.ts';

/** What came behind DATA. */
export type Received =
  /** With CRLF and without the dots that were stuffed in. */
  | { readonly kind: 'mail'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-long' }
  /** So long that nobody waits for its end. */
  | { readonly kind: 'endless' }
  /** The client is gone. */
  | { readonly kind: 'gone' };

// Stuffing adds one octet to three at most: a mail of the longest length is not longer than this.
const MOST_KEPT_BYTES = 2 * LONGEST_MAIL_BYTES;
// A mail that is too long is read to its end, so that its client hears why.
const MOST_READ_BYTES = 64 * LONGEST_MAIL_BYTES;
const END = Buffer.from('\r\n.\r\n');
const DOT = 46;

/** Reads a mail up to the line with nothing but a dot (RFC 5321 §4.1.1.4). */
export async function readMail(connection: ServerConnection): Promise<Received> {
  const kept: Uint8Array[] = [];
  let length = 0;
  while (length <= MOST_READ_BYTES) {
    const chunk = await connection.read(length === 0 ? takeFirst : takeChunk);
    if (chunk === null || chunk === 'malformed') return { kind: 'gone' };
    length += chunk.bytes.length;
    if (length <= MOST_KEPT_BYTES) kept.push(chunk.bytes);
    if (chunk.isLast) return length > MOST_KEPT_BYTES ? { kind: 'too-long' } : mailOf(Buffer.concat(kept));
  }
  return { kind: 'endless' };
}

interface Chunk {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** A mail may be over before its first line. */
const takeFirst: Take<Chunk> = (buffer) =>
  END.subarray(2).equals(buffer.subarray(0, 3))
    ? { value: { bytes: new Uint8Array(), isLast: true }, length: 3 }
    : takeChunk(buffer);

/** Takes what cannot belong to the end. CRLF alone makes a line there: whatever else does lets mails be smuggled in. */
const takeChunk: Take<Chunk> = (buffer) => {
  const end = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.length).indexOf(END);
  const isLast = end >= 0;
  const length = isLast ? end + 2 : buffer.length - (END.length - 1);
  if (length <= 0) return null;
  const bytes = new Uint8Array(buffer.subarray(0, length));
  return { value: { bytes, isLast }, length: isLast ? end + END.length : length };
};

function mailOf(stuffed: Uint8Array): Received {
  const bytes = unstuff(stuffed);
  return bytes.length > LONGEST_MAIL_BYTES ? { kind: 'too-long' } : { kind: 'mail', bytes };
}

/**
 * One dot less where a line begins with one (RFC 5321 §4.5.2), and CRLF for the bare LF that some programs send. Such an
 * LF begins no line where dots are concerned: its client stuffed none there either.
 */
function unstuff(stuffed: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(2 * stuffed.length);
  let length = 0;
  stuffed.forEach((byte, at) => {
    if (byte === DOT && isLineStart(stuffed, at)) return;
    if (byte === LF && stuffed[at - 1] !== CR) bytes[length++] = CR;
    bytes[length++] = byte;
  });
  return bytes.slice(0, length);
}
