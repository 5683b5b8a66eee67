import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import {
  bitString,
  explicit,
  fromDer,
  integer,
  nullValue,
  objectIdentifier,
  partsOf,
  sequence,
  time,
  toDer,
  type Asn1,
} from './der.ts';
import { nameOf, type DistinguishedName } from './distinguished-name.ts';
import { extensionOf, type Extension } from './extensions.ts';

/** What a certificate is to say. */
export interface CertificateRequest {
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly issuer: Issuer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** In the order in which they are written; none at all is right for the certificate of a device. */
  readonly extensions: readonly Extension[];
  /** SHA-256 where it is left out. SHA-1 makes a certificate that nobody should accept; ed25519 has no choice. */
  readonly digest?: Digest;
}

/** Who signs a certificate. */
export interface Issuer {
  readonly key: KeyObject;
  /** Its own certificate (DER); left out where a certificate signs itself. */
  readonly certificate?: Uint8Array;
}

/** Hashes that a signature can be of. */
export type Digest = 'sha256' | 'sha1';

/**
 * Makes an X.509 certificate, version 3 (RFC 5280 §4.1), with a serial number of its own. Keys are P-256, ed25519 or RSA.
 * It does not judge what it is asked for: an authority can be made to sign what it should not, or what has expired.
 *
 * @returns its DER
 * @throws {RangeError} for a name, a date or a kind of key that cannot stand in a certificate
 */
export function makeCertificate(request: CertificateRequest): Buffer {
  const { key } = request.issuer;
  const { oid, hasNull, digest } = signatureOf(key, request.digest);
  const algorithm = sequence(objectIdentifier(oid), ...(hasNull ? [nullValue()] : []));
  const body = bodyOf(request, algorithm);
  return toDer(sequence(body, algorithm, bitString(sign(digest, toDer(body), key))));
}

interface SignatureFacts {
  /** What Node calls the key. */
  readonly keyType: string;
  readonly digest: Digest | null;
  readonly oid: string;
  /** NULL in the parameters (RFC 4055 §5), which are absent otherwise (RFC 5758 §3.2, RFC 8410 §3). */
  readonly hasNull: boolean;
}

/** The first of a kind of key is what it does unless told otherwise. */
const SIGNATURES: readonly SignatureFacts[] = [
  { keyType: 'ed25519', digest: null, oid: '1.3.101.112', hasNull: false },
  { keyType: 'ec', digest: 'sha256', oid: '1.2.840.10045.4.3.2', hasNull: false },
  { keyType: 'ec', digest: 'sha1', oid: '1.2.840.10045.4.1', hasNull: false },
  { keyType: 'rsa', digest: 'sha256', oid: '1.2.840.113549.1.1.11', hasNull: true },
  { keyType: 'rsa', digest: 'sha1', oid: '1.2.840.113549.1.1.5', hasNull: true },
];

function signatureOf({ asymmetricKeyType }: KeyObject, digest: Digest | undefined): SignatureFacts {
  const facts = SIGNATURES.find(
    (row) => row.keyType === asymmetricKeyType && (digest === undefined || row.digest === digest),
  );
  if (facts !== undefined) return facts;
  throw new RangeError(
    `Keys of kind ${asymmetricKeyType ?? 'none'} do not sign with ${digest ?? 'anything'}`,
  );
}

// Fields of TBSCertificate that have a tag (RFC 5280 §4.1).
const TAG = { version: 0, extensions: 3 } as const;
const VERSION_3 = Uint8Array.of(2);
const SERIAL_BYTES = 16;

/** RFC 5280 §4.1.2: TBSCertificate. */
function bodyOf(request: CertificateRequest, algorithm: Asn1): Asn1 {
  const { publicKey, issuer } = request;
  const subject = nameOf(request.subject);
  const keys = { subject: publicKey, issuer: createPublicKey(issuer.key) };
  const extensions = request.extensions.map((extension) => extensionOf(extension, keys));
  return sequence(
    explicit(TAG.version, integer(VERSION_3)),
    integer(newSerialNumber()),
    algorithm,
    issuer.certificate === undefined ? subject : subjectOf(issuer.certificate),
    validity(request.notBefore, request.notAfter),
    subject,
    fromDer(publicKey.export({ type: 'spki', format: 'der' })),
    // RFC 5280 §4.1: SIZE (1..MAX), so an empty list is left out.
    ...(extensions.length === 0 ? [] : [explicit(TAG.extensions, sequence(...extensions))]),
  );
}

/** RFC 5280 §4.1.2.2: positive, at most 20 bytes. The first is neither zero nor negative, so nothing has to be added. */
function newSerialNumber(): Uint8Array {
  const [first = 0, ...rest] = randomBytes(SERIAL_BYTES);
  return Uint8Array.of((first & 0x7f) | 0x40, ...rest);
}

function validity(notBefore: Date, notAfter: Date): Asn1 {
  const isPossible = isInRange(notBefore) && isInRange(notAfter) && notBefore <= notAfter;
  if (!isPossible) throw new RangeError('A certificate is valid from one date to a later one, 1950 to 9999');
  return sequence(time(notBefore), time(notAfter));
}

/** What the two forms of time can say (RFC 5280 §4.1.2.5). False for a date that is none. */
function isInRange(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 1950 && year <= 9999;
}

/** The subject of an issuer's certificate, byte for byte: some compare names so (RFC 5280 §4.1.2.6). */
function subjectOf(certificate: Uint8Array): Asn1 {
  const [body] = partsOf(fromDer(certificate));
  // Version, serial number, algorithm, issuer, validity, subject. Version 1, which has no version, never issues here.
  const subject = body === undefined ? undefined : partsOf(body)[5];
  if (subject === undefined) throw new RangeError('The issuer has no certificate of version 3');
  return subject;
}
