import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opaqueString, usernameCasePreserved } from '../../../shared/sasl/precis.ts';
import type { Prepared } from '../../../shared/sasl/prepared.ts';
import { anyCodeUnits, anyText, asciiText } from './any-text.ts';

/** The text, or the reason in brackets. */
function outcome(prepared: Prepared): string {
  return prepared.ok ? prepared.text : `[${prepared.reason}]`;
}

describe('the examples of RFC 8265 §3.6, which are userparts', () => {
  it.each([
    [1, 'juliet@example.com', 'juliet@example.com'],
    [2, 'fussball', 'fussball'],
    [3, 'fu\u00DFball', 'fu\u00DFball'],
    [4, '\u03C0', '\u03C0'],
    [5, '\u03A3', '\u03A3'],
    [6, '\u03C3', '\u03C3'],
    [7, '\u03C2', '\u03C2'],
    [9, '', '[empty]'],
    [10, 'henry\u2163', '[prohibited]'],
    [11, '\u221E', '[prohibited]'],
  ])('#%i: %j gives %j', (_, text, expected) => {
    expect(outcome(usernameCasePreserved(text))).toBe(expected);
  });

  it('#8: "foo bar" is no userpart, but a username of two', () => {
    expect(outcome(usernameCasePreserved('foo bar'))).toBe('foo bar');
  });
});

describe('the examples of RFC 8265 §4.3', () => {
  it.each([
    [12, 'correct horse battery staple', 'correct horse battery staple'],
    [13, 'Correct Horse Battery Staple', 'Correct Horse Battery Staple'],
    [14, '\u03C0\u00DF\u00E5', '\u03C0\u00DF\u00E5'],
    [15, 'Jack of \u2666s', 'Jack of \u2666s'],
    [16, 'foo\u1680bar', 'foo bar'],
    [17, '', '[empty]'],
    [18, 'my cat is a \u0009by', '[control]'],
  ])('#%i: %j gives %j', (_, text, expected) => {
    expect(outcome(opaqueString(text))).toBe(expected);
  });
});

describe('OpaqueString', () => {
  it.each([
    ['makes one space of another, and no fewer', ' a\u00A0\u3000b ', ' a  b '],
    ['composes', 'e\u0301', 'é'],
    ['composes Hangul, whose parts it would refuse', '\u1112\u1161\u11AB', '한'],
    ['refuses parts of Hangul that make no syllable', '\u1161', '[prohibited]'],
    ['leaves width alone', '\uFF21', '\uFF21'],
    ['leaves compatibility characters alone', 'ﬁⅣ', 'ﬁⅣ'],
    ['leaves directions alone', 'אaב1', 'אaב1'],
    ['takes an emoji', '\u{1F600}', '\u{1F600}'],
    ['refuses NUL', 'a\0b', '[control]'],
    ['refuses a control character of C1', 'a\u0085b', '[control]'],
    ['refuses a lone surrogate', 'a\uDC00', '[prohibited]'],
    ['refuses what is not seen', 'a\u00ADb', '[prohibited]'],
    ['refuses a character that changes direction', 'a\u202Eb', '[prohibited]'],
    ['refuses private use', '\uE000', '[prohibited]'],
    ['refuses a noncharacter', '\uFFFE', '[prohibited]'],
    ['refuses what is not assigned', '\u0378', '[unassigned]'],
    ['refuses the exceptions that are disallowed (RFC 5892 §2.6)', 'اـب', '[prohibited]'],
  ])('%s', (_, text, expected) => {
    expect(outcome(opaqueString(text))).toBe(expected);
  });
});

describe('UsernameCasePreserved', () => {
  it.each([
    ['maps fullwidth to ASCII', '\uFF21\uFF42\uFF0D\uFF11', 'Ab-1'],
    ['maps halfwidth Katakana and composes it', '\uFF76\uFF9E', 'ガ'],
    ['takes the ideographic space for a space', 'a\u3000b', 'a b'],
    ['refuses halfwidth Hangul, whose other width is prohibited too', '\uFFA1\uFFC2', '[prohibited]'],
    ['refuses a fullwidth sign, whose other width is prohibited too', '\uFFE5', '[prohibited]'],
    ['composes before it looks', '\u212Bke\u0301', 'Åké'],
    ['keeps case', 'JuLiet', 'JuLiet'],
    ['keeps as many spaces as there are', 'a   b', 'a   b'],
    ['refuses a space at the start', ' a', '[prohibited]'],
    ['refuses a space at the end', 'a ', '[prohibited]'],
    ['finds nothing in spaces', '  ', '[empty]'],
    ['refuses another space', 'a\u00A0b', '[prohibited]'],
    ['refuses a control character', 'a\tb', '[control]'],
    ['refuses a lone surrogate', '\uD800', '[prohibited]'],
    ['refuses a titlecase letter', 'ǅ', '[prohibited]'],
    ['refuses a symbol outside of ASCII', '\u{1F600}', '[prohibited]'],
    ['takes the symbols of ASCII', "!#$%&'*+-/=?^_`{|}~", "!#$%&'*+-/=?^_`{|}~"],
    ['refuses what is not assigned', '\u0378', '[unassigned]'],
    ['takes the exceptions that are valid (RFC 5892 §2.6)', 'ß\u03C2\u0F0B\u3007', 'ß\u03C2\u0F0B\u3007'],
    ['takes the exceptions that are valid, right-to-left', 'ا\u06FD\u06FE', 'ا\u06FD\u06FE'],
  ])('%s', (_, text, expected) => {
    expect(outcome(usernameCasePreserved(text))).toBe(expected);
  });
});

describe.each([
  ['OpaqueString', opaqueString],
  ['UsernameCasePreserved', usernameCasePreserved],
])('%s', (_, prepare) => {
  it('says whether it changed anything', () => {
    expect(prepare('é')).toEqual({ ok: true, text: 'é', isChanged: false });
    expect(prepare('e\u0301')).toEqual({ ok: true, text: 'é', isChanged: true });
  });

  it('leaves its own result alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const first = prepare(text);
        fc.pre(first.ok);
        expect(prepare(first.text)).toEqual({ ok: true, text: first.text, isChanged: false });
      }),
    );
  });

  it('gives the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(outcome(prepare(text.normalize('NFC')))).toBe(outcome(prepare(text.normalize('NFD'))));
      }),
    );
  });

  it('has an answer for any code units', () => {
    fc.assert(
      fc.property(anyCodeUnits, (text) => {
        const prepared = prepare(text);
        expect(prepared.ok ? prepared.text : prepared.reason).not.toBe('');
      }),
    );
  });
});

it('OpaqueString leaves printable ASCII alone', () => {
  fc.assert(
    fc.property(asciiText, (text) => {
      expect(opaqueString(text)).toEqual({ ok: true, text, isChanged: false });
    }),
  );
});

it('UsernameCasePreserved leaves printable ASCII alone that has no space at an end', () => {
  fc.assert(
    fc.property(asciiText, (text) => {
      fc.pre(text === text.trim());
      expect(usernameCasePreserved(text)).toEqual({ ok: true, text, isChanged: false });
    }),
  );
});
