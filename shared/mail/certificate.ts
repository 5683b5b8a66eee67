/** What is wrong with a certificate, in the order in which a person should hear of it. */
export type CertificateProblem =
  'expired' | 'not-yet-valid' | 'wrong-name' | 'self-signed' | 'unknown-issuer' | 'unusable';

/** One certificate of a chain, as plain data (RFC 5280 §4.1). All text in it is the server's, cut and made safe. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Host names and addresses of the subjectAltName, the only names that count (RFC 9525 §2). */
  readonly names: readonly string[];
  /** ISO 8601, UTC; null where the certificate has no readable date. */
  readonly notBefore: string | null;
  /** ISO 8601, UTC; null where the certificate has no readable date. */
  readonly notAfter: string | null;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: what stays when a certificate is renewed on the same key. */
  readonly spkiFingerprint: string;
  /** True where issuer and subject are the same and the signature is its own. */
  readonly isSelfSigned: boolean;
}
