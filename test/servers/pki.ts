import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import forge from 'node-forge';
import { KEPT_KEYS, keptKeys } from './kept-keys.ts';

/** The end-entity certificates that exist. Each but `good` has the one fault that it is named for. */
export type CertificateName =
  'good' | 'expired' | 'notYetValid' | 'wrongName' | 'selfSigned' | 'unknownIssuer';

/** An end-entity certificate and its key (PKCS#8), both PEM. */
export interface TestCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** A throw-away public key infrastructure: a trust anchor, certificates of test servers, and a CA for clients' own. */
export interface Pki extends Readonly<Record<CertificateName, TestCertificate>> {
  /** The trust anchor of all but `selfSigned` and `unknownIssuer`. */
  readonly caPem: string;
  /** Issues certificates of clients; servers that ask for such trust it. */
  readonly clientCa: TestCertificate;
}

/** The paths of one end-entity certificate and its key. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** The paths of a whole `Pki`. */
export interface PkiFiles extends Readonly<Record<CertificateName, CertificateFiles>> {
  readonly ca: string;
}

interface Recipe {
  readonly issuer: 'test-ca' | 'other-ca' | 'itself';
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly startsInDays: number;
  readonly endsInDays: number;
}

const DAY_MS = 86_400_000;
// Many programs know no server by its address: for them it is at localhost.
const SERVER_NAMES = ['mail.example.test', 'imap.example.test', 'smtp.example.test', 'localhost'];
const GOOD: Recipe = {
  issuer: 'test-ca',
  names: SERVER_NAMES,
  addresses: ['127.0.0.1', '127.0.0.2', '127.0.0.6', '127.0.0.7', '127.0.0.9'],
  startsInDays: -1,
  endsInDays: 90,
};
const RECIPES: Readonly<Record<CertificateName, Recipe>> = {
  good: GOOD,
  expired: { ...GOOD, addresses: ['127.0.0.3'], startsInDays: -120, endsInDays: -30 },
  notYetValid: { ...GOOD, addresses: ['127.0.0.10'], startsInDays: 30, endsInDays: 120 },
  wrongName: { ...GOOD, names: ['other.example.test'], addresses: [] },
  selfSigned: { ...GOOD, issuer: 'itself', addresses: ['127.0.0.5'] },
  unknownIssuer: { ...GOOD, issuer: 'other-ca', addresses: ['127.0.0.8'] },
};
const NAMES = Object.keys(RECIPES) as CertificateName[]; // the table's type has exactly these keys

let made: Promise<Pki> | undefined;

/**
 * Makes the certificates in memory, once per process; the keys are the same for all processes. All end-entity certificates
 * share one RSA key, to save time: a test that tells servers apart by their keys needs others.
 */
export function makePki(): Promise<Pki> {
  made ??= make();
  return made;
}

/**
 * Writes what servers and their clients need of a `Pki` below a folder, which is made if it is absent. Keys are for
 * their owner only (0600). The client CA is left out.
 */
export async function writePki(pki: Pki, folder: string): Promise<PkiFiles> {
  const files = pkiFiles(folder);
  await mkdir(folder, { recursive: true });
  await writeFile(files.ca, pki.caPem);
  for (const name of NAMES) {
    await writeFile(files[name].certificate, pki[name].certificatePem);
    await writeFile(files[name].key, pki[name].keyPem, { mode: 0o600 });
  }
  return files;
}

/** The paths that `writePki` writes to, for whoever sees the folder under another name. */
export function pkiFiles(folder: string): PkiFiles {
  const files = NAMES.map((name) => {
    const base = join(folder, name);
    return [name, { certificate: `${base}.pem`, key: `${base}.key` }] as const;
  });
  return {
    ca: join(folder, 'ca.pem'),
    ...(Object.fromEntries(files) as Record<CertificateName, CertificateFiles>), // NAMES are all of them
  };
}

interface KeyPair {
  readonly privateKey: forge.pki.rsa.PrivateKey;
  readonly publicKey: forge.pki.rsa.PublicKey;
  readonly keyPem: string;
}

interface Issuer {
  readonly certificate: forge.pki.Certificate;
  readonly keys: KeyPair;
}

async function make(): Promise<Pki> {
  const keys = (await keptKeys(4, KEPT_KEYS)).map(keyPairOf);
  const [caKeys, otherKeys, serverKeys, clientCaKeys] = keys as [KeyPair, KeyPair, KeyPair, KeyPair]; // four are asked for
  const issuers = {
    'test-ca': makeCa('Letterlock test CA', caKeys),
    'other-ca': makeCa('Letterlock other CA', otherKeys),
    itself: null,
  };
  const certificates = NAMES.map((name) => {
    const recipe = RECIPES[name];
    const certificate = makeServerCertificate(recipe, serverKeys, issuers[recipe.issuer]);
    return [name, { certificatePem: forge.pki.certificateToPem(certificate), keyPem: serverKeys.keyPem }];
  });
  return {
    caPem: forge.pki.certificateToPem(issuers['test-ca'].certificate),
    clientCa: {
      certificatePem: forge.pki.certificateToPem(
        makeCa('Letterlock test client CA', clientCaKeys).certificate,
      ),
      keyPem: clientCaKeys.keyPem,
    },
    ...(Object.fromEntries(certificates) as Record<CertificateName, TestCertificate>),
  };
}

function keyPairOf(keyPem: string): KeyPair {
  const privateKey = forge.pki.privateKeyFromPem(keyPem);
  return { privateKey, publicKey: forge.pki.setRsaPublicKey(privateKey.n, privateKey.e), keyPem };
}

function makeCa(commonName: string, keys: KeyPair): Issuer {
  const certificate = blank(commonName, keys, -365, 365);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return { certificate, keys };
}

function makeServerCertificate(recipe: Recipe, keys: KeyPair, issuer: Issuer | null): forge.pki.Certificate {
  const certificate = blank(recipe.names[0] ?? '', keys, recipe.startsInDays, recipe.endsInDays);
  certificate.setIssuer((issuer?.certificate ?? certificate).subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: alternativeNames(recipe) },
    { name: 'subjectKeyIdentifier' },
    ...(issuer === null ? [] : issuedExtensions(issuer)),
  ]);
  certificate.sign((issuer?.keys ?? keys).privateKey, forge.md.sha256.create());
  return certificate;
}

// A self-signed certificate goes without these, as those of mail servers do: with a key usage that does not allow
// signing certificates BoringSSL would no longer call it self-signed.
function issuedExtensions({ certificate }: Issuer): readonly object[] {
  const keyIdentifier = certificate.generateSubjectKeyIdentifier().getBytes();
  return [
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'authorityKeyIdentifier', keyIdentifier },
  ];
}

/** Kinds of GeneralName (RFC 5280 §4.2.1.6): 2 is dNSName, 7 is iPAddress. */
function alternativeNames({ names, addresses }: Recipe): readonly object[] {
  return [...names.map((value) => ({ type: 2, value })), ...addresses.map((ip) => ({ type: 7, ip }))];
}

function blank(commonName: string, keys: KeyPair, startsInDays: number, endsInDays: number) {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  // Positive (RFC 5280 §4.1.2.2), so the first byte is below 0x80.
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  certificate.validity.notBefore = new Date(Date.now() + startsInDays * DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + endsInDays * DAY_MS);
  return certificate;
}
