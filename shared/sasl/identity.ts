import type { HashName, SaslCrypto, ScryptCost } from './crypto.ts';
import { preparePassword } from './prepare.ts';
import { deriveScramKeys } from './scram-keys.ts';
import { utf8 } from './bytes.ts';

/** What SCRAM stores of a password (RFC 5802 §3): enough to verify and to prove, not enough to sign in. */
export interface ScramStoredKeys {
  readonly hash: HashName;
  readonly salt: Uint8Array;
  readonly iterationCount: number;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** A password stored as a slow hash. */
export type HashedPassword =
  | {
      readonly scheme: 'pbkdf2';
      readonly hash: HashName;
      readonly salt: Uint8Array;
      readonly iterationCount: number;
      readonly digest: Uint8Array;
    }
  | {
      readonly scheme: 'scrypt';
      readonly salt: Uint8Array;
      readonly cost: ScryptCost;
      readonly digest: Uint8Array;
    };

/** What a server knows of an account. */
export type Identity =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'hashed'; readonly hashed: HashedPassword }
  | { readonly kind: 'scram'; readonly keys: ScramStoredKeys }
  /** spkiFingerprints of the keys that may sign in. */
  | { readonly kind: 'keys'; readonly fingerprints: readonly string[] }
  | { readonly kind: 'tokens'; readonly tokens: readonly string[] }
  | { readonly kind: 'anonymous' }
  /** Nobody: never verified, at the cost of the identity that it stands in for. */
  | { readonly kind: 'unknown'; readonly like?: HashedPassword };

const SALT_BYTES = 16;
const DIGEST_BYTES = 32;
/** What RFC 7677 §4 asks for at least; passwords of people deserve more where the server can afford it. */
const USUAL_ITERATIONS = 4096;
const USUAL_SCRYPT: ScryptCost = { N: 16_384, r: 8, p: 1 };

/**
 * Makes stored keys out of a password, with a salt of their own.
 *
 * @throws {RangeError} for a password that preparation forbids; check it before an account is made
 */
export async function makeScramKeys(
  crypto: SaslCrypto,
  hash: HashName,
  password: string,
  iterationCount = USUAL_ITERATIONS,
  salt: Uint8Array = crypto.randomBytes(SALT_BYTES),
): Promise<ScramStoredKeys> {
  const prepared = preparePassword(password, 'saslprep');
  if (!prepared.ok) throw new RangeError(`this password cannot be stored: ${prepared.reason}`);
  const keys = await deriveScramKeys(crypto, hash, prepared.text, salt, iterationCount);
  return { hash, salt, iterationCount, storedKey: keys.storedKey, serverKey: keys.serverKey };
}

/**
 * Stored keys to answer an exchange with, whoever asks: those of the identity where it has them, made from the password
 * where only that is known (which takes PBKDF2 each time: a server that keeps clear passwords keeps these keys, too), and
 * for everybody else keys that nobody has the password to, at no cost. The salt of the last two depends on the name and
 * the server's secret alone, so that an unknown name looks like a known one, today and tomorrow.
 */
export async function scramKeysFor(
  identity: Identity,
  authcid: string,
  hash: HashName,
  { crypto, serverSecret }: { readonly crypto: SaslCrypto; readonly serverSecret: Uint8Array },
): Promise<ScramStoredKeys> {
  if (identity.kind === 'scram' && identity.keys.hash === hash) return identity.keys;
  const made = (what: string): Promise<Uint8Array> | Uint8Array =>
    crypto.hmac(hash, serverSecret, utf8(`${what} ${hash} ${authcid}`));
  const salt = (await made('salt')).slice(0, SALT_BYTES);
  if (identity.kind === 'password') {
    return makeScramKeys(crypto, hash, identity.password, USUAL_ITERATIONS, salt);
  }
  const [storedKey, serverKey] = [await made('stored key'), await made('server key')];
  return { hash, salt, iterationCount: USUAL_ITERATIONS, storedKey, serverKey };
}

/**
 * Makes a slow hash of a password.
 *
 * @throws {RangeError} for a password that preparation forbids
 */
export async function hashPassword(
  crypto: SaslCrypto,
  password: string,
  scheme: HashedPassword['scheme'] = 'scrypt',
): Promise<HashedPassword> {
  const prepared = preparePassword(password, 'precis');
  if (!prepared.ok) throw new RangeError(`this password cannot be stored: ${prepared.reason}`);
  const salt = crypto.randomBytes(SALT_BYTES);
  const blank: HashedPassword =
    scheme === 'scrypt'
      ? { scheme, salt, cost: USUAL_SCRYPT, digest: new Uint8Array() }
      : { scheme, hash: 'SHA-256', salt, iterationCount: 600_000, digest: new Uint8Array() };
  return { ...blank, digest: await digestOf(crypto, prepared.text, blank) };
}

/** The digest of a password with the salt and the cost of a stored one. */
export function digestOf(crypto: SaslCrypto, password: string, like: HashedPassword): Promise<Uint8Array> {
  return like.scheme === 'scrypt'
    ? crypto.scrypt(utf8(password), like.salt, like.cost, DIGEST_BYTES)
    : crypto.pbkdf2(like.hash, utf8(password), like.salt, like.iterationCount);
}
