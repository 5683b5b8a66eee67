import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What mutt and neomutt say. */
export const OF_MUTT: readonly Pattern[] = table('mutt, neomutt', 'mutt', [
  seen('refused', 'network_port_refused', ['could not connect to', '(connection refused)']),
  likely('expired', 'tls_certificate_expired', 'warning: server certificate has expired'),
  likely('wrong-name', 'tls_certificate_wrong_name', 'warning: server hostname does not match certificate'),
  likely('not-yet-valid', 'tls_certificate_not_yet_valid', 'warning: server certificate is not yet valid'),
  vague('negotiation', 'tls_handshake_failed', 'could not negotiate tls connection'),
  vague('login-failed', 'auth_password_refused', 'login failed'),
  seen('no-authenticators', 'auth_no_safe_mechanism', 'no authenticators available'),
  likely('signer', 'tls_certificate_unusable', 'warning: signer of server certificate is not a ca'),
  seen('encryption-unavailable', 'starttls_not_offered', 'encrypted connection unavailable'),
  seen('host-not-found', 'dns_host_unknown', 'could not find the host'),
  vague('sasl-failed', 'auth_password_refused', 'sasl authentication failed'),
]);
