import { isWellFormed, prepared, refused, type PreparationFailure, type Prepared } from './prepared.ts';
import { leftToRightIn32, rightToLeftIn32, unassignedIn32 } from './unicode-3.2.ts';

/**
 * What a string is prepared for (RFC 3454 §7): a `stored` string is kept and compared with later ones, so it may hold
 * no code point that Unicode 3.2 had not assigned; a `query` is compared with stored ones, so it may.
 */
export type StringKind = 'query' | 'stored';

/**
 * SASLprep (RFC 4013), the profile of stringprep (RFC 3454) for names and passwords: map, normalize with NFKC, refuse
 * what is prohibited, unassigned or mixed in direction. The result is that of Unicode 3.2, whatever Unicode the
 * platform has. An empty result is refused: RFC 4013 has no rule for it, but all who use it here do (RFC 4616 §2,
 * RFC 5802 §5.1).
 */
export function saslprep(text: string, kind: StringKind): Prepared {
  if (!isWellFormed(text)) return refused('prohibited'); // RFC 3454 C.5
  const normalized = normalize(map(text));
  const reason = prohibition(normalized, kind) ?? misdirection(normalized);
  return reason === null ? prepared(text, normalized) : refused(reason);
}

// RFC 3454 C.1.2: spaces other than the one of ASCII.
const SPACE = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/gu;
// RFC 3454 B.1: commonly mapped to nothing.
const NOTHING = /\u00AD|\u034F|\u1806|[\u180B-\u180D]|[\u200B-\u200D]|\u2060|[\uFE00-\uFE0F]|\uFEFF/gu;

/**
 * RFC 4013 §2.1. Both tables have U+200B; the first one that the RFC names takes it, as it does in libidn (and so in
 * gsasl). Others let it vanish: a password with a zero width space works with some servers only.
 */
function map(text: string): string {
  return text.replace(SPACE, ' ').replace(NOTHING, '');
}

// Corrigendum 4 gave five characters another decomposition, after Unicode 3.2. These are the ones that it had.
const DECOMPOSITION_IN_32: ReadonlyMap<string, string> = new Map([
  ['\u{2F868}', '\u{2136A}'],
  ['\u{2F874}', '\u5F33'],
  ['\u{2F91F}', '\u43AB'],
  ['\u{2F95F}', '\u7AAE'],
  ['\u{2F9BF}', '\u4D57'],
]);

/**
 * RFC 4013 §2.2: NFKC, of Unicode 3.2. The platform's NFKC does the same to every character that Unicode 3.2 had (so
 * Unicode promises), those five apart. What it had not, it left alone and could not combine with anything: so the
 * text is normalized in the pieces between.
 */
function normalize(text: string): string {
  let normalized = '';
  let piece = '';
  for (const character of text) {
    if (unassignedIn32.has(character)) {
      normalized += piece.normalize('NFKC') + character;
      piece = '';
    } else {
      piece += DECOMPOSITION_IN_32.get(character) ?? character;
    }
  }
  return normalized + piece.normalize('NFKC');
}

const CONTROL = /\p{Cc}/u; // RFC 3454 C.2.1 and the first row of C.2.2
// C.1.2 is not here: all of it was mapped, and NFKC makes no new ones. C.5 was looked for at the start.
const PROHIBITED = [
  /[\u06DD\u070F\u180E\u200C\u200D\u2028\u2029\u2060-\u2063\u206A-\u206F\uFEFF\uFFF9-\uFFFC]/u, // C.2.2
  /[\u{1D173}-\u{1D17A}]/u, // C.2.2
  /\p{Co}/u, // C.3: private use
  /\p{Noncharacter_Code_Point}/u, // C.4
  /[\uFFF9-\uFFFD]/u, // C.6: inappropriate for plain text
  /[\u2FF0-\u2FFB]/u, // C.7: inappropriate for canonical representation
  /[\u0340\u0341\u200E\u200F\u202A-\u202E\u206A-\u206F]/u, // C.8: change display properties, or deprecated
  /[\u{E0001}\u{E0020}-\u{E007F}]/u, // C.9: tagging
];

/** RFC 4013 §2.3 and §2.5: the reason of the first character that has one. */
function prohibition(text: string, kind: StringKind): PreparationFailure | null {
  for (const character of text) {
    if (CONTROL.test(character)) return 'control';
    if (PROHIBITED.some((table) => table.test(character))) return 'prohibited';
    if (kind === 'stored' && unassignedIn32.has(character)) return 'unassigned';
  }
  return null;
}

/**
 * RFC 4013 §2.4, RFC 3454 §6: a string with a RandALCat character "MUST NOT contain any LCat character", and the first
 * and the last "MUST" be RandALCat. The first of the three requirements there, no characters of C.8, is met already.
 */
function misdirection(text: string): PreparationFailure | null {
  const characters = [...text];
  if (!characters.some((character) => rightToLeftIn32.has(character))) return null;
  const isMixed = characters.some((character) => leftToRightIn32.has(character));
  const isEnclosed = [characters[0], characters.at(-1)].every((end) => rightToLeftIn32.has(end ?? ''));
  return isMixed || !isEnclosed ? 'bidirectional' : null;
}
