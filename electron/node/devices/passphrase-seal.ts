import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ScryptCost } from '../../../shared/sasl/crypto.ts';
import type { PreparationFailure } from '../../../shared/sasl/prepared.ts';
import { nodeSaslCrypto } from '../sasl-crypto.ts';
import { decryptKey, encryptKey, KEY_BYTES } from './key-cipher.ts';
import { preparePassphrase } from './passphrase.ts';
import type { KeyOwner, PassphraseSealed } from './sealed-key.ts';

/** A sealed key, or why the passphrase cannot be one. */
export type SealedByPassphrase =
  | { readonly kind: 'sealed'; readonly sealedKey: PassphraseSealed }
  | { readonly kind: 'passphrase-unusable'; readonly reason: PreparationFailure };

/** A key that was opened, or why it was not. */
export type OpenedByPassphrase =
  /** PKCS#8, DER. */
  | { readonly kind: 'opened'; readonly pkcs8: Uint8Array }
  | { readonly kind: 'passphrase-unusable'; readonly reason: PreparationFailure }
  | { readonly kind: 'passphrase-wrong' }
  /** The passphrase is right. The text was changed, or belongs to another device. */
  | { readonly kind: 'damaged' };

/** Length of the salt in a `PassphraseSealed`. */
export const SALT_BYTES = 16;

/** Length of its check. */
export const CHECK_BYTES = 16;

// OWASP's Password Storage Cheat Sheet: 128 MiB, here a quarter to half a second.
const COST: ScryptCost = { N: 131_072, r: 8, p: 1 };
// What a key that lies on the disk may cost to open. N * r * p is the time, and 128 bytes of N * r the memory (RFC 7914 §2):
// four times ours, in half a GiB. The limits of each factor leave out what OpenSSL would not do.
const MOST_WORK = 4_194_304;
const LIMITS: Readonly<Record<keyof ScryptCost, readonly [least: number, most: number]>> = {
  N: [1_024, MOST_WORK],
  r: [8, 32],
  p: [1, 16],
};

/** Whether a cost is one of scrypt, of which N is a power of two, and not too much for a key that is read from the disk. */
export function isAffordable(cost: ScryptCost): boolean {
  const { N, r, p } = cost;
  const isInLimits = (['N', 'r', 'p'] as const).every((factor) => {
    const [least, most] = LIMITS[factor];
    return Number.isInteger(cost[factor]) && cost[factor] >= least && cost[factor] <= most;
  });
  return isInLimits && N * r * p <= MOST_WORK && (N & (N - 1)) === 0;
}

/**
 * Encrypts a private key with a passphrase. The derivation is scrypt's, on the thread pool. The passphrase is taken as it is,
 * however short.
 *
 * @param pkcs8 DER
 */
export async function sealWithPassphrase(
  pkcs8: Uint8Array,
  owner: KeyOwner,
  passphrase: string,
): Promise<SealedByPassphrase> {
  const prepared = preparePassphrase(passphrase);
  if (!prepared.ok) return { kind: 'passphrase-unusable', reason: prepared.reason };
  const salt = randomBytes(SALT_BYTES);
  const { check, key } = await derive(prepared.text, salt, COST);
  const sealedKey: PassphraseSealed = {
    by: 'passphrase',
    cost: COST,
    salt: salt.toString('base64'),
    check: Buffer.from(check).toString('base64'),
    ...encryptKey(pkcs8, owner, key),
  };
  return { kind: 'sealed', sealedKey };
}

/**
 * Opens a key that a passphrase has sealed. What it may cost was bounded where it was read.
 *
 * @throws RangeError for a cost that is not affordable
 */
export async function openWithPassphrase(
  sealed: PassphraseSealed,
  owner: KeyOwner,
  passphrase: string,
): Promise<OpenedByPassphrase> {
  if (!isAffordable(sealed.cost)) throw new RangeError('nobody should have read a key of this cost');
  const prepared = preparePassphrase(passphrase);
  if (!prepared.ok) return { kind: 'passphrase-unusable', reason: prepared.reason };
  const { check, key } = await derive(prepared.text, Buffer.from(sealed.salt, 'base64'), sealed.cost);
  const wanted = Buffer.from(sealed.check, 'base64');
  const isRight = wanted.length === CHECK_BYTES && timingSafeEqual(wanted, check);
  if (!isRight) return { kind: 'passphrase-wrong' };
  const pkcs8 = decryptKey(sealed, owner, key);
  return pkcs8 === null ? { kind: 'damaged' } : { kind: 'opened', pkcs8 };
}

/**
 * The check stands in the file and the key does not: they are different bytes of what PBKDF2 gives out at the end of
 * scrypt, of which none tells another one.
 */
async function derive(
  prepared: string,
  salt: Uint8Array,
  cost: ScryptCost,
): Promise<{ readonly check: Uint8Array; readonly key: Uint8Array }> {
  const password = new TextEncoder().encode(prepared);
  const bytes = await nodeSaslCrypto.scrypt(password, salt, cost, KEY_BYTES + CHECK_BYTES);
  return { key: bytes.subarray(0, KEY_BYTES), check: bytes.subarray(KEY_BYTES) };
}
