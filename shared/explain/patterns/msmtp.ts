import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What msmtp says. */
export const OF_MSMTP: readonly Pattern[] = table('msmtp', 'msmtp', [
  likely('sign-in', 'auth_password_refused', 'authentication failed (method'),
  seen('expired', 'tls_certificate_expired', [
    'tls certificate verification failed',
    'the certificate has expired',
  ]),
  seen('unknown-issuer', 'tls_certificate_unknown_issuer', "the certificate hasn't got a known issuer"),
  seen('wrong-name', 'tls_certificate_wrong_name', 'the certificate owner does not match hostname'),
  seen('fingerprint', 'tls_certificate_unknown_issuer', 'the certificate fingerprint does not match'),
  seen(
    'starttls-missing',
    'starttls_not_offered',
    'the server does not support tls via the starttls command',
  ),
  seen(
    'no-authentication',
    'auth_no_safe_mechanism',
    'the server does not support authentication',
    'cannot use a secure authentication method',
  ),
  seen('host-unknown', 'dns_host_unknown', 'cannot locate host'),
  likely('empty-reply', 'network_connection_lost', 'the server sent an empty reply'),
  vague('sender', 'sending_address_not_allowed', ['envelope from address', 'not accepted by the server']),
  vague('recipient', 'sending_refused', ['recipient address', 'not accepted by the server']),
  vague('mail', 'sending_refused', 'the server did not accept the mail'),
]);
