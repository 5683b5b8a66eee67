import type { Device } from '../../../../shared/mail/device.ts';
import { accepted, refused, type InputProblemCode, type Parsed } from '../../../../shared/mail/parsed.ts';
import { dataFolderPath } from '../../../node/data-folder.ts';
import type { DeviceList } from '../../../node/devices/device-list.ts';
import { FileDeviceStore } from '../../../node/devices/device-store.ts';
import type { KeptDevice } from '../../../node/devices/sealed-key.ts';

/** The devices of this person on this computer, and where they are kept. */
export interface OwnDevices {
  readonly store: FileDeviceStore;
  /** None where there is no file yet. */
  readonly devices: DeviceList;
}

/** Reads them. */
export async function ownDevices(): Promise<Parsed<OwnDevices>> {
  const folder = dataFolderPath();
  if (folder === null) return refused('data_folder_missing', '');
  const store = new FileDeviceStore(folder);
  const read = await store.read();
  if (read.kind === 'devices') return accepted({ store, devices: read.devices });
  return read.kind === 'absent'
    ? accepted({ store, devices: [] })
    : refused(WHY_NOT[read.kind], read.path, detailOf(read));
}

/** The device that somebody means: by its id, the beginning of that, or its name, where only one has it. */
export async function ownDevice(
  given: string,
): Promise<Parsed<{ readonly store: FileDeviceStore; readonly kept: KeptDevice }>> {
  const own = await ownDevices();
  if (!own.ok) return own;
  const { store, devices } = own.value;
  const meant = deviceMeant(devices, given);
  return meant.ok ? accepted({ store, kept: meant.value }) : meant;
}

/**
 * Changes them, or says why they are as they were.
 *
 * @param change see `FileDeviceStore.update`
 */
export async function changeDevices(
  store: FileDeviceStore,
  change: (devices: DeviceList) => DeviceList,
): Promise<Parsed<null>> {
  const updated = await store.update(change);
  return updated.kind === 'written' || updated.kind === 'unchanged'
    ? accepted(null)
    : refused(WHY_NOT[updated.kind], updated.path, detailOf(updated));
}

function deviceMeant(devices: DeviceList, given: string): Parsed<KeptDevice> {
  const known = devices.map(({ device }) => shortName(device)).join(', ');
  const named = devices.filter(({ device }) => device.id === given || device.name === given);
  const begun = devices.filter(({ device }) => given.length >= 4 && device.id.startsWith(given));
  const [first, second] = named.length > 0 ? named : begun;
  if (first === undefined) return refused('device_unknown', given, known);
  return second === undefined ? accepted(first) : refused('device_ambiguous', given, known);
}

/** How a device is listed where there is room for a few words only. */
export function shortName({ id, name }: Pick<Device, 'id' | 'name'>): string {
  return `${id} (${name})`;
}

const WHY_NOT: Readonly<Record<'damaged' | 'newer' | 'unusable' | 'busy' | 'full', InputProblemCode>> = {
  damaged: 'devices_damaged',
  newer: 'devices_newer',
  unusable: 'devices_unusable',
  busy: 'devices_busy',
  full: 'devices_full',
};

function detailOf(left: { readonly kind: string; readonly detail?: string }): string {
  return left.detail ?? '';
}
