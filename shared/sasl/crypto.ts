/** The hashes that SASL mechanisms use, by the names of RFC 5802, RFC 7677 and RFC 2195. */
export type HashName = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-512';

/** A value now or later: a platform may do its crypto either way. */
export type Soon<T> = T | Promise<T>;

/** Cost of scrypt (RFC 7914 §2): memory and time grow with N times r. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * The platform's crypto, handed in. Nothing here is computed in JavaScript: a platform that lacks a hash must throw.
 */
export interface SaslCrypto {
  hash(hash: HashName, data: Uint8Array): Soon<Uint8Array>;
  hmac(hash: HashName, key: Uint8Array, data: Uint8Array): Soon<Uint8Array>;
  /** PBKDF2 with HMAC (RFC 8018 §5.2), giving as many bytes as the hash has. Must not block the caller's thread. */
  pbkdf2(hash: HashName, password: Uint8Array, salt: Uint8Array, iterations: number): Promise<Uint8Array>;
  /** scrypt (RFC 7914), giving `length` bytes. Must not block the caller's thread. */
  scrypt(password: Uint8Array, salt: Uint8Array, cost: ScryptCost, length: number): Promise<Uint8Array>;
  /** Bytes of a cryptographically secure generator. */
  randomBytes(length: number): Uint8Array;
}
