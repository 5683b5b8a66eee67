import { X509Certificate } from 'node:crypto';

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const MARKS = /-----(?:BEGIN|END) CERTIFICATE-----/g;
const LINE = /.{1,64}/g;

/** The certificates in a text (RFC 7468 §5.1), each as it stands there; whatever is between them is left out. */
export function pemsIn(text: string): readonly string[] {
  return text.match(CERTIFICATES) ?? [];
}

/** The DER of one certificate. Of a text that is none it is some bytes or no bytes, which nothing reads as a certificate. */
export function derOfPem(pem: string): Uint8Array {
  return Buffer.from(pem.replace(MARKS, ''), 'base64');
}

/** A certificate as text, in lines of 64 characters (RFC 7468 §2), none of them empty: OpenSSL refuses those. */
export function pemOfDer(der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(LINE) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Tells whether the TLS library takes it for a certificate. */
export function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false; // the constructor throws for everything that is none
  }
}
