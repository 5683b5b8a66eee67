import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAWS_ACCOUNTRC, type ClawsLine } from '../../../../shared/recipes/formats/claws-accountrc.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const lines = (value: string): readonly ClawsLine[] => [
  ['name', value],
  ['protocol', '1'],
];

describe('accountrc of Claws Mail', () => {
  it('is read back as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), (value) => {
        const text = CLAWS_ACCOUNTRC.write(lines(value));

        if (text !== null) expect(CLAWS_ACCOUNTRC.read(text)).toEqual(lines(value));
      }),
    );
  });

  it('has a line for each setting', () => {
    expect(writtenAs(CLAWS_ACCOUNTRC, lines('[a]="#;'))).toBe('[Account: 1]\nname=[a]="#;\nprotocol=1\n');
  });

  it.each(['', ' a', 'a ', 'a\nprotocol=0', 'a\u0000', 'a\u202eb', 'ü'.repeat(451)])(
    'does not hold %j, which would become another value',
    (value) => expect(writtenAs(CLAWS_ACCOUNTRC, lines(value))).toBeNull(),
  );

  it.each(['', 'name=a\n', '[Account: 1]\nname\n', '[Account: 1]\nname=a', '[Account: 1]\n\n'])(
    'is not %j',
    (text) => expect(CLAWS_ACCOUNTRC.read(text)).toBeNull(),
  );
});
