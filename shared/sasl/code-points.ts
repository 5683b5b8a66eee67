/** A set of code points. */
export interface CodePointSet {
  /** Whether the character is in the set. Only its first code point counts. */
  has(character: string): boolean;
}

/**
 * A set from a table of hexadecimal code points and ranges: `41 61-7A`, in ascending order, divided by white space.
 * The table is read when the set is first asked, and searched by halving.
 */
export function codePoints(table: string): CodePointSet {
  let ranges: readonly Range[] | null = null;
  return {
    has(character: string): boolean {
      ranges ??= table.trim().split(/\s+/).map(rangeOf);
      return includes(ranges, character.codePointAt(0) ?? -1);
    },
  };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function rangeOf(entry: string): Range {
  const [first = '', last = first] = entry.split('-');
  return { first: parseInt(first, 16), last: parseInt(last, 16) };
}

function includes(ranges: readonly Range[], codePoint: number): boolean {
  let from = 0;
  let to = ranges.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (codePoint < range.first) to = middle;
    else if (codePoint > range.last) from = middle + 1;
    else return true;
  }
  return false;
}
