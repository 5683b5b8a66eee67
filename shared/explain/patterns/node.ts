import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Node.js says, and nodemailer and imapflow on it. */
export const OF_NODE: readonly Pattern[] = table('Node.js', 'node', [
  seen('expired', 'tls_certificate_expired', 'cert_has_expired'),
  seen('not-yet-valid', 'tls_certificate_not_yet_valid', 'cert_not_yet_valid'),
  seen('self-signed', 'tls_certificate_self_signed', 'depth_zero_self_signed_cert'),
  seen(
    'wrong-name',
    'tls_certificate_wrong_name',
    'err_tls_cert_altname_invalid',
    "does not match certificate's altnames",
  ),
  likely(
    'first-certificate',
    'tls_certificate_chain_incomplete',
    'unable_to_verify_leaf_signature',
    'unable_to_get_issuer_cert',
  ),
  seen('refused', 'network_port_refused', 'econnrefused'),
  likely('wrong-version', 'tls_port_speaks_cleartext', 'err_ssl_wrong_version_number'),
  seen(
    'version-alert',
    'tls_version_refused',
    'err_ssl_tlsv1_alert_protocol_version',
    'err_ssl_unsupported_protocol',
  ),
  seen(
    'certificate-required',
    'tls_client_certificate_required',
    'err_ssl_tlsv13_alert_certificate_required',
  ),
  seen(
    'handshake-alert',
    'tls_handshake_failed',
    'err_ssl_sslv3_alert_handshake_failure',
    'err_ssl_ssl/tls_alert_handshake_failure',
  ),
  seen('self-signed-authority', 'tls_certificate_unknown_issuer', 'self_signed_cert_in_chain'),
  likely('unknown-issuer', 'tls_certificate_unknown_issuer', 'unable_to_get_issuer_cert_locally'),
  seen('host-unknown', 'dns_host_unknown', 'enotfound'),
  seen('no-answer', 'dns_no_answer', 'eai_again'),
  likely('timeout', 'network_port_filtered', 'etimedout'),
  likely(
    'reset',
    'network_connection_lost',
    'econnreset',
    'client network socket disconnected before secure tls connection was established',
  ),
  seen('unreachable', 'network_unreachable', 'ehostunreach', 'enetunreach'),
  likely('silent', 'network_server_silent', 'greeting never received'),
  seen('starttls-refused', 'starttls_refused', 'error upgrading connection with starttls'),
  vague('sign-in', 'auth_password_refused', 'invalid login', 'eauth', 'authenticationfailed: true'),
]);
