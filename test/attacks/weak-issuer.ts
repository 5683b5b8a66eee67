import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { makeCertificate, type Digest, type Issuer } from '../../electron/node/keys/certificate.ts';
import type { Extension } from '../../electron/node/keys/extensions.ts';
import { pemOfDer } from '../../electron/node/net/pem.ts';
import type { ServerCertificate } from '../../electron/node/practice/certificates.ts';

/** What is weak about the one in the middle, whose own certificate is right otherwise. */
export type Weakness = 'its key' | 'its signature';

/** The certificate of a server, and whom to trust for it. */
export interface Vouched {
  readonly certificate: ServerCertificate;
  readonly caPem: string;
}

const AUTHORITY: readonly Extension[] = [
  { kind: 'basicConstraints' },
  { kind: 'keyUsage', usages: ['keyCertSign', 'cRLSign'] },
  { kind: 'subjectKeyIdentifier' },
];
const DAY_MS = 86_400_000;

/** A server's certificate that is as good as any, issued by somebody whose certificate could be forged. */
export function issuedByWeakOne(host: string, weakness: Weakness): Vouched {
  const [rootKey, ownKey] = [newKey(), newKey()];
  const middleKey =
    weakness === 'its key' ? generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey : newKey();
  const root = made('Root', rootKey, { key: rootKey }, AUTHORITY);
  const rootIssuer = { key: rootKey, certificate: root };
  const digest: Digest = weakness === 'its signature' ? 'sha1' : 'sha256';
  const middle = made('Middle', middleKey, rootIssuer, AUTHORITY, digest);
  const own = made(host, ownKey, { key: middleKey, certificate: middle }, [
    { kind: 'extKeyUsage', purpose: 'serverAuth' },
    { kind: 'subjectAltName', names: [host] },
  ]);
  return {
    certificate: {
      certificatePem: pemOfDer(own) + pemOfDer(middle),
      keyPem: ownKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      isWeak: true,
    },
    caPem: pemOfDer(root),
  };
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

function made(
  commonName: string,
  key: KeyObject,
  issuer: Issuer,
  extensions: readonly Extension[],
  digest: Digest = 'sha256',
): Buffer {
  const isItself = issuer.certificate === undefined;
  return makeCertificate({
    subject: { commonName },
    publicKey: createPublicKey(key),
    issuer,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + DAY_MS),
    extensions: [...extensions, ...(isItself ? [] : [{ kind: 'authorityKeyIdentifier' as const }])],
    digest,
  });
}
