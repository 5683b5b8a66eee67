import { createHash, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bitString,
  explicit,
  implicit,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  toDer,
  trueValue,
  type Asn1,
} from './der.ts';

/** An extension that a certificate can have, named as in RFC 5280 §4.2.1. */
export type Extension =
  /** It may sign certificates. */
  | { readonly kind: 'basicConstraints' }
  | { readonly kind: 'keyUsage'; readonly usages: readonly KeyUsage[] }
  | { readonly kind: 'extKeyUsage'; readonly purpose: Purpose }
  /** Host names in A-label form, and IPv4 addresses. */
  | { readonly kind: 'subjectAltName'; readonly names: readonly string[] }
  /** The same, of names that no certificate should have: written as they are, for a client to refuse. */
  | { readonly kind: 'subjectAltNameAsItIs'; readonly names: readonly string[] }
  /** An authority for the hosts of this domain only (§4.2.1.10). */
  | { readonly kind: 'nameConstraints'; readonly permitted: string }
  /** One that nobody knows, and that everybody has to (§4.2). */
  | { readonly kind: 'unknown' }
  /** Where the issuer's certificate is to be had (§4.2.2.1). */
  | { readonly kind: 'authorityInfoAccess'; readonly url: string }
  | { readonly kind: 'subjectKeyIdentifier' }
  /** Only where the issuer's certificate is one of ours: it is made like theirs, and not read from it. */
  | { readonly kind: 'authorityKeyIdentifier' };

/** What a key may be used for (RFC 5280 §4.2.1.3). */
export type KeyUsage = keyof typeof KEY_USAGE_BITS;

/** Which end of TLS a certificate is for (RFC 5280 §4.2.1.12). */
export type Purpose = keyof typeof PURPOSES;

/** The keys that identifiers are made of. */
export interface ExtensionKeys {
  readonly subject: KeyObject;
  readonly issuer: KeyObject;
}

const KEY_USAGE_BITS = { digitalSignature: 0x80, keyCertSign: 0x04, cRLSign: 0x02 };
const PURPOSES = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' };

/** OID, and whether one who does not know it must refuse the certificate. */
const FACTS: Readonly<Record<Extension['kind'], { readonly oid: string; readonly isCritical?: true }>> = {
  basicConstraints: { oid: '2.5.29.19', isCritical: true },
  keyUsage: { oid: '2.5.29.15', isCritical: true },
  extKeyUsage: { oid: '2.5.29.37' },
  subjectAltName: { oid: '2.5.29.17' },
  subjectAltNameAsItIs: { oid: '2.5.29.17' },
  nameConstraints: { oid: '2.5.29.30', isCritical: true },
  // RFC 5612: for examples, so that it never means anything.
  unknown: { oid: '1.3.6.1.4.1.32473.1', isCritical: true },
  authorityInfoAccess: { oid: '1.3.6.1.5.5.7.1.1' },
  subjectKeyIdentifier: { oid: '2.5.29.14' },
  authorityKeyIdentifier: { oid: '2.5.29.35' },
};

// Kinds of GeneralName (RFC 5280 §4.2.1.6), and fields of AuthorityKeyIdentifier (§4.2.1.1) and NameConstraints (§4.2.1.10).
const TAG = {
  dNSName: 2,
  uniformResourceIdentifier: 6,
  iPAddress: 7,
  keyIdentifier: 0,
  permittedSubtrees: 0,
} as const;
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';
// A wildcard may be anywhere: who reads it has to judge it.
const DNS_NAME = /^[a-z0-9_*.-]{1,253}$/i;
// RFC 5280 §4.2.1.6: an IA5String.
const WEB_ADDRESS = /^https?:\/\/[\x21-\x7e]+$/;

/**
 * Writes an Extension (RFC 5280 §4.1).
 *
 * @throws {RangeError} for a name that is neither a host name nor an IPv4 address, and for an address that is none of the web
 */
export function extensionOf(extension: Extension, keys: ExtensionKeys): Asn1 {
  const { oid, isCritical = false } = FACTS[extension.kind];
  const value = octetString(toDer(valueOf(extension, keys)));
  return sequence(objectIdentifier(oid), ...(isCritical ? [trueValue()] : []), value);
}

function valueOf(extension: Extension, keys: ExtensionKeys): Asn1 {
  switch (extension.kind) {
    case 'basicConstraints':
      return sequence(trueValue());
    case 'keyUsage':
      return keyUsage(extension.usages);
    case 'extKeyUsage':
      return sequence(objectIdentifier(PURPOSES[extension.purpose]));
    case 'subjectAltName':
      return sequence(...extension.names.map(generalName));
    case 'subjectAltNameAsItIs':
      return sequence(...extension.names.map((name) => implicit(TAG.dNSName, Buffer.from(name))));
    case 'nameConstraints':
      return sequence(explicit(TAG.permittedSubtrees, sequence(generalName(extension.permitted))));
    case 'unknown':
      return nullValue();
    case 'authorityInfoAccess':
      return sequence(accessDescription(extension.url));
    case 'subjectKeyIdentifier':
      return octetString(keyIdentifier(keys.subject));
    case 'authorityKeyIdentifier':
      return sequence(implicit(TAG.keyIdentifier, keyIdentifier(keys.issuer)));
  }
}

/** DER cuts the zeros off at the end of a list of named bits (X.690 §11.2.2). */
function keyUsage(usages: readonly KeyUsage[]): Asn1 {
  const bits = usages.reduce((all, usage) => all | KEY_USAGE_BITS[usage], 0);
  const unusedBits = Math.log2(bits & -bits);
  return bitString(Uint8Array.of(bits), unusedBits);
}

function generalName(name: string): Asn1 {
  if (isIPv4(name)) return implicit(TAG.iPAddress, Uint8Array.from(name.split('.'), Number));
  if (!DNS_NAME.test(name)) throw new RangeError(`Not a host name or an IPv4 address: ${name}`);
  return implicit(TAG.dNSName, Buffer.from(name));
}

function accessDescription(url: string): Asn1 {
  if (!WEB_ADDRESS.test(url)) throw new RangeError(`Not an address of the web: ${url}`);
  return sequence(objectIdentifier(CA_ISSUERS), implicit(TAG.uniformResourceIdentifier, Buffer.from(url)));
}

/** RFC 7093 §2, method 4: the hash of the whole SubjectPublicKeyInfo. */
function keyIdentifier(publicKey: KeyObject): Uint8Array {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}
