import { createHash } from 'node:crypto';
import { bmpString, objectIdentifier, octetString, sequence, setOf, type Asn1 } from './der.ts';

// RFC 2985 §5.5
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';

// One of these, and BoringSSL opens nothing of the file. Emoji are made of several, with joiners between.
const BEYOND_FIRST_PLANE = /[\u200d\ufe0f]*[\u{10000}-\u{10ffff}][\u200d\ufe0f]*/gu;
// BoringSSL takes no halves and no code points that are never characters; marks of direction would turn a list around.
const NEVER_SHOWN = /[\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/gu;
const GAPS = /[\s\p{Cc}]+/gu;

/**
 * A name as every reader of P12 files takes it: without emoji, or anything else beyond the first plane of Unicode (some
 * rare letters, too), without control characters and marks of direction. Empty where nothing is left.
 */
export function friendlyNameOf(name: string): string {
  // Halves first: two that lose what is between them would be a whole.
  return name.replace(NEVER_SHOWN, '').replace(BEYOND_FIRST_PLANE, '').replace(GAPS, ' ').trim();
}

/**
 * The attributes that a key and its certificate have in common (RFC 7292 §4.2): what they are called, and an id by which
 * programs find one for the other: SHA-1 of the certificate, as other programs do it. It protects nothing.
 *
 * @param certificate DER
 */
export function bagAttributes(name: string, certificate: Uint8Array): Asn1 {
  const id = createHash('sha1').update(certificate).digest();
  const friendlyName = friendlyNameOf(name);
  return setOf(
    attribute(LOCAL_KEY_ID, octetString(id)),
    ...(friendlyName === '' ? [] : [attribute(FRIENDLY_NAME, bmpString(friendlyName))]),
  );
}

function attribute(oid: string, value: Asn1): Asn1 {
  return sequence(objectIdentifier(oid), setOf(value));
}
