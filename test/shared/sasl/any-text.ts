import fc from 'fast-check';

// Characters that string preparation has an opinion on: scripts of both directions, marks that are sorted and composed,
// spaces, widths, Hangul in parts, what needs a context, what vanishes, what is new, what is forbidden.
const TELLING = [
  ...'aZ19-_.@ l',
  ...'אב\u05F3اب\u0660\u06F0\u0640',
  ...'\u0301\u0323\u0327\u0334\u3099\u094D\u05B0',
  ...'éÅ\u212B\u1E69\u0344\u1EAD',
  ...'\u00A0\u1680\u2000\u200B\u3000\u2028',
  ...'\uFF21\uFF76\uFF9E\uFFA1\uFFE3',
  ...'\u1112\u1161\u11AB한',
  ...'\u200C\u200D\u00B7\u0375\u30FBア中α',
  ...'\u00AD\u034F\u180B\uFE0F\uFEFF',
  ...'\u0221\u1D2C\u{1F600}\u{1109A}\u{11099}\u{110BA}\u{2F868}',
  ...'\u0000\n\u0085\uE000\uFFFE\u{E0041}ⅣßΣς\u2FF0',
];

/** Any string that JavaScript can hold: any code units, in any order. */
export const anyCodeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));

/** Short strings of characters that string preparation has an opinion on, mixed with any other characters. */
export const anyText = fc.string({
  unit: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...TELLING) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 12,
});

/** Printable ASCII. */
export const asciiText = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
