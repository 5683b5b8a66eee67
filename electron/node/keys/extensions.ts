import { createHash, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bitString,
  implicit,
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
  subjectKeyIdentifier: { oid: '2.5.29.14' },
  authorityKeyIdentifier: { oid: '2.5.29.35' },
};

// Kinds of GeneralName (RFC 5280 §4.2.1.6), and the field of AuthorityKeyIdentifier (§4.2.1.1).
const TAG = { dNSName: 2, iPAddress: 7, keyIdentifier: 0 } as const;
// A wildcard may be anywhere: who reads it has to judge it.
const DNS_NAME = /^[a-z0-9_*.-]{1,253}$/i;

/**
 * Writes an Extension (RFC 5280 §4.1).
 *
 * @throws {RangeError} for a name that is neither a host name nor an IPv4 address
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

/** RFC 7093 §2, method 4: the hash of the whole SubjectPublicKeyInfo. */
function keyIdentifier(publicKey: KeyObject): Uint8Array {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}
