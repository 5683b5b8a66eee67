/** What is wrong with a chain of certificates. */
export type CertificateProblemKind =
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  /** It names no server where names count (RFC 9525 §2): no subjectAltName. */
  | 'without-names'
  | 'self-signed'
  /** Nobody who is trusted vouches for it. */
  | 'unknown-issuer'
  /** The same, and it looks as if the server had kept back the certificate that leads on. Likely, and not seen. */
  | 'chain-incomplete'
  | 'weak-signature'
  | 'weak-key'
  /** Its extendedKeyUsage leaves servers out. */
  | 'wrong-purpose'
  /** It has issued another one and may not. */
  | 'not-authority'
  /** Its issuer is there and has not signed it like this. */
  | 'broken-signature'
  /** The TLS library has something against it, and none of the above. */
  | 'unusable';

/** One thing that is wrong, and with which certificate. */
export interface CertificateProblem {
  readonly kind: CertificateProblemKind;
  /** Its place in the chain: 0 is the end-entity certificate. */
  readonly link: number;
}

/** Whom a chain ends at: one of the public roots, one that only this system trusts, or one that a person named. */
export type AnchorKind = 'bundled' | 'system' | 'added';

/** A chain of certificates, from the server's own to whoever vouches for it. */
export interface CertificatePath {
  /** As far as it goes; the trust anchor, where one was reached, is the last. */
  readonly chain: readonly CertificateFacts[];
  /** Null where it leads to nobody who is trusted. */
  readonly anchor: AnchorKind | null;
  /** The link whose issuer is there (by name and key identifier) and has not signed it; null where there is none. */
  readonly brokenLink: number | null;
}

/** How a certificate is signed. */
export interface SignatureFacts {
  readonly kind: 'rsa' | 'rsa-pss' | 'ecdsa' | 'dsa' | 'ed25519' | 'ed448' | 'other';
  /** `sha256`; null where the algorithm has none of its own, or is not known. */
  readonly hash: string | null;
}

/** The key that a certificate is for. */
export interface KeyFacts {
  readonly kind: 'rsa' | 'rsa-pss' | 'ec' | 'dsa' | 'ed25519' | 'ed448' | 'other';
  /** Null where it cannot be told. */
  readonly bits: number | null;
  /** `P-256`; null where there is none, or it has no name that is known. */
  readonly curve: string | null;
}

/** One certificate of a chain, as plain data (RFC 5280 §4.1). All text in it is the server's, cut and made safe. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Host names and addresses of the subjectAltName, the only names that count (RFC 9525 §2). */
  readonly names: readonly string[];
  /** False where there is no place for names; one that is there can still have none that count. */
  readonly hasSubjectAltName: boolean;
  /** ISO 8601, UTC; null where the certificate has no readable date. */
  readonly notBefore: string | null;
  /** ISO 8601, UTC; null where the certificate has no readable date. */
  readonly notAfter: string | null;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: what stays when a certificate is renewed on the same key. */
  readonly spkiFingerprint: string;
  readonly signature: SignatureFacts;
  readonly key: KeyFacts;
  /** True where issuer and subject are the same and the signature is its own. */
  readonly isSelfSigned: boolean;
  /** True where it may issue others (RFC 5280 §4.2.1.9). */
  readonly isAuthority: boolean;
  /** True where it may be used by servers: it says so, or says nothing of purposes (RFC 5280 §4.2.1.12). */
  readonly isForServers: boolean;
  /** Where it says that its issuer's certificate can be fetched (RFC 5280 §4.2.2.1); nobody does that here. */
  readonly issuerUrl: string | null;
}

// What Mozilla's root programme forbids (§5.1 of its Root Store Policy, version 3.0 of March 2025): RSA below 2048 bits,
// SHA-1 and what is older. Curves are judged by what cannot be broken: NIST SP 800-57 part 1 (revision 5 of May 2020),
// table 2 has 112 bits of security at 224.
const FEWEST_BITS: Readonly<Partial<Record<KeyFacts['kind'], number>>> = {
  rsa: 2048,
  'rsa-pss': 2048,
  dsa: 2048,
  ec: 224,
};
const FORGEABLE_HASHES: readonly (string | null)[] = ['md2', 'md4', 'md5', 'sha1'];

/** Tells whether somebody could forge the signature of a certificate. */
export function hasWeakSignature({ signature }: Pick<CertificateFacts, 'signature'>): boolean {
  return FORGEABLE_HASHES.includes(signature.hash);
}

/** Tells whether somebody could find out the private key from a certificate. */
export function hasWeakKey({ key }: Pick<CertificateFacts, 'key'>): boolean {
  return key.bits !== null && key.bits < (FEWEST_BITS[key.kind] ?? 0);
}

/**
 * The links of a path: all but the trust anchor, which is believed for its own sake and not for its signature. A
 * certificate that is its own anchor is a link, because its key still protects the connection.
 */
export function linksOf({
  chain,
  anchor,
}: Pick<CertificatePath, 'chain' | 'anchor'>): readonly CertificateFacts[] {
  return anchor === null || chain.length === 1 ? chain : chain.slice(0, -1);
}
