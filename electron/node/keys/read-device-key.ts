import { open } from 'node:fs/promises';
import { accepted, refused, type InputProblemCode, type Parsed } from '../../../shared/mail/parsed.ts';
import { DeviceKey } from './device-key.ts';
import { openP12 } from './p12.ts';

// A key with its chain has a few KB; the longest real ones, with RSA 4096 and roots, some ten.
const LARGEST_BYTES = 262_144;

const CLOSED: Readonly<Record<'malformed' | 'password-wrong', InputProblemCode>> = {
  malformed: 'p12_malformed',
  'password-wrong': 'p12_password_wrong',
};

const WITHOUT: Readonly<Record<'without-key' | 'without-certificate' | 'unusable', InputProblemCode>> = {
  'without-key': 'p12_without_key',
  'without-certificate': 'p12_without_certificate',
  unusable: 'p12_key_unusable',
};

/**
 * Reads the key of a device out of a P12 file. What is wrong with it names the file, and never what is in it.
 *
 * @param password empty where there is none
 */
export async function readDeviceKey(file: string, password: string): Promise<Parsed<DeviceKey>> {
  const bytes = await firstBytesOf(file);
  if (bytes === null) return refused('p12_file_unreadable', file);
  if (bytes.length > LARGEST_BYTES) return refused('p12_too_large', file);
  const contents = await openP12(bytes, password);
  if (contents.kind === 'unsupported') return refused('p12_unsupported', file, contents.what);
  if (contents.kind === 'password-wrong' && password === '') return refused('p12_password_missing', file);
  if (contents.kind !== 'opened') return refused(CLOSED[contents.kind], file);
  const key = DeviceKey.among(contents.keys, contents.certificates);
  return key instanceof DeviceKey ? accepted(key) : refused(WITHOUT[key], file);
}

/** One byte more than is allowed tells that there is more. A wrong file (a disk image, a device) is not read whole. */
async function firstBytesOf(file: string): Promise<Uint8Array | null> {
  try {
    const handle = await open(file, 'r');
    try {
      const bytes = Buffer.alloc(LARGEST_BYTES + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read) {
        read = (await handle.read(bytes, length, bytes.length - length, null)).bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch {
    return null; // whatever the system says: another file has to be named
  }
}
