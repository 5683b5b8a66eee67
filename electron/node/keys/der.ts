import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;

// RFC 5280 §4.1.2.5
const LAST_YEAR_OF_UTC_TIME = 2049;

/** A value of ASN.1, to be written by the rules of DER (X.690). */
export type Asn1 = forge.asn1.Asn1;

// Forge's type knows a number by the universal type that has it.
const CONTEXT_TAGS = { 0: Type.NONE, 2: Type.INTEGER, 3: Type.BITSTRING, 6: Type.OID, 7: Type.ODESC };

/** The tags of a context that certificates have. */
export type ContextTag = keyof typeof CONTEXT_TAGS;

/** SEQUENCE. */
export function sequence(...values: readonly Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [...values]);
}

/** SET OF, in the order that DER wants: that of the bytes (X.690 §11.6). */
export function setOf(...values: readonly Asn1[]): Asn1 {
  const sorted = [...values].sort((one, other) => Buffer.compare(toDer(one), toDer(other)));
  return asn1.create(Class.UNIVERSAL, Type.SET, true, sorted);
}

/** OBJECT IDENTIFIER, from its dotted form. */
export function objectIdentifier(dotted: string): Asn1 {
  return primitive(Type.OID, asn1.oidToDer(dotted).getBytes());
}

/** INTEGER, from its bytes: two's complement, most significant first. */
export function integer(bytes: Uint8Array): Asn1 {
  return primitive(Type.INTEGER, binary(bytes));
}

/** INTEGER, from a number below 2^31 that is not negative. */
export function wholeNumber(value: number): Asn1 {
  return primitive(Type.INTEGER, asn1.integerToDer(value).getBytes());
}

/** BOOLEAN, true. There is no other: DER leaves out what is false by default (X.690 §11.5). */
export function trueValue(): Asn1 {
  return primitive(Type.BOOLEAN, '\xff');
}

/** NULL. */
export function nullValue(): Asn1 {
  return primitive(Type.NULL, '');
}

/** OCTET STRING. */
export function octetString(bytes: Uint8Array): Asn1 {
  return primitive(Type.OCTETSTRING, binary(bytes));
}

/** BIT STRING; of its last byte so many low bits do not count. */
export function bitString(bytes: Uint8Array, unusedBits = 0): Asn1 {
  return primitive(Type.BITSTRING, String.fromCharCode(unusedBits) + binary(bytes));
}

/** UTF8String. */
export function utf8String(text: string): Asn1 {
  return primitive(Type.UTF8, binary(Buffer.from(text)));
}

/** BMPString: UTF-16 (X.690 §8.23.9), which forge makes of it. The caller keeps out what is beyond the first plane. */
export function bmpString(text: string): Asn1 {
  return primitive(Type.BMPSTRING, text);
}

/** PrintableString. The caller sees to its letters (X.680 §41.4). */
export function printableString(text: string): Asn1 {
  return primitive(Type.PRINTABLESTRING, text);
}

/** Time of RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on. Cut to the second. */
export function time(date: Date): Asn1 {
  return date.getUTCFullYear() <= LAST_YEAR_OF_UTC_TIME
    ? primitive(Type.UTCTIME, asn1.dateToUtcTime(date))
    : primitive(Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(date));
}

/** A value with an explicit tag of the context: [tag] EXPLICIT. */
export function explicit(tag: ContextTag, value: Asn1): Asn1 {
  return ofContext(tag, true, [value]);
}

/**
 * The bytes of a primitive value under a tag of the context in place of its own: [tag] IMPLICIT. Known gap: forge takes
 * what has tag 2 for an INTEGER, and would cut a zero byte at its start off.
 */
export function implicit(tag: ContextTag, bytes: Uint8Array): Asn1 {
  return ofContext(tag, false, binary(bytes));
}

/** The DER of a value. */
export function toDer(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}

/**
 * Reads DER that a library of ours has made or taken already.
 *
 * @throws for everything that is not exactly one value
 */
export function fromDer(der: Uint8Array): Asn1 {
  return asn1.fromDer(binary(der));
}

/** The values inside a SEQUENCE or SET. */
export function partsOf({ value }: Asn1): readonly Asn1[] {
  if (typeof value === 'string') throw new TypeError('This value of ASN.1 has no parts');
  return value;
}

function primitive(type: forge.asn1.Type, value: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, type, false, value);
}

function ofContext(tag: ContextTag, isConstructed: boolean, value: string | Asn1[]): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, CONTEXT_TAGS[tag], isConstructed, value);
}

/** Forge's form of bytes: a string with a character for each. */
export function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
