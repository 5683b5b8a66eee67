import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { MSMTPRC, type MsmtpLines } from '../../../../shared/recipes/formats/msmtprc.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

// Short enough for a line of it, whatever they are made of.
const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.string({ unit: fc.constantFrom(...`'"\\\`$ #=;a%*`), maxLength: 100 }),
);

describe('an msmtprc', () => {
  it('has each command in a line, its argument in double quotes', () => {
    const lines: MsmtpLines = [
      ['account', 'letterlock'],
      ['user', 'a "b" c'],
    ];

    const text = MSMTPRC.write(lines);

    expect(text).toBe('account "letterlock"\nuser "a "b" c"\n');
  });

  it('gives back what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(ANY_TEXT, { minLength: 1 }), (values) => {
        const lines = values.map((value) => ['user', value] as const);

        const text = MSMTPRC.write(lines);

        if (!values.every(isPlainLine)) expect(text).toBeNull();
        else expect(MSMTPRC.read(text ?? '')).toEqual(lines);
      }),
    );
  });

  it.each(HOSTILE.filter((name) => name.length < 500))('has %j as one argument, or not at all', (name) => {
    const text = writtenAs(MSMTPRC, [['user', name]]);

    if (isPlainLine(name)) expect(text?.split('\n')).toHaveLength(2);
    else expect(text).toBeNull();
  });

  it('takes lines of 500 bytes, and none that is longer', () => {
    const lineOf = (lengthBytes: number): MsmtpLines => [
      ['user', 'x'.repeat(lengthBytes - 'user ""\n'.length)],
    ];

    expect(MSMTPRC.write(lineOf(500))).toHaveLength(500);
    expect(MSMTPRC.write(lineOf(501))).toBeNull();
    expect(MSMTPRC.write([['user', 'ü'.repeat(250)]])).toBeNull();
  });

  it.each(['a%Hb@example.org', '*@example.org', 'a?@example.org', '[a]@example.org'])(
    'takes no sender of which msmtp would make another one: %s',
    (address) => {
      expect(MSMTPRC.write([['from', address]])).toBeNull();
      expect(MSMTPRC.write([['user', address]])).not.toBeNull();
    },
  );

  it.each(['', 'User', 'a b', 'a"b', 'a\nuser', '#user'])('takes no command of this name: %j', (command) => {
    expect(MSMTPRC.write([[command, 'x']])).toBeNull();
  });

  it.each(['user "x"', 'user x\n', 'user "x\n', 'user ""\n', 'user  "x"\n', '# user "x"\n', '\nuser "x"\n'])(
    'is not what %j is',
    (text) => {
      expect(MSMTPRC.read(text)).toBeNull();
    },
  );
});
