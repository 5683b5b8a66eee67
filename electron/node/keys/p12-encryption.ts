import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { isMadeOfOthers, membersOf, numberOf, octetsOf, oidOf } from './ber.ts';
import { binary, type Asn1 } from './der.ts';

const derive = promisify(pbkdf2);

// What a file may cost (our own default and the largest of other programs are 600,000). The derivation of PKCS#12 itself
// runs in JavaScript, some 2 µs a round, and keeps its thread.
const MOST_PBKDF2_ROUNDS = 5_000_000;
const MOST_OWN_ROUNDS = 1_000_000;
// As long as the longest hash (RFC 9579 §4): each hash more is the cost of all rounds once more.
const LONGEST_MAC_KEY_BYTES = 64;

/** Why a file cannot be opened that is well formed: it asks for something that nobody should do, or that we cannot. */
export class P12Unsupported extends Error {
  readonly code = 'P12_UNSUPPORTED';
}

/**
 * A password as PKCS#12 uses it. Null is the empty password of some programs, which has not even the end of a string
 * (RFC 7292 appendix B.1); empty is that of the others.
 */
export type P12Password = string | null;

/**
 * Decrypts a part of a P12 (RFC 7292 §4): PBES2 with PBKDF2 and AES or 3DES (RFC 8018), or the older ways of PKCS#12, which
 * Windows, macOS and Android still write. A wrong password gives null, or rarely something that is no ASN.1.
 *
 * @throws {P12Unsupported} where it is encrypted in a way that is not known, or would take too long
 */
export async function decryptPart(
  algorithm: Asn1,
  data: Uint8Array,
  password: P12Password,
): Promise<Uint8Array | null> {
  const [oid, parameters] = membersOf(algorithm);
  const name = oidOf(oid);
  if (name === PBES2) return decryptPbes2(parameters, data, password);
  const own = OWN_CIPHERS[name];
  if (own === undefined) throw new P12Unsupported(name);
  const [salt, rounds] = membersOf(parameters);
  const from = { salt: octetsOf(salt), rounds: numberOf(rounds), digest: 'sha1' as const };
  const key = deriveOwn(password, PURPOSE.key, own.keyBytes, from);
  const iv = deriveOwn(password, PURPOSE.iv, 8, from);
  return own.decrypt(key, iv, data);
}

/**
 * Checks the MAC over the contents of a P12, by PKCS#12's own derivation or by PBMAC1 (RFC 9579).
 *
 * @throws {P12Unsupported} as `decryptPart`
 */
export async function isMacRight(mac: Asn1, content: Uint8Array, password: P12Password): Promise<boolean> {
  const [digestInfo, salt, rounds] = membersOf(mac);
  const [algorithm, digest] = membersOf(digestInfo);
  const [oid, parameters] = membersOf(algorithm);
  const expected = octetsOf(digest);
  const name = oidOf(oid);
  const made =
    name === PBMAC1
      ? await pbmac1(parameters, content, password)
      : ownMac(name, content, password, octetsOf(salt), rounds === undefined ? 1 : numberOf(rounds));
  return made.length === expected.length && timingSafeEqual(made, expected);
}

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const PBMAC1 = '1.2.840.113549.1.5.14';

const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const CIPHERS: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
};

async function decryptPbes2(
  parameters: Asn1 | undefined,
  data: Uint8Array,
  password: P12Password,
): Promise<Uint8Array | null> {
  const [derivation, scheme] = membersOf(parameters);
  const [oid, iv] = membersOf(scheme);
  const cipher = CIPHERS[oidOf(oid)];
  if (cipher === undefined) throw new P12Unsupported(oidOf(oid));
  const key = await derivePbkdf2(derivation, password, cipher.keyBytes);
  return decipher(cipher.name, key, octetsOf(iv), data);
}

/** RFC 8018 §5.2, appendix A.2: the password is text in UTF-8 there, without an end. */
async function derivePbkdf2(
  derivation: Asn1 | undefined,
  password: P12Password,
  keyBytes: number,
): Promise<Uint8Array> {
  const [oid, parameters] = membersOf(derivation);
  if (oidOf(oid) !== PBKDF2) throw new P12Unsupported(oidOf(oid));
  const [salt, rounds, ...optional] = membersOf(parameters);
  const count = numberOf(rounds);
  if (count < 1 || count > MOST_PBKDF2_ROUNDS) throw new P12Unsupported(`${count} rounds of PBKDF2`);
  // A key length may stand before the algorithm, which is SHA-1 where it is left out.
  const prf = optional.find(isMadeOfOthers);
  const prfName = prf === undefined ? '1.2.840.113549.2.7' : oidOf(membersOf(prf)[0]);
  const hash = HMACS[prfName];
  if (hash === undefined) throw new P12Unsupported(prfName);
  return derive(Buffer.from(password ?? ''), octetsOf(salt), count, keyBytes, hash);
}

