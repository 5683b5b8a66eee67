import { isPlainLine } from '../../mail/quote.ts';

/**
 * A user name or password within a URI: percent-encoded, so that only letters, digits and `%-._~` are left (RFC 3986 §2.3).
 * Null where it is more than one line, or has what nobody sees.
 */
export function uriWord(text: string): string | null {
  if (!isPlainLine(text)) return null;
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
