import { stableUuid } from '../stable-uuid.ts';
import { configuration, onlyPayloadIn } from './configuration.ts';
import type { Format } from './format.ts';
import { PlistData } from './plist.ts';

/** A key that a profile brings into the keychain, under a password that whoever installs it is asked for. */
export interface KeyProfile {
  /** Of the device: the profile with its next certificate takes the place of this one. */
  readonly id: string;
  /** What the device is called. */
  readonly name: string;
  /** PKCS#12, as Apple's systems read it, in base64. */
  readonly p12: string;
}

const PKCS12_PAYLOAD = 'com.apple.security.pkcs12';

/**
 * A configuration profile of Apple's systems with one P12 (`com.apple.security.pkcs12`, apple/device-management). Its password does
 * not stand in it; no other program may use the key unasked, and nobody can take it out of the keychain again.
 */
export const KEY_PROFILE: Format<KeyProfile> = {
  write({ id, name, p12 }) {
    const uuid = stableUuid(['key profile', id]);
    return configuration(uuid, name, {
      PayloadType: PKCS12_PAYLOAD,
      PayloadVersion: 1,
      PayloadIdentifier: `org.letterlock.${uuid}.key`,
      PayloadUUID: stableUuid(['key', id]),
      PayloadDisplayName: name,
      PayloadCertificateFileName: `${id}.p12`,
      PayloadContent: new PlistData(p12),
      AllowAllAppsAccess: false,
      KeyIsExtractable: false,
    });
  },
  read(text) {
    const payload = onlyPayloadIn(text, PKCS12_PAYLOAD);
    if (payload === null || 'Password' in payload) return null;
    const { PayloadDisplayName: name, PayloadContent: p12, PayloadCertificateFileName: file } = payload;
    const id = typeof file === 'string' ? /^(.*)\.p12$/.exec(file)?.[1] : undefined;
    const isKept = payload['AllowAllAppsAccess'] === false && payload['KeyIsExtractable'] === false;
    if (id === undefined || typeof name !== 'string' || !(p12 instanceof PlistData)) return null;
    return isKept ? { id, name, p12: p12.base64 } : null;
  },
};
