import type { Device } from '../../../shared/mail/device.ts';
import type { ScryptCost } from '../../../shared/sasl/crypto.ts';

/** A private key (PKCS#8, DER) encrypted for one device, in one of two ways. All bytes are base64. */
export type SealedKey = PassphraseSealed | KeyringSealed;

/** AES-256-GCM (NIST SP 800-38D): the key that it was made with is for this one text. */
export interface Ciphertext {
  /** 12 bytes. */
  readonly nonce: string;
  /** With the tag of 16 bytes behind it. */
  readonly ciphertext: string;
}

/** By a passphrase, over scrypt (RFC 7914). */
export interface PassphraseSealed extends Ciphertext {
  readonly by: 'passphrase';
  readonly cost: ScryptCost;
  /** 16 bytes. */
  readonly salt: string;
  /** What tells a wrong passphrase from a text that was changed: 16 bytes of scrypt that the key has no part in. */
  readonly check: string;
}

/** By a key that only the keyring of this computer can give back. */
export interface KeyringSealed extends Ciphertext {
  readonly by: 'keyring';
  /** What the keyring made of the key. */
  readonly wrapped: string;
}

/** Whose key it is. What was sealed for one device does not open for another: entries cannot be exchanged. */
export type KeyOwner = Pick<Device, 'id' | 'spkiFingerprint'>;

/** A device as it is kept. */
export interface KeptDevice {
  readonly device: Device;
  readonly sealedKey: SealedKey;
}
