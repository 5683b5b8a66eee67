import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { PINERC, pineUser, type PinercLine } from '../../../../shared/recipes/formats/pinerc.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const lines = (value: string): readonly PinercLine[] => [
  ['personal-name', value],
  ['default-fcc', 'Sent'],
];

describe('~/.pinerc', () => {
  it('is read back as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), (value) => {
        const text = PINERC.write(lines(value));

        if (text !== null) expect(PINERC.read(text)).toEqual(lines(value));
      }),
    );
  });

  it('has a line for each variable', () => {
    expect(writtenAs(PINERC, lines('Alice Example'))).toBe('personal-name=Alice Example\ndefault-fcc=Sent\n');
  });

  it.each(['', ' a', 'a\nb', 'a, b', '"a"', '$HOME', 'a\u200bb'])(
    'does not hold %j, which would become another value',
    (value) => expect(writtenAs(PINERC, lines(value))).toBeNull(),
  );

  it.each(['', 'a', 'a=b', 'A=b\n', 'a=$b\n'])('is not %j', (text) => expect(PINERC.read(text)).toBeNull());
});

describe('a user name of Alpine', () => {
  it('stands in quotes', () => {
    expect(pineUser('alice@example.org')).toBe('"alice@example.org"');
  });

  it.each(['a"b', 'a\\', 'a}b', '{a', '%s', ' a', 'x'.repeat(65), 'ü'.repeat(33)])('is not %j', (name) =>
    expect(pineUser(name)).toBeNull(),
  );
});
