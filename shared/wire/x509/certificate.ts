import type { KeyFacts, SignatureFacts } from '../../mail/certificate.ts';
import { derElementAt, derElements, type DerElement } from '../tls/der.ts';
import { readExtensions, type CertificateExtensions } from './extensions.ts';
import { publicKeyOf } from './public-key.ts';
import { signatureOf } from './signature.ts';
import { timeOf } from './time.ts';

/** A certificate, read without help of a TLS library, so that it says the same wherever Letterlock runs. */
export interface Certificate extends CertificateExtensions {
  readonly der: Uint8Array;
  /** Names, DER (`readDistinguishedName` makes text of them). They are compared byte for byte, which RFC 5280 §7.1 allows. */
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly key: KeyFacts;
  readonly signature: SignatureFacts;
}

const SEQUENCE = 0x30;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const MOST_PARTS = 3;
const MOST_FIELDS = 10;

/**
 * Reads a certificate (RFC 5280 §4.1). It checks nothing: no signature, no date, no rule of the profile.
 *
 * @returns null for what does not have the form of one
 */
export function readCertificate(der: Uint8Array): Certificate | null {
  const whole = sequenceAt(der, 0);
  if (whole?.end !== der.length) return null;
  const [body, algorithm] = derElements(whole.content, MOST_PARTS) ?? [];
  if (body?.tag !== SEQUENCE || algorithm?.tag !== SEQUENCE) return null;
  const fields = derElements(body.content, MOST_FIELDS);
  if (fields === null) return null;
  const first = fields[0]?.tag === VERSION ? 1 : 0; // version 1 is left out
  const [, , issuer, validity, subject, spki] = fields.slice(first);
  if (issuer?.tag !== SEQUENCE || subject?.tag !== SEQUENCE || spki?.tag !== SEQUENCE) return null;
  const [notBefore, notAfter] = (validity && derElements(validity.content, 2)) ?? [];
  const extensions = fields.find(({ tag }) => tag === EXTENSIONS);
  return {
    der,
    subject: wholeAt(first + 4, fields, body),
    issuer: wholeAt(first + 2, fields, body),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    spki: wholeAt(first + 5, fields, body),
    key: publicKeyOf(spki),
    signature: signatureOf(algorithm),
    ...readExtensions((extensions && sequenceAt(extensions.content, 0)) ?? undefined),
  };
}

/** Tells whether two byte strings are the same. */
export function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

function sequenceAt(der: Uint8Array, at: number): DerElement | null {
  const element = derElementAt(der, at);
  return element?.tag === SEQUENCE ? element : null;
}

/** An element with its tag and length: it begins where the one before it ends. */
function wholeAt(at: number, fields: readonly DerElement[], { content }: DerElement): Uint8Array {
  return content.subarray(fields[at - 1]?.end ?? 0, fields[at]?.end);
}
