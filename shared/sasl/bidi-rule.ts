import { codePoints, type CodePointSet } from './code-points.ts';

/**
 * Whether a string keeps the Bidi Rule (RFC 5893 §2). True for one without right-to-left characters, since it is not
 * asked of those (RFC 8265 §3.4.1). Knows only characters of the IdentifierClass: ask whether a string is in it first.
 */
export function followsBidiRule(text: string): boolean {
  const classes = [...text].map(bidiClass).join('');
  if (!/[RA]/.test(classes)) return true;
  return isRightToLeftLabel(classes) || LEFT_TO_RIGHT_LABEL.test(classes);
}

/**
 * One letter for each Bidi_Class that the rule tells apart: L; R for R and AL; A for AN; E for EN; M for NSM; N for ES,
 * CS, ET, ON and BN, which it allows in the same places. Other classes are not in the IdentifierClass.
 */
type BidiLetter = 'L' | 'R' | 'A' | 'E' | 'M' | 'N';

// Conditions 1, 2 and 3, and 1, 5 and 6. Condition 1 decides which.
const RIGHT_TO_LEFT_LABEL = /^R(?:[RAENM]*[RAE])?M*$/;
const LEFT_TO_RIGHT_LABEL = /^L(?:[LENM]*[LE])?M*$/;

/** Condition 4: "if an EN is present, no AN may be present, and vice versa". */
function isRightToLeftLabel(classes: string): boolean {
  return RIGHT_TO_LEFT_LABEL.test(classes) && !(classes.includes('A') && classes.includes('E'));
}

// Bidi_Class of Unicode 17.0 (DerivedBidiClass.txt), without code points that the IdentifierClass does not let through;
// ranges run over such code points where that makes them fewer. Characters that Unicode gets later, outside these
// ranges, count as L: a name in a new right-to-left script is then taken without being checked.
const CLASSES: readonly (readonly [BidiLetter, CodePointSet])[] = [
  [
    'R',
    codePoints(`
  5D0-5F4 620-64A 66E-66F 671-6D5 6E5-6E6 6EE-6EF 6FA-710 712-72F 74D-7A5 7B1-7EA 7F4-7F5 800-815 81A 824
  828 840-858 860-88F 8A0-8C9 FE73 10800-10A00 10A10-10A35 10A60-10AE4 10B00-10D23 10D4A-10D65 10D6F-10EA9
  10EB0-10EC7 10F00-10F45 10F70-10F81 10FB0-10FF6 1E800-1E8C4 1E900-1E943 1E94B-1E959
    `),
  ],
  ['A', codePoints('660-669 10D30-10D49')],
  ['E', codePoints('30-39 6F0-6F9')],
  [
    'N',
    codePoints('21-2F 3A-40 5B-60 7B-7E B7 2B9-2BA 2C6-2CF 2EC 375 200C-200D 2E2F 30FB A67F A717-A71F A788'),
  ],
];

// NSM is Mn but for these, which are L.
const NONSPACING_MARK = /(?![\u0CBF\u0CC6\u{11A07}\u{11A08}\u{11C3F}])\p{Mn}/u;

function bidiClass(character: string): BidiLetter {
  if (NONSPACING_MARK.test(character)) return 'M';
  return CLASSES.find(([, set]) => set.has(character))?.[0] ?? 'L';
}
