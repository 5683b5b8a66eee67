import { X509Certificate, type KeyObject } from 'node:crypto';
import type { P12Profile } from '../../../shared/mail/key-programs.ts';
import {
  explicit,
  implicit,
  objectIdentifier,
  octetString,
  sequence,
  toDer,
  wholeNumber,
  type Asn1,
} from './der.ts';
import { bagAttributes } from './p12-attributes.ts';
import { CERT_BAG, DATA, ENCRYPTED_DATA, SHROUDED_KEY_BAG, X509_CERTIFICATE } from './p12-identifiers.ts';
import { encryptPart, macDataOf } from './p12-protection.ts';

/** What a P12 is to have in it. */
export interface P12Request {
  /** Private: ed25519, P-256 or RSA. */
  readonly key: KeyObject;
  /** That of the key, DER. */
  readonly certificate: Uint8Array;
  /** What programs list it as; see `friendlyNameOf` for what is left out of it. */
  readonly name: string;
  /** Printable ASCII; `newP12Password` makes one. */
  readonly password: string;
  readonly profile: P12Profile;
}

/** A P12, or why the password cannot protect it. */
export type P12Written =
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  /** Programs do not agree on what an empty password is (RFC 7292 appendix B.1), and it would protect nothing. */
  | { readonly kind: 'password-empty' }
  /** Java takes printable ASCII only, BoringSSL nothing beyond the first plane of Unicode. */
  | { readonly kind: 'password-not-ascii' };

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

/**
 * Writes a P12 (PKCS#12, RFC 7292) with a key and its certificate: DER, each encrypted, under a MAC. It keeps
 * its thread for some milliseconds at the most, and does not judge how strong the password is.
 *
 * @throws {RangeError} where the certificate is not that of the key
 */
export async function writeP12(request: P12Request): Promise<P12Written> {
  const { key, certificate, password } = request;
  if (!new X509Certificate(certificate).checkPrivateKey(key)) {
    throw new RangeError('The certificate is that of another key');
  }
  if (password === '') return { kind: 'password-empty' };
  if (!PRINTABLE_ASCII.test(password)) return { kind: 'password-not-ascii' };
  return { kind: 'written', bytes: await write(request) };
}

const PFX_VERSION = 3;
const ENCRYPTED_DATA_VERSION = 0;

/** RFC 7292 §4: PFX. */
async function write({ key, certificate, name, password, profile }: P12Request): Promise<Uint8Array> {
  const attributes = bagAttributes(name, certificate);
  // Two derivations, in two threads where there are two.
  const [ofCertificate, ofKey] = await Promise.all([
    certificatePart(certificate, attributes, profile, password),
    keyPart(key, attributes, profile, password),
  ]);
  const content = toDer(sequence(ofCertificate, ofKey));
  const macData = await macDataOf(profile, content, password);
  return toDer(sequence(wholeNumber(PFX_VERSION), contentInfo(DATA, octetString(content)), macData));
}

/** RFC 7292 §4.2.3, inside EncryptedData (RFC 5652 §8). */
async function certificatePart(
  certificate: Uint8Array,
  attributes: Asn1,
  profile: P12Profile,
  password: string,
): Promise<Asn1> {
  const value = sequence(objectIdentifier(X509_CERTIFICATE), explicit(0, octetString(certificate)));
  const bag = sequence(objectIdentifier(CERT_BAG), explicit(0, value), attributes);
  const { algorithm, bytes } = await encryptPart(profile, toDer(sequence(bag)), password);
  const info = sequence(objectIdentifier(DATA), algorithm, implicit(0, bytes));
  return contentInfo(ENCRYPTED_DATA, sequence(wholeNumber(ENCRYPTED_DATA_VERSION), info));
}

/** RFC 7292 §4.2.2: a part in which the bag protects itself, by EncryptedPrivateKeyInfo (RFC 5958 §3). */
async function keyPart(
  key: KeyObject,
  attributes: Asn1,
  profile: P12Profile,
  password: string,
): Promise<Asn1> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const { algorithm, bytes } = await encryptPart(profile, pkcs8, password);
  const value = sequence(algorithm, octetString(bytes));
  const bag = sequence(objectIdentifier(SHROUDED_KEY_BAG), explicit(0, value), attributes);
  return contentInfo(DATA, octetString(toDer(sequence(bag))));
}

/** RFC 5652 §3. */
function contentInfo(kind: string, content: Asn1): Asn1 {
  return sequence(objectIdentifier(kind), explicit(0, content));
}