/** RFC 9579: an HMAC whose key is as long as its hash, or as long as it is said to be. */
async function pbmac1(
  parameters: Asn1 | undefined,
  content: Uint8Array,
  password: P12Password,
): Promise<Uint8Array> {
  const [derivation, scheme] = membersOf(parameters);
  const name = oidOf(membersOf(scheme)[0]);
  const hash = HMACS[name];
  if (hash === undefined) throw new P12Unsupported(name);
  const [, , length] = membersOf(membersOf(derivation)[1]);
  if (length === undefined || isMadeOfOthers(length)) throw new P12Unsupported('PBMAC1 without a length');
  const keyBytes = numberOf(length);
  if (keyBytes < 1 || keyBytes > LONGEST_MAC_KEY_BYTES)
    throw new P12Unsupported(`a key of ${keyBytes} bytes`);
  const key = await derivePbkdf2(derivation, password, keyBytes);
  return createHmac(hash, key).update(content).digest();
}

type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const DIGESTS: Readonly<Record<string, DigestName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

// RFC 7292 appendix B.3
const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

function ownMac(
  oid: string,
  content: Uint8Array,
  password: P12Password,
  salt: Uint8Array,
  rounds: number,
): Uint8Array {
  const digest = DIGESTS[oid];
  if (digest === undefined) throw new P12Unsupported(oid);
  const { digestLength } = forge.md[digest].create();
  const key = deriveOwn(password, PURPOSE.mac, digestLength, { salt, rounds, digest });
  return createHmac(digest, key).update(content).digest();
}

/** The derivation of RFC 7292 appendix B.2. */
function deriveOwn(
  password: P12Password,
  purpose: number,
  length: number,
  from: { readonly salt: Uint8Array; readonly rounds: number; readonly digest: DigestName },
): Uint8Array {
  const { salt, rounds, digest } = from;
  if (rounds < 1 || rounds > MOST_OWN_ROUNDS) throw new P12Unsupported(`${rounds} rounds`);
  const saltBuffer = forge.util.createBuffer(binary(salt));
  const md = forge.md[digest].create();
  const made = forge.pkcs12.generateKey(password, saltBuffer, purpose, rounds, length, md);
  return Buffer.from(made.getBytes(), 'latin1');
}

interface OwnCipher {
  readonly keyBytes: number;
  readonly decrypt: (key: Uint8Array, iv: Uint8Array, data: Uint8Array) => Uint8Array | null;
}

/** RFC 7292 appendix C: all of them derive with SHA-1. RC2 is old and weak, and what many programs have put around a certificate, which is no secret. */
const OWN_CIPHERS: Readonly<Record<string, OwnCipher>> = {
  '1.2.840.113549.1.12.1.3': { keyBytes: 24, decrypt: decipher3Des },
  '1.2.840.113549.1.12.1.4': {
    keyBytes: 16,
    decrypt: (key, iv, data) => decipher3Des(Buffer.concat([key, key.subarray(0, 8)]), iv, data),
  },
  '1.2.840.113549.1.12.1.5': { keyBytes: 16, decrypt: decipherRc2 },
  '1.2.840.113549.1.12.1.6': { keyBytes: 5, decrypt: decipherRc2 },
};

function decipher3Des(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | null {
  return decipher('des-ede3-cbc', key, iv, data);
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | null {
  try {
    const cipher = createDecipheriv(name, key, iv);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  } catch {
    return null; // the padding is wrong, as with a wrong password nearly always, or the lengths are
  }
}

/** OpenSSL 3 has RC2 in a part that Node does not load. */
function decipherRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | null {
  const cipher = forge.rc2.createDecryptionCipher(binary(key), key.length * 8);
  cipher.start(binary(iv));
  cipher.update(forge.util.createBuffer(binary(data)));
  return cipher.finish() ? Buffer.from(cipher.output.getBytes(), 'latin1') : null;
}
