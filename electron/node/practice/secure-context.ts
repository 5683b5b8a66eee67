import { DEFAULT_CIPHERS, type SecureContextOptions } from 'node:tls';
import type { ServerCertificate } from './certificates.ts';

/**
 * Options of a secure context that shows a certificate, weak ones included.
 *
 * Only for servers of a practice run: what it says of security is for them to be bad at.
 */
export function contextOptions({ certificatePem, keyPem, isWeak }: ServerCertificate): SecureContextOptions {
  return { cert: certificatePem, key: keyPem, ...(isWeak ? LOWEST_SECURITY : {}) };
}

/**
 * What lets a secure context load keys and signatures, or speak versions of TLS, that OpenSSL calls too weak. Electron's
 * TLS library has no security levels: it takes them as they are, and throws at the word.
 */
export const LOWEST_SECURITY: Pick<SecureContextOptions, 'ciphers'> =
  process.versions['electron'] === undefined ? { ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` } : {};
