/** What stands between the names of a folder and the folder in it. */
export const DELIMITER = '/';

const LONGEST_PATTERN = 500;

/**
 * Whether a folder's name fits a pattern of LIST (RFC 9051 §6.3.9): `*` stands for anything, `%` for anything within one
 * level. Takes time in proportion to both lengths, whatever the pattern.
 */
export function fitsPattern(name: string, pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN) return false;
  // reached[n]: the pattern so far fits the first n characters of the name.
  let reached = Array.from({ length: name.length + 1 }, (_, at) => at === 0);
  for (const sign of pattern) {
    const next = reached.map(() => false);
    for (let at = 0; at <= name.length; at++) {
      const before = at > 0 && (sign === '*' || sign === '%' ? next[at - 1] : reached[at - 1]);
      if (sign === '*') next[at] = reached[at] === true || before === true;
      else if (sign === '%')
        next[at] = reached[at] === true || (before === true && name[at - 1] !== DELIMITER);
      else next[at] = before === true && name[at - 1] === sign;
    }
    reached = next;
  }
  return reached[name.length] === true;
}
