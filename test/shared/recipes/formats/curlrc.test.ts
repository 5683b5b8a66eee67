import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { CURLRC, type CurlLine } from '../../../../shared/recipes/formats/curlrc.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const OPTION = fc.constantFrom('user', 'url', 'cacert', 'login-options');
const ANY_LINE: fc.Arbitrary<CurlLine> = fc.oneof(
  fc.tuple(OPTION, fc.string({ unit: 'grapheme' })),
  fc.tuple(OPTION, fc.constant(null)),
);

describe('a file for curl -K', () => {
  it('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(ANY_LINE), (lines) => {
        const text = CURLRC.write(lines);

        if (lines.every(([, value]) => value === null || isPlainLine(value)))
          expect(CURLRC.read(text ?? '')).toEqual(lines);
        else expect(text).toBeNull();
      }),
    );
  });

  it('has one option in each line, whatever somebody is called', () => {
    for (const name of HOSTILE) {
      const text = writtenAs(CURLRC, [
        ['user', name],
        ['silent', null],
      ]);

      if (text !== null)
        expect(text.split('\n').map((line) => line.split(' ')[0])).toEqual(['user', 'silent', '']);
    }
  });

  it.each(['a\nurl = "x"', 'a\r', 'a\0', 'a\u202eb', 'a\u2028b', ''])('is not written with %j', (value) => {
    expect(CURLRC.write([['user', value]])).toBeNull();
  });

  it.each([
    'user "x"\n',
    'user = x\n',
    'user = "x\n',
    'user = "x" y\n',
    'user = "x"',
    'user = "\\n"\n',
    '# x\n',
  ])('is not read from %j', (text) => {
    expect(CURLRC.read(text)).toBeNull();
  });

  it('takes no option that is none', () => {
    expect(CURLRC.write([['user name', 'x']])).toBeNull();
    expect(CURLRC.write([['--user', 'x']])).toBeNull();
  });

  it('quotes as curl reads', () => {
    expect(CURLRC.write([['user', String.raw`a"b\c`]])).toBe('user = "a\\"b\\\\c"\n');
  });
});
