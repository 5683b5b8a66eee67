import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What GnuTLS says, by itself and inside of mutt, Exim, msmtp and gsasl. */
export const OF_GNUTLS: readonly Pattern[] = table('GnuTLS', 'gnutls', [
  seen('expired', 'tls_certificate_expired', 'certificate chain uses expired certificate'),
  seen('wrong-name', 'tls_certificate_wrong_name', 'name in the certificate does not match the expected'),
  seen('unknown-issuer', 'tls_certificate_unknown_issuer', 'the certificate issuer is unknown'),
  seen('not-yet-valid', 'tls_certificate_not_yet_valid', 'uses not yet valid certificate'),
  seen('handshake-alert', 'tls_handshake_failed', 'received alert [40]', 'received.(handshake failed)'),
  seen('certificate-required', 'tls_client_certificate_required', 'received alert [116]'),
  seen('version-alert', 'tls_version_refused', 'received alert [70]', '(error in protocol version'),
  likely('unexpected-packet', 'tls_port_speaks_cleartext', 'an unexpected tls packet was received'),
  likely(
    'terminated',
    'network_connection_lost',
    'the tls connection was non-properly terminated',
    'error in the pull function',
  ),
  vague(
    'verification',
    'tls_certificate_unusable',
    'error in the certificate',
    'error in the certificate verification',
  ),
  vague('alert', 'tls_handshake_failed', 'a tls fatal alert has been received'),
  seen('weak-signature', 'tls_certificate_weak_signature', 'certificate chain uses insecure algorithm'),
  seen('revoked', 'tls_certificate_unusable', 'the certificate chain is revoked'),
  seen('small-dh', 'tls_handshake_failed', 'the diffie-hellman prime sent by the server is not acceptable'),
  likely('version', 'tls_version_refused', 'a packet with illegal or unsupported version was received'),
]);
