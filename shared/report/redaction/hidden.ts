/** What sort of thing was hidden. */
export type HiddenKind =
  /** A mail address, or a user name. */
  | 'user'
  /** A host or a domain, and a provider by its name. */
  | 'host'
  /** A host of the network that the person is in. */
  | 'lan-name'
  /** An IP address of the network that the person is in, or the number of a network card. */
  | 'lan-address'
  /** Any other IP address. */
  | 'address'
  /** Where somebody's files are. */
  | 'home-folder'
  /** Whom a certificate is for, or who issued it. */
  | 'certificate-name'
  /** The fingerprint of a certificate or of a key. */
  | 'fingerprint'
  /** What a server or a document says in its own words. */
  | 'server-words'
  /** What was recorded of a connection, counted in lines. */
  | 'transcript'
  /** What stands behind the host in a web address, or where a file is. */
  | 'path'
  /** A moment, of which the day is left. */
  | 'time';

/** Something that was put in the place of something else. */
export interface Hidden {
  readonly kind: HiddenKind;
  /** What stands there now; empty where nothing does. */
  readonly shown: string;
  /** How often. */
  readonly count: number;
}

/** Something that was put in the place of something else, while it is counted. */
interface Counter extends Hidden {
  count: number;
}

type Counted = readonly [counter: Counter, times: number];

/** What was made of a word, and what was counted on the way. */
interface Made {
  readonly shown: string;
  readonly counted: readonly Counted[];
}

// As many words as are remembered.
const MOST_WORDS = 50_000;

/**
 * Gives out numbers by first appearance, and counts what was hidden. What has the form of a pseudonym already is numbered like
 * everything else: so a redacted report gives the same numbers once more, and a real name of that form is not mistaken for
 * somebody else's pseudonym.
 */
export class Pseudonyms {
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #counts = new Map<string, Counter>();
  readonly #made = new Map<string, Made>();
  #counted: Counted[] | null = null; // while a word is made

  /** The number of a value in its series, from 1 on. */
  numberOf(series: string, value: string): number {
    const known = this.#numbers.get(series) ?? new Map<string, number>();
    this.#numbers.set(series, known);
    const number = known.get(value) ?? known.size + 1;
    known.set(value, number);
    return number;
  }

  /** What is to be shown in the place of an original; counted where it is something else. */
  put(kind: HiddenKind, original: string, shown: string, times = 1): string {
    if (shown === original || times === 0) return shown;
    const key = `${kind} ${shown}`;
    const counter = this.#counts.get(key) ?? { kind, shown, count: 0 };
    this.#counts.set(key, counter);
    this.#count(counter, times);
    return shown;
  }

  /**
   * What is to be shown in the place of a word that comes again and again: made once, and counted each time.
   *
   * @param make gives the same for the same word, whatever was numbered meanwhile
   */
  once(word: string, make: () => string): string {
    const known = this.#made.get(word);
    if (known !== undefined) {
      for (const [counter, times] of known.counted) this.#count(counter, times);
      return known.shown;
    }
    const outer = this.#counted; // a web address has words in it
    const counted: Counted[] = [];
    this.#counted = counted;
    const shown = make();
    this.#counted = outer;
    outer?.push(...counted);
    if (this.#made.size < MOST_WORDS) this.#made.set(word, { shown, counted });
    return shown;
  }

  /** Everything that was hidden, in the order of first appearance. */
  get hidden(): readonly Hidden[] {
    return [...this.#counts.values()].map((counter) => ({ ...counter }));
  }

  #count(counter: Counter, times: number): void {
    counter.count += times;
    this.#counted?.push([counter, times]);
  }
}
