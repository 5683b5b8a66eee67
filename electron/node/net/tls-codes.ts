import type { TlsFacts } from '../../../shared/mail/observation.ts';

// Codes and not texts: OpenSSL (Node) and BoringSSL (Electron) word the same failure differently.

/** Codes that mean: the handshake worked, the certificate did not. */
const CERTIFICATE_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
  'UNSPECIFIED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
]);

/** Codes that mean: nobody who is trusted vouches for this chain. */
const ISSUER_CODES = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

const OTHER_CODES: Readonly<Record<string, TlsFacts['outcome']>> = {
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
  ERR_SSL_RECORD_LAYER_FAILURE: 'not-tls',
  ERR_SSL_UNEXPECTED_MESSAGE: 'not-tls',
  ERR_SSL_HTTP_REQUEST: 'not-tls',
  ERR_SSL_UNEXPECTED_RECORD: 'not-tls',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'version-refused',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'version-refused',
  ERR_SSL_UNKNOWN_PROTOCOL: 'version-refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

/** What the code of a failed handshake means. A reset during the handshake is told apart by its own code only. */
export function tlsOutcomeOf(code: string): Exclude<TlsFacts['outcome'], 'established'> {
  if (CERTIFICATE_CODES.has(code)) return 'certificate-rejected';
  const outcome = OTHER_CODES[code];
  return outcome === undefined || outcome === 'established' ? 'failed' : outcome;
}

/** Tells whether a code says that the chain leads to nobody who is trusted. */
export function isIssuerCode(code: string): boolean {
  return ISSUER_CODES.has(code);
}
