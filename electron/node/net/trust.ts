import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** Whom a run trusts, and the lowest that it accepts: made once, because reading some 140 roots takes its time. */
export type Trust = SecureContext;

/**
 * The signatures that are taken from the other side of a TLS connection. Electron's TLS library does not take ed25519
 * unless it is named; both libraries take this list.
 */
export const SIGNATURE_ALGORITHMS = [
  'ecdsa_secp256r1_sha256',
  'ecdsa_secp384r1_sha384',
  'ecdsa_secp521r1_sha512',
  'ed25519',
  'rsa_pss_rsae_sha256',
  'rsa_pss_rsae_sha384',
  'rsa_pss_rsae_sha512',
  'rsa_pkcs1_sha256',
  'rsa_pkcs1_sha384',
  'rsa_pkcs1_sha512',
].join(':');

/**
 * The trust of one run: the public roots, and the PEM certificates that a person added for it (`--ca`).
 *
 * TLS 1.2 is the oldest version that is accepted (RFC 8996 forbids what is older).
 */
export function createTrust(addedAnchors: readonly string[]): Trust {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    sigalgs: SIGNATURE_ALGORITHMS,
    // Without additions the platform's own default is kept: it contains what IT added through NODE_EXTRA_CA_CERTS.
    ...(addedAnchors.length === 0 ? {} : { ca: [...rootCertificates, ...addedAnchors] }),
  });
}
