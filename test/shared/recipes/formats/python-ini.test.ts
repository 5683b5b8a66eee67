import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import {
  INTERPOLATED_INI,
  RAW_INI,
  type IniSections,
} from '../../../../shared/recipes/formats/python-ini.ts';
import { pythonTuple } from '../../../../shared/recipes/formats/python-words.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const FORMATS = [
  ['as it stands', RAW_INI],
  ['with places', INTERPOLATED_INI],
] as const;

const LINE = fc.tuple(fc.constantFrom('username', 'server', 'ca_certs'), fc.string({ unit: 'grapheme' }));
const ANY: fc.Arbitrary<IniSections> = fc.array(
  fc.tuple(fc.constantFrom('retriever', 'Repository remote'), fc.array(LINE)),
);

const canStand = (value: string): boolean => isPlainLine(value) && !/^\s|\s$/u.test(value);

describe.each(FORMATS)('a file that Python reads %s', (_, format) => {
  it('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(ANY, (sections) => {
        const text = format.write(sections);

        if (sections.every(([, lines]) => lines.every(([, value]) => canStand(value))))
          expect(format.read(text ?? '')).toEqual(sections);
        else expect(text).toBeNull();
      }),
    );
  });

  it('has one name in each line, whatever somebody is called', () => {
    for (const name of HOSTILE) {
      const text = writtenAs(format, [['retriever', [['username', name]]]]);

      if (text !== null)
        expect(text.split('\n').map((line) => line.split(' ')[0])).toEqual(['[retriever]', 'username', '']);
    }
  });

  it.each(['a\n[options]', 'a\r', 'a\0', 'a\u202eb', ' a', 'a\u00a0', ''])(
    'is not written with %j',
    (value) => {
      expect(format.write([['retriever', [['username', value]]]])).toBeNull();
    },
  );

  it.each(['x', 'x = y', '[a]\nx=y\n', '[a]\nx = y', '[a]\n x = y\n', '[a]\nx =  y\n', '[a\n', '[a]\n# x\n'])(
    'is not read from %j',
    (text) => {
      expect(format.read(text)).toBeNull();
    },
  );

  it('takes no name and no section that is none', () => {
    expect(format.write([['a]', []]])).toBeNull();
    expect(format.write([['a', [['x y', 'z']]]])).toBeNull();
  });
});

describe('a percent sign', () => {
  it('is itself where Python reads a value as it stands', () => {
    expect(RAW_INI.write([['a', [['x', '%(y)s']]]])).toBe('[a]\nx = %(y)s\n');
  });

  it('is two where it would begin a place, and no place is ever read', () => {
    expect(INTERPOLATED_INI.write([['a', [['x', '%(y)s 100%']]]])).toBe('[a]\nx = %%(y)s 100%%\n');
    expect(INTERPOLATED_INI.read('[a]\nx = %(y)s\n')).toBeNull();
  });
});

describe('words that Python evaluates', () => {
  it('are strings of letters that mean nothing to it', () => {
    expect(pythonTuple(['secret-tool', 'lookup', 'letterlock', 'imap.example.org/a+2Fb'])).toBe(
      '("secret-tool", "lookup", "letterlock", "imap.example.org/a+2Fb")',
    );
  });

  it('are not written with anything else in them', () => {
    for (const name of [
      '"',
      '\\',
      "'",
      'a b',
      '',
      '\n',
      ')',
      '%',
      ...HOSTILE.filter((one) => /[^\w.@+/-]/.test(one)),
    ])
      expect(pythonTuple(['x', name])).toBeNull();
  });

  it('are two at least: one alone in brackets would be no tuple', () => {
    expect(pythonTuple(['x'])).toBeNull();
  });
});
