import { lineAt, type Cleaned } from './cleaned.ts';
import { Finder, type Searched } from './finder.ts';
import type { Form, Row } from './pattern.ts';

/** A place where a row of a table fits. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** The lines, by their index, that its words stand in. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Enough to see that a place belongs to a better row, and to find another. */
const MOST_MATCHES = 8;

/** Looks for the rows of tables in texts. It is made once: what it prepares is large. */
export class Matcher<R extends Row> {
  readonly #rows: readonly R[];
  readonly #needles: readonly string[];
  readonly #finder: Finder;

  constructor(rows: readonly R[]) {
    this.#rows = rows;
    this.#needles = [...new Set(rows.flatMap(({ forms }) => forms.flat()))];
    this.#finder = new Finder(this.#needles);
  }

  /** The rows that fit, in the order of the tables, with the first places of each. */
  matches(cleaned: Cleaned): readonly { readonly row: R; readonly places: readonly Match[] }[] {
    const found = this.#search(cleaned.text, cleaned);
    return this.#rows.flatMap((row) => {
      const places = row.forms
        .flatMap((form) => placesOf(form, found))
        .toSorted((left, right) => left.start - right.start)
        .slice(0, MOST_MATCHES);
      return places.length === 0 ? [] : [{ row, places }];
    });
  }

  /** Each needle that was found, with its first place in each line. */
  #search(text: Searched, cleaned: Cleaned): ReadonlyMap<string, readonly Match[]> {
    const found = new Map<string, Match[]>();
    this.#finder.find(text, ({ needle, start, end }) => {
      const name = this.#needles[needle] ?? ''; // there is one of that index
      const before = found.get(name);
      const firstLine = lineAt(cleaned, start);
      if (before?.at(-1)?.firstLine === firstLine) return;
      const match = { start, end, firstLine, lastLine: lineAt(cleaned, end - 1) };
      if (before === undefined) found.set(name, [match]);
      else before.push(match);
    });
    return found;
  }
}

/** Where all texts of a form stand in one line, which may be broken inside of one of them. */
function placesOf(form: Form, found: ReadonlyMap<string, readonly Match[]>): readonly Match[] {
  const [first = [], ...others] = form.map((needle) => found.get(needle) ?? []);
  const places: Match[] = [];
  const next = others.map(() => 0);
  for (const match of first) {
    if (places.length === MOST_MATCHES) break;
    const beside = others.map((all, index) => {
      // All are in the order of the text: none is looked at twice.
      while ((all[next[index] ?? 0]?.lastLine ?? Infinity) < match.firstLine)
        next[index] = (next[index] ?? 0) + 1;
      const one = all[next[index] ?? 0];
      return one !== undefined && one.firstLine <= match.lastLine ? one : null;
    });
    if (beside.every((one) => one !== null)) places.push(hull([match, ...beside]));
  }
  return places;
}

function hull(matches: readonly Match[]): Match {
  return {
    start: Math.min(...matches.map(({ start }) => start)),
    end: Math.max(...matches.map(({ end }) => end)),
    firstLine: Math.min(...matches.map(({ firstLine }) => firstLine)),
    lastLine: Math.max(...matches.map(({ lastLine }) => lastLine)),
  };
}
