import { createPrivateKey, generateKeyPair, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import type { OtherCredential } from '../credential.ts';
import { makeCertificate } from '../keys/certificate.ts';
import { DeviceKey } from '../keys/device-key.ts';
import type { Authority, KeyedCertificate } from './certificates.ts';
import type { Account } from './mail/accounts.ts';
import { spkiFingerprintOf } from './mail/client-key.ts';

/** What a run signs in with where a fault shows only with that: a key or a token that the server knows, or one that it does not. */
export type PracticeCredential =
  'known-key' | 'unknown-key' | 'expired-key' | 'known-token' | 'unknown-token' | 'expired-token';

/** What a credential of an account is made of. */
interface Making {
  readonly account: Account;
  readonly authority: Authority;
  readonly now: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const MAKERS: Readonly<Record<PracticeCredential, (making: Making) => Promise<OtherCredential>>> = {
  'known-key': async ({ account, authority }) => {
    const made = await authority.clientCertificate(account.address);
    account.keys.add(spkiFingerprintOf(made.certificatePem));
    return keyOf(made);
  },
  'unknown-key': async ({ account, now }) =>
    keyOf(await makeStrange(account, now, new Date(now.getTime() + DAY_MS))),
  'expired-key': async ({ account, now }) =>
    keyOf(await makeStrange(account, new Date(now.getTime() - 2 * DAY_MS), new Date(now.getTime() - DAY_MS))),
  'known-token': async ({ account }) => ({ kind: 'token', token: account.tokens[0] ?? '' }),
  'unknown-token': async () => ({ kind: 'token', token: 'withdrawn-practice-token' }),
  'expired-token': async ({ now }) => ({ kind: 'token', token: tokenExpiringAt(now.getTime() - HOUR_MS) }),
};

/** Makes a credential of an account, and registers it where the server is to know it. */
export function makeCredential(kind: PracticeCredential, making: Making): Promise<OtherCredential> {
  return MAKERS[kind](making);
}

/**
 * A device certificate as a run signs in with it.
 *
 * @throws {RangeError} where it is none with its key
 */
export function keyOf({ certificatePem, keyPem }: KeyedCertificate): OtherCredential {
  const der = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  const key = DeviceKey.among([der], [new X509Certificate(certificatePem).raw]);
  if (!(key instanceof DeviceKey)) throw new RangeError(`not a key with its certificate: ${key}`);
  return { kind: 'key', key };
}

async function makeStrange({ address }: Account, notBefore: Date, notAfter: Date): Promise<KeyedCertificate> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const der = makeCertificate({
    subject: { commonName: address },
    publicKey,
    issuer: { key: privateKey },
    notBefore: new Date(notBefore.getTime() - HOUR_MS),
    notAfter,
    extensions: [],
  });
  return {
    certificatePem: new X509Certificate(der).toString(),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A JWT as far as anybody here reads it (RFC 7519 §4.1.4). */
function tokenExpiringAt(ms: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: Math.floor(ms / 1000) })}.practice`;
}
