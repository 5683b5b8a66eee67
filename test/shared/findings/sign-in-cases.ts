import { signIn, inTls, beforeTls } from './facts.ts';
import type { Case } from './judged.ts';
import { refusedWith } from './refusal-cases.ts';

/** The sign-in: for each finding the observations that reach it. */
export const SIGN_IN_CASES: readonly Case[] = [
  [
    'auth_password_refused',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'AUTHENTICATIONFAILED', text: '' })],
  ],
  [
    'auth_server_unavailable',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'UNAVAILABLE', text: '' })],
  ],
  ['auth_refused', 'implicit-tls', [...inTls, refusedWith({ responseCode: 'PRIVACYREQUIRED', text: '' })]],
  [
    'auth_no_safe_mechanism',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'no-safe-mechanism' })],
  ],
  [
    'auth_password_withheld',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'certificate-not-public' })],
  ],
  [
    'auth_needs_encryption',
    'cleartext',
    [...beforeTls, signIn({ outcome: 'refused-by-us', refusal: 'not-encrypted' })],
  ],
  [
    'auth_mechanism_not_offered',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'mechanism-not-offered' })],
  ],
  [
    'auth_password_unusable',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'password-unusable' })],
  ],
  [
    'auth_username_unusable',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'username-unusable' })],
  ],
  [
    'auth_not_tried',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'stopped-after-other' })],
  ],
  ['auth_server_proof_missing', 'implicit-tls', [...inTls, signIn({ failure: 'server-proof-missing' })]],
  ['auth_server_proof_wrong', 'implicit-tls', [...inTls, signIn({ failure: 'server-proof-wrong' })]],
  ['auth_exchange_broken', 'implicit-tls', [...inTls, signIn({ failure: 'server-nonce-wrong' })]],
  [
    'auth_iterations_unsafe',
    'implicit-tls',
    [...inTls, signIn({ failure: 'server-iterations-too-few', iterationCount: 1 })],
  ],
  ['auth_connection_lost', 'implicit-tls', [...inTls, signIn({ failure: 'closed' })]],
  [
    'auth_password_given_in_tls',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'accepted', mechanism: 'PLAIN', sendsSecret: true })],
  ],
  [
    'auth_channel_binding_mismatch',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'rejected', scramError: 'channel-bindings-dont-match' })],
  ],
  ['account_healthy', 'implicit-tls', [...inTls, signIn({ outcome: 'accepted', serverVerified: true })]],
];
