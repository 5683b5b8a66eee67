import { createHmac, hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/**
 * A password as PKCS#12 uses it. Null is the empty password of some programs, which has not even the end of a string
 * (RFC 7292 appendix B.1); empty is that of the others.
 */
export type P12Password = string | null;

/** Hashes that PKCS#12's own derivation is done with. */
export type P12Digest = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** What is derived, as a number (RFC 7292 appendix B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

/** What a derivation takes beside the password. */
export interface DerivedFrom {
  readonly salt: Uint8Array;
  readonly rounds: number;
  readonly digest: P12Digest;
}

interface DigestFacts {
  /** What u and v are in RFC 7292 appendix B.2, in bytes (FIPS 180-4 §1). */
  readonly digestBytes: number;
  readonly blockBytes: number;
}

const DIGESTS: Readonly<Record<P12Digest, DigestFacts>> = {
  sha1: { digestBytes: 20, blockBytes: 64 },
  sha256: { digestBytes: 32, blockBytes: 64 },
  sha384: { digestBytes: 48, blockBytes: 128 },
  sha512: { digestBytes: 64, blockBytes: 128 },
};

// Some 1 µs each: other work of this thread waits a millisecond, and has a turn.
const ROUNDS_IN_ONE_GO = 1_000;

/**
 * The derivation of RFC 7292 appendix B.2. No library has it in a thread of its own, so it lets others have theirs between
 * every thousand rounds. It does not judge how many rounds there are: the reader of files does.
 *
 * @param length how many bytes are wanted
 */
export async function derivePkcs12(
  password: P12Password,
  purpose: (typeof PURPOSE)[keyof typeof PURPOSE],
  length: number,
  { salt, rounds, digest }: DerivedFrom,
): Promise<Buffer> {
  const { digestBytes, blockBytes } = DIGESTS[digest];
  const diversifier = Buffer.alloc(blockBytes, purpose);
  const input = Buffer.concat([filled(salt, blockBytes), filled(bmpStringOf(password), blockBytes)]);
  const made: Buffer[] = [];
  for (let madeBytes = 0; madeBytes < length; madeBytes += digestBytes) {
    const hashed = await hashAgain(digest, Buffer.concat([diversifier, input]), rounds);
    made.push(hashed);
    for (let at = 0; at < input.length; at += blockBytes) {
      addPlusOne(input.subarray(at, at + blockBytes), filled(hashed.subarray(0, blockBytes), blockBytes));
    }
  }
  return Buffer.concat(made).subarray(0, length);
}

/** The MAC of RFC 7292 §5.1: an HMAC of the content, whose key is as long as its hash. */
export async function macPkcs12(
  content: Uint8Array,
  password: P12Password,
  from: DerivedFrom,
): Promise<Buffer> {
  const key = await derivePkcs12(password, PURPOSE.mac, DIGESTS[from.digest].digestBytes, from);
  return createHmac(from.digest, key).update(content).digest();
}

/** Appendix B.1: UTF-16, big-endian, with its end. */
function bmpStringOf(password: P12Password): Buffer {
  return password === null ? Buffer.alloc(0) : Buffer.from(`${password}\0`, 'utf16le').swap16();
}

/** Steps 2 and 3: repeated until whole blocks are full; nothing stays nothing. */
function filled(bytes: Uint8Array, blockBytes: number): Buffer {
  const wanted = blockBytes * Math.ceil(bytes.length / blockBytes);
  return wanted === 0 ? Buffer.alloc(0) : Buffer.alloc(wanted, bytes);
}

/** Step 6A. */
async function hashAgain(digest: P12Digest, start: Uint8Array, rounds: number): Promise<Buffer> {
  let bytes = hash(digest, start, 'buffer');
  for (let round = 1; round < rounds; round++) {
    if (round % ROUNDS_IN_ONE_GO === 0) await setImmediate();
    bytes = hash(digest, bytes, 'buffer');
  }
  return bytes;
}

/** Step 6C: target = (target + other + 1) mod 2^v, as numbers of the same length. */
function addPlusOne(target: Buffer, other: Uint8Array): void {
  let carry = 1;
  for (let at = target.length - 1; at >= 0; at--) {
    carry += (target[at] ?? 0) + (other[at] ?? 0);
    target[at] = carry & 0xff;
    carry >>= 8;
  }
}
