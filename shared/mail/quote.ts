// Names come from people. Where one cannot stand in a text safely, the answer is null, and the text goes without it.

// Without control characters, marks that nobody sees or that turn text around, halves of characters, what Unicode gives no
// character, and its line ends: what is pasted into a terminal or a file has to be what was read.
const PLAIN_LINE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/** Whether a text is one line, and shows all that it holds. */
export function isPlainLine(text: string): boolean {
  return PLAIN_LINE.test(text);
}

/** A word of a POSIX shell: everything between single quotes is itself (POSIX.1-2024, XCU §2.2.2). */
export function shellWord(text: string): string | null {
  return isPlainLine(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : null;
}

/**
 * A word between double quotes, for what Windows starts commands from: the prompt, PowerShell and the window of Windows+R, which fill
 * in what `%`, `$` and the grave accent begin, and take a backslash before the closing quote for a part of the word.
 */
export function windowsWord(text: string): string | null {
  return isPlainLine(text) && !/["%$`]|\\$/.test(text) ? `"${text}"` : null;
}

/** A name in a sentence or a letter: one line, in which what cannot be seen is replaced, and backticks mark nothing. */
export function inProse(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{FFFD}').replaceAll('`', '’');
}

/** Fills in what stands in braces; a place without a value stays as it is. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
