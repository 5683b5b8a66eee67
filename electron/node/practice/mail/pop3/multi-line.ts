import { isLineStart } from '../lines.ts';

const DOT = 46;

/**
 * Bytes as a multi-line response has them behind its first line (RFC 1939 §3): a second dot where a line begins with one,
 * an end of the last line where there is none, and a dot alone. Lines are what CRLF ends, here and in the mails.
 */
export function multiLine(bytes: Uint8Array): Uint8Array {
  const stuffed = new Uint8Array(2 * bytes.length);
  let length = 0;
  bytes.forEach((byte, at) => {
    if (byte === DOT && isLineStart(bytes, at)) stuffed[length++] = DOT;
    stuffed[length++] = byte;
  });
  const end = isLineStart(bytes, bytes.length) ? '.\r\n' : '\r\n.\r\n';
  return Buffer.concat([stuffed.subarray(0, length), Buffer.from(end)]);
}

/** The header of a mail, the empty line behind it, and so many lines of its body (RFC 1939 §7, TOP). */
export function topOf(bytes: Uint8Array, lineCount: number): Uint8Array {
  let left = lineCount;
  let isBody = false;
  for (let at = 0, start = 0; at < bytes.length; at++) {
    if (isBody && left === 0) return bytes.subarray(0, at);
    if (!isLineStart(bytes, at + 1)) continue;
    if (isBody) left--;
    else isBody = at + 1 - start === 2;
    start = at + 1;
  }
  return bytes;
}
