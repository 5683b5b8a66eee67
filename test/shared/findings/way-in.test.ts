import { describe, expect, it } from 'vitest';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import { greeting, inTls, listed, reached, signIn, tls } from './facts.ts';
import { judge } from '../../../shared/findings/judge.ts';
import { evidenceOfSearch, type Look } from './discovery-facts.ts';
import { judged } from './judged.ts';
import { usedKey, withKey } from './way-in-cases.ts';

const codes = (facts: readonly ObservedFacts[], security = 'implicit-tls'): readonly string[] =>
  judged(security, facts).map(({ code }) => code);

const NO = { responseCode: 'AUTHENTICATIONFAILED', text: '' };

describe('a sign-in with a key', () => {
  it.each(['greeting', 'capabilities', 'handshake'] as const)(
    'that the server ended at the %s is told once, and not as a server that wants a certificate',
    (where) => {
      const shown = { ...tls('established'), clientCertificate: 'shown' as const };
      const ends: Readonly<Record<typeof where, readonly ObservedFacts[]>> = {
        handshake: [{ ...tls('client-certificate-required'), clientCertificate: 'shown' }],
        greeting: [shown, greeting('client-certificate-required', null)],
        capabilities: [shown, listed('in-tls', 'client-certificate-required')],
      };

      const found = codes([
        ...inTls,
        ...ends[where],
        signIn({ failure: 'key-refused', key: usedKey({ alert: 'bad_certificate' }) }),
      ]);

      expect(found).toEqual(['auth_key_refused_in_tls']);
    },
  );

  it('is no way to believe PREAUTH by, where the server did not ask for the key', () => {
    const found = codes([
      ...inTls,
      { ...tls('established'), clientCertificate: 'not-asked' },
      greeting('preauthenticated'),
      listed('in-tls'),
      signIn({ failure: 'key-not-asked', key: usedKey({ isShown: false }) }),
    ]);

    expect(found).toEqual(['auth_key_not_asked', 'auth_signed_in_without_proof']);
  });

  it('is believed where PREAUTH came after the key was shown', () => {
    const found = codes([
      ...inTls,
      { ...tls('established'), clientCertificate: 'shown' },
      greeting('preauthenticated'),
      listed('in-tls'),
      signIn({ outcome: 'accepted', mechanism: null, serverVerified: null, key: usedKey() }),
    ]);

    expect(found.toSorted()).toEqual(['account_healthy', 'auth_key_signed_in']);
  });

  it('in the clear stays what it is: a trick to forbid STARTTLS', () => {
    expect(codes([...reached, greeting('preauthenticated')], 'starttls')).toEqual([
      'protocol_preauth_in_cleartext',
    ]);
  });

  it('that a server in trouble did not judge is not the key’s fault', () => {
    const words = { responseCode: 'UNAVAILABLE', text: '' };

    const found = codes([...withKey, signIn({ outcome: 'rejected', words, key: usedKey() })]);

    expect(found).toEqual(['auth_server_unavailable']);
  });

  it('says that the date is the reason for certain only where the server said so', () => {
    const confidence = (alert: string | null): unknown =>
      judged('implicit-tls', [
        ...withKey,
        signIn({ failure: 'key-refused', key: usedKey({ validity: 'expired', alert }) }),
      ])[0]?.confidence;

    expect(confidence('certificate_expired')).toBe('seen');
    expect(confidence('unknown_ca')).toBe('likely');
  });

  it('does not blame the dates of a certificate that signed in', () => {
    const facts = { outcome: 'accepted', serverVerified: null } as const;

    const found = codes([...withKey, signIn({ ...facts, key: usedKey({ validity: 'expired' }) })]);

    expect(found).toContain('auth_key_signed_in');
    expect(found).not.toContain('auth_key_expired');
  });
});

