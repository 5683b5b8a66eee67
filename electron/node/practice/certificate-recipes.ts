import { rootCertificates } from 'node:tls';
import type { Digest } from '../keys/certificate.ts';
import type { Extension } from '../keys/extensions.ts';
import { PRACTICE_HOSTS } from './protocols.ts';

/** The certificates that a practice server can show. Each but `good` has the one trait that it is named for. */
export type CertificateName =
  | 'good'
  | 'ed25519'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'ip-address-only'
  | 'wildcard-too-deep'
  | 'nul-in-name'
  | 'no-subject-alt-name'
  | 'many-names'
  | 'self-signed'
  | 'unknown-issuer'
  | 'interceptor'
  | 'incomplete-chain'
  | 'expired-intermediate'
  | 'issued-by-server'
  | 'outside-constraints'
  | 'unknown-extension'
  | 'authority-as-server'
  | 'client-only'
  | 'broken-signature'
  | 'weak-signature'
  | 'weak-key'
  | 'huge-chain';

/** How the certificate of a server is made, and what is sent with it. */
export interface Recipe {
  readonly issuer: IssuerName | 'itself';
  readonly key: KeyKind;
  /** The names in it, of those that the server has. Where there are none, it has no subjectAltName. */
  readonly names: (names: readonly string[]) => readonly string[];
  readonly days: Days;
  /** Besides the names and the identifiers of keys. */
  readonly extensions: readonly Extension[];
  readonly digest?: Digest;
  /** Too weak for a TLS library to load without being told to. */
  readonly isWeak?: true;
  /** What happens to it after it is signed. */
  readonly spoil?: (der: Buffer) => Buffer;
  /** What is sent behind it instead of its issuers' certificates. */
  readonly sends?: (issuers: readonly string[]) => readonly string[];
}

/** How the certificate of one who issues others is made. */
export interface IssuerRecipe {
  readonly commonName: string;
  readonly issuer: IssuerName | 'itself';
  readonly days: Days;
  readonly extensions: readonly Extension[];
  /** Whether servers send it behind their own. */
  readonly isSent: boolean;
  /** Where those that it issues say that its certificate is to be had, as public authorities do. Nothing answers there. */
  readonly url?: string;
}

/** Who issues certificates here. */
export type IssuerName =
  | 'root'
  | 'intermediate'
  | 'expired-intermediate'
  | 'constrained'
  | 'server'
  | 'unknown-root'
  | 'interceptor';

/** The kinds of key that certificates are made for. */
export type KeyKind = 'p256' | 'ed25519' | 'rsa1024';

/** The days of a certificate's validity, counted from the start of the run. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const OTHER_DOMAIN = 'hosting.test';
const OTHER_HOST = `webhost.${OTHER_DOMAIN}`;

const YEAR: Days = { from: -365, to: 365 };
const QUARTER: Days = { from: -1, to: 90 };
const OVER: Days = { from: -120, to: -30 };
const TO_COME: Days = { from: 30, to: 120 };

const AUTHORITY: readonly Extension[] = [
  { kind: 'basicConstraints' },
  { kind: 'keyUsage', usages: ['keyCertSign', 'cRLSign'] },
];
const FOR_SIGNATURES: Extension = { kind: 'keyUsage', usages: ['digitalSignature'] };
const FOR_SERVERS: Extension = { kind: 'extKeyUsage', purpose: 'serverAuth' };
const FOR_CLIENTS: Extension = { kind: 'extKeyUsage', purpose: 'clientAuth' };
const SERVER: readonly Extension[] = [FOR_SIGNATURES, FOR_SERVERS];
const SERVER_AND_AUTHORITY: readonly Extension[] = [
  { kind: 'basicConstraints' },
  { kind: 'keyUsage', usages: ['digitalSignature', 'keyCertSign', 'cRLSign'] },
  FOR_SERVERS,
];

const INTERMEDIATE: IssuerRecipe = {
  commonName: 'Letterlock practice intermediate',
  issuer: 'root',
  days: YEAR,
  extensions: AUTHORITY,
  isSent: true,
  url: 'http://authority.letterlock.test/intermediate.der',
};

/** Everybody who issues certificates. The common name is followed by that of the run. */
export const ISSUERS: Readonly<Record<IssuerName, IssuerRecipe>> = {
  root: {
    commonName: 'Letterlock practice authority',
    issuer: 'itself',
    days: YEAR,
    extensions: AUTHORITY,
    isSent: false,
  },
  intermediate: INTERMEDIATE,
  'expired-intermediate': { ...INTERMEDIATE, days: { from: -400, to: -30 } },
  // For somebody else's hosts.
  constrained: {
    ...INTERMEDIATE,
    extensions: [...AUTHORITY, { kind: 'nameConstraints', permitted: OTHER_DOMAIN }],
  },
  // A server whose certificate does not say that it may issue others. With a keyUsage each TLS library would say something
  // else of it.
  server: { ...INTERMEDIATE, commonName: 'Letterlock practice server', extensions: [FOR_SERVERS] },
  'unknown-root': {
    commonName: 'Letterlock practice stranger',
    issuer: 'itself',
    days: YEAR,
    extensions: AUTHORITY,
    isSent: false,
  },
  // What a virus scanner or a company's proxy puts between. Those send their root, too.
  interceptor: {
    commonName: 'Practice Web Shield Root',
    issuer: 'itself',
    days: YEAR,
    extensions: AUTHORITY,
    isSent: true,
  },
};

