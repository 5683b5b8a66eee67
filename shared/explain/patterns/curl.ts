import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What curl says: the number in brackets is its exit code. */
export const OF_CURL: readonly Pattern[] = table('curl', 'curl', [
  seen(
    'wrong-name',
    'tls_certificate_wrong_name',
    'no alternative certificate subject name matches',
    'curl: (51)',
  ),
  seen('expired', 'tls_certificate_expired', ['curl: (60)', 'certificate has expired']),
  seen('not-yet-valid', 'tls_certificate_not_yet_valid', ['curl: (60)', 'certificate is not yet valid']),
  seen(
    'self-signed',
    'tls_certificate_self_signed',
    ['curl: (60)', 'self-signed certificate'],
    ['curl: (60)', 'self signed certificate'],
  ),
  likely('unknown-issuer', 'tls_certificate_unknown_issuer', [
    'curl: (60)',
    'unable to get local issuer certificate',
  ]),
  likely('reset', 'network_connection_lost', ['curl: (35)', 'connection reset by peer']),
  likely('closed', 'network_connection_lost', 'ssl_error_syscall in connection to'),
  seen('refused', 'network_port_refused', ['curl: (7)', 'connection refused']),
  likely(
    'silent',
    'network_server_silent',
    ['curl: (28)', 'with 0 bytes received'],
    ['curl: (28)', 'with 0 out of 0 bytes received'],
  ),
  seen(
    'starttls-missing',
    'starttls_not_offered',
    ['curl: (64)', 'starttls not supported'],
    ['curl: (64)', 'starttls not available'],
  ),
  seen('starttls-denied', 'starttls_refused', 'starttls denied'),
  likely('sender-refused', 'sending_address_not_allowed', 'mail failed: 550', 'mail failed: 553'),
  likely('recipient-full', 'sending_recipient_full', 'rcpt failed: 452', 'rcpt failed: 552'),
  likely('too-large', 'sending_too_large', 'mail failed: 552'),
  seen('sign-in-missing', 'sending_sign_in_missing', 'mail failed: 530', 'rcpt failed: 530'),
  vague('recipient', 'sending_refused', 'rcpt failed: 550', 'rcpt failed: 553', 'rcpt failed: 554'),
  likely('throttled', 'sending_throttled', 'mail failed: 421', 'mail failed: 450', 'mail failed: 451'),
  likely('broken-off', 'auth_connection_lost', ['curl: (56)', 'response reading failed']),
  vague('login-denied', 'auth_password_refused', 'curl: (67)'),
  seen('host-unknown', 'dns_host_unknown', 'curl: (6)'),
  likely(
    'timeout',
    'network_port_filtered',
    ['curl: (28)', 'connection timed out'],
    ['curl: (28)', 'connection timeout'],
    ['curl: (28)', 'failed to connect to'],
  ),
  // Any connection that failed; newer versions do not say why.
  vague('connect', 'network_port_refused', 'curl: (7)'),
  vague('handshake', 'tls_handshake_failed', 'curl: (35)'),
  likely('empty-reply', 'network_connection_lost', 'curl: (52)'),
  likely('weird-reply', 'protocol_answer_malformed', 'curl: (8)'),
  vague('certificate', 'tls_certificate_unusable', 'curl: (60)'),
]);
