/** A text, as far as it is searched: a string, or something in a test that counts how often it is looked at. */
export type Searched = Pick<string, 'length' | 'charCodeAt'>;

/** Where a needle was found. */
export interface Hit {
  readonly needle: number;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

const NO_STATE = 0;
const NOTHING = -1;
// Every character that stands in no needle.
const OTHER = 0;
const CODE_UNITS = 0x10000;

/**
 * Finds many texts in another in one pass (Aho and Corasick, 1975): the time does not depend on how many there are, or on
 * what the text is made of. Upper and lower case are the same, any white space is a space, and curly quotes are
 * straight ones. A needle is found only as whole words: `5.1.1` is not in `15.1.1`, nor in `5.1.10`.
 */
export class Finder {
  readonly #needles: readonly string[];
  readonly #classes = new Uint8Array(CODE_UNITS);
  readonly #width: number;
  /** For each state and class the next state. */
  readonly #next: Int32Array;
  /** The needle that ends at a state, or `NOTHING`. */
  readonly #ends: Int32Array;
  /** The next shorter state at which a needle ends. */
  readonly #shorter: Int32Array;

  /** @param needles in lower case, each once */
  constructor(needles: readonly string[]) {
    this.#needles = needles;
    this.#width = this.#makeClasses();
    const most = needles.reduce((sum, { length }) => sum + length, 1);
    this.#next = new Int32Array(most * this.#width);
    this.#ends = new Int32Array(most).fill(NOTHING);
    this.#shorter = new Int32Array(most);
    this.#link(this.#makeTree());
  }

  /** Calls back for every place where a needle stands, in the order of their ends. */
  find(text: Searched, onHit: (hit: Hit) => void): void {
    let state = NO_STATE;
    for (let at = 0; at < text.length; at++) {
      state = this.#step(state, text.charCodeAt(at));
      for (let one = state; one !== NO_STATE; one = this.#at(this.#shorter, one)) {
        const needle = this.#at(this.#ends, one);
        if (needle === NOTHING) continue;
        const end = at + 1;
        const start = end - (this.#needles[needle]?.length ?? 0); // it is the index of a needle
        if (isWhole(text, start, end)) onHit({ needle, start, end });
      }
    }
  }

  #step(state: number, charCode: number): number {
    return this.#at(this.#next, state * this.#width + this.#at(this.#classes, charCode));
  }

  /** All of the indexes are computed here: there is always a number. */
  #at(numbers: Int32Array | Uint8Array, index: number): number {
    return numbers[index] ?? 0;
  }

  /** Gives every character of the needles a number of its own, and its other forms the same. */
  #makeClasses(): number {
    let classes = OTHER;
    for (const character of new Set(this.#needles.join(''))) {
      classes += 1;
      for (const form of [character, character.toUpperCase(), ...(SAME_AS.get(character) ?? [])]) {
        if (form.length === 1) this.#classes[form.charCodeAt(0)] = classes;
      }
    }
    return classes + 1;
  }

  #makeTree(): number {
    let states = 1;
    for (const [index, needle] of this.#needles.entries()) {
      let state = NO_STATE;
      for (let at = 0; at < needle.length; at++) {
        const cell = state * this.#width + this.#at(this.#classes, needle.charCodeAt(at));
        if (this.#at(this.#next, cell) === NO_STATE) this.#next[cell] = states++;
        state = this.#at(this.#next, cell);
      }
      this.#ends[state] = index;
    }
    return states;
  }

  /** Fills in where each state goes on from, breadth first: what is shorter is finished before. */
  #link(states: number): void {
    const suffixes = new Int32Array(states);
    const queue: number[] = [];
    for (let one = 0; one < this.#width; one++) {
      const child = this.#at(this.#next, one);
      if (child !== NO_STATE) queue.push(child);
    }
    for (const state of queue) {
      const suffix = this.#at(suffixes, state);
      const endsThere = this.#at(this.#ends, suffix) !== NOTHING;
      this.#shorter[state] = endsThere ? suffix : this.#at(this.#shorter, suffix);
      for (let one = 0; one < this.#width; one++) {
        const cell = state * this.#width + one;
        const child = this.#at(this.#next, cell);
        const instead = this.#at(this.#next, suffix * this.#width + one);
        if (child === NO_STATE) {
          this.#next[cell] = instead;
        } else {
          suffixes[child] = instead;
          queue.push(child);
        }
      }
    }
  }
}

const SAME_AS: ReadonlyMap<string, readonly string[]> = new Map([
  [' ', ['\n', '\t', '\u00a0']],
  ["'", ['‘', '’', '‚', '`', '´']],
  ['"', ['“', '”', '„', '«', '»']],
]);

function isWhole(text: Searched, start: number, end: number): boolean {
  if (isWord(text, start) && isWord(text, start - 1)) return false;
  if (isWord(text, end - 1) && isWord(text, end)) return false;
  // Versions and addresses: a number does not begin behind a point, and does not end before one with a digit.
  if (isDigit(text, start) && text.charCodeAt(start - 1) === POINT) return false;
  return !(isDigit(text, end - 1) && text.charCodeAt(end) === POINT && isDigit(text, end + 1));
}

const POINT = 0x2e;
const UNDERSCORE = 0x5f;
const LAST_LATIN = 0x24f;

function isDigit(text: Searched, at: number): boolean {
  const code = text.charCodeAt(at); // NaN outside of the text
  return code >= 0x30 && code <= 0x39;
}

function isWord(text: Searched, at: number): boolean {
  const code = text.charCodeAt(at);
  const letter = code | 0x20;
  return (
    isDigit(text, at) ||
    code === UNDERSCORE ||
    (letter >= 0x61 && letter <= 0x7a) ||
    (code >= 0xc0 && code <= LAST_LATIN)
  );
}
