import { createHash, X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import type { CertificateFacts } from '../../../shared/mail/certificate.ts';
import { readDistinguishedName } from '../../../shared/wire/tls/distinguished-name.ts';
import { isSameBytes, type Certificate } from '../../../shared/wire/x509/certificate.ts';

// Real chains have two to four certificates.
const LONGEST_CHAIN = 10;

/**
 * The certificates that a peer sent, DER, the end-entity certificate first and each followed by its issuer, as Node has put
 * them in order; it adds roots that it knows.
 *
 * They are taken from `getPeerCertificate(true)`: `getPeerX509Certificate` gives its certificate only once (a bug of
 * Node 20).
 */
export function certificatesOf(peer: Partial<DetailedPeerCertificate>): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  // Where there is no certificate, Node gives an empty object; a self-signed root is linked to itself.
  for (let next: typeof peer | undefined = peer; next?.raw !== undefined; next = next.issuerCertificate) {
    const { raw } = next;
    if (found.length >= LONGEST_CHAIN || found.some((one) => isSameBytes(one, raw))) break;
    found.push(raw);
  }
  return found;
}

/** The facts of one certificate. It takes nothing from the TLS library but the check of its own signature. */
export function certificateFacts(certificate: Certificate): CertificateFacts {
  const { der, spki, names, hasSubjectAltName, notBefore, notAfter, signature, key } = certificate;
  return {
    subject: readDistinguishedName(certificate.subject) ?? '?',
    issuer: readDistinguishedName(certificate.issuer) ?? '?',
    names,
    hasSubjectAltName,
    notBefore,
    notAfter,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    spkiFingerprint: createHash('sha256').update(spki).digest('hex'),
    signature,
    key,
    isSelfSigned: isNamedAsIssuer(certificate, certificate) && hasSigned(certificate, certificate) !== 'no',
    isAuthority: certificate.isAuthority,
    isForServers: certificate.isForServers,
    issuerUrl: certificate.issuerUrl,
  };
}

/** Tells whether a certificate says that this one is its issuer's: by name, and by the key's identifier where both have it. */
export function isNamedAsIssuer(
  issuer: Certificate,
  { issuer: name, issuerKeyIdentifier }: Certificate,
): boolean {
  const { keyIdentifier } = issuer;
  const isKeyRight =
    keyIdentifier === null || issuerKeyIdentifier === null || isSameBytes(keyIdentifier, issuerKeyIdentifier);
  return isKeyRight && isSameBytes(issuer.subject, name);
}

/**
 * Whether a key has made the signature of a certificate. `unknown` where the library cannot tell: Electron's knows fewer
 * kinds of key and hash, and calls a signature that it cannot check a wrong one.
 */
export function hasSigned(issuer: Certificate, certificate: Certificate): 'yes' | 'no' | 'unknown' {
  try {
    const { publicKey } = new X509Certificate(issuer.der);
    if (new X509Certificate(certificate.der).verify(publicKey)) return 'yes';
  } catch {
    return 'unknown'; // the constructor and the key throw for everything that the library does not take
  }
  const { kind, hash } = certificate.signature;
  return kind === 'ed25519' || (SURE_KINDS.includes(kind) && SURE_HASHES.includes(hash ?? ''))
    ? 'no'
    : 'unknown';
}

// What the TLS libraries of Node and of Electron both check.
const SURE_KINDS: readonly string[] = ['rsa', 'ecdsa'];
const SURE_HASHES: readonly string[] = ['sha1', 'sha256', 'sha384', 'sha512'];
