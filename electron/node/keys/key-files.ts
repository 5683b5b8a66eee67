import { randomBytes, type KeyObject } from 'node:crypto';
import type { Device, KeyForm } from '../../../shared/mail/device.ts';
import type { P12Profile } from '../../../shared/mail/key-programs.ts';
import { certificatePem, pemInOne, pemPair, sec1Pem } from './forms.ts';
import { newP12Password, P12_PASSWORD_BYTES } from './p12-password.ts';
import { writeP12 } from './write-p12.ts';

/** What is written into a file for a mail program. */
export interface KeyFile {
  readonly bytes: Uint8Array;
  /** What opens a P12; null for the other forms, which nothing protects. */
  readonly password: string | null;
}

/**
 * A device and its key in one of their forms. Nothing is written anywhere, and a password is made anew each time.
 *
 * @param profile of a P12; the other forms have none
 * @returns null for SEC 1 of a key that has no such form
 * @throws {RangeError} where the key is another device's
 */
export async function keyFile(
  form: KeyForm,
  { device, key }: { readonly device: Device; readonly key: KeyObject },
  profile: P12Profile,
): Promise<KeyFile | null> {
  if (form === 'p12') return p12File(device, key, profile);
  const text = TEXTS[form](device, key);
  return text === null ? null : { bytes: Buffer.from(text), password: null };
}

const TEXTS: Readonly<Record<Exclude<KeyForm, 'p12'>, (device: Device, key: KeyObject) => string | null>> = {
  pem: pemInOne,
  certificate: certificatePem,
  'private-key': (device, key) => pemPair(device, key).keyPem,
  sec1: sec1Pem,
};

async function p12File(device: Device, key: KeyObject, profile: P12Profile): Promise<KeyFile> {
  const password = newP12Password(randomBytes(P12_PASSWORD_BYTES));
  const certificate = Buffer.from(device.certificate, 'base64');
  const p12 = await writeP12({ key, certificate, name: device.name, password, profile });
  if (p12.kind !== 'written') throw new TypeError('a password of our own is one that programs take');
  return { bytes: p12.bytes, password };
}
