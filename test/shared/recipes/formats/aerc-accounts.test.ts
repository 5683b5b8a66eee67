import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AERC_ACCOUNTS,
  mailbox,
  type AercAccount,
} from '../../../../shared/recipes/formats/aerc-accounts.ts';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const account = (value: string): AercAccount => ({
  name: 'Letterlock',
  lines: [
    ['source', value],
    ['default', 'INBOX'],
  ],
});

/** What RFC 2047 says that a phrase is: encoded words, between which spaces mean nothing. */
function decoded(phrase: string): string {
  const bytes = phrase
    .split(' ')
    .flatMap((word) => [
      ...(/^=\?utf-8\?q\?(.+)\?=$/.exec(word)?.[1] ?? '').matchAll(/=([0-9A-F]{2})|([^=])/g),
    ])
    .map(([, hex, letter = '']) => (hex === undefined ? letter.charCodeAt(0) : Number.parseInt(hex, 16)));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

describe('accounts.conf', () => {
  it('is read back as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), (value) => {
        const text = AERC_ACCOUNTS.write(account(value));

        if (text !== null) expect(AERC_ACCOUNTS.read(text)).toEqual(account(value));
      }),
    );
  });

  it('has a line for each setting', () => {
    expect(writtenAs(AERC_ACCOUNTS, account('imaps://a%40b@host:993'))).toBe(
      '[Letterlock]\nsource = imaps://a%40b@host:993\ndefault = INBOX\n',
    );
  });

  it.each(['', ' a', 'a\nb', 'a # b', 'a;b', '"a"', "'a'", '`a`', 'a\\', '%(default)s', 'a\u202eb'])(
    'does not hold %j, which would become another value',
    (value) => expect(writtenAs(AERC_ACCOUNTS, account(value))).toBeNull(),
  );

  it.each(['', 'a = b\n', '[a]\nb = c', '[a]\nb: c\n', '[a]\nb = "c"\n'])('is not %j', (text) =>
    expect(AERC_ACCOUNTS.read(text)).toBeNull(),
  );
});

describe('an address with a name', () => {
  it('has a simple name as it is', () => {
    expect(mailbox('Alice Example', "o'brien@example.org")).toBe("Alice Example <o'brien@example.org>");
    expect(mailbox('', 'alice@example.org')).toBe('<alice@example.org>');
  });

  it('has any other one as encoded words, which hold all of it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom(...HOSTILE)),
        (name) => {
          const phrase = mailbox(`.${name}`, 'alice@example.org')?.replace(' <alice@example.org>', '');

          if (phrase === undefined) {
            expect(!isPlainLine(name) || /["\\]/.test(name) || name.length >= 600).toBe(true);
            return;
          }
          expect(decoded(phrase)).toBe(`.${name}`);
          expect(phrase.split(' ').every((word) => word.length <= 75)).toBe(true);
          expect(writtenAs(AERC_ACCOUNTS, account(phrase))).not.toBeNull();
        },
      ),
    );
  });

  it.each(['"a b"@example.org', 'alice', 'a\nb@example.org', 'a,b@example.org'])('is none of %j', (address) =>
    expect(mailbox('Alice', address)).toBeNull(),
  );
});
