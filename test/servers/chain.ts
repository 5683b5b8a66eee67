import { createPublicKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { makeCertificate, type Issuer } from '../../electron/node/keys/certificate.ts';

/** The kinds of key that chains are made with. */
export type ChainKey = 'P-256' | 'RSA' | 'ed25519';

/** What a server shows: its own certificate first, then its issuers', the root included. */
export interface Chain {
  readonly keyPem: string;
  readonly certificates: readonly Buffer[];
  /** All of them, in that order. */
  readonly pems: readonly string[];
}

const DAY_MS = 86_400_000;
const KEYS: Readonly<Record<ChainKey, () => KeyObject>> = {
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  RSA: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ed25519: () => generateKeyPairSync('ed25519').privateKey,
};

/** Makes a chain for `mail.example.test` in which each is signed by the next one, and the last one by itself. */
export function makeChain(kind: ChainKey, length: number): Chain {
  const above = length > 1 ? makeAbove(kind, length - 1) : null;
  const key = KEYS[kind]();
  const own = make('mail.example.test', key, above?.issuer ?? { key });
  const certificates = [own, ...(above?.certificates ?? [])];
  return {
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificates,
    pems: certificates.map((der) => new X509Certificate(der).toString()),
  };
}

interface Above {
  readonly issuer: Issuer;
  readonly certificates: readonly Buffer[];
}

function makeAbove(kind: ChainKey, height: number): Above {
  const above = height > 1 ? makeAbove(kind, height - 1) : null;
  const key = KEYS[kind]();
  const certificate = make(`Test authority ${height}`, key, above?.issuer ?? { key });
  return { issuer: { key, certificate }, certificates: [certificate, ...(above?.certificates ?? [])] };
}

function make(commonName: string, key: KeyObject, issuer: Issuer): Buffer {
  const isAuthority = commonName.startsWith('Test authority');
  return makeCertificate({
    subject: { commonName },
    publicKey: createPublicKey(key),
    issuer,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 90 * DAY_MS),
    extensions: isAuthority
      ? [{ kind: 'basicConstraints' }, { kind: 'keyUsage', usages: ['keyCertSign', 'cRLSign'] }]
      : [{ kind: 'subjectAltName', names: [commonName] }],
  });
}
