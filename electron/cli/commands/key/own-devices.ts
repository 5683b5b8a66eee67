import { accepted, refused, type Parsed } from '../../../../shared/mail/parsed.ts';
import type { DeviceList } from '../../../node/devices/device-list.ts';
import type { DeviceStore } from '../../../node/devices/device-store.ts';
import { devicesIn, ownStore, shortName } from '../../../node/devices/own-devices.ts';
import type { KeptDevice } from '../../../node/devices/sealed-key.ts';

/** The devices of this person on this computer, and where they are kept. */
export interface OwnDevices {
  readonly store: DeviceStore;
  /** None where there is no file yet. */
  readonly devices: DeviceList;
}

/** Reads them. */
export async function ownDevices(): Promise<Parsed<OwnDevices>> {
  const store = ownStore();
  if (!store.ok) return store;
  const devices = await devicesIn(store.value);
  return devices.ok ? accepted({ store: store.value, devices: devices.value }) : devices;
}

/** The device that somebody means: by its id, the beginning of that, or its name, where only one has it. */
export async function ownDevice(
  given: string,
): Promise<Parsed<{ readonly store: DeviceStore; readonly kept: KeptDevice }>> {
  const own = await ownDevices();
  if (!own.ok) return own;
  const { store, devices } = own.value;
  const meant = deviceMeant(devices, given);
  return meant.ok ? accepted({ store, kept: meant.value }) : meant;
}

function deviceMeant(devices: DeviceList, given: string): Parsed<KeptDevice> {
  const known = devices.map(({ device }) => shortName(device)).join(', ');
  const named = devices.filter(({ device }) => device.id === given || device.name === given);
  const begun = devices.filter(({ device }) => given.length >= 4 && device.id.startsWith(given));
  const [first, second] = named.length > 0 ? named : begun;
  if (first === undefined) return refused('device_unknown', given, known);
  return second === undefined ? accepted(first) : refused('device_ambiguous', given, known);
}
