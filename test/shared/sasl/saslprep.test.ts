import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prepared } from '../../../shared/sasl/prepared.ts';
import { saslprep } from '../../../shared/sasl/saslprep.ts';
import { anyCodeUnits, anyText, asciiText } from './any-text.ts';

/** The text, or the reason in brackets. */
function outcome(prepared: Prepared): string {
  return prepared.ok ? prepared.text : `[${prepared.reason}]`;
}

describe('the examples of RFC 4013 §3', () => {
  it.each([
    [1, 'I\u00ADX', 'IX'],
    [2, 'user', 'user'],
    [3, 'USER', 'USER'],
    [4, '\u00AA', 'a'],
    [5, '\u2168', 'IX'],
    [6, '\u0007', '[control]'],
    [7, '\u0627\u0031', '[bidirectional]'],
  ])('#%i: %j gives %j', (_, text, expected) => {
    expect(outcome(saslprep(text, 'query'))).toBe(expected);
    expect(outcome(saslprep(text, 'stored'))).toBe(expected);
  });
});

describe('SASLprep', () => {
  it.each([
    ['maps other spaces to the one of ASCII (C.1.2)', 'a\u00A0b\u1680c\u2000d\u3000e', 'a b c d e'],
    ['takes the zero width space for a space, as libidn does', 'a\u200Bb', 'a b'],
    [
      'maps to nothing what is commonly mapped to nothing (B.1)',
      'a\u034F\u180B\uFE0F\u2060\uFEFF\u200Db',
      'ab',
    ],
    ['composes', 'e\u0301', 'é'],
    ['composes over what it mapped to nothing', 'e\u00AD\u0301', 'é'],
    ['decomposes as Unicode 3.2 did, before Corrigendum 4', '\u{2F868}', '\u{2136A}'],
    ['takes a string of right-to-left characters', 'שלום', 'שלום'],
    ['takes neutral characters between right-to-left ones', 'א1-ב', 'א1-ב'],
    ['refuses left-to-right characters between right-to-left ones', 'אaב', '[bidirectional]'],
    ['refuses a string that begins left-to-right and ends right-to-left', 'aא', '[bidirectional]'],
    ['refuses a neutral character at the start of a right-to-left string', '1א', '[bidirectional]'],
    ['looks at directions after mapping', '\u00ADא\u00AD', 'א'],
    ['refuses an empty string', '', '[empty]'],
    ['refuses a string of which nothing is left', '\u00AD\uFEFF', '[empty]'],
    ['refuses NUL', 'a\0b', '[control]'],
    ['refuses a line break', 'a\nb', '[control]'],
    ['refuses a control character of C1', 'a\u0085b', '[control]'],
    ['refuses a line separator (C.2.2)', 'a\u2028b', '[prohibited]'],
    ['refuses private use (C.3)', '\u{F0000}', '[prohibited]'],
    ['refuses a noncharacter (C.4)', '\u{1FFFE}', '[prohibited]'],
    ['refuses a lone surrogate (C.5)', 'a\uD800', '[prohibited]'],
    ['refuses surrogates that mapping would bring together (C.5)', '\uD83D\u00AD\uDE00', '[prohibited]'],
    ['refuses the replacement character (C.6)', '\uFFFD', '[prohibited]'],
    ['refuses ideographic description (C.7)', '\u2FF0', '[prohibited]'],
    ['refuses a mark that changes direction (C.8)', 'a\u202Eb', '[prohibited]'],
    ['refuses tags (C.9)', 'a\u{E0041}', '[prohibited]'],
  ])('%s', (_, text, expected) => {
    expect(outcome(saslprep(text, 'stored'))).toBe(expected);
    expect(outcome(saslprep(text, 'query'))).toBe(expected);
  });

  it.each([
    ['a letter of Unicode 4.0', '\u0221'],
    ['a letter of Unicode 4.0 that has got a compatibility decomposition since', 'a\u1D2Ce\u1D2C'],
    ['an emoji', '\u{1F600}'],
  ])('refuses %s in a stored string and leaves it alone in a query', (_, text) => {
    expect(outcome(saslprep(text, 'stored'))).toBe('[unassigned]');
    expect(outcome(saslprep(text, 'query'))).toBe(text);
  });

  it('says whether it changed anything', () => {
    expect(saslprep('user', 'stored')).toEqual({ ok: true, text: 'user', isChanged: false });
    expect(saslprep('I\u00ADX', 'stored')).toEqual({ ok: true, text: 'IX', isChanged: true });
  });

  describe.each(['stored', 'query'] as const)('of a %s string', (kind) => {
    it('leaves its own result alone', () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const first = saslprep(text, kind);
          fc.pre(first.ok);
          expect(saslprep(first.text, kind)).toEqual({ ok: true, text: first.text, isChanged: false });
        }),
      );
    });

    it('leaves printable ASCII alone', () => {
      fc.assert(
        fc.property(asciiText, (text) => {
          expect(saslprep(text, kind)).toEqual({ ok: true, text, isChanged: false });
        }),
      );
    });

    it('has an answer for any code units', () => {
      fc.assert(
        fc.property(anyCodeUnits, (text) => {
          const prepared = saslprep(text, kind);
          expect(prepared.ok ? prepared.text : prepared.reason).not.toBe('');
        }),
      );
    });
  });

  // Not so of a query: what Unicode composes today, Unicode 3.2 did not know.
  it('gives the same for composed and decomposed text of a stored string', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [composed, decomposed] = [text.normalize('NFC'), text.normalize('NFD')];
        expect(outcome(saslprep(composed, 'stored'))).toBe(outcome(saslprep(decomposed, 'stored')));
      }),
    );
  });
});
