import forge from 'node-forge';
import { binary, partsOf, type Asn1 } from './der.ts';

const { asn1 } = forge;

// Forge's own limit of depth (256) stays. Its type knows no more than the first of these.
const READING = { strict: true, parseAllBytes: false, decodeBitStrings: false } as unknown as boolean;

/**
 * Reads one value of ASN.1 as other programs have written it: BER, which P12 files are allowed (RFC 7292 §4), with lengths
 * left open and texts in pieces. What follows it is left alone: some files are padded.
 *
 * @throws for what is none
 */
export function readBer(bytes: Uint8Array): Asn1 {
  return asn1.fromDer(binary(bytes), READING);
}

/** Tells whether bytes begin with a SEQUENCE that can be read: what came out of a decryption, as a rule, if it was right. */
export function isSequence(bytes: Uint8Array): boolean {
  try {
    return bytes[0] === 0x30 && isMadeOfOthers(readBer(bytes));
  } catch {
    return false;
  }
}

/**
 * The values inside of one that is made of others.
 *
 * @throws {TypeError} where it is missing, or is not
 */
export function membersOf(whole: Asn1 | undefined): readonly Asn1[] {
  if (whole === undefined) throw new TypeError('A value of ASN.1 is missing');
  return partsOf(whole);
}

/** Tells whether a value is there and made of others. */
export function isMadeOfOthers(value: Asn1 | undefined): boolean {
  return value !== undefined && typeof value.value !== 'string';
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function oidOf(value: Asn1 | undefined): string {
  return asn1.derToOid(forge.util.createBuffer(binary(octetsOf(value))));
}

/** The bytes of a primitive value; those of its pieces, where BER has cut it. */
export function octetsOf(value: Asn1 | undefined): Uint8Array {
  if (value === undefined) throw new TypeError('A value of ASN.1 is missing');
  if (typeof value.value === 'string') return Buffer.from(value.value, 'latin1');
  return Buffer.concat(membersOf(value).map(octetsOf));
}

/** A small INTEGER that is not negative. */
export function numberOf(value: Asn1 | undefined): number {
  const bytes = octetsOf(value);
  // Six bytes are more than anybody counts to.
  if (bytes.length === 0 || bytes.length > 6 || (bytes[0] ?? 0) > 127) return Number.MAX_SAFE_INTEGER;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}
