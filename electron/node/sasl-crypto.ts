import { createHash, createHmac, pbkdf2, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import type { HashName, SaslCrypto } from '../../shared/sasl/crypto.ts';

const NAMES: Readonly<Record<HashName, { readonly name: string; readonly bytes: number }>> = {
  MD5: { name: 'md5', bytes: 16 },
  'SHA-1': { name: 'sha1', bytes: 20 },
  'SHA-256': { name: 'sha256', bytes: 32 },
  'SHA-512': { name: 'sha512', bytes: 64 },
};

const derive = promisify(pbkdf2);
const deriveScrypt = promisify<Uint8Array, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** Node's crypto for `shared/sasl`. PBKDF2 and scrypt run on the thread pool, so they never block a window. */
export const nodeSaslCrypto: SaslCrypto = {
  hash: (hash, data) => createHash(NAMES[hash].name).update(data).digest(),
  hmac: (hash, key, data) => createHmac(NAMES[hash].name, key).update(data).digest(),
  pbkdf2: (hash, password, salt, iterations) =>
    derive(password, salt, iterations, NAMES[hash].bytes, NAMES[hash].name),
  // 128 * N * r bytes is what scrypt needs (RFC 7914 §2); Node refuses more than maxmem.
  scrypt: (password, salt, cost, length) =>
    deriveScrypt(password, salt, length, { ...cost, maxmem: 256 * cost.N * cost.r }),
  randomBytes: (length) => randomBytes(length),
};
