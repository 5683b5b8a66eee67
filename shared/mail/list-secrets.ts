import { parseEmailAddress } from './email-address.ts';

// What columns with secrets are called, in the languages that lists come in: a part of the name, or all of it.
const SECRET_PARTS =
  /pass|kennwort|losung|geheim|secret|token|credential|zugangsdaten|contrase|senha|parola|wachtwoord|has[lł]o|api-?key/;
const SECRET_NAMES: ReadonlySet<string> = new Set([
  ...['pw', 'pwd', 'pin', 'puk', 'key', 'otp', 'totp', 'mfa', 'psk', 'mdp'],
  ...['schlüssel', 'schluessel'],
]);

// Signs that passwords have, and neither names, hosts, endpoints nor numbers.
const SIGN = /[!"#$%&'()*+;<=>?^`{|}~§€]/;
const LENGTH = { least: 6, most: 128 } as const;
// As providers make them for mail programs: four groups of four letters.
const GROUPED = /^[a-z]{4}([ -])[a-z]{4}(?:\1[a-z]{4}){2}$/;

/** Tells whether a column of this name would have passwords, or other secrets, in it. */
export function isSecretName(name: string): boolean {
  const letters = name.toLowerCase().replace(/[^\p{L}-]/gu, '');
  return SECRET_PARTS.test(letters) || SECRET_NAMES.has(letters.replaceAll('-', ''));
}

/**
 * Tells whether something stands behind a mail address in the same cell, as in `ada@example.org:hunter2`: that is how stolen
 * passwords are written.
 */
export function standsBehindAddress(cell: string): boolean {
  return /^\s*[^\s:|@]+@[\p{L}\p{M}\p{N}._-]+(?:\s*[:|;,]\s*|\s+)\S/u.test(cell);
}

/**
 * The column whose values look like passwords: at least half of those that are there.
 *
 * @param columns the cells of each
 * @param isUsed whether a column is of use here: names and hosts can be drawn by chance as well, and so it takes a sign there
 * @returns its place, or null
 */
export function secretColumnOf(
  columns: readonly (readonly string[])[],
  isUsed: readonly boolean[],
): number | null {
  const place = columns.findIndex((cells, at) => {
    const given = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    const looksSecret = isUsed[at] === true ? hasSign : (cell: string) => hasSign(cell) || isMixed(cell);
    return given.length > 0 && 2 * given.filter(looksSecret).length >= given.length;
  });
  return place < 0 ? null : place;
}

function hasSign(cell: string): boolean {
  if (GROUPED.test(cell)) return true;
  return isOneWord(cell) && SIGN.test(cell) && /\p{L}/u.test(cell) && /\d/.test(cell);
}

/** Small and capital letters and digits in one word, as what is drawn by chance has them. */
function isMixed(cell: string): boolean {
  return (
    isOneWord(cell) &&
    !cell.includes('://') &&
    /\p{Ll}/u.test(cell) &&
    /\p{Lu}/u.test(cell) &&
    /\d/.test(cell)
  );
}

function isOneWord(cell: string): boolean {
  const address = parseEmailAddress(cell);
  if (address.ok && address.value.domain.includes('.')) return false;
  return cell.length >= LENGTH.least && cell.length <= LENGTH.most && !/\s/.test(cell);
}
