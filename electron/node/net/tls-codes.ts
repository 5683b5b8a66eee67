import type { TlsFacts } from '../../../shared/mail/observation.ts';

// Codes and not texts: OpenSSL (Node) and BoringSSL (Electron) word the same failure differently.

/** Codes of our own, for what we reject where a TLS library would not. */
export const CODES_OF_OURS = {
  weakSignature: 'CERT_WEAK_SIGNATURE',
  weakKey: 'CERT_WEAK_KEY',
  /** It is none that was verified in this run, and TLS 1.2 does not wait with our key until this one is. */
  changed: 'CERT_CHANGED_DURING_RUN',
} as const;

/** Codes that mean: the handshake worked, the certificate did not. */
const CERTIFICATE_CODES: ReadonlySet<string> = new Set([
  ...Object.values(CODES_OF_OURS),
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

/**
 * Alerts of the server about a client's certificate (RFC 8446 §6.2): about the one that it was shown, or that it was shown
 * none. In TLS 1.3 they come after the handshake, with the first bytes that are read.
 */
const CLIENT_CERTIFICATE_CODES: ReadonlySet<string> = new Set([
  'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
  'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
  'ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE',
  'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', // the same in Electron's TLS library
  'ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
  'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
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
  if (isClientCertificateCode(code)) return 'client-certificate-required';
  const outcome = OTHER_CODES[code];
  return outcome === undefined || outcome === 'established' ? 'failed' : outcome;
}

/** Tells whether a code is the server's alert that it goes on only with a client certificate. */
export function isClientCertificateCode(code: string): boolean {
  return CLIENT_CERTIFICATE_CODES.has(code);
}

/** Our own TLS library found that the server takes no signature of the kind of our key (BoringSSL; OpenSSL shows none then). */
export const KEY_KIND_NOT_TAKEN = 'ERR_SSL_NO_COMMON_SIGNATURE_ALGORITHMS';

const ALERT = /_ALERT_(.+)$/;

/**
 * Whether a code is the server's last word to a client that has just shown its certificate. Before TLS 1.3 many say no more
 * than `handshake_failure`.
 */
export function isAboutOwnCertificate(code: string): boolean {
  return isClientCertificateCode(code) || /ALERT_(HANDSHAKE_FAILURE|DECRYPT_ERROR)$/.test(code);
}

/** The alert in a code by its name in RFC 8446 §6.2 (`unknown_ca`), in either TLS library; null where there is none in it. */
export function alertIn(code: string): string | null {
  return ALERT.exec(code)?.[1]?.toLowerCase() ?? null;
}
