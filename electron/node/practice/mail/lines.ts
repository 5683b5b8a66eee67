/** The longest line that is read: SASL messages are the longest, and RFC 4954 §4 bounds those at 12,288 octets. */
const LONGEST_LINE_BYTES = 65_536;

export const CR = 13;
export const LF = 10;

/** What reads one thing out of the bytes that came: null where more are needed, `malformed` where none can help. */
export type Take<T> = (
  buffer: Uint8Array,
) => { readonly value: T; readonly length: number } | null | 'malformed';

/** A line of a client: an object, because a client may well say `malformed`. */
export interface Line {
  /** Each byte a character (Latin-1). */
  readonly text: string;
}

/** Takes a line, which ends with CRLF, or with LF alone, as hands at a terminal write it. */
export const takeLine: Take<Line> = (buffer) => {
  const end = buffer.indexOf(LF);
  if ((end < 0 ? buffer.length : end) > LONGEST_LINE_BYTES) return 'malformed';
  if (end < 0) return null;
  const length = buffer[end - 1] === CR ? end - 1 : end;
  return { value: { text: Buffer.from(buffer.subarray(0, length)).toString('latin1') }, length: end + 1 };
};

/** Whether a line begins there, where CRLF alone ends one: dots count in such lines (RFC 5321 §4.5.2, RFC 1939 §3). */
export function isLineStart(bytes: Uint8Array, at: number): boolean {
  return at === 0 || (bytes[at - 1] === LF && bytes[at - 2] === CR);
}
