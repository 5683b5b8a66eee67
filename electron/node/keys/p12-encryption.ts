import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { isMadeOfOthers, membersOf, numberOf, octetsOf, oidOf } from './ber.ts';
import { binary, type Asn1 } from './der.ts';
import { P12Unsupported, type P12Budget } from './p12-budget.ts';
import { derivePkcs12, macPkcs12, PURPOSE, type P12Digest, type P12Password } from './p12-derivation.ts';
import {
  AES_256_CBC,
  HMAC_WITH_SHA256,
  PBES2,
  PBKDF2,
  SHA1,
  SHA1_AND_3DES,
  SHA256,
} from './p12-identifiers.ts';

const derive = promisify(pbkdf2);

// As long as the longest hash (RFC 9579 §4): each hash more is the cost of all rounds once more.
const LONGEST_MAC_KEY_BYTES = 64;

/** What it takes to open a file. */
export interface P12Opening {
  readonly password: P12Password;
  readonly budget: P12Budget;
}

/**
 * Decrypts a part of a P12 (RFC 7292 §4): PBES2 with PBKDF2 and AES or 3DES (RFC 8018), or the older ways of PKCS#12, which
 * Windows, macOS and Android still write. A wrong password gives null, or rarely something that is no ASN.1.
 *
 * @throws {P12Unsupported} where it is encrypted in a way that is not known, or would take too long
 */
export async function decryptPart(
  algorithm: Asn1,
  data: Uint8Array,
  opening: P12Opening,
): Promise<Uint8Array | null> {
  const [oid, parameters] = membersOf(algorithm);
  const name = oidOf(oid);
  if (name === PBES2) return decryptPbes2(parameters, data, opening);
  const own = OWN_CIPHERS[name];
  if (own === undefined) throw new P12Unsupported(name);
  const [salt, rounds] = membersOf(parameters);
  const from = { salt: octetsOf(salt), rounds: numberOf(rounds), digest: 'sha1' as const };
  // SHA-1 has 20 bytes: one for the initialisation vector, and one or two for the key.
  opening.budget.spendOwn(from.rounds, 1 + Math.ceil(own.keyBytes / 20));
  const { password } = opening;
  const key = await derivePkcs12(password, PURPOSE.key, own.keyBytes, from);
  const iv = await derivePkcs12(password, PURPOSE.iv, 8, from);
  return own.decrypt(key, iv, data);
}

/**
 * Checks the MAC over the contents of a P12, by PKCS#12's own derivation or by PBMAC1 (RFC 9579).
 *
 * @throws {P12Unsupported} as `decryptPart`
 */
export async function isMacRight(mac: Asn1, content: Uint8Array, opening: P12Opening): Promise<boolean> {
  const [digestInfo, salt, rounds] = membersOf(mac);
  const [algorithm, digest] = membersOf(digestInfo);
  const [oid, parameters] = membersOf(algorithm);
  const expected = octetsOf(digest);
  const name = oidOf(oid);
  const made =
    name === PBMAC1
      ? await pbmac1(parameters, content, opening)
      : await ownMac(name, content, opening, octetsOf(salt), rounds === undefined ? 1 : numberOf(rounds));
  return made.length === expected.length && timingSafeEqual(made, expected);
}

const PBMAC1 = '1.2.840.113549.1.5.14';

const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [HMAC_WITH_SHA256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const CIPHERS: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  [AES_256_CBC]: { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
};

async function decryptPbes2(
  parameters: Asn1 | undefined,
  data: Uint8Array,
  opening: P12Opening,
): Promise<Uint8Array | null> {
  const [derivation, scheme] = membersOf(parameters);
  const [oid, iv] = membersOf(scheme);
  const cipher = CIPHERS[oidOf(oid)];
  if (cipher === undefined) throw new P12Unsupported(oidOf(oid));
  const key = await derivePbkdf2(derivation, opening, cipher.keyBytes);
  return decipher(cipher.name, key, octetsOf(iv), data);
}

/** RFC 8018 §5.2, appendix A.2: the password is text in UTF-8 there, without an end. */
async function derivePbkdf2(
  derivation: Asn1 | undefined,
  { password, budget }: P12Opening,
  keyBytes: number,
): Promise<Uint8Array> {
  const [oid, parameters] = membersOf(derivation);
  if (oidOf(oid) !== PBKDF2) throw new P12Unsupported(oidOf(oid));
  const [salt, rounds, ...optional] = membersOf(parameters);
  const count = numberOf(rounds);
  // A key length may stand before the algorithm, which is SHA-1 where it is left out.
  const prf = optional.find(isMadeOfOthers);
  const prfName = prf === undefined ? '1.2.840.113549.2.7' : oidOf(membersOf(prf)[0]);
  const hash = HMACS[prfName];
  if (hash === undefined) throw new P12Unsupported(prfName);
  budget.spendPbkdf2(count);
  return derive(Buffer.from(password ?? ''), octetsOf(salt), count, keyBytes, hash);
}

/** RFC 9579: an HMAC whose key is as long as its hash, or as long as it is said to be. */
async function pbmac1(
  parameters: Asn1 | undefined,
  content: Uint8Array,
  opening: P12Opening,
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
  const key = await derivePbkdf2(derivation, opening, keyBytes);
  return createHmac(hash, key).update(content).digest();
}

const DIGESTS: Readonly<Record<string, P12Digest>> = {
  [SHA1]: 'sha1',
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

function ownMac(
  oid: string,
  content: Uint8Array,
  { password, budget }: P12Opening,
  salt: Uint8Array,
  rounds: number,
): Promise<Uint8Array> {
  const digest = DIGESTS[oid];
  if (digest === undefined) throw new P12Unsupported(oid);
  budget.spendOwn(rounds, 1);
  return macPkcs12(content, password, { salt, rounds, digest });
}

interface OwnCipher {
  readonly keyBytes: number;
  readonly decrypt: (key: Uint8Array, iv: Uint8Array, data: Uint8Array) => Uint8Array | null;
}

/** RFC 7292 appendix C: all of them derive with SHA-1. RC2 is old and weak, and what many programs have put around a certificate, which is no secret. */
const OWN_CIPHERS: Readonly<Record<string, OwnCipher>> = {
  [SHA1_AND_3DES]: { keyBytes: 24, decrypt: decipher3Des },
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
