import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import {
  PLIST,
  PlistData,
  type PlistDictionary,
  type PlistValue,
} from '../../../../shared/recipes/formats/plist.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE));
const plainText = anyText.filter((text) => text === '' || isPlainLine(text));

function dictionaries(text: fc.Arbitrary<string>): fc.Arbitrary<PlistDictionary> {
  const { dictionary } = fc.letrec<{ value: PlistValue; dictionary: PlistDictionary }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      text,
      fc.integer(),
      fc.boolean(),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => new PlistData(Buffer.from(bytes).toString('base64'))),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('dictionary'),
    ),
    dictionary: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  }));
  return dictionary;
}

describe('A property list', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(dictionaries(plainText), (dictionary) => {
        expect(PLIST.read(PLIST.write(dictionary) ?? '')).toEqual(dictionary);
      }),
    );
  });

  it('has every text as it is, or is not written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = PLIST.write({ name: text });

        expect(written === null).toBe(text !== '' && !isPlainLine(text));
        expect(written === null ? text : PLIST.read(written)?.['name']).toBe(text);
      }),
    );
  });

  it.each(['a\nb', 'a\u0000b', 'a\u202eb', 'a\u200bb', '\ud800'])(
    'takes no %j, as text or as key',
    (text) => {
      expect(PLIST.write({ list: [text] })).toBeNull();
      expect(PLIST.write({ [text]: true })).toBeNull();
    },
  );

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])(
    'takes no %d, which is no whole number',
    (value) => {
      expect(PLIST.write({ value })).toBeNull();
    },
  );

  it.each(['', 'AAA', 'A===', 'AA AA', '<x/>', '-_8='])(
    'has bytes as base64 and nothing else: %j',
    (base64) => {
      const isBase64 = base64 === '';

      expect(PLIST.write({ value: new PlistData(base64) }) !== null).toBe(isBase64);
      const text = PLIST.write({ value: new PlistData('AAAA') })?.replace('AAAA', base64) ?? '';
      expect(PLIST.read(text) !== null).toBe(isBase64);
    },
  );

  it('reads any text to a value or to nothing, and never fails', () => {
    const written = PLIST.write({ a: ['x<y', 1, true, { b: 'c&d' }] }) ?? '';

    fc.assert(
      fc.property(fc.nat(written.length), fc.nat(8), fc.string(), (at, length, put) => {
        const value = PLIST.read(written.slice(0, at) + put + written.slice(at + length));

        expect(value === null || typeof value === 'object').toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a key twice', '<dict><key>a</key><true/><key>a</key><false/></dict>'],
    ['a key without a value', '<dict><key>a</key></dict>'],
    ['a value without a key', '<dict><true/></dict>'],
    ['no end', '<dict>'],
    ['more than one value', '<dict></dict><dict></dict>'],
    ['text between', '<dict>x</dict>'],
    ['an entity that nobody declared', '<dict><key>a</key><string>&x;</string></dict>'],
    ['a bare ampersand', '<dict><key>a</key><string>a & b</string></dict>'],
    ['a number that is none', '<dict><key>a</key><integer>0x10</integer></dict>'],
    ['a comment', '<dict><!-- --></dict>'],
    ['something else than a dictionary', '<string>a</string>'],
    ['lists without end', '<array>'.repeat(100_000)],
  ])('is none with %s', (_, body) => {
    const [head] = (PLIST.write({}) ?? '').split('<dict>');

    expect(PLIST.read(`${(head ?? '').trimEnd()}${body}\n</plist>\n`)).toBeNull();
  });
});
