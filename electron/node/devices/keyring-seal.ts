import { randomBytes } from 'node:crypto';
import { decryptKey, encryptKey, KEY_BYTES } from './key-cipher.ts';
import type { KeyOwner, KeyringSealed } from './sealed-key.ts';

/**
 * What the system keeps for a person who has signed in to it: a keychain, DPAPI, a secret service. It takes a few bytes and
 * gives others that only itself can open, for this person on this computer.
 */
export interface Keyring {
  /**
   * Whether there is one that protects anything. One that seals with a fixed password, as Electron does on Linux where
   * there is no secret service (`basic_text`), must say no.
   */
  isAvailable(): Promise<boolean>;
  /** Null where it could not: it is locked, or the person said no. */
  seal(bytes: Uint8Array): Promise<Uint8Array | null>;
  /** Null where it could not: it is locked, the person said no, or another keyring has sealed this. */
  unseal(sealed: Uint8Array): Promise<Uint8Array | null>;
}

/** A sealed key, or that there is nothing to seal it with: then a passphrase has to. */
export type SealedByKeyring =
  | { readonly kind: 'sealed'; readonly sealedKey: KeyringSealed }
  | { readonly kind: 'keyring-unavailable' }
  /** It is there and would not. */
  | { readonly kind: 'keyring-refused' };

/** A key that was opened, or why it was not. */
export type OpenedByKeyring =
  /** PKCS#8, DER. */
  | { readonly kind: 'opened'; readonly pkcs8: Uint8Array }
  | { readonly kind: 'keyring-unavailable' }
  /** It is there and would not, or it is another one: the data folder came from another computer or person. */
  | { readonly kind: 'keyring-refused' }
  /** The keyring gave its part. The text was changed, or belongs to another device. */
  | { readonly kind: 'damaged' };

/**
 * Encrypts a private key with a new key, and has the keyring seal that. So the keyring never sees the private key, whatever
 * its size, and the device that it is for is vouched for by AES-GCM, for which keyrings have no room.
 *
 * @param pkcs8 DER
 */
export async function sealWithKeyring(
  pkcs8: Uint8Array,
  owner: KeyOwner,
  keyring: Keyring,
): Promise<SealedByKeyring> {
  if (!(await keyring.isAvailable())) return { kind: 'keyring-unavailable' };
  const key = randomBytes(KEY_BYTES);
  const wrapped = await keyring.seal(key);
  if (wrapped === null) return { kind: 'keyring-refused' };
  const sealedKey: KeyringSealed = {
    by: 'keyring',
    wrapped: Buffer.from(wrapped).toString('base64'),
    ...encryptKey(pkcs8, owner, key),
  };
  return { kind: 'sealed', sealedKey };
}

/** Opens a key that a keyring has sealed. */
export async function openWithKeyring(
  sealed: KeyringSealed,
  owner: KeyOwner,
  keyring: Keyring,
): Promise<OpenedByKeyring> {
  if (!(await keyring.isAvailable())) return { kind: 'keyring-unavailable' };
  const key = await keyring.unseal(Buffer.from(sealed.wrapped, 'base64'));
  if (key?.length !== KEY_BYTES) return { kind: 'keyring-refused' };
  const pkcs8 = decryptKey(sealed, owner, key);
  return pkcs8 === null ? { kind: 'damaged' } : { kind: 'opened', pkcs8 };
}
