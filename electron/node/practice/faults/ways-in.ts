import type { Fault } from '../fault.ts';
import { USUAL_MAIL } from '../mail/behaviour.ts';
import { on, onImplicitTls } from './expected.ts';

const WITH_EXTERNAL = ['EXTERNAL', ...USUAL_MAIL.mechanisms];
const WITH_TOKENS = ['OAUTHBEARER', 'XOAUTH2', 'PLAIN'];

/** What servers do with the keys of devices, and with tokens. Each is met with one: see `signsInWith`. */
export const WAY_IN_FAULTS: readonly Fault[] = [
  {
    name: 'preauth-by-key',
    summary: {
      en: 'No fault: a registered key signs in by the TLS handshake alone (PREAUTH).',
      de: 'Kein Fehler: Ein eingetragener Schlüssel meldet schon beim TLS-Handschlag an (PREAUTH).',
    },
    behaviour: { clientKey: 'preauth' },
    signsInWith: 'known-key',
    over: 'implicit-tls',
    expects: on(['imap'], 'auth_key_signed_in'),
  },
  {
    name: 'external-by-key',
    summary: {
      en: 'No fault: a registered key signs in, and the server offers that only when it was shown it (EXTERNAL).',
      de: 'Kein Fehler: Ein eingetragener Schlüssel meldet an, und der Server bietet das erst an, wenn er ihn sieht (EXTERNAL).',
    },
    behaviour: {},
    signsInWith: 'known-key',
    over: 'starttls',
    expects: on(['imap', 'submission', 'pop3', 'managesieve'], 'auth_key_signed_in'),
  },
  {
    name: 'sending-by-key',
    summary: {
      en: 'No fault: whoever shows a registered key may send without signing in (Postfix).',
      de: 'Kein Fehler: Wer einen eingetragenen Schlüssel zeigt, darf ohne Anmeldung senden (Postfix).',
    },
    behaviour: { clientKey: 'enough-to-send' },
    signsInWith: 'known-key',
    over: 'implicit-tls',
    expects: on(['submission'], 'auth_key_signed_in'),
  },
  {
    name: 'key-not-asked',
    summary: {
      en: 'The server does not ask for the key of the device.',
      de: 'Der Server fragt nicht nach dem Schlüssel des Geräts.',
    },
    behaviour: { clientKey: 'not-asked', mechanisms: WITH_EXTERNAL },
    signsInWith: 'known-key',
    over: 'implicit-tls',
    expects: onImplicitTls('auth_key_not_asked'),
  },
  {
    name: 'key-unknown',
    summary: {
      en: 'The key of the device is not registered, and its sign-in is refused (Dovecot).',
      de: 'Der Schlüssel des Geräts ist nicht eingetragen, und seine Anmeldung wird abgelehnt (Dovecot).',
    },
    behaviour: { mechanisms: WITH_EXTERNAL },
    signsInWith: 'unknown-key',
    over: 'implicit-tls',
    expects: onImplicitTls('auth_key_unknown'),
  },
  {
    name: 'key-without-effect',
    summary: {
      en: 'The key of the device is not registered, and no sign-in with it is offered (Exim).',
      de: 'Der Schlüssel des Geräts ist nicht eingetragen, und keine Anmeldung damit wird angeboten (Exim).',
    },
    behaviour: {},
    signsInWith: 'unknown-key',
    over: 'implicit-tls',
    expects: onImplicitTls('auth_key_without_effect'),
  },
  {
    name: 'key-too-old',
    summary: {
      en: 'The certificate of the device’s key has expired.',
      de: 'Das Zertifikat zum Schlüssel des Geräts ist abgelaufen.',
    },
    behaviour: { mechanisms: WITH_EXTERNAL },
    signsInWith: 'expired-key',
    over: 'implicit-tls',
    expects: onImplicitTls('auth_key_expired'),
  },
  {
    name: 'token-refused',
    summary: {
      en: 'The access token was withdrawn (OAuth).',
      de: 'Das Zugangstoken wurde widerrufen (OAuth).',
    },
    behaviour: { mechanisms: WITH_TOKENS },
    signsInWith: 'unknown-token',
    over: 'implicit-tls',
    expects: onImplicitTls('auth_token_refused'),
  },
  {
    name: 'token-too-old',
    summary: {
      en: 'The access token has expired (OAuth).',
      de: 'Das Zugangstoken ist abgelaufen (OAuth).',
    },
    behaviour: { mechanisms: WITH_TOKENS },
    signsInWith: 'expired-token',
    over: 'implicit-tls',
    expects: onImplicitTls('auth_token_expired'),
  },
  {
    name: 'token-taken',
    summary: {
      en: 'No fault: an access token signs in (OAuth).',
      de: 'Kein Fehler: Ein Zugangstoken meldet an (OAuth).',
    },
    behaviour: { mechanisms: WITH_TOKENS },
    signsInWith: 'known-token',
    over: 'implicit-tls',
    expects: onImplicitTls('account_healthy'),
  },
];
