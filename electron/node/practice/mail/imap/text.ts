const LONGEST_QUOTED = 1_000;

/**
 * A string for a response (RFC 9051 §4.3), each character a byte: quoted where that can hold it, otherwise a literal.
 */
export function imapString(text: string): string {
  return /^[\u0020-\u007e]*$/.test(text) && text.length <= LONGEST_QUOTED
    ? `"${text.replace(/["\\]/g, '\\$&')}"`
    : literal(text);
}

/** A string or NIL, which is what is not there. */
export function nstring(text: string | null): string {
  return text === null ? 'NIL' : imapString(text);
}

/** A literal, whatever its bytes. */
export function literal(text: string): string {
  return `{${text.length}}\r\n${text}`;
}
