import { utf8 } from './bytes.ts';
import type { HashName, SaslCrypto } from './crypto.ts';

/** What SCRAM makes of a password (RFC 5802 §3). The client key is the secret that signs in; servers do not keep it. */
export interface ScramKeys {
  readonly clientKey: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/**
 * SaltedPassword, ClientKey, StoredKey and ServerKey of RFC 5802 §3.
 *
 * @param password prepared already
 */
export async function deriveScramKeys(
  crypto: SaslCrypto,
  hash: HashName,
  password: string,
  salt: Uint8Array,
  iterationCount: number,
): Promise<ScramKeys> {
  const saltedPassword = await crypto.pbkdf2(hash, utf8(password), salt, iterationCount);
  const clientKey = await crypto.hmac(hash, saltedPassword, utf8('Client Key'));
  const storedKey = await crypto.hash(hash, clientKey);
  const serverKey = await crypto.hmac(hash, saltedPassword, utf8('Server Key'));
  return { clientKey, storedKey, serverKey };
}
