import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Dovecot writes into its log. */
export const OF_DOVECOT: readonly Pattern[] = table('Dovecot', 'dovecot', [
  seen(
    'client-distrusts',
    'tls_certificate_unknown_issuer',
    ['ssl_accept()', 'alert unknown ca'],
    ['ssl_accept()', 'alert bad certificate'],
    ['ssl_accept()', 'alert certificate unknown'],
  ),
  seen('client-too-old', 'tls_version_refused', ['ssl_accept()', 'unsupported protocol']),
  likely('client-speaks-http', 'protocol_wrong_service', ['ssl_accept()', 'http request']),
  likely('sign-in', 'auth_password_refused', ['auth failed', 'attempts in']),
  seen('mismatch', 'auth_password_refused', 'password mismatch'),
  seen('user-unknown', 'auth_username_form', ['dovecot', 'unknown user'], ['auth:', 'unknown user']),
  vague('no-attempt', 'network_connection_lost', '(no auth attempts'),
  seen('client-in-cleartext', 'tls_port_wants_tls_first', ['ssl_accept()', 'wrong version number']),
  seen('client-finds-expired', 'tls_certificate_expired', ['ssl_accept()', 'alert certificate expired']),
  seen('client-cipher', 'tls_handshake_failed', ['ssl_accept()', 'no shared cipher']),
  seen(
    'cleartext-sign-in',
    'auth_needs_encryption',
    'tried to use disallowed plaintext auth',
    'tried to use disabled plaintext auth',
    'plaintext authentication disallowed on non-secure',
    'cleartext authentication disallowed',
  ),
  likely('sign-in-broken', 'auth_connection_lost', "client didn't finish sasl auth"),
  seen(
    'certificate-wanted',
    'tls_client_certificate_required',
    "client didn't present valid ssl certificate",
    'client sent no ssl certificate',
    "cert required, client didn't start tls",
  ),
  seen(
    'auth-service',
    'auth_server_unavailable',
    'auth process broken',
    ['auth server', 'not responding'],
    'disconnected: auth process',
  ),
  seen('quota', 'account_over_quota', 'quota exceeded (mailbox for user is full)'),
  likely(
    'internal',
    'account_mailbox_broken',
    'internal error occurred. refer to server log',
    'namespace initialization failed',
    'initialization failed: namespace',
  ),
]);
