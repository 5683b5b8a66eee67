import { codePoints } from './code-points.ts';

/**
 * Whether the character at this place, one that needs a contextual rule, may stand there (RFC 5892 appendix A). False
 * for a character that has no rule.
 */
export function isAllowedInContext(characters: readonly string[], at: number): boolean {
  const rule = RULES.find(({ of }) => of.test(characters[at] ?? ''));
  return rule?.allows(characters, at) ?? false;
}

interface ContextRule {
  readonly of: RegExp;
  readonly allows: (characters: readonly string[], at: number) => boolean;
}

const RULES: readonly ContextRule[] = [
  { of: /\u200C/u, allows: (all, at) => isVirama(all[at - 1]) || isBetweenJoining(all, at) }, // A.1
  { of: /\u200D/u, allows: (all, at) => isVirama(all[at - 1]) }, // A.2
  { of: /\u00B7/u, allows: (all, at) => all[at - 1] === 'l' && all[at + 1] === 'l' }, // A.3, as in Catalan
  { of: /\u0375/u, allows: (all, at) => /\p{Script=Greek}/u.test(all[at + 1] ?? '') }, // A.4
  { of: /[\u05F3\u05F4]/u, allows: (all, at) => /\p{Script=Hebrew}/u.test(all[at - 1] ?? '') }, // A.5, A.6
  { of: /\u30FB/u, allows: (all) => has(all, /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u) }, // A.7
  { of: /[\u0660-\u0669]/u, allows: (all) => !has(all, /[\u06F0-\u06F9]/u) }, // A.8
  { of: /[\u06F0-\u06F9]/u, allows: (all) => !has(all, /[\u0660-\u0669]/u) }, // A.9
];

function has(characters: readonly string[], pattern: RegExp): boolean {
  return characters.some((character) => pattern.test(character));
}

const VIRAMA = '\u094D'; // of Devanagari
const OVERLAY = '\u0334'; // Canonical_Combining_Class 1

/**
 * Canonical_Combining_Class 9. JavaScript has no such property, but normalization sorts by it: what is of one class
 * with a virama never changes places with it, and what is not 0 (nor 1) lets an overlay pass. Exact, and as new as the
 * platform's Unicode.
 */
function isVirama(character: string | undefined): boolean {
  if (character === undefined) return false;
  const isStable = [character + VIRAMA, VIRAMA + character].every((pair) => pair.normalize('NFD') === pair);
  return isStable && (character + OVERLAY).normalize('NFD') === OVERLAY + character;
}

// Joining_Type of Unicode 17.0 (DerivedJoiningType.txt), without code points that no string class lets through; ranges
// run over such code points where that makes them fewer. Letters that Unicode gets later join nothing here: beside them
// U+200C is refused.
const DUAL_JOINING = codePoints(`
  620 626 628 62A-62E 633-647 649-64A 66E-66F 678-687 69A-6BF 6C1-6C2 6CC 6CE 6D0-6D1 6FA-6FC 6FF 712-714
  71A-71D 71F-727 729 72B 72D-72E 74E-758 75C-76A 76D-770 772 775-777 77A-77F 7CA-7EA 841-845 848 84A-853
  855 860 862-865 868 886 889-88D 88F 8A0-8A9 8AF-8B0 8B3-8B8 8BA-8C8 1807 1820-1878 1887-18A8 18AA
  A840-A871 10AC0-10AC4 10AD3-10AD6 10AD8-10ADC 10ADE-10AE0 10AEB-10AEE 10B80 10B82 10B86-10B88 10B8A-10B8B
  10B8D 10B90 10BAD-10BAE 10D01-10D21 10D23 10EC3-10EC4 10EC6-10EC7 10F30-10F32 10F34-10F44 10F51-10F53
  10F70-10F73 10F76-10F81 10FB0 10FB2-10FB3 10FB8 10FBB-10FBC 10FBE-10FBF 10FC1 10FC4 10FCA 1E900-1E943
`);
const RIGHT_JOINING = codePoints(`
  622-625 627 629 62F-632 648 671-673 675-677 688-699 6C0 6C3-6CB 6CD 6CF 6D2-6D3 6D5 6EE-6EF 710 715-719
  71E 728 72A 72C 72F 74D 759-75B 76B-76C 771 773-774 778-779 840 846-847 849 854 856-858 867 869-882 88E
  8AA-8AC 8AE 8B1-8B2 8B9 10AC5 10AC7 10AC9-10ACA 10ACE-10AD2 10ADD 10AE1 10AE4 10AEF 10B81 10B83-10B85
  10B89 10B8C 10B8E-10B8F 10B91 10BA9-10BAC 10D22 10EC2 10F33 10F54 10F74-10F75 10FB4-10FB6 10FB9-10FBA
  10FBD 10FC2-10FC3 10FC9
`);
const LEFT_JOINING = codePoints('A872 10ACD 10AD7 10D00 10FCB');
// Joining_Type T is Mn, Me and Cf with exceptions; of Cf, no string class lets any through that is T.
const TRANSPARENT = /[\p{Mn}\p{Me}\u{1E94B}]/u;

/** RFC 5892 A.1: `(Joining_Type:{L,D})(Joining_Type:T)*\u200C(Joining_Type:T)*(Joining_Type:{R,D})`. */
function isBetweenJoining(characters: readonly string[], at: number): boolean {
  const before = characters.slice(0, at).findLast((character) => !TRANSPARENT.test(character)) ?? '';
  const after = characters.slice(at + 1).find((character) => !TRANSPARENT.test(character)) ?? '';
  return (
    (LEFT_JOINING.has(before) || DUAL_JOINING.has(before)) &&
    (RIGHT_JOINING.has(after) || DUAL_JOINING.has(after))
  );
}
