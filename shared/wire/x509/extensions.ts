import { derElementAt, derElements, type DerElement } from '../tls/der.ts';
import { clipText, safeText } from '../server-words.ts';
import { objectIdentifier } from './object-identifier.ts';

// Real certificates have about ten extensions, and shared hosts hundreds of names.
const MOST_EXTENSIONS = 100;
const MOST_NAMES = 100;
const MOST_PURPOSES = 100;
const MOST_DESCRIPTIONS = 20;
const MOST_FIELDS = 3;

const SEQUENCE = 0x30;
const BOOLEAN = 0x01;
const OCTET_STRING = 0x04;

/** What is looked at of a certificate's extensions (RFC 5280 §4.2). What cannot be read is as if it were not there. */
export interface CertificateExtensions {
  readonly isAuthority: boolean;
  readonly isForServers: boolean;
  readonly hasSubjectAltName: boolean;
  readonly names: readonly string[];
  /** The identifiers of its own key and of its issuer's, by which certificates find each other. */
  readonly keyIdentifier: Uint8Array | null;
  readonly issuerKeyIdentifier: Uint8Array | null;
  readonly issuerUrl: string | null;
}

const OID = {
  subjectKeyIdentifier: '551d0e',
  subjectAltName: '551d11',
  basicConstraints: '551d13',
  authorityKeyIdentifier: '551d23',
  extKeyUsage: '551d25',
  authorityInfoAccess: '2b06010505070101',
} as const;
const SERVER_PURPOSES: readonly (string | null)[] = ['2b06010505070301', '551d2500']; // serverAuth, anyExtendedKeyUsage
const CA_ISSUERS = '2b06010505073002';

// Kinds of GeneralName (§4.2.1.6), and the first field of AuthorityKeyIdentifier (§4.2.1.1).
const DNS_NAME = 0x82;
const URI = 0x86;
const IP_ADDRESS = 0x87;
const KEY_IDENTIFIER = 0x80;

const ascii = new TextDecoder('latin1');

/** Reads the extensions of a certificate; `extensions` is the SEQUENCE of them, or undefined where there are none. */
export function readExtensions(extensions: DerElement | undefined): CertificateExtensions {
  const values = valuesOf(extensions);
  const inside = (oid: string, most: number): readonly DerElement[] => sequenceIn(values.get(oid), most);
  const purposes = inside(OID.extKeyUsage, MOST_PURPOSES).map(objectIdentifier);
  const subjectKey = derElementAt(values.get(OID.subjectKeyIdentifier) ?? NOTHING, 0);
  const issuerKey = inside(OID.authorityKeyIdentifier, MOST_FIELDS).find(({ tag }) => tag === KEY_IDENTIFIER);
  return {
    isAuthority: inside(OID.basicConstraints, 2).some(
      ({ tag, content }) => tag === BOOLEAN && content[0] !== 0,
    ),
    isForServers: !values.has(OID.extKeyUsage) || purposes.some((oid) => SERVER_PURPOSES.includes(oid)),
    hasSubjectAltName: values.has(OID.subjectAltName),
    names: namesIn(values.get(OID.subjectAltName)),
    keyIdentifier: subjectKey?.tag === OCTET_STRING ? subjectKey.content : null,
    issuerKeyIdentifier: issuerKey?.content ?? null,
    issuerUrl: issuerUrlIn(inside(OID.authorityInfoAccess, MOST_DESCRIPTIONS)),
  };
}

const NOTHING = new Uint8Array();

/** The value of each extension, DER. */
function valuesOf(extensions: DerElement | undefined): ReadonlyMap<string, Uint8Array> {
  const values = new Map<string, Uint8Array>();
  for (const { content } of (extensions && derElements(extensions.content, MOST_EXTENSIONS)) ?? []) {
    const parts = derElements(content, MOST_FIELDS) ?? [];
    const oid = objectIdentifier(parts[0]);
    const value = parts.at(-1); // between the two may stand whether it is critical
    if (oid !== null && value?.tag === OCTET_STRING) values.set(oid, value.content);
  }
  return values;
}

function sequenceIn(value: Uint8Array | undefined, most: number): readonly DerElement[] {
  const sequence = derElementAt(value ?? NOTHING, 0);
  return sequence?.tag === SEQUENCE ? (derElements(sequence.content, most) ?? []) : [];
}

/** The first names, as far as they are of a kind that counts. Whether a host is among all of them is not decided here. */
function namesIn(value: Uint8Array | undefined): readonly string[] {
  const sequence = derElementAt(value ?? NOTHING, 0);
  if (sequence?.tag !== SEQUENCE) return [];
  const names: string[] = [];
  let next = derElementAt(sequence.content, 0);
  while (next !== null && names.length < MOST_NAMES) {
    if (next.tag === DNS_NAME) names.push(clipText(safeText(next.content)));
    if (next.tag === IP_ADDRESS) names.push(addressOf(next.content));
    next = derElementAt(sequence.content, next.end);
  }
  return names;
}

/** RFC 5280 §4.2.1.6: four or sixteen bytes. */
function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return '?';
  const groups = Array.from({ length: 8 }, (_, at) => (bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0));
  const written = groups.map((group) => group.toString(16)).join(':');
  return new URL(`http://[${written}]/`).hostname.slice(1, -1); // it writes the short form of RFC 5952
}

/** The first address of the issuer's certificate that is one of the web; in some directories others stand there. */
function issuerUrlIn(descriptions: readonly DerElement[]): string | null {
  for (const { content } of descriptions) {
    const [method, location] = derElements(content, 2) ?? [];
    const url = location?.tag === URI ? ascii.decode(location.content) : '';
    if (objectIdentifier(method) === CA_ISSUERS && /^https?:/i.test(url)) return clipText(safeText(url));
  }
  return null;
}
