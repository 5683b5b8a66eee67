import { certificatePem, fingerprintsOf } from '../../../electron/node/keys/forms.ts';
import { makeDevice, renewCertificate, type NewDevice } from '../../../electron/node/keys/new-device.ts';
import type { Device } from '../../../shared/mail/device.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import type { PublicKeyFacts } from '../../../shared/registration/page.ts';

/** A device and its private key, valid from now on. */
export function deviceOf(name: string, login: string): Promise<NewDevice> {
  return makeDevice({ name, login, algorithm: 'ed25519', programs: [], now: new Date() });
}

/** What a page is told of a device. */
export function factsOf(device: Device): PublicKeyFacts {
  const { mox, postfixPublicKey, postfixCertificate } = fingerprintsOf(device);
  return {
    deviceName: device.name,
    login: device.login,
    host: 'mail.example.test' as Hostname, // it is one
    certificatePem: certificatePem(device),
    spkiSha256Base64Url: mox,
    spkiColonHex: postfixPublicKey,
    certificateColonHex: postfixCertificate,
    algorithm: device.algorithm,
  };
}

/** The same device with a new certificate. */
export function renewed({ device, key }: NewDevice): NewDevice {
  return { device: renewCertificate(device, key, new Date()), key };
}

const old = await deviceOf('Zoe’s laptop', 'zoe@example.test');

/** A key like any other, for tests that want no more of it than that. */
export const FACTS = factsOf(renewed(old).device);

/** The same key, with the certificate that it had before. */
export const PREVIOUS = factsOf(old.device);
