import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { MAILRC, type MailrcLine } from '../../../../shared/recipes/formats/mailrc.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const NAME = fc.constantFrom('from', 'inbox', 'password-mail.example.org:993');
const ANY_LINE: fc.Arbitrary<MailrcLine> = fc.oneof(
  fc.tuple(fc.constant('set'), NAME, fc.string({ unit: 'grapheme' })),
  fc.tuple(fc.constantFrom('set', 'unset'), fc.constantFrom('sendwait', 'password'), fc.constant(null)),
  fc.tuple(
    fc.constant('from-command'),
    NAME,
    fc.constantFrom('pass show letterlock/a', 'security -w -a a+2F'),
  ),
);

const account = (...lines: readonly MailrcLine[]) => ({ name: 'letterlock', lines });

describe('~/.mailrc of S-nail', () => {
  it('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(ANY_LINE), (lines) => {
        const text = MAILRC.write(account(...lines));

        if (lines.every(([, , value]) => value === null || isPlainLine(value)))
          expect(MAILRC.read(text ?? '')).toEqual(account(...lines));
        else expect(text).toBeNull();
      }),
    );
  });

  it('has one setting in each line, whatever somebody is called', () => {
    for (const name of HOSTILE) {
      const text = writtenAs(MAILRC, account(['set', 'from', name], ['set', 'sendwait', null]));

      if (text !== null)
        expect(text.split('\n').map((line) => /^ *\S+ ?[\w-]*/.exec(line)?.[0])).toEqual([
          'set v15-compat',
          'account letterlock',
          '  set from',
          '  set sendwait',
          '}',
          undefined,
        ]);
    }
  });

  it.each(['a\n}', 'a\r', 'a\0', 'a\u202eb', 'a\u2028b', ''])('is not written with %j', (value) => {
    expect(MAILRC.write(account(['set', 'from', value]))).toBeNull();
  });

  it.each(['a;b', '$(a)', '`a`', 'a|b', 'a "b"', "a 'b'", 'a\nb', 'a\\', ''])(
    'runs no command like %j',
    (command) => {
      expect(MAILRC.write(account(['from-command', 'from', command]))).toBeNull();
    },
  );

  it.each([
    "account letterlock {\n  set from='x'\n}\n",
    'set v15-compat=yes\naccount letterlock {\n  set from=x\n}\n',
    "set v15-compat=yes\naccount letterlock {\n  set from='x'y'\n}\n",
    "set v15-compat=yes\naccount letterlock {\n  set from='x'\n",
    'set v15-compat=yes\naccount letterlock {\n  unset from to\n}\n',
  ])('is not read from %j', (text) => {
    expect(MAILRC.read(text)).toBeNull();
  });

  it('quotes as S-nail reads', () => {
    expect(MAILRC.write(account(['set', 'from', `O'Brien "$x"`]))).toBe(
      `set v15-compat=yes\naccount letterlock {\n  set from='O'\\''Brien "$x"'\n}\n`,
    );
  });
});
