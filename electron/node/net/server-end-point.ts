import { createHash } from 'node:crypto';
import type { SignatureFacts } from '../../../shared/mail/certificate.ts';
import { readCertificate } from '../../../shared/wire/x509/certificate.ts';

// Known gap: RFC 5929 would take the hash of RSASSA-PSS, too, but implementations differ in what they do with it.
const KINDS: readonly SignatureFacts['kind'][] = ['rsa', 'ecdsa'];

// RFC 5929 §4.1: the hash of the certificate's signature algorithm; MD5 and SHA-1 give way to SHA-256. Algorithms without
// a hash of their own (ed25519) have no tls-server-end-point.
const HASHES: Readonly<Record<string, string>> = {
  md5: 'sha256',
  sha1: 'sha256',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
};

/** The tls-server-end-point data of a certificate (RFC 5929 §4), or undefined where it has none. */
export function serverEndPoint(certificateDer: Uint8Array): Uint8Array | undefined {
  const signature = readCertificate(certificateDer)?.signature;
  if (signature === undefined || !KINDS.includes(signature.kind)) return undefined;
  const hash = HASHES[signature.hash ?? ''];
  return hash === undefined ? undefined : createHash(hash).update(certificateDer).digest();
}
