import { describe, expect, it } from 'vitest';
import { opaqueString, usernameCasePreserved } from '../../../shared/sasl/precis.ts';

// The rules of other RFCs that PRECIS profiles lean on, seen through the profiles.

describe('the contextual rules of RFC 5892 appendix A', () => {
  it.each([
    ['A.1: non-joiner behind a virama', 'क\u094D\u200Cष'],
    ['A.1: non-joiner behind a virama of Tulu-Tigalari, which is of Unicode 16', '\u{113CE}\u200C'],
    ['A.1: non-joiner between letters that would join', 'نمی\u200Cخواهم'],
    ['A.1: non-joiner between joining letters with marks', 'ب\u064E\u200C\u064Eب'],
    ['A.1: non-joiner before a letter that joins to the right', 'ب\u200Cا'],
    ['A.1: non-joiner behind a letter that joins to the left', '\uA872\u200C\uA840'],
    ['A.2: joiner behind a virama', 'क\u094D\u200Dष'],
    ['A.3: middle dot between two l', 'col\u00B7lega'],
    ['A.4: keraia before Greek', '\u0375α'],
    ['A.5: geresh behind Hebrew', 'ג\u05F3'],
    ['A.6: gershayim behind Hebrew', 'צה\u05F4ל'],
    ['A.7: middle dot of Katakana with Hiragana', 'あ\u30FBa'],
    ['A.7: middle dot of Katakana with Han', '\u30FB中'],
    ['A.8: Arabic-Indic digits alone', 'ا\u0661\u0662'],
    ['A.9: extended Arabic-Indic digits alone', 'ا\u06F1\u06F2'],
  ])('%s', (_, text) => {
    expect(opaqueString(text)).toEqual({ ok: true, text, isChanged: false });
    expect(usernameCasePreserved(text)).toEqual({ ok: true, text, isChanged: false });
  });

  it.each([
    ['A.1: non-joiner at the start', '\u200Cب'],
    ['A.1: non-joiner at the end', 'ب\u200C'],
    ['A.1: non-joiner between letters of Latin', 'a\u200Cb'],
    ['A.1: non-joiner behind a letter that joins to the right only', 'ا\u200Cب'],
    ['A.1: two non-joiners', 'ب\u200C\u200Cب'],
    ['A.1: non-joiner behind a mark that is no virama', 'क\u093C\u200Cष'],
    ['A.1: non-joiner behind a mark of the class above a virama', 'a\u05B0\u200Cb'],
    ['A.1: non-joiner behind a mark of the class below a virama', 'ん\u3099\u200Cん'],
    ['A.2: joiner between letters that would join', 'ب\u200Dب'],
    ['A.2: joiner in an emoji', '\u{1F469}\u200D\u{1F4BB}'],
    ['A.3: middle dot with one l', 'l\u00B7a'],
    ['A.3: middle dot between capitals', 'L\u00B7L'],
    ['A.4: keraia before Latin', '\u0375a'],
    ['A.4: keraia at the end', 'α\u0375'],
    ['A.5: geresh behind Latin', 'a\u05F3'],
    ['A.6: gershayim at the start', '\u05F4א'],
    ['A.7: middle dot of Katakana with Latin', 'a\u30FBb'],
    ['A.8, A.9: digits of both kinds', 'ا\u0661\u06F1'],
  ])('refuses %s', (_, text) => {
    expect(opaqueString(text)).toEqual({ ok: false, reason: 'prohibited' });
    expect(usernameCasePreserved(text)).toEqual({ ok: false, reason: 'prohibited' });
  });

  it('look at a userpart and not at its neighbours (RFC 8265, erratum 5479)', () => {
    expect(usernameCasePreserved('ا\u0661 ا\u06F1').ok).toBe(true);
    expect(usernameCasePreserved('中 a\u30FBb').ok).toBe(false);
  });
});

describe('the Bidi Rule of RFC 5893 §2', () => {
  it.each([
    ['a string without right-to-left characters is not asked', '-a-'],
    ['1: begins with R', 'שלום'],
    ['1: begins with AL', 'سلام'],
    ['2, 3: numbers and neutral characters inside', 'א1-2ב'],
    ['3: ends in EN', 'א1'],
    ['3: ends in AN', 'ا\u0661'],
    ['3: ends in marks behind a letter', 'א\u05B0\u0301'],
    ['4: AN alone', 'א\u0661ב'],
    ['for each userpart', 'שלום abc'],
    ['letters outside of the basic plane (Adlam)', '\u{1E900}\u{1E944}'],
  ])('%s', (_, text) => {
    expect(usernameCasePreserved(text)).toEqual({ ok: true, text, isChanged: false });
  });

  it.each([
    ['1: begins with EN', '1א'],
    ['1: begins with a neutral character', '-א'],
    ['1: begins with a mark', '\u0301א'],
    ['1: begins with AN', '\u0661'],
    ['2: L among R', 'אaב'],
    ['3: ends in a neutral character', 'א-'],
    ['3: ends in a mark behind a neutral character', 'א-\u0301'],
    ['4: EN and AN', 'א1\u0661'],
    ['5: R among L', 'aאb'],
    ['5: AN among L', 'a\u0661b'],
    ['in one userpart of two', 'abc אa'],
    ['an address whose local part is Hebrew', 'דוד@example.com'],
  ])('refuses %s', (_, text) => {
    expect(usernameCasePreserved(text)).toEqual({ ok: false, reason: 'bidirectional' });
  });
});
