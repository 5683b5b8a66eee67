/**
 * A string in its prepared form (RFC 3454 and RFC 8264 say how), or why it has none. Nothing here says what a caller
 * must do with a string that has none.
 */
export type Prepared =
  | { readonly ok: true; readonly text: string; readonly isChanged: boolean }
  | { readonly ok: false; readonly reason: PreparationFailure };

/**
 * Why a string cannot be prepared: there is nothing in it, or nothing is left of it; it has a control character of C0
 * or C1 (NUL, line breaks, tabs: told apart because a person can find them); another character that is prohibited,
 * lone surrogates too; one that the version of Unicode in force does not know; or directions that may not be mixed.
 */
export type PreparationFailure = 'empty' | 'control' | 'prohibited' | 'unassigned' | 'bidirectional';

/** What came of `original`: `text`, unless nothing is left (RFC 4616 §2, RFC 5802 §5.1, RFC 8265 §3.1 and §4.1). */
export function prepared(original: string, text: string): Prepared {
  return text === '' ? refused('empty') : { ok: true, text, isChanged: text !== original };
}

/** A string without a prepared form. */
export function refused(reason: PreparationFailure): Prepared {
  return { ok: false, reason };
}

/**
 * True where every surrogate has its partner. To be asked before anything is mapped: what is mapped to nothing could
 * bring two lone ones together.
 */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text); // read as code points (`u`), a pair is no surrogate any more
}
