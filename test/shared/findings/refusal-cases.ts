import type { ServerWords } from '../../../shared/mail/observation.ts';
import type { SignInFacts } from '../../../shared/mail/sign-in.ts';
import { inTls, listed, remembered, signIn } from './facts.ts';
import type { Case } from './judged.ts';

/** A sign-in that came to its end, and was refused with these words. */
export const refusedWith = (words: ServerWords | null, facts: Partial<SignInFacts> = {}): SignInFacts =>
  signIn({ outcome: 'rejected', iterationCount: 4096, words, ...facts });

const offering = (mechanisms: readonly string[], capabilities: readonly string[] = []) => [
  ...inTls.slice(0, -1),
  { ...listed('in-tls'), mechanisms, capabilities },
  signIn({ outcome: 'refused-by-us', refusal: 'no-safe-mechanism', mechanism: null }),
];

const scramError = (error: string): SignInFacts =>
  refusedWith({ responseCode: 'AUTHENTICATIONFAILED', text: 'no' }, { scramError: error });

/** Why a sign-in was refused: for each finding the observations that reach it. */
export const REFUSAL_CASES: readonly Case[] = [
  ['auth_username_form', 'implicit-tls', [...inTls, scramError('unknown-user')]],
  [
    // Nothing of SCRAM came back: the server found nobody of that name.
    'auth_username_form',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'AUTHENTICATIONFAILED', text: 'no' }, { iterationCount: null })],
  ],
  ['auth_username_refused', 'implicit-tls', [...inTls, scramError('invalid-username-encoding')]],
  ['auth_plus_stripped', 'implicit-tls', [...inTls, scramError('server-does-support-channel-binding')]],
  [
    // Dovecot 2.4 says no more than that, and the host offered -PLUS at an earlier run.
    'auth_plus_stripped',
    'implicit-tls',
    [
      ...inTls,
      remembered('mechanism-gone', 'SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'),
      refusedWith({ responseCode: 'AUTHENTICATIONFAILED', text: 'no' }, { iterationCount: null }),
    ],
  ],
  [
    'auth_channel_binding_refused',
    'implicit-tls',
    [...inTls, scramError('unsupported-channel-binding-type')],
  ],
  [
    'auth_app_password_needed',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'ALERT', text: 'Application-specific password required' })],
  ],
  [
    'auth_web_sign_in_needed',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'WEBALERT', text: 'Web login required' })],
  ],
  [
    'auth_admin_consent_needed',
    'implicit-tls',
    [...inTls, refusedWith({ text: 'AADSTS65001: The user or administrator has not consented' })],
  ],
  [
    'auth_oauth_only',
    'implicit-tls',
    [...inTls, refusedWith({ condition: 'NO', text: 'Basic authentication is disabled.' })],
  ],
  ['auth_oauth_only', 'implicit-tls', offering(['XOAUTH2', 'GSSAPI'])],
  ['auth_key_only', 'implicit-tls', offering(['EXTERNAL'])],
  ['auth_login_disabled', 'implicit-tls', offering([], ['IMAP4REV1', 'LOGINDISABLED'])],
  ['auth_no_safe_mechanism', 'implicit-tls', offering(['GSSAPI', 'NTLM'])],
  [
    'auth_protocol_switched_off',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'ALERT', text: 'Your account is not enabled for IMAP use.' })],
  ],
  ['account_locked', 'implicit-tls', [...inTls, refusedWith({ text: 'passphrase locked' })]],
  [
    'account_blocked',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'CONTACTADMIN', text: 'Closed' })],
  ],
  [
    'auth_password_expired',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'EXPIRED', text: 'Password expired' })],
  ],
  [
    'account_too_many_connections',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'LIMIT', text: 'too many' })],
  ],
  [
    'auth_throttled',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'LIMIT', text: 'AUTHENTICATE Rate limit hit.' })],
  ],
  [
    'auth_transition_needed',
    'implicit-tls',
    [
      ...inTls,
      refusedWith({ text: 'One time use of a plaintext password will enable requested mechanism for user' }),
    ],
  ],
  [
    'auth_mechanism_too_weak',
    'implicit-tls',
    [...inTls, refusedWith({ text: 'mechanism too weak for this user' })],
  ],
  [
    'auth_not_authorized',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'AUTHORIZATIONFAILED', text: 'no' })],
  ],
  [
    'auth_referral_not_followed',
    'implicit-tls',
    [...inTls, refusedWith({ responseCode: 'REFERRAL', text: 'Try the other server' })],
  ],
  [
    'account_without_mailbox',
    'implicit-tls',
    [...inTls, refusedWith({ condition: 'NO', text: 'User is authenticated but not connected.' })],
  ],
  ['auth_exchange_broken', 'implicit-tls', [...inTls, scramError('invalid-encoding')]],
  ['auth_refused', 'implicit-tls', [...inTls, scramError('other-error')]],
  ['auth_server_unavailable', 'implicit-tls', [...inTls, scramError('no-resources')]],
  [
    'auth_server_not_proved',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'accepted', mechanism: 'CRAM-MD5', serverVerified: null })],
  ],
];
