import { isPlainLine, shellWord } from '../mail/quote.ts';

// Names of devices and user names come from people. Each format that a page has them in has its function here; where a name
// cannot stand in a format safely, the answer is null, and the page goes without it.

// Where this stands, readers of PEM look for a certificate: GnuTLS in the middle of a line, too, and OpenSSL wherever 254
// bytes of it are over (crypto/pem/pem_lib.c, LINESIZE).
const PEM_MARK = '-----';

/**
 * A comment of one line, for tables and PEM files alike. Texts that cannot stand there are left out.
 *
 * @returns the line without its end
 */
export function commentLine(texts: readonly string[]): string {
  return ['# Letterlock', ...texts.filter(fitsComment)].join(', ');
}

function fitsComment(text: string): boolean {
  // A backslash at the end joins two lines to one in many formats.
  return isPlainLine(text) && !text.includes(PEM_MARK) && !text.endsWith('\\');
}

/** What stands behind the key in a table that Exim searches with `lsearch`: the rest of the line, not expanded. */
export function lsearchData(text: string): string | null {
  return isPlainLine(text) && text === text.trim() ? text : null;
}

/**
 * A user as `doveadm kick` takes it, as a word of a shell. It is a mask, or a network: wildcards, and what can be read as
 * addresses (`0/0`, and numbers, too: inet_aton(3)), would end the sessions of others.
 */
export function doveadmUser(login: string): string | null {
  const isMask = /[*?]/.test(login);
  const isAddress = !/[g-wyz@]/i.test(login);
  return isMask || isAddress ? null : shellWord(login);
}
