import { isSequence, membersOf, octetsOf, oidOf, readBer } from './ber.ts';
import { toDer, type Asn1 } from './der.ts';
import { P12Budget, P12Unsupported } from './p12-budget.ts';
import { decryptPart, isMacRight, type P12Opening } from './p12-encryption.ts';
import { CERT_BAG, DATA, ENCRYPTED_DATA, SHROUDED_KEY_BAG, X509_CERTIFICATE } from './p12-identifiers.ts';

/** What is in a P12, or why it stays closed. */
export type P12Contents =
  | {
      readonly kind: 'opened';
      /** PKCS#8, DER. */
      readonly keys: readonly Uint8Array[];
      /** DER, in the order of the file. */
      readonly certificates: readonly Uint8Array[];
    }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'password-wrong' }
  /** It is well formed, and protected in a way that is not known here. */
  | { readonly kind: 'unsupported'; readonly what: string };

/**
 * Opens a P12 (PKCS#12, RFC 7292) in its password modes.
 *
 * We read it ourselves, and do not hand it to TLS: Node takes every further certificate in there for an authority that it
 * trusts from then on (seen on Node 20 and Electron), so that whoever has made the file could read along. And neither TLS
 * library opens all of them: OpenSSL 3 has no RC2, BoringSSL no characters beyond the first plane.
 *
 * @param password empty where there is none
 */
export async function openP12(bytes: Uint8Array, password: string): Promise<P12Contents> {
  const budget = new P12Budget();
  try {
    const opened = await open(bytes, { password, budget });
    if (opened.kind !== 'password-wrong' || password !== '') return opened;
    // RFC 7292 appendix B.1 leaves open what an empty password is.
    return await open(bytes, { password: null, budget });
  } catch (error) {
    if (error instanceof P12Unsupported) return { kind: 'unsupported', what: error.message };
    return { kind: 'malformed' }; // forge throws plain errors for what is no ASN.1, and we for what is in a wrong place
  }
}

async function open(bytes: Uint8Array, opening: P12Opening): Promise<P12Contents> {
  const [, authSafe, mac] = membersOf(readBer(bytes));
  const content = octetsOf(contentOf(authSafe, DATA));
  if (mac !== undefined && !(await isMacRight(mac, content, opening))) return { kind: 'password-wrong' };
  const found = { keys: [] as Uint8Array[], certificates: [] as Uint8Array[] };
  for (const part of membersOf(readBer(content))) {
    const safe = await safeContentsOf(part, opening);
    // With the MAC checked it would be the file; without one, it is the password.
    if (safe === null || !isSequence(safe)) return { kind: 'password-wrong' };
    for (const bag of membersOf(readBer(safe))) {
      if (!(await takeBag(bag, opening, found))) return { kind: 'password-wrong' };
    }
  }
  return { kind: 'opened', ...found };
}

/** ContentInfo: a kind, and [0] EXPLICIT what is of that kind. */
function contentOf(info: Asn1 | undefined, ...wanted: readonly string[]): Asn1 | undefined {
  const [oid, content] = membersOf(info);
  if (!wanted.includes(oidOf(oid))) throw new P12Unsupported(oidOf(oid)); // signed, or encrypted with a public key
  return membersOf(content)[0];
}

async function safeContentsOf(info: Asn1, opening: P12Opening): Promise<Uint8Array | null> {
  const [oid] = membersOf(info);
  const content = contentOf(info, DATA, ENCRYPTED_DATA);
  if (oidOf(oid) === DATA) return octetsOf(content);
  // RFC 5652 §8: a version, and EncryptedContentInfo: a kind, an algorithm, [0] IMPLICIT the bytes.
  const [, algorithm, encrypted] = membersOf(membersOf(content)[1]);
  if (algorithm === undefined) throw new TypeError('encrypted without an algorithm');
  return decryptPart(algorithm, octetsOf(encrypted), opening);
}

// RFC 7292 §4.2
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';

/** Takes what a bag has for us; false where the password does not open it. */
async function takeBag(
  bag: Asn1,
  opening: P12Opening,
  found: { readonly keys: Uint8Array[]; readonly certificates: Uint8Array[] },
): Promise<boolean> {
  const [oid, wrapped] = membersOf(bag);
  const kind = oidOf(oid);
  if (![KEY_BAG, SHROUDED_KEY_BAG, CERT_BAG].includes(kind)) return true;
  const [value] = membersOf(wrapped);
  if (value === undefined) throw new TypeError('a bag without contents');
  if (kind === KEY_BAG) found.keys.push(toDer(value));
  if (kind === CERT_BAG) {
    const [type, certificate] = membersOf(value);
    if (oidOf(type) === X509_CERTIFICATE) found.certificates.push(octetsOf(membersOf(certificate)[0]));
  }
  if (kind !== SHROUDED_KEY_BAG) return true;
  const [algorithm, encrypted] = membersOf(value);
  if (algorithm === undefined) throw new TypeError('a key without an algorithm');
  const key = await decryptPart(algorithm, octetsOf(encrypted), opening);
  if (key === null || !isSequence(key)) return false;
  found.keys.push(key);
  return true;
}
