const MOST_CHARACTERS = 500;
/** How much of a server's text is looked at. Secrets are found in it before it is cut to what is shown. */
const MOST_READ = 8_000;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

// C0, DEL and C1 (terminal escapes), zero-width and bidirectional controls, line and paragraph separators, and the
// byte order mark: everything that could move, hide or reorder what a person reads.
const UNSAFE =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
// More than four combining marks on one letter only make it climb over its neighbours.
const FLOOD = /(\p{M}{4})\p{M}+/gu;

/**
 * Bytes of a server as text that is safe to show: no control characters (written as `\u{1b}`), and not endless. It is
 * still the server's text: cut it with `clipText`, show it as such and never as an instruction.
 */
export function safeText(bytes: Uint8Array | string): string {
  const text = typeof bytes === 'string' ? bytes : decoder.decode(bytes.subarray(0, 4 * MOST_READ));
  const safe = text
    .replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(FLOOD, '$1');
  return safe.length <= MOST_READ ? safe : safe.slice(0, MOST_READ);
}

/** A text of a server in the length that is shown: at most 500 characters. */
export function clipText(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_CHARACTERS
    ? text
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
