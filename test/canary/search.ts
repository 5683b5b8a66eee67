import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lowerCase, patternsOf, type Pattern, type Secret } from './forms.ts';

/** Something that was written, and where. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

// A file that is larger is a finding of its own: it is not looked through, and nothing here should write it.
const LARGEST_BYTES = 536_870_912;
const SLOTS = 65_536;

/** A search for many secrets at once, in all of their forms, without regard to the case of letters. */
export class Search {
  readonly #slots = new Uint8Array(SLOTS);
  readonly #patterns = new Map<number, Pattern[]>();

  constructor(secrets: readonly Secret[]) {
    for (const pattern of secrets.flatMap(patternsOf)) {
      const word = pattern.bytes.readInt32LE(0);
      this.#slots[slotOf(word)] = 1;
      this.#patterns.set(word, [...(this.#patterns.get(word) ?? []), pattern]);
    }
  }

  /** What was found, and where, each once: a name for a place, a name for a secret and its form. Never the secret itself. */
  in(places: readonly Place[]): readonly string[] {
    return places.flatMap(({ name, bytes }) => [...this.#formsIn(bytes)].map((form) => `${name}: ${form}`));
  }

  #formsIn(bytes: Buffer): ReadonlySet<string> {
    const found = new Set<string>();
    const lower = lowerCase(bytes);
    if (lower.length < 4) return found;
    let word = lower.readInt32LE(0);
    for (let at = 0; ; at++) {
      if (this.#slots[slotOf(word)] !== 0) {
        for (const { name, bytes: wanted } of this.#patterns.get(word) ?? []) {
          if (wanted.equals(lower.subarray(at, at + wanted.length))) found.add(name);
        }
      }
      if (at + 4 >= lower.length) return found;
      // The next four bytes, the first of them lowest.
      word = (word >>> 8) | ((lower[at + 4] ?? 0) << 24);
    }
  }
}

/** Every file below a folder, with its name, which is a place as well; so is where a link leads. */
export function filesBelow(folder: string): readonly Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    const named: Place = { name: 'the name of a file', bytes: Buffer.from(name) };
    if (entry.isSymbolicLink()) return [named, { name, bytes: Buffer.from(linkOf(path)) }];
    if (!entry.isFile()) return [named];
    const bytes = contentOf(path);
    return bytes === null ? [named] : [named, { name, bytes }];
  });
}

function slotOf(word: number): number {
  return Math.imul(word, 0x9e37_79b1) >>> 16;
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // it went while it was looked at, as the locks of a browser do
  }
}

/** @throws {RangeError} where a file is too large to be looked through */
function contentOf(path: string): Buffer | null {
  try {
    if (statSync(path).size <= LARGEST_BYTES) return readFileSync(path);
  } catch {
    return null; // it went while it was looked at, as a browser's temporary files do
  }
  throw new RangeError(`${path} is too large to be looked through`);
}
