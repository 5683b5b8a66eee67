import { createCipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { P12Profile } from '../../../shared/mail/key-programs.ts';
import { nullValue, objectIdentifier, octetString, sequence, wholeNumber, type Asn1 } from './der.ts';
import { derivePkcs12, macPkcs12, PURPOSE, type P12Digest } from './p12-derivation.ts';
import {
  AES_256_CBC,
  HMAC_WITH_SHA256,
  PBES2,
  PBKDF2,
  SHA1,
  SHA1_AND_3DES,
  SHA256,
} from './p12-identifiers.ts';

/** Bytes as they stand in a P12, and how they were encrypted: an AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
export interface Encrypted {
  readonly algorithm: Asn1;
  readonly bytes: Uint8Array;
}

const derive = promisify(pbkdf2);

// Today's advice for PBKDF2 with SHA-256 (OWASP), whoever has chosen the password.
const PBKDF2_ROUNDS = 600_000;
const PBKDF2_SALT_BYTES = 16;
// What OpenSSL does to this day; older systems read no salts that are longer.
const OWN_ROUNDS = 2_048;
const OWN_SALT_BYTES = 8;

interface ProfileFacts {
  readonly encrypt: (data: Uint8Array, password: string) => Promise<Encrypted>;
  readonly mac: {
    readonly digest: P12Digest;
    readonly oid: string;
    readonly rounds: number;
    readonly saltBytes: number;
  };
}

const PROFILES: Readonly<Record<P12Profile, ProfileFacts>> = {
  modern: {
    encrypt: encryptPbes2,
    // A password can be tried at the MAC, too, without the rounds of PBKDF2: only a password of many bits is safe in any
    // P12. Its own derivation runs in JavaScript, so that there are fewer.
    mac: { digest: 'sha256', oid: SHA256, rounds: 10_000, saltBytes: 16 },
  },
  compatible: {
    encrypt: encrypt3Des,
    mac: { digest: 'sha1', oid: SHA1, rounds: OWN_ROUNDS, saltBytes: OWN_SALT_BYTES },
  },
};

/** Encrypts a part of a P12, with a salt of its own. Nothing of it keeps the thread for more than some milliseconds. */
export function encryptPart(profile: P12Profile, data: Uint8Array, password: string): Promise<Encrypted> {
  return PROFILES[profile].encrypt(data, password);
}

/** MacData (RFC 7292 §4) over the contents of a P12. */
export async function macDataOf(profile: P12Profile, content: Uint8Array, password: string): Promise<Asn1> {
  const { digest, oid, rounds, saltBytes } = PROFILES[profile].mac;
  const salt = randomBytes(saltBytes);
  const mac = await macPkcs12(content, password, { salt, rounds, digest });
  const algorithm = sequence(objectIdentifier(oid), nullValue());
  return sequence(sequence(algorithm, octetString(mac)), octetString(salt), wholeNumber(rounds));
}

/** RFC 8018 §6.2.1: the password is UTF-8 there, without an end. */
async function encryptPbes2(data: Uint8Array, password: string): Promise<Encrypted> {
  const [salt, iv] = [randomBytes(PBKDF2_SALT_BYTES), randomBytes(16)];
  const key = await derive(Buffer.from(password), salt, PBKDF2_ROUNDS, 32, 'sha256');
  const prf = sequence(objectIdentifier(HMAC_WITH_SHA256), nullValue());
  const derivation = sequence(octetString(salt), wholeNumber(PBKDF2_ROUNDS), prf);
  const parameters = sequence(
    sequence(objectIdentifier(PBKDF2), derivation),
    sequence(objectIdentifier(AES_256_CBC), octetString(iv)),
  );
  return {
    algorithm: sequence(objectIdentifier(PBES2), parameters),
    bytes: encipher('aes-256-cbc', key, iv, data),
  };
}

/** RFC 7292 appendix C. */
async function encrypt3Des(data: Uint8Array, password: string): Promise<Encrypted> {
  const salt = randomBytes(OWN_SALT_BYTES);
  const from = { salt, rounds: OWN_ROUNDS, digest: 'sha1' as const };
  const key = await derivePkcs12(password, PURPOSE.key, 24, from);
  const iv = await derivePkcs12(password, PURPOSE.iv, 8, from);
  const parameters = sequence(octetString(salt), wholeNumber(OWN_ROUNDS));
  return {
    algorithm: sequence(objectIdentifier(SHA1_AND_3DES), parameters),
    bytes: encipher('des-ede3-cbc', key, iv, data),
  };
}

function encipher(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv(name, key, iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}
