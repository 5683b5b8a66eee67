import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddityOf, oddityWords, type PasswordOddity } from '../../../shared/findings/password-oddities.ts';

describe('what is unusual about a password', () => {
  it.each<[string, PasswordOddity | null]>([
    ['correct horse battery staple', null],
    ['Looking-Glass-1871', null],
    ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', null],
    ['', null],
    ['ends with one ', 'outer-space'],
    [' begins', 'outer-space'],
    ['\u00a0begins with another space', 'outer-space'],
    ['line end\n', 'outer-space'],
    ['soft\u00adhyphen', 'invisible'],
    ['zero\u200bwidth', 'invisible'],
    ['\ufeffmark', 'outer-space'],
    ['ends\u200e', 'invisible'],
    ['thin\u2009space', 'invisible'],
    ['a\ttab', 'invisible'],
    ['p\u0430ssword', 'lookalike'],
    ['пароль', 'not-ascii'],
    ['Straße', 'not-ascii'],
    ['🐎', 'not-ascii'],
    ['abcd efgh ijkl mnop', 'grouped'],
    ['ABCDE 12345 FGHIJ', 'grouped'],
    ['two words', null],
    ['a b c d', null],
  ])('in %j: %s', (password, expected) => {
    expect(oddityOf(password)).toBe(expected);
  });

  it('is never anything where all is plain, and always something where a character is none of ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (password) => {
        // eslint-disable-next-line no-control-regex -- ASCII is what is meant
        if (/[^\u0000-\u007f]/.test(password)) expect(oddityOf(password)).not.toBeNull();
        if (/^[!-~]*$/.test(password)) expect(oddityOf(password)).toBeNull();
      }),
    );
  });

  it('has words in both languages, and none of the password in them', () => {
    expect(Object.keys(oddityWords.de)).toEqual(Object.keys(oddityWords.en));
    expect(new Set([...Object.values(oddityWords.en), ...Object.values(oddityWords.de)]).size).toBe(10);
  });
});
