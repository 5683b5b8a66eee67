import {
  createPrivateKey,
  generateKeyPair,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { TestCertificate } from './pki.ts';

const { asn1 } = forge;
const { Class, Type } = asn1;

/** The kinds of key of a client certificate. */
export type ClientKey = 'ed25519' | 'p256' | 'rsa';

/** How a client certificate is made. */
export interface ClientCertificateOptions {
  readonly algorithm: ClientKey;
  /** Who signs it, such as the `clientCa` of a `Pki`. Left out: it signs itself, as that of a device does. */
  readonly issuer?: TestCertificate;
}

const HOUR_MS = 3_600_000;
const VALID_MS = 90 * 24 * HOUR_MS;
/** ub-common-name of RFC 5280, Appendix A.1. */
const LONGEST_COMMON_NAME = 64;

/**
 * Makes the certificate of a client: X.509 version 3, its common name is the authcid, and a random serialNumber beside
 * it makes the subject unique: servers look issuers up by name. It has the extended key usage clientAuth and nothing
 * else: GnuTLS and BoringSSL do not take a self-signed certificate that says more for its own issuer.
 *
 * @returns the certificate and its key (PKCS#8), both PEM.
 */
export async function makeClientCertificate(
  authcid: string,
  { algorithm, issuer }: ClientCertificateOptions,
): Promise<TestCertificate> {
  if (authcid === '' || authcid.length > LONGEST_COMMON_NAME)
    throw new RangeError(`A common name has 1 to ${LONGEST_COMMON_NAME} characters`);
  const { publicKey, privateKey } = await KEY_MAKERS[algorithm]();
  const subject = nameOf(authcid);
  const signer =
    issuer === undefined
      ? { name: subject, key: privateKey }
      : { name: subjectOf(issuer), key: createPrivateKey(issuer.keyPem) };
  const der = signed(bodyOf(subject, publicKey, signer), signer.key);
  return {
    certificatePem: new X509Certificate(der).toString(),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);
const KEY_MAKERS: Readonly<Record<ClientKey, () => Promise<KeyPair>>> = {
  ed25519: () => generate('ed25519'),
  p256: () => generate('ec', { namedCurve: 'P-256' }),
  rsa: () => generate('rsa', { modulusLength: 2048 }),
};

interface SignatureFacts {
  readonly oid: string;
  /** Null in the parameters (RFC 4055 §5), which are absent otherwise (RFC 5758 §3.2, RFC 8410 §3). */
  readonly hasNull: boolean;
  readonly digest: 'sha256' | null;
}

/** By what Node calls the key. */
const SIGNATURES: Readonly<Record<string, SignatureFacts>> = {
  ed25519: { oid: '1.3.101.112', hasNull: false, digest: null },
  ec: { oid: '1.2.840.10045.4.3.2', hasNull: false, digest: 'sha256' },
  rsa: { oid: '1.2.840.113549.1.1.11', hasNull: true, digest: 'sha256' },
};

function signatureOf({ asymmetricKeyType: type }: KeyObject): SignatureFacts {
  const facts = type === undefined ? undefined : SIGNATURES[type];
  if (facts === undefined) throw new RangeError(`Keys of kind ${type ?? 'none'} sign no certificates here`);
  return facts;
}

const OID = {
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  extKeyUsage: '2.5.29.37',
  clientAuth: '1.3.6.1.5.5.7.3.2',
};

// Numbers of our own, 0 and 3; forge's types ask for the universal tags that have them.
const TAG = { version: Type.NONE, extensions: Type.BITSTRING };

interface Signer {
  readonly name: forge.asn1.Asn1;
  readonly key: KeyObject;
}

/** RFC 5280 §4.1: Certificate. */
function signed(body: forge.asn1.Asn1, key: KeyObject): Buffer {
  const { digest } = signatureOf(key);
  const signature = sign(digest, toBytes(body), key);
  return toBytes(sequence(body, signatureAlgorithm(key), bitString(signature)));
}

/** RFC 5280 §4.1.2: TBSCertificate. */
function bodyOf(subject: forge.asn1.Asn1, publicKey: KeyObject, signer: Signer): forge.asn1.Asn1 {
  const now = Date.now();
  return sequence(
    explicit(TAG.version, primitive(Type.INTEGER, '\x02')), // version 3
    primitive(Type.INTEGER, `\x01${randomBytes(8).toString('latin1')}`), // positive
    signatureAlgorithm(signer.key),
    signer.name,
    sequence(time(now - HOUR_MS), time(now + VALID_MS)),
    subject,
    fromBytes(publicKey.export({ type: 'spki', format: 'der' })),
    explicit(TAG.extensions, sequence(extendedKeyUsage())),
  );
}

function nameOf(commonName: string): forge.asn1.Asn1 {
  return sequence(
    attribute(OID.commonName, primitive(Type.UTF8, Buffer.from(commonName).toString('latin1'))),
    attribute(OID.serialNumber, primitive(Type.PRINTABLESTRING, randomBytes(8).toString('hex'))),
  );
}

/** The name of an issuer, byte for byte as in its certificate. */
function subjectOf({ certificatePem }: TestCertificate): forge.asn1.Asn1 {
  const certificate = fromBytes(new X509Certificate(certificatePem).raw);
  const [body] = certificate.value as forge.asn1.Asn1[]; // a SEQUENCE has parts
  return (body!.value as forge.asn1.Asn1[])[5]!; // version, serial, algorithm, issuer, validity, subject
}

function extendedKeyUsage(): forge.asn1.Asn1 {
  const purposes = sequence(oid(OID.clientAuth));
  return sequence(oid(OID.extKeyUsage), primitive(Type.OCTETSTRING, asn1.toDer(purposes).getBytes()));
}

function signatureAlgorithm(key: KeyObject): forge.asn1.Asn1 {
  const facts = signatureOf(key);
  return facts.hasNull ? sequence(oid(facts.oid), primitive(Type.NULL, '')) : sequence(oid(facts.oid));
}

function attribute(type: string, value: forge.asn1.Asn1): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, [sequence(oid(type), value)]);
}

function time(ms: number): forge.asn1.Asn1 {
  return primitive(Type.UTCTIME, asn1.dateToUtcTime(new Date(ms))); // good until 2049 (RFC 5280 §4.1.2.5)
}

function bitString(bytes: Buffer): forge.asn1.Asn1 {
  return primitive(Type.BITSTRING, `\0${bytes.toString('latin1')}`); // no unused bits
}

function oid(dotted: string): forge.asn1.Asn1 {
  return primitive(Type.OID, asn1.oidToDer(dotted).getBytes());
}

function explicit(tag: forge.asn1.Type, value: forge.asn1.Asn1): forge.asn1.Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, tag, true, [value]);
}

function sequence(...values: readonly forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [...values]);
}

function primitive(type: forge.asn1.Type, value: string): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, type, false, value);
}

function fromBytes(der: Buffer): forge.asn1.Asn1 {
  return asn1.fromDer(der.toString('latin1'));
}

function toBytes(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}
