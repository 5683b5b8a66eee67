import type { Device, KeyTrial, Registration } from '../../../shared/mail/device.ts';
import { isSameEndpoint } from '../../../shared/mail/endpoint.ts';
import type { KeptDevice } from './sealed-key.ts';

/** All devices of this computer, in the order in which they were made. */
export type DeviceList = readonly KeptDevice[];

/** What a new certificate on the same key changes. */
export type Renewal = Pick<Device, 'certificate' | 'certificateFingerprint' | 'notAfter'>;

/** The most registrations that are kept of one device; the oldest are dropped. */
export const MOST_REGISTRATIONS = 20;

/** The most trials that are kept of one device; the oldest are dropped. */
export const MOST_TRIALS = 20;

// Another instance may have removed a device meanwhile: what is to be changed of one that is not there changes nothing.

/**
 * The list with one more device.
 *
 * @throws RangeError where its id is there already: ids are random
 */
export function withDevice(devices: DeviceList, added: KeptDevice): DeviceList {
  if (devices.some(({ device }) => device.id === added.device.id))
    throw new RangeError('a device has this id');
  return [...devices, added];
}

/** Notes where the public part was handed in. The last time counts, for each host and kind of server. */
export function withRegistration(devices: DeviceList, id: string, noted: Registration): DeviceList {
  return withFacts(devices, id, ({ registrations }) => ({
    registrations: [
      ...registrations.filter(({ host, server }) => host !== noted.host || server !== noted.server),
      noted,
    ].slice(-MOST_REGISTRATIONS),
  }));
}

/** Notes what came of a sign-in with the key, in the place of what came of the one before at the same endpoint. */
export function withTrial(devices: DeviceList, id: string, noted: KeyTrial): DeviceList {
  return withFacts(devices, id, ({ trials }) => ({
    trials: [...trials.filter(({ endpoint }) => !isSameEndpoint(endpoint, noted.endpoint)), noted].slice(
      -MOST_TRIALS,
    ),
  }));
}

/** Puts a new certificate on the same key. Id, registrations and trials stay: most servers know the key. */
export function withCertificate(devices: DeviceList, id: string, renewal: Renewal): DeviceList {
  const { certificate, certificateFingerprint, notAfter } = renewal;
  return withFacts(devices, id, () => ({ certificate, certificateFingerprint, notAfter }));
}

/**
 * Notes that a device is not to be used any more. Its sealed key stays, so that it can be checked that servers refuse it.
 * One that is revoked stays so, with the first time.
 *
 * @param at ISO 8601, UTC
 */
export function withRevocation(devices: DeviceList, id: string, at: string): DeviceList {
  return withFacts(devices, id, ({ revokedAt }) => ({ revokedAt: revokedAt ?? at }));
}

/** Forgets a device altogether. Its file is replaced, not overwritten: the disk may hold the sealed key for a while. */
export function withoutDevice(devices: DeviceList, id: string): DeviceList {
  return devices.filter(({ device }) => device.id !== id);
}

function withFacts(devices: DeviceList, id: string, facts: (device: Device) => Partial<Device>): DeviceList {
  return devices.map((kept) =>
    kept.device.id === id ? { ...kept, device: { ...kept.device, ...facts(kept.device) } } : kept,
  );
}
