const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));
const FORM = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes as base64 with padding, on one line (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += second === undefined ? '=' : ALPHABET.charAt((group >> 6) & 63);
    text += third === undefined ? '=' : ALPHABET.charAt(group & 63);
  }
  return text;
}

/**
 * Base64 as bytes, or null for anything that is not exactly what an encoder would have written: other characters,
 * missing padding, bits left over in the last group (RFC 4648 §3.3, §3.5).
 */
export function decodeBase64(text: string): Uint8Array | null {
  if (!FORM.test(text)) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let leftOver = 0;
  for (let at = 0, to = 0; at < text.length; at += 4) {
    const group = [0, 1, 2, 3].reduce((sum, i) => (sum << 6) | (VALUES.get(text.charAt(at + i)) ?? 0), 0);
    for (const shift of [16, 8, 0]) {
      const byte = (group >> shift) & 255;
      if (to < bytes.length) bytes[to++] = byte;
      else leftOver |= byte;
    }
  }
  return leftOver === 0 ? bytes : null;
}
