import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/gnutls.ts`. */
export const LINES_OF_GNUTLS: readonly Line[] = [
  {
    row: 'gnutls/expired',
    code: 'tls_certificate_expired',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '- Status: The certificate is NOT trusted. The certificate chain uses expired certificate.',
  },
  {
    row: 'gnutls/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '- Status: The certificate is NOT trusted. The name in the certificate does not match the expected.',
  },
  {
    row: 'gnutls/unknown-issuer',
    code: 'tls_certificate_unknown_issuer',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '- Status: The certificate is NOT trusted. The certificate issuer is unknown.',
  },
  {
    row: 'gnutls/not-yet-valid',
    code: 'tls_certificate_not_yet_valid',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '- Status: The certificate is NOT trusted. The certificate chain uses not yet valid certificate.',
  },
  {
    row: 'gnutls/handshake-alert',
    code: 'tls_handshake_failed',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '*** Received alert [40]: Handshake failed',
  },
  {
    row: 'gnutls/certificate-required',
    code: 'tls_client_certificate_required',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '*** Received alert [116]: Certificate is required',
  },
  {
    row: 'gnutls/version-alert',
    code: 'tls_version_refused',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: 'gnutls_handshake: A TLS fatal alert has been received.(Error in protocol version)',
  },
  {
    row: 'gnutls/unexpected-packet',
    code: 'tls_port_speaks_cleartext',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '*** Fatal error: An unexpected TLS packet was received.',
  },
  {
    row: 'gnutls/terminated',
    code: 'network_connection_lost',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '*** Fatal error: The TLS connection was non-properly terminated.',
  },
  {
    row: 'gnutls/verification',
    code: 'tls_certificate_unusable',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: '*** Fatal error: Error in the certificate.',
  },
  {
    row: 'gnutls/alert',
    code: 'tls_handshake_failed',
    from: 'run: gnutls-cli 3.7 against the practice server',
    text: 'gsasl: GnuTLS handshake failed: A TLS fatal alert has been received.',
  },
  {
    row: 'gnutls/weak-signature',
    code: 'tls_certificate_weak_signature',
    from: "documented: GnuTLS's list of errors",
    text: '- Status: The certificate is NOT trusted. The certificate chain uses insecure algorithm.',
  },
  {
    row: 'gnutls/revoked',
    code: 'tls_certificate_unusable',
    from: "documented: GnuTLS's list of errors",
    text: '- Status: The certificate is NOT trusted. The certificate chain is revoked.',
  },
  {
    row: 'gnutls/small-dh',
    code: 'tls_handshake_failed',
    from: "documented: GnuTLS's list of errors",
    text: 'GnuTLS error: The Diffie-Hellman prime sent by the server is not acceptable (not long enough).',
  },
  {
    row: 'gnutls/version',
    code: 'tls_version_refused',
    from: "documented: GnuTLS's list of errors",
    text: 'GnuTLS error: A packet with illegal or unsupported version was received.',
  },
];
