import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainText } from '../../../shared/explain/explain-text.ts';
import { Finder, type Hit } from '../../../shared/explain/finder.ts';
import { PATTERNS } from '../../../shared/explain/patterns/all.ts';

const MEGABYTE = 1_048_576;
const NEEDLES = [...new Set(PATTERNS.flatMap(({ forms }) => forms.flat()))];

const filled = (piece: string): string => piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);

// What makes searches and expressions slow that look back: long runs, beginnings of what is looked for, nested repeats.
const HOSTILE: readonly (readonly [string, string])[] = [
  ['one letter', filled('a')],
  ['one capital', filled('A')],
  ['spaces', filled(' ')],
  ['empty lines', filled('\n')],
  ['carriage returns', filled('\r')],
  ['lines of a letter', filled('a\n')],
  ['lines of a few letters', filled('abcd\n')],
  ['lines of options', filled('-p x\n')],
  ['NUL', filled('\0')],
  ['escapes', filled('\u001b')],
  ['escape sequences without an end', filled('\u001b[0;')],
  ['bidirectional marks', filled('\u202e')],
  ['combining marks', filled('e\u0301\u0301\u0301\u0301\u0301\u0301')],
  ['at signs', filled('@')],
  ['addresses', filled('a@b.')],
  ['hosts', filled('a.')],
  ['dashes', filled('-u')],
  ['options', filled(' -u')],
  ['quotes', filled('"')],
  ['options with quotes that do not end', filled(' -p "')],
  ['slashes', filled('://')],
  ['equals signs', filled('=')],
  ['base64', filled('aA1+')],
  ['challenges', filled('334 ')],
  ['lines of challenges', filled('334 abcd\n')],
  ['literals', filled('a LOGIN {9}\n')],
  ['commands', filled('AUTH PLAIN ')],
  ['passwords', filled('password=')],
  ['passwords in quotes', filled('password "')],
  ['a password and spaces', `password${filled(' ')}`],
  ['names before passwords', filled('user a password is ')],
  ['a name and spaces', `login${filled(' ')}`],
  ['hosts of URLs', filled('://a@')],
  ['quotation marks of mail', filled('>')],
  ['the beginning of a code', filled('sec_error_expired_certificat ')],
  ['beginnings of beginnings', filled('certificate certificate has certificate has expire ')],
  ['an error', filled('certificate has expired ')],
  ['lines of errors', filled('a1 NO [AUTHENTICATIONFAILED] Authentication failed.\n')],
  ['half of a pair of words', filled('auth failed,\n')],
  ['the other half', filled('attempts in\nauth failed,\n')],
  ['letters that become longer', filled('İ')],
];

describe('the search for all patterns at once', () => {
  const finder = new Finder(NEEDLES);

  it.each(HOSTILE)('looks at each character a few times at the most: %s', (_, text) => {
    let looks = 0;
    const counted = {
      length: text.length,
      charCodeAt(at: number) {
        looks += 1;
        return text.charCodeAt(at);
      },
    };

    finder.find(counted, () => undefined);

    // Once to go on, and some times around each place where a pattern ends.
    expect(looks).toBeLessThan(12 * MEGABYTE);
  });

  it('finds what a plain search finds', () => {
    const needles = ['ab', 'abc', 'bc', 'b c', 'cab', '1.2', "c'a"];
    const letter = fc.constantFrom('a', 'b', 'c', 'B', ' ', '\n', '1', '2', '.', '’', '-', 'ä');

    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 60 }), (text) => {
        const hits: Hit[] = [];
        new Finder(needles).find(text, (hit) => hits.push(hit));
        const found = hits.map(({ needle, start }) => `${start} ${needles[needle]}`);
        expect(found.toSorted()).toEqual(plainly(text, needles).toSorted());
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an explanation', () => {
  const usual = quickest(
    filled('Nov 22 10:00:01 mx dovecot: imap-login: Login: user=<ada>, method=PLAIN, rip=192.0.2.7\n'),
  );

  it.each(HOSTILE)('comes in a time that a megabyte of usual text takes as well: %s', (_, text) => {
    // A search that looks back takes thousands of times as long.
    expect(quickest(text)).toBeLessThan(12 * usual);
  });

  it('is a value for any text, bounded and without what cannot be seen', () => {
    const piece = fc.oneof(
      fc.constantFrom(...NEEDLES),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('\n', '\u001b[31m', '\u202e', 'LOGIN ', '334 ', '{5}\n', '@', '"', '<b>'),
    );

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { explanations, advice } = explainText(pieces.join(''));
        for (const { excerpt, line } of [...explanations, ...advice]) {
          // eslint-disable-next-line no-control-regex -- control characters are what must not be there
          expect(excerpt).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
          expect(excerpt.length).toBeLessThan(2_000);
          expect(line).toBeGreaterThan(0);
        }
        expect(new Set(explanations.map(({ code }) => code)).size).toBe(explanations.length);
      }),
      { numRuns: 300 },
    );
  });
});

function quickest(text: string): number {
  const times = [0, 1].map(() => {
    const begun = process.cpuUsage();
    explainText(text);
    const { user, system } = process.cpuUsage(begun);
    return user + system;
  });
  return Math.min(...times);
}

/** The same by expressions, one for each needle at each place. */
function plainly(text: string, needles: readonly string[]): readonly string[] {
  const folded = text.toLowerCase().replaceAll('\n', ' ').replaceAll('’', "'");
  return needles.flatMap((needle) =>
    Array.from({ length: text.length }, (_, at) => at)
      .filter((at) => folded.startsWith(needle, at))
      .filter((at) => !/^[\wä]{2}$/.test(folded.slice(at - 1, at + 1)))
      .filter((at) => !/^[\wä]{2}$/.test(folded.slice(at + needle.length - 1, at + needle.length + 1)))
      .filter((at) => !/^\.\d$/.test(folded.slice(Math.max(0, at - 1), at + 1)))
      .filter((at) => !/^\d\.\d$/.test(folded.slice(at + needle.length - 1, at + needle.length + 2)))
      .map((at) => `${at} ${needle}`),
  );
}
