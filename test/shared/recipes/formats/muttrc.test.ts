import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { MUTTRC, type Muttrc, type MuttSettings } from '../../../../shared/recipes/formats/muttrc.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...`'"\\\`$ #=;a`) }),
);

const muttrc = (...set: MuttSettings): Muttrc => ({ reset: ['tunnel', 'preconnect'], set });

describe('a muttrc', () => {
  it('puts back what it says first, and has each setting in a line, its value in quotes, and a command in backticks within double quotes', () => {
    const content = muttrc(
      ['realname', "Alice 'Al' Example"],
      ['imap_pass', { command: 'secret-tool lookup letterlock mail.example.org/alice' }],
    );

    const text = MUTTRC.write(content);

    expect(text).toBe(
      [
        'reset tunnel preconnect',
        String.raw`set realname='Alice '\''Al'\'' Example'`,
        'set imap_pass="`secret-tool lookup letterlock mail.example.org/alice`"',
        '',
      ].join('\n'),
    );
  });

  it('gives back what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(ANY_TEXT, { minLength: 1 }), (values) => {
        const content = muttrc(...values.map((value) => ['realname', value] as const));

        const text = MUTTRC.write(content);

        if (!values.every(isPlainLine)) expect(text).toBeNull();
        else expect(MUTTRC.read(text ?? '')).toEqual(content);
      }),
    );
  });

  it.each(HOSTILE)('has %j as one value, or not at all', (name) => {
    const text = writtenAs(MUTTRC, muttrc(['realname', name]));

    if (isPlainLine(name)) expect(text?.split('\n')).toHaveLength(3);
    else expect(text).toBeNull();
  });

  it.each(['', 'a`b', 'a"b', '$(x)', "a 'b'", 'a\\b', 'a\nb', '-x', 'a;b', 'a|b'])(
    'takes no command that a shell or mutt would read otherwise: %j',
    (command) => {
      expect(MUTTRC.write(muttrc(['imap_pass', { command }]))).toBeNull();
    },
  );

  it.each(['', 'Realname', 'a b', 'a=b', 'a\nset b', 'a;b'])('takes no setting of this name: %j', (name) => {
    expect(MUTTRC.write(muttrc([name, 'x']))).toBeNull();
    expect(MUTTRC.write({ reset: [name], set: [] })).toBeNull();
  });

  it.each([
    'set a=b\n',
    "set a='b'",
    "set a='b'c'\n",
    "set a='b' c='d'\n",
    'set a="$b"\n',
    'set a="`b` c"\n',
    'set a="`b;c`"\n',
    "source 'x'\n",
    "\n\nset a='b'\n",
  ])('is not what %j is', (text) => {
    expect(MUTTRC.read(`reset a\n${text}`)).toBeNull();
    expect(MUTTRC.read(text)).toBeNull();
  });
});
