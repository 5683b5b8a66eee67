import { createPrivateKey, generateKeyPair, randomBytes, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { makeCertificate, type Issuer } from '../../electron/node/keys/certificate.ts';
import type { TestCertificate } from './pki.ts';

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

/**
 * Makes the certificate of a client: its common name is the authcid, and a random serialNumber beside it makes the subject
 * unique: servers look issuers up by name. It has the extended key usage clientAuth and nothing else: GnuTLS and BoringSSL
 * do not take a self-signed certificate that says more for its own issuer.
 *
 * @returns the certificate and its key (PKCS#8), both PEM.
 */
export async function makeClientCertificate(
  authcid: string,
  { algorithm, issuer }: ClientCertificateOptions,
): Promise<TestCertificate> {
  const { publicKey, privateKey } = await KEY_MAKERS[algorithm]();
  const now = Date.now();
  const der = makeCertificate({
    subject: { commonName: authcid, serialNumber: randomBytes(8).toString('hex') },
    publicKey,
    issuer: issuer === undefined ? { key: privateKey } : issuerOf(issuer),
    notBefore: new Date(now - HOUR_MS),
    notAfter: new Date(now + VALID_MS),
    extensions: [{ kind: 'extKeyUsage', purpose: 'clientAuth' }],
  });
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

function issuerOf({ certificatePem, keyPem }: TestCertificate): Issuer {
  return { key: createPrivateKey(keyPem), certificate: new X509Certificate(certificatePem).raw };
}
