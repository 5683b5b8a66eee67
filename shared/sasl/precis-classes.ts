import { isAllowedInContext } from './precis-context.ts';
import type { PreparationFailure } from './prepared.ts';

/** The string classes of RFC 8264 §4: for identifiers, and for anything else that a person may type. */
export type StringClass = 'IdentifierClass' | 'FreeformClass';

/**
 * Why a string is not in a class: the reason of its first character that does not belong there, or null. Which
 * characters are assigned is for the platform's Unicode to say (RFC 8264 §8 binds nobody to a version): where that is
 * old, new characters are refused as unassigned.
 */
export function failureInClass(text: string, stringClass: StringClass): PreparationFailure | null {
  const characters = [...text];
  for (const [at, character] of characters.entries()) {
    const value = derivedProperty(character);
    if (value === 'FREE_PVAL' ? stringClass === 'FreeformClass' : value === 'PVALID') continue;
    if (value === 'CONTEXT' && isAllowedInContext(characters, at)) continue;
    if (value === 'UNASSIGNED') return 'unassigned';
    return /\p{Cc}/u.test(character) ? 'control' : 'prohibited';
  }
  return null;
}

/**
 * Values of the derived property (RFC 8264 §8), of which three are one here: FREE_PVAL is what the RFC calls "ID_DIS or
 * FREE_PVAL", valid in the FreeformClass only, and CONTEXT is both CONTEXTJ and CONTEXTO.
 */
type DerivedProperty = 'PVALID' | 'FREE_PVAL' | 'CONTEXT' | 'DISALLOWED' | 'UNASSIGNED';

/** The algorithm of RFC 8264 §8: the first category in the list that has the character decides. */
function derivedProperty(character: string): DerivedProperty {
  return CATEGORIES.find(({ has }) => has(character))?.value ?? 'DISALLOWED';
}

interface Category {
  readonly value: DerivedProperty;
  readonly has: (character: string) => boolean;
}

// In the order of RFC 8264 §8. BackwardCompatible (§9.7) is left out: it is empty.
const CATEGORIES: readonly Category[] = [
  // §9.6, Exceptions: the tables of RFC 5892 §2.6, by value.
  category('PVALID', /[\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007]/u),
  category('CONTEXT', /[\u00B7\u0375\u05F3\u05F4\u30FB\u0660-\u0669\u06F0-\u06F9]/u),
  category('DISALLOWED', /[\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]/u),
  // §9.10, Unassigned: Cn, but not the noncharacters.
  category('UNASSIGNED', /(?!\p{Noncharacter_Code_Point})\p{Cn}/u),
  category('PVALID', /[!-~]/u), // §9.11, ASCII7
  category('CONTEXT', /\p{Join_Control}/u), // §9.8, JoinControl
  // §9.9, OldHangulJamo: Hangul_Syllable_Type L, V and T (HangulSyllableType.txt; the same since Unicode 5.2).
  category('DISALLOWED', /[\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7C6\uD7CB-\uD7FB]/u),
  // §9.13, PrecisIgnorableProperties
  category('DISALLOWED', /\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}/u),
  category('DISALLOWED', /\p{Cc}/u), // §9.12, Controls
  { value: 'FREE_PVAL', has: (character) => character.normalize('NFKC') !== character }, // §9.17, HasCompat
  category('PVALID', /[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]/u), // §9.1, LetterDigits
  // §9.18 OtherLetterDigits, §9.14 Spaces, §9.15 Symbols, §9.16 Punctuation
  category('FREE_PVAL', /[\p{Lt}\p{Nl}\p{No}\p{Me}\p{Zs}\p{S}\p{P}]/u),
];

function category(value: DerivedProperty, pattern: RegExp): Category {
  return { value, has: (character) => pattern.test(character) };
}
