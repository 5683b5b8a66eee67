import { randomBytes, type KeyObject } from 'node:crypto';
import type { Device, KeyForm } from '../../../shared/mail/device.ts';
import type { P12Profile } from '../../../shared/mail/key-programs.ts';
import { KEY_PROFILE } from '../../../shared/recipes/formats/key-profile.ts';
import { certificatePem, pemInOne, pemPair, sec1Pem } from './forms.ts';
import { newP12Password, P12_PASSWORD_BYTES } from './p12-password.ts';
import { writeP12 } from './write-p12.ts';

/** What is written into a file for a mail program. */
export interface KeyFile {
  readonly bytes: Uint8Array;
  /** What opens a P12, or that in a profile; null for the other forms, which nothing protects. */
  readonly password: string | null;
}

/**
 * A device and its key in one of their forms. Nothing is written anywhere, and a password is made anew each time, where none is
 * given that was made for another form of the same.
 *
 * @param profile of a P12; in a profile of Apple's systems it is always one that these read, and the other forms have none
 * @returns null for SEC 1 of a key that has no such form
 * @throws {RangeError} where the key is another device's
 */
export async function keyFile(
  form: KeyForm,
  { device, key }: { readonly device: Device; readonly key: KeyObject },
  profile: P12Profile,
  password = newP12Password(randomBytes(P12_PASSWORD_BYTES)),
): Promise<KeyFile | null> {
  if (form === 'p12') return { bytes: await p12Of(device, key, profile, password), password };
  if (form === 'mobileconfig') {
    const p12 = await p12Of(device, key, 'compatible', password);
    const text = KEY_PROFILE.write({
      id: device.id,
      name: device.name,
      p12: Buffer.from(p12).toString('base64'),
    });
    if (text === null) throw new TypeError('a device has a name of one line');
    return { bytes: Buffer.from(text), password };
  }
  const text = TEXTS[form](device, key);
  return text === null ? null : { bytes: Buffer.from(text), password: null };
}

type TextForm = Exclude<KeyForm, 'p12' | 'mobileconfig'>;

const TEXTS: Readonly<Record<TextForm, (device: Device, key: KeyObject) => string | null>> = {
  pem: pemInOne,
  certificate: certificatePem,
  'private-key': (device, key) => pemPair(device, key).keyPem,
  sec1: sec1Pem,
};

async function p12Of(
  device: Device,
  key: KeyObject,
  profile: P12Profile,
  password: string,
): Promise<Uint8Array> {
  const certificate = Buffer.from(device.certificate, 'base64');
  const p12 = await writeP12({ key, certificate, name: device.name, password, profile });
  if (p12.kind !== 'written') throw new TypeError('a password of our own is one that programs take');
  return p12.bytes;
}
