import type { Device } from '../../../shared/mail/device.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import type { PublicKeyFacts } from '../../../shared/registration/page.ts';
import { certificatePem, fingerprintsOf } from './forms.ts';

/** What the pages of a server say of a device: what everybody may know of its key. */
export function publicFactsOf(device: Device, host: Hostname): PublicKeyFacts {
  const { mox, postfixPublicKey, postfixCertificate } = fingerprintsOf(device);
  return {
    deviceName: device.name,
    login: device.login,
    host,
    certificatePem: certificatePem(device),
    spkiSha256Base64Url: mox,
    spkiColonHex: postfixPublicKey,
    certificateColonHex: postfixCertificate,
    algorithm: device.algorithm,
  };
}
