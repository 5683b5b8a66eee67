import type { Device } from '../../../shared/mail/device.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { makeDevice, renewCertificate, type DeviceRequest } from '../keys/new-device.ts';
import { withCertificate, withDevice, withoutDevice } from './device-list.ts';
import type { DeviceStore } from './device-store.ts';
import { sealKey, type KeptKey, type Protection } from './kept-key.ts';
import { changeDevices, shortName } from './own-devices.ts';

/**
 * Makes a device and keeps it, its key sealed. No server knows of it yet, and no file for a mail program is written.
 *
 * @returns the problem where the key cannot be protected, or the devices cannot be changed; then nothing was kept
 */
export async function makeAndKeep(
  store: DeviceStore,
  request: DeviceRequest,
  protection: Protection,
): Promise<Parsed<KeptKey>> {
  const made = await makeDevice(request);
  const sealedKey = await sealKey(made.key, made.device, protection);
  if (!sealedKey.ok) return sealedKey;
  const added = { device: made.device, sealedKey: sealedKey.value };
  const kept = await changeDevices(store, (devices) => withDevice(devices, added));
  return kept.ok ? accepted(made) : kept;
}

/** Puts a new certificate on the same key, and keeps that. */
export async function renewAndKeep(
  store: DeviceStore,
  { device, key }: KeptKey,
  now: Date,
): Promise<Parsed<Device>> {
  const renewed = renewCertificate(device, key, now);
  const kept = await changeDevices(store, (devices) => withCertificate(devices, renewed.id, renewed));
  return kept.ok ? accepted(renewed) : kept;
}

/** Forgets a device altogether, its private key included. There is no way back, and so only one that is revoked is forgotten. */
export async function forgetDevice(store: DeviceStore, device: Device): Promise<Parsed<null>> {
  if (device.revokedAt === null) return refused('device_not_revoked', shortName(device));
  return changeDevices(store, (devices) => withoutDevice(devices, device.id));
}
