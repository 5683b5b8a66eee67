import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { FETCHMAILRC, type FetchmailLine } from '../../../../shared/recipes/formats/fetchmailrc.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const KEYWORD = fc.constantFrom('poll', 'user', 'sslcert', 'mda');
const ANY_LINE: fc.Arbitrary<FetchmailLine> = fc.oneof(
  fc.tuple(KEYWORD, fc.string({ unit: 'grapheme' })),
  fc.tuple(fc.constantFrom('ssl', 'keep'), fc.constant(null)),
);

describe('~/.fetchmailrc', () => {
  it('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(ANY_LINE), (lines) => {
        const text = FETCHMAILRC.write(lines);

        if (lines.every(([, value]) => value === null || isPlainLine(value)))
          expect(FETCHMAILRC.read(text ?? '')).toEqual(lines);
        else expect(text).toBeNull();
      }),
    );
  });

  it('has one keyword in each line, whatever somebody is called', () => {
    for (const name of HOSTILE) {
      const text = writtenAs(FETCHMAILRC, [
        ['user', name],
        ['keep', null],
      ]);

      if (text !== null)
        expect(text.split('\n').map((line) => line.split(' ')[0])).toEqual(['user', 'keep', '']);
    }
  });

  it.each(['a\nkeep', 'a\r', 'a\0', 'a\u202eb', 'a\u2028b', ''])('is not written with %j', (value) => {
    expect(FETCHMAILRC.write([['user', value]])).toBeNull();
  });

  it.each(['imap user', 'imap"', '', 'IMAP'])('has no protocol called %j', (value) => {
    expect(FETCHMAILRC.write([['protocol', value]])).toBeNull();
  });

  it.each([
    'user x\n',
    'user "x\n',
    'user "x" keep\n',
    'user "x"',
    'user "\\n"\n',
    'protocol "imap"\n',
    '# x\n',
  ])('is not read from %j', (text) => {
    expect(FETCHMAILRC.read(text)).toBeNull();
  });

  it('writes quote and backslash as fetchmail reads them', () => {
    expect(FETCHMAILRC.write([['user', String.raw`a"b\c`]])).toBe('user "a\\x22b\\x5cc"\n');
  });
});