describe('a key that the person has revoked', () => {
  const key = usedKey({ isRevoked: true });

  it.each<[string, ObservedFacts[]]>([
    ['in words', [...withKey, signIn({ outcome: 'rejected', mechanism: 'EXTERNAL', words: NO, key })]],
    [
      'inside TLS',
      [
        ...inTls,
        { ...tls('established'), clientCertificate: 'shown' },
        greeting('client-certificate-required', null),
        signIn({ failure: 'key-refused', key: { ...key, alert: 'certificate_revoked' } }),
      ],
    ],
    ['by offering nothing with it', [...withKey, signIn({ failure: 'key-without-effect', key })]],
    [
      'when it has expired, too',
      [...withKey, signIn({ failure: 'key-refused', key: { ...key, validity: 'expired' } })],
    ],
  ])('is as it should be where it is refused %s', (_, facts) => {
    expect(codes(facts)).toEqual(['key_revoked_refused', 'servers_healthy']);
  });

  it('is not known to be refused where nobody asked for it', () => {
    const unseen = { ...key, isShown: false };

    expect(codes([...inTls, signIn({ failure: 'key-not-asked', key: unseen })])).toEqual([
      'auth_key_not_asked',
    ]);
  });

  it('is only likely to be refused where the server says nothing', () => {
    const [found] = judged('implicit-tls', [...withKey, signIn({ failure: 'key-without-effect', key })]);

    expect(found?.confidence).toBe('likely');
  });

  it('is a problem where it signs in, whatever else could be said of it', () => {
    const facts = { ...key, kind: 'rsa', bits: 1024, notAfter: '2026-11-30T00:00:00.000Z' } as const;

    expect(codes([...withKey, signIn({ outcome: 'accepted', serverVerified: null, key: facts })])).toEqual([
      'key_revoked_still_accepted',
    ]);
  });
});

describe('the certificate of a key', () => {
  const said = (notAfter: string | null, more: object = {}): readonly string[] =>
    codes([
      ...withKey,
      signIn({
        outcome: 'accepted',
        mechanism: 'EXTERNAL',
        serverVerified: null,
        key: usedKey({ notAfter, ...more }),
      }),
    ]).filter((code) => code.startsWith('key_'));

  it.each([
    ['in 30 days', '2026-12-22T08:00:00.000Z', ['key_certificate_ends_soon']],
    ['in 30 days and a second', '2026-12-22T08:00:01.000Z', []],
    ['at a time that cannot be read', null, []],
  ])('that ends %s: %s', (_, notAfter, told) => {
    expect(said(notAfter)).toEqual(told);
  });

  it('that is over, and that a server takes all the same, is no matter of soon', () => {
    expect(said('2026-11-20T00:00:00.000Z', { validity: 'expired' })).toEqual([]);
  });

  it('is told once where the key signed in at several servers', () => {
    const key = usedKey({ notAfter: '2026-11-30T00:00:00.000Z' });
    const facts = [...withKey, signIn({ outcome: 'accepted', serverVerified: null, key })];
    const looks: readonly Look[] = [
      ['imap', 'imap.example.org:993', facts],
      ['submission', 'smtp.example.org:465', facts],
    ];

    const found = judge(evidenceOfSearch({ run: [], looks }));

    const own = found.filter(({ code }) => code === 'key_certificate_ends_soon');
    expect(own).toHaveLength(1);
    expect(own[0]?.evidence).toHaveLength(2);
  });
});

describe('the length of a key', () => {
  it.each([
    ['rsa', 2047, ['key_too_weak']],
    ['rsa', 2048, []],
    ['rsa', null, []],
    ['ec', 256, []],
    ['ed25519', 256, []],
  ] as const)('is enough or not: %s with %j bits', (kind, bits, told) => {
    const key = usedKey({ kind, bits });
    const found = codes([...withKey, signIn({ outcome: 'accepted', serverVerified: null, key })]);

    expect(found.filter((code) => code.startsWith('key_'))).toEqual(told);
  });

  it('is told beside the refusal, whose reason it may be', () => {
    const key = usedKey({ kind: 'rsa', bits: 1024, alert: 'bad_certificate' });
    const facts = [...withKey.slice(0, -1), signIn({ failure: 'key-refused', key })];

    expect(codes(facts)).toEqual(['auth_key_refused_in_tls', 'key_too_weak']);
  });
});

describe('a sign-in with a token', () => {
  it('that worked says nothing of a password', () => {
    const token = { isExpired: null, errorStatus: null, text: null };
    const facts = {
      outcome: 'accepted',
      mechanism: 'XOAUTH2',
      sendsSecret: true,
      serverVerified: null,
    } as const;

    expect(codes([...inTls, signIn({ ...facts, token })])).toEqual(['account_healthy']);
  });
});
