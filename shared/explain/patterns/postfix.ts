import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Postfix writes into its log. */
export const OF_POSTFIX: readonly Pattern[] = table('Postfix', 'postfix', [
  likely(
    'sign-in',
    'auth_password_refused',
    ['sasl', 'authentication failed:', 'unknown['],
    ['warning:', 'sasl', 'authentication failed:'],
  ),
  seen('relay-sign-in', 'auth_password_refused', ['sasl authentication failed; server', 'said:']),
  seen('relay-no-mechanism', 'auth_no_safe_mechanism', 'no mechanism available', 'no worthy mechs found'),
  seen('no-sasl', 'auth_server_unavailable', 'fatal: no sasl authentication mechanisms'),
  seen('starttls-missing', 'starttls_not_offered', 'tls is required, but was not offered by host'),
  seen(
    'issuer',
    'tls_certificate_unknown_issuer',
    ['certificate verification failed for', 'untrusted issuer'],
    'server certificate not trusted',
  ),
  seen('wrong-name', 'tls_certificate_wrong_name', 'server certificate not verified', 'peername mismatch'),
  likely('lost-in-tls', 'tls_handshake_failed', 'lost connection after starttls'),
  likely('lost-in-sign-in', 'auth_connection_lost', 'lost connection after auth', 'timeout after auth'),
  vague('lost', 'network_connection_lost', 'lost connection after connect', 'lost connection after ehlo'),
  vague('accept', 'tls_handshake_failed', 'ssl_accept error from', 'cannot start tls: handshake failure'),
  seen('domain-no-answer', 'dns_no_answer', 'host not found, try again'),
  seen(
    'domain-unknown',
    'dns_host_unknown',
    ['name service error for name', 'host not found'],
    'host or domain name not found',
  ),
  likely('other-service', 'protocol_wrong_service', 'non-smtp command from'),
  likely('too-many-errors', 'auth_throttled', 'too many errors after auth', 'too many auth commands'),
]);