const GOOD: Recipe = {
  issuer: 'intermediate',
  key: 'p256',
  names: (names) => names,
  days: QUARTER,
  extensions: SERVER,
};
const NAMES_WITH_NUL: Extension = {
  kind: 'subjectAltNameAsItIs',
  names: Object.values(PRACTICE_HOSTS).map((host) => `${host}\0.${OTHER_HOST}`),
};
// RFC 5737 §3: nobody's.
const OTHER_ADDRESS = '192.0.2.1';
// About 95 KB, and both TLS libraries take chains of up to 100 KB.
const MANY = 4_000;

/** All certificates of servers. */
export const RECIPES: Readonly<Record<CertificateName, Recipe>> = {
  good: GOOD,
  ed25519: { ...GOOD, key: 'ed25519' },
  expired: { ...GOOD, days: OVER },
  'not-yet-valid': { ...GOOD, days: TO_COME },
  'wrong-name': { ...GOOD, names: () => [OTHER_HOST] },
  'ip-address-only': { ...GOOD, names: () => [OTHER_ADDRESS] },
  // RFC 9525 §6.3: the star is one label. One below the domain itself would be right for its hosts.
  'wildcard-too-deep': { ...GOOD, names: (names) => names.filter(isHost).map((name) => `*.${name}`) },
  // Who takes NUL for the end of a text reads the right host, and the authority read another.
  'nul-in-name': { ...GOOD, names: () => [], extensions: [...SERVER, NAMES_WITH_NUL] },
  'no-subject-alt-name': { ...GOOD, names: () => [] },
  'many-names': { ...GOOD, names: (names) => [...manyNames(), ...names] },
  // With a keyUsage that does not allow to sign certificates BoringSSL would not call it self-signed.
  'self-signed': { ...GOOD, issuer: 'itself', extensions: [FOR_SERVERS] },
  'unknown-issuer': { ...GOOD, issuer: 'unknown-root' },
  interceptor: { ...GOOD, issuer: 'interceptor' },
  'incomplete-chain': { ...GOOD, sends: () => [] },
  'expired-intermediate': { ...GOOD, issuer: 'expired-intermediate' },
  'issued-by-server': { ...GOOD, issuer: 'server' },
  'outside-constraints': { ...GOOD, issuer: 'constrained' },
  'unknown-extension': { ...GOOD, extensions: [...SERVER, { kind: 'unknown' }] },
  'authority-as-server': { ...GOOD, extensions: SERVER_AND_AUTHORITY },
  'client-only': { ...GOOD, extensions: [FOR_SIGNATURES, FOR_CLIENTS] },
  'broken-signature': { ...GOOD, spoil: withLastBitFlipped },
  'weak-signature': { ...GOOD, digest: 'sha1', isWeak: true },
  'weak-key': { ...GOOD, key: 'rsa1024', isWeak: true },
  // The bundle of public roots behind it, as where somebody took it for the chain.
  'huge-chain': { ...GOOD, sends: (issuers) => [...issuers, ...rootCertificates] },
};

/** At least three labels, and no address. */
function isHost(name: string): boolean {
  return /^(?:[^.]+\.){2,}[a-z]+$/.test(name);
}

function manyNames(): readonly string[] {
  return Array.from({ length: MANY }, (_, at) => `shop-${at}.${OTHER_DOMAIN}`);
}

/** The end of a certificate is its signature. */
function withLastBitFlipped(der: Buffer): Buffer {
  const last = der.length - 1;
  return Buffer.concat([der.subarray(0, last), Uint8Array.of((der[last] ?? 0) ^ 1)]);
}
