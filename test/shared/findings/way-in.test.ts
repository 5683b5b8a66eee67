import { describe, expect, it } from 'vitest';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import { greeting, inTls, listed, reached, signIn, tls } from './facts.ts';
import { judged } from './judged.ts';
import { usedKey, withKey } from './way-in-cases.ts';

const codes = (facts: readonly ObservedFacts[], security = 'implicit-tls'): readonly string[] =>
  judged(security, facts).map(({ code }) => code);

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
