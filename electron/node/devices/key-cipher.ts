import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Ciphertext, KeyOwner } from './sealed-key.ts';

/** Length of the keys that these functions take. */
export const KEY_BYTES = 32;

/** Length of the nonce in a `Ciphertext`: the one that GCM is made for (NIST SP 800-38D §8.2). */
export const NONCE_BYTES = 12;

/** Length of the tag at the end of its text. */
export const TAG_BYTES = 16;

const ALGORITHM = 'aes-256-gcm';

/**
 * Encrypts a private key for its device by AES-256-GCM.
 *
 * @param key 32 random bytes, which encrypt nothing else
 */
export function encryptKey(pkcs8: Uint8Array, owner: KeyOwner, key: Uint8Array): Ciphertext {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(ownerBytes(owner));
  const ciphertext = Buffer.concat([cipher.update(pkcs8), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), ciphertext: ciphertext.toString('base64') };
}

/** The private key; null where the text was changed, is another device's, or was made with another key. */
export function decryptKey(
  { nonce, ciphertext }: Ciphertext,
  owner: KeyOwner,
  key: Uint8Array,
): Uint8Array | null {
  const bytes = Buffer.from(ciphertext, 'base64');
  const end = bytes.length - TAG_BYTES;
  if (end < 0) return null;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(ownerBytes(owner));
    decipher.setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]);
  } catch {
    return null; // the tag is wrong; it is all that this cipher can say
  }
}

/** Neither of them has a line break in it, so that no two owners give the same. */
function ownerBytes({ id, spkiFingerprint }: KeyOwner): Uint8Array {
  return new TextEncoder().encode(`letterlock device key 1\n${id}\n${spkiFingerprint}`);
}
