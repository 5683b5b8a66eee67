import type { UsedKey, UsedToken } from '../../../shared/mail/sign-in.ts';
import { greeting, inTls, listed, reached, signIn, tls } from './facts.ts';
import type { Case } from './judged.ts';

/** A key that was shown, and what else is true of it. */
export const usedKey = (facts: Partial<UsedKey> = {}): UsedKey => ({
  spkiFingerprint: 'ab'.repeat(32),
  kind: 'ed25519',
  notBefore: '2026-10-01T00:00:00.000Z',
  notAfter: '2026-12-31T00:00:00.000Z',
  validity: 'valid',
  isShown: true,
  alert: null,
  ...facts,
});

const usedToken = (facts: Partial<UsedToken> = {}): UsedToken => ({
  isExpired: null,
  errorStatus: null,
  text: null,
  ...facts,
});

/** A server that was looked at without the key, and met with it. */
export const withKey = [
  ...inTls,
  { ...tls('established'), clientCertificate: 'shown' as const },
  greeting('ready'),
  listed('in-tls'),
];

// Cases are judged on 22 November 2026.
const ENDS_SOON = '2026-12-22T08:00:00.000Z';

const refused = {
  outcome: 'rejected',
  mechanism: 'EXTERNAL',
  words: { responseCode: 'AUTHENTICATIONFAILED', text: '' },
} as const;

const accepted = (facts: Partial<UsedKey>) =>
  signIn({ outcome: 'accepted', mechanism: 'EXTERNAL', serverVerified: null, key: usedKey(facts) });

const revoked = { isRevoked: true } as const;

/** Signing in with a key or a token: for each finding the observations that reach it. */
export const WAY_IN_CASES: readonly Case[] = [
  [
    'auth_key_signed_in',
    'implicit-tls',
    [
      ...withKey,
      signIn({ outcome: 'accepted', mechanism: 'EXTERNAL', serverVerified: null, key: usedKey() }),
    ],
  ],
  [
    'auth_key_not_asked',
    'implicit-tls',
    [...inTls, signIn({ failure: 'key-not-asked', key: usedKey({ isShown: false }) })],
  ],
  [
    'auth_key_refused_in_tls',
    'implicit-tls',
    [
      ...inTls,
      { ...tls('established'), clientCertificate: 'shown' },
      greeting('client-certificate-required', null),
      signIn({ failure: 'key-refused', key: usedKey({ alert: 'unknown_ca' }) }),
    ],
  ],
  ['auth_key_unknown', 'implicit-tls', [...withKey, signIn({ ...refused, key: usedKey() })]],
  [
    'auth_key_expired',
    'implicit-tls',
    [
      ...inTls,
      { ...tls('client-certificate-required'), clientCertificate: 'shown' },
      signIn({
        failure: 'key-refused',
        key: usedKey({ validity: 'expired', alert: 'certificate_expired' }),
      }),
    ],
  ],
  [
    'auth_key_not_yet_valid',
    'implicit-tls',
    [...withKey, signIn({ ...refused, key: usedKey({ validity: 'not-yet-valid' }) })],
  ],
  [
    'auth_key_without_effect',
    'implicit-tls',
    [...withKey, signIn({ failure: 'key-without-effect', key: usedKey() })],
  ],
  ['key_certificate_ends_soon', 'implicit-tls', [...withKey, accepted({ notAfter: ENDS_SOON })]],
  ['key_too_weak', 'implicit-tls', [...withKey, accepted({ kind: 'rsa', bits: 1024 })]],
  ['key_revoked_still_accepted', 'implicit-tls', [...withKey, accepted(revoked)]],
  ['key_revoked_refused', 'implicit-tls', [...withKey, signIn({ ...refused, key: usedKey(revoked) })]],
  [
    'auth_token_refused',
    'implicit-tls',
    [...inTls, signIn({ ...refused, mechanism: 'XOAUTH2', token: usedToken() })],
  ],
  [
    'auth_token_expired',
    'implicit-tls',
    [...inTls, signIn({ ...refused, mechanism: 'XOAUTH2', token: usedToken({ isExpired: true }) })],
  ],
  [
    'auth_token_scope',
    'implicit-tls',
    [
      ...inTls,
      signIn({
        outcome: 'rejected',
        mechanism: 'OAUTHBEARER',
        token: usedToken({ errorStatus: 'insufficient_scope', text: '{"status":"insufficient_scope"}' }),
      }),
    ],
  ],
  [
    'auth_signed_in_without_proof',
    'implicit-tls',
    [...reached, tls('established'), greeting('preauthenticated'), listed('in-tls')],
  ],
];
