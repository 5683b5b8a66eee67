import { objectIdentifier, printableString, sequence, setOf, utf8String, type Asn1 } from './der.ts';

/**
 * Who a certificate is of. Servers look issuers up by their names, so a certificate that signs itself needs one of its
 * own: two of the same name and kind of key hide each other.
 */
export interface DistinguishedName {
  /** What a person calls it. */
  readonly commonName: string;
  /** The login name, for servers that take the authcid from the certificate (RFC 4519 §2.39). */
  readonly userId?: string;
  /** What tells two devices of the same name apart (X.520 §6.2.9). ASCII letters and digits. */
  readonly serialNumber?: string;
}

interface AttributeFacts {
  readonly oid: string;
  readonly longest: number;
  readonly form: RegExp;
  readonly write: (text: string) => Asn1;
}

const WITHOUT_CONTROLS = /^\P{Cc}+$/u;

/** In the order in which a name has them. Lengths: RFC 5280 appendix A.1, for userId RFC 1274 appendix. */
const ATTRIBUTES: Readonly<Record<keyof DistinguishedName, AttributeFacts>> = {
  commonName: { oid: '2.5.4.3', longest: 64, form: WITHOUT_CONTROLS, write: utf8String },
  userId: { oid: '0.9.2342.19200300.100.1.1', longest: 256, form: WITHOUT_CONTROLS, write: utf8String },
  serialNumber: { oid: '2.5.4.5', longest: 64, form: /^[a-z0-9]+$/i, write: printableString },
};

/**
 * Writes a Name (RFC 5280 §4.1.2.4).
 *
 * @throws {RangeError} where a value is empty, too long, or has control characters
 */
export function nameOf(name: DistinguishedName): Asn1 {
  const attributes = Object.keys(ATTRIBUTES) as (keyof DistinguishedName)[]; // the table's type has exactly these keys
  return sequence(...attributes.flatMap((attribute) => relative(attribute, name[attribute])));
}

/** One RelativeDistinguishedName, or none. */
function relative(attribute: keyof DistinguishedName, text: string | undefined): readonly Asn1[] {
  if (text === undefined) return [];
  const { oid, longest, form, write } = ATTRIBUTES[attribute];
  // X.520 counts characters, and not how many units a language needs for them.
  if (!form.test(text) || [...text].length > longest) {
    throw new RangeError(`A ${attribute} has 1 to ${longest} characters, and no control characters`);
  }
  return [setOf(sequence(objectIdentifier(oid), write(text)))];
}
