import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import {
  qrTexts,
  THUNDERBIRD_QR,
  type QrAccount,
} from '../../../../shared/recipes/formats/thunderbird-qr.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

// The first example of the format's own document (qr-code-format.md).
const EXAMPLE =
  '[1,[1,1],[0,"imap.domain.example",993,3,1,"user@domain.example"],[[[0,"smtp.domain.example",465,3,1,"user@domain.example"],["user@domain.example","Jane Doe"]]]]';

const ACCOUNT: QrAccount = {
  protocol: 'imap',
  incoming: {
    host: 'imap.domain.example',
    port: 993,
    security: 'implicit-tls',
    authentication: 'password',
    username: 'user@domain.example',
  },
  outgoing: {
    host: 'smtp.domain.example',
    port: 465,
    security: 'implicit-tls',
    authentication: 'password',
    username: 'user@domain.example',
  },
  address: 'user@domain.example',
  displayName: 'Jane Doe',
};

const LONGEST_BYTES = 800;
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE));
const anyServer = fc.record({
  host: fc.constantFrom('mail.example.org', 'xn--mller-kva.example', '192.0.2.1', '2001:db8::1'),
  port: fc.integer({ min: 1, max: 65_535 }),
  security: fc.constantFrom('starttls', 'implicit-tls'),
  authentication: fc.constantFrom(
    ...(['none', 'password', 'encrypted-password', 'gssapi', 'ntlm', 'certificate', 'oauth2'] as const),
  ),
  username: anyText,
});
const anyAccount = fc.record({
  protocol: fc.constantFrom('imap', 'pop3'),
  incoming: anyServer,
  outgoing: anyServer,
  address: fc.constantFrom('a@example.org', 'alice+tag@example.org', "o'neil@example.org"),
  displayName: anyText,
});

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

describe('The text of a code for Thunderbird', () => {
  it('is that of the example of its document', () => {
    expect(qrTexts([ACCOUNT])).toEqual([EXAMPLE]);
    expect(THUNDERBIRD_QR.read(EXAMPLE)).toEqual({ part: 1, total: 1, accounts: [ACCOUNT] });
  });

  it('is read back as it was written, or is not written', () => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        const lines = [account.displayName, account.incoming.username, account.outgoing.username];
        // Of the hostile ones one is too long, too.
        const isWritable = lines.every((line) => isPlainLine(line) && line.length < LONGEST_BYTES);
        const texts = qrTexts([account]);

        expect(texts !== null).toBe(isWritable);
        for (const text of texts ?? []) {
          expect(THUNDERBIRD_QR.read(text)).toEqual({ part: 1, total: 1, accounts: [account] });
        }
      }),
    );
  });

  it.each([
    ['an address outside ASCII', { address: 'müller@example.org' }],
    ['what is no address', { address: 'alice' }],
    ['a name of two lines', { displayName: 'a\nb' }],
    ['a name that is turned round', { displayName: 'a\u202eb' }],
    ['a user name of two lines', { incoming: { ...ACCOUNT.incoming, username: 'a\rb' } }],
    ['a host outside ASCII', { outgoing: { ...ACCOUNT.outgoing, host: 'müller.example' } }],
    ['what is no host', { incoming: { ...ACCOUNT.incoming, host: 'a b' } }],
    ['no port', { incoming: { ...ACCOUNT.incoming, port: 0 } }],
    ['more than a code is to hold', { displayName: 'x'.repeat(LONGEST_BYTES) }],
  ])('is not written with %s', (_, change) => {
    expect(qrTexts([{ ...ACCOUNT, ...change }])).toBeNull();
    expect(qrTexts([ACCOUNT, { ...ACCOUNT, ...change }])).toBeNull();
  });

  it('has up to three accounts, in 800 bytes, and as many codes as it takes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }), (lengths) => {
        const accounts = lengths.map((length, at) => ({
          ...ACCOUNT,
          address: `a${at}@example.org`,
          displayName: 'é'.repeat(Math.ceil(length / 2)),
        }));

        const texts = qrTexts(accounts) ?? [];
        const parts = texts.map((text) => THUNDERBIRD_QR.read(text));

        expect(parts.flatMap((part) => part?.accounts ?? [])).toEqual(accounts);
        expect(parts.map((part) => [part?.part, part?.total])).toEqual(
          texts.map((__, at) => [at + 1, texts.length]),
        );
        expect(Math.max(...texts.map(bytesOf))).toBeLessThanOrEqual(LONGEST_BYTES);
        expect(Math.max(...parts.map((part) => part?.accounts.length ?? 0))).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('puts four accounts into two codes', () => {
    const accounts = [ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT];

    const parts = (qrTexts(accounts) ?? []).map((text) => THUNDERBIRD_QR.read(text));

    expect(parts.map((part) => part?.accounts.length)).toEqual([3, 1]);
    expect(qrTexts([])).toEqual([]);
  });

  it.each([
    ['another version', '[1,[1,1]', '[2,[1,1]'],
    ['a part behind the last', '[1,1]', '[2,1]'],
    ['a part that is no number', '[1,1]', '["1",1]'],
    ['a protocol that there is not', '[0,"imap', '[2,"imap'],
    ['a port of text', '993', '"993"'],
    ['a port that is none', '993', '65536'],
    ['no security', '993,3', '993,0'],
    ['a security that is not to be used', '993,3', '993,1'],
    ['a security that there is not', '993,3', '993,4'],
    ['a sign-in that there is not', '3,1,"user', '3,7,"user'],
    ['a host of two words', 'imap.domain', 'imap domain'],
    ['a user name of two lines', '3,1,"user', '3,1,"us\\ner'],
    ['no user name', ',"user@domain.example"],[[', '],[['],
    ['an address that is none', '["user@domain.example"', '["user"'],
    ['a name that is none', '"Jane Doe"', '7'],
    ['a name of two lines', 'Jane Doe', 'Jane\\r\\nDoe'],
    ['a password', '@domain.example"],[[', '@domain.example","","secret"],[['],
    ['no server for sending', '[[[0,"smtp', '[],[[[0,"smtp'],
    ['half an account more', ']]]]', ']]],[]]'],
  ])('is none with %s', (_, ours, other) => {
    expect(EXAMPLE).toContain(ours);
    expect(THUNDERBIRD_QR.read(EXAMPLE.replace(ours, other))).toBeNull();
  });

  it('may have what a later version puts behind what is known, and empty places', () => {
    const later = EXAMPLE.replace('[1,1]', '[1,1,"later"]').replace(
      '@domain.example"],[[',
      '@domain.example",null,""],[[',
    );

    expect(THUNDERBIRD_QR.read(later)?.accounts).toEqual([ACCOUNT]);
  });

  it('reads any text to a value or to nothing, and never fails', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => THUNDERBIRD_QR.read(text)).not.toThrow();
      }),
    );
    expect(writtenAs(THUNDERBIRD_QR, { part: 1, total: 1, accounts: [] })).toBeNull();
  });
});
