import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Mail on macOS and iOS says. */
export const OF_APPLE: readonly Pattern[] = table('Apple Mail', 'apple', [
  likely('timeout', 'network_port_filtered', ['the connection to the server', 'on port', 'timed out']),
  likely(
    'not-responding',
    'network_port_filtered',
    'is not responding. verify that you have entered the correct',
  ),
  likely(
    'identity',
    'tls_certificate_unknown_issuer',
    "can't verify the identity of",
    'cannot verify server identity',
    'cannot be verified by mail',
  ),
  likely(
    'identity-de',
    'tls_certificate_unknown_issuer',
    'serveridentität kann nicht überprüft werden',
    'serveridentität nicht überprüfbar',
  ),
  likely('relay', 'sending_sign_in_missing', [
    'was rejected by the server because it does not allow relaying',
  ]),
  likely('too-large', 'sending_too_large', [
    'the message was rejected by the server because it is too large',
  ]),
  vague('recipient', 'sending_refused', 'one of the recipients was rejected by the server', [
    'the recipient',
    'was rejected by the server',
  ]),
  likely('password-rejected', 'auth_password_refused', 'rejected the password for user'),
  likely('password-provided', 'auth_password_refused', 'using the password you provided'),
  likely('password-phone', 'auth_password_refused', ['the user name or password for', 'is incorrect']),
  likely('password-phone-de', 'auth_password_refused', [
    'der benutzername oder das passwort für',
    'ist falsch',
  ]),
  seen('certificate-expired', 'tls_certificate_expired', 'errsslcertexpired', [
    'kcfstreamerrordomainssl',
    '-9814',
  ]),
  seen('wrong-name', 'tls_certificate_wrong_name', 'errsslhostnamemismatch', [
    'kcfstreamerrordomainssl',
    '-9843',
  ]),
  seen(
    'unknown-root',
    'tls_certificate_unknown_issuer',
    'errsslunknownrootcert',
    'errsslnorootcert',
    'errsslxcertchaininvalid',
    ['kcfstreamerrordomainssl', '-9807'],
    ['kcfstreamerrordomainssl', '-9813'],
  ),
]);
