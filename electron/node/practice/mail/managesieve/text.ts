const LONGEST_QUOTED_BYTES = 1024;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a string, or null where it is no UTF-8 (RFC 5804 §1.1). */
export function readText(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null; // what the client sent is no text; that is its answer
  }
}

/** A text as a server writes it: quoted where it can be, otherwise as a literal (RFC 5804 §4, `literal-s2c`). */
export function writeText(text: string): string {
  const length = Buffer.byteLength(text);
  if (length > LONGEST_QUOTED_BYTES || /[\0\r\n]/.test(text)) return `{${length}}\r\n${text}`;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
