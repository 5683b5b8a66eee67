/**
 * The text of a file that somebody chose: UTF-8, UTF-16 with its mark as Windows writes it, or else Windows-1252. A last
 * character that is cut is left out. What is no text is read all the same, and most often has a NUL in it then.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    // The last character may be cut: it is waited for, and does not come.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // some byte is not UTF-8: logs and tables of older systems
  }
}
