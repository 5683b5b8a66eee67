import { followsBidiRule } from './bidi-rule.ts';
import { failureInClass } from './precis-classes.ts';
import { isWellFormed, prepared, refused, type PreparationFailure, type Prepared } from './prepared.ts';

/**
 * OpaqueString (RFC 8265 §4.2), the profile for passwords: spaces other than the one of ASCII become U+0020, then NFC;
 * case and width stay. The result must be in the FreeformClass and not empty.
 */
export function opaqueString(text: string): Prepared {
  if (!isWellFormed(text)) return refused('prohibited');
  const normalized = text.replace(/\p{Zs}/gu, ' ').normalize('NFC');
  const reason = failureInClass(normalized, 'FreeformClass');
  return reason === null ? prepared(text, normalized) : refused(reason);
}

/**
 * UsernameCasePreserved (RFC 8265 §3.4), the profile for user names whose case matters: width mapping, then NFC.
 * `username = userpart *(1*SP userpart)` (§3.1), and every userpart must be in the IdentifierClass and follow the Bidi
 * Rule where it has right-to-left characters. Spaces between userparts stay as many as they were.
 *
 * The rules hold for a userpart and not for the whole (§3.5, erratum 5479): else no name of two Hebrew words would be
 * one, since the Bidi Rule has no room for a space.
 */
export function usernameCasePreserved(text: string): Prepared {
  if (!isWellFormed(text)) return refused('prohibited');
  const normalized = mapWidth(text).normalize('NFC');
  if (/^ *$/.test(normalized)) return refused('empty');
  // A space at either end leaves an empty userpart there.
  for (const userpart of normalized.split(/ +/)) {
    const reason = failureInUserpart(userpart);
    if (reason !== null) return refused(reason);
  }
  return prepared(text, normalized);
}

// RFC 8265 §3.4.2 wants the class checked before NFC, RFC 8264 §7 after it. It is done after: else what a Mac gives out
// as NFD (the parts of a Hangul syllable) would be refused, and what comes out is the same for all who accept it.
function failureInUserpart(userpart: string): PreparationFailure | null {
  if (userpart === '') return 'prohibited';
  return failureInClass(userpart, 'IdentifierClass') ?? (followsBidiRule(userpart) ? null : 'bidirectional');
}

/**
 * Fullwidth and halfwidth characters become what they decompose to (RFC 8265 §3.4.1). NFKC of one character is just
 * that for the ideographic space and for ASCII and Katakana in the wrong width. The rest of their block, Hangul letters
 * and signs, is left as it is: it is prohibited, and would be in the other width.
 */
function mapWidth(text: string): string {
  return text.replace(/[\u3000\uFF01-\uFF9F]/gu, (character) => character.normalize('NFKC'));
}
