import type { ScryptCost } from '../../../shared/sasl/crypto.ts';
import { isFields, type Fields } from '../files/fields.ts';
import { NONCE_BYTES, TAG_BYTES } from './key-cipher.ts';
import { CHECK_BYTES, isAffordable, SALT_BYTES } from './passphrase-seal.ts';
import type { Ciphertext, SealedKey } from './sealed-key.ts';
import { isBase64 } from './text-forms.ts';

// A key of RSA-2048 has 1.2 KB.
const LONGEST_CIPHERTEXT_BYTES = 4_096;
// A keyring of Windows (DPAPI) adds some 200 bytes.
const LONGEST_WRAPPED_BYTES = 2_048;

/** A sealed key out of a document; null for what is none, or what would cost too much to open. */
export function sealedKeyOf(value: unknown): SealedKey | null {
  const text = isFields(value) ? ciphertextOf(value) : null;
  if (text === null || !isFields(value)) return null;
  const { by, salt, check, wrapped } = value;
  if (by === 'keyring')
    return isBase64(wrapped, 1, LONGEST_WRAPPED_BYTES) ? { by: 'keyring', wrapped, ...text } : null;
  const cost = costOf(value['cost']);
  if (by !== 'passphrase' || cost === null) return null;
  if (!isBase64(salt, SALT_BYTES, SALT_BYTES) || !isBase64(check, CHECK_BYTES, CHECK_BYTES)) return null;
  return { by: 'passphrase', cost, salt, check, ...text };
}

function ciphertextOf({ nonce, ciphertext }: Fields): Ciphertext | null {
  const isWhole =
    isBase64(nonce, NONCE_BYTES, NONCE_BYTES) &&
    isBase64(ciphertext, TAG_BYTES + 1, LONGEST_CIPHERTEXT_BYTES);
  return isWhole ? { nonce, ciphertext } : null;
}

function costOf(value: unknown): ScryptCost | null {
  if (!isFields(value)) return null;
  const { N, r, p } = value;
  if (typeof N !== 'number' || typeof r !== 'number' || typeof p !== 'number') return null;
  return isAffordable({ N, r, p }) ? { N, r, p } : null;
}
