import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import {
  openWithKeyring,
  sealWithKeyring,
  type Keyring,
} from '../../../electron/node/devices/keyring-seal.ts';
import type { KeptDevice, KeyringSealed } from '../../../electron/node/devices/sealed-key.ts';
import type { Device } from '../../../shared/mail/device.ts';

/** A keyring that opens what it sealed itself, as that of a system does. */
export function keyringOf(secret: string): Keyring {
  const key = createHash('sha256').update(secret).digest();
  return {
    isAvailable: () => Promise.resolve(true),
    seal: (bytes) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = [cipher.update(bytes), cipher.final()];
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]));
    },
    unseal: async (sealed) => {
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
        cipher.setAuthTag(sealed.subarray(12, 28));
        return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
      } catch {
        return null; // another one has sealed it
      }
    },
  };
}

/** The keyring that the keys of the samples are sealed with. */
export const KEYRING = keyringOf('the keyring of the samples');

/** What is sealed in the place of a private key: text that must not be found in a file. */
export const PRIVATE_PART = 'Jabberwock-1871 is what nobody may read';

/** A device whose facts are all made from its name. */
export function deviceNamed(name: string): Device {
  const digits = createHash('sha256').update(name).digest('hex');
  return {
    id: digits.slice(0, 16),
    name,
    login: 'ada@example.org',
    algorithm: 'ed25519',
    certificate: Buffer.from(`certificate of ${name}`).toString('base64'),
    spkiFingerprint: digits,
    certificateFingerprint: digits.split('').reverse().join(''),
    madeAt: '2026-11-22T10:00:00.000Z',
    notAfter: '2036-11-22T10:00:00.000Z',
    programs: ['mutt'],
    registrations: [],
    trials: [],
    revokedAt: null,
  };
}

/** Such a device as it is kept. */
export async function keptNamed(name: string): Promise<KeptDevice & { readonly sealedKey: KeyringSealed }> {
  const device = deviceNamed(name);
  const sealed = await sealWithKeyring(Buffer.from(PRIVATE_PART), device, KEYRING);
  if (sealed.kind !== 'sealed') throw new Error('this keyring seals');
  return { device, sealedKey: sealed.sealedKey };
}

/** The private part of a sample; the kind of the failure where it does not open. */
export async function privatePartOf({ device, sealedKey }: KeptDevice): Promise<string> {
  if (sealedKey.by !== 'keyring') return 'not sealed by the keyring';
  const opened = await openWithKeyring(sealedKey, device, KEYRING);
  return opened.kind === 'opened' ? Buffer.from(opened.pkcs8).toString() : opened.kind;
}
