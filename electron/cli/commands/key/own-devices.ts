import type { Device } from '../../../../shared/mail/device.ts';
import { accepted, refused, type InputProblemCode, type Parsed } from '../../../../shared/mail/parsed.ts';
import { dataFolderPath } from '../../../node/data-folder.ts';
import type { DeviceList } from '../../../node/devices/device-list.ts';
import { FileDeviceStore } from '../../../node/devices/device-store.ts';
import type { KeptDevice } from '../../../node/devices/sealed-key.ts';

/** The devices of this person on this computer. */
export function ownDevices(): Parsed<FileDeviceStore> {
  const folder = dataFolderPath();
  return folder === null ? refused('data_folder_missing', '') : accepted(new FileDeviceStore(folder));
}

/** All of them, none where there is no file yet. */
export async function readDevices(store: FileDeviceStore): Promise<Parsed<DeviceList>> {
  const read = await store.read();
  if (read.kind === 'devices') return accepted(read.devices);
  return read.kind === 'absent' ? accepted([]) : refused(WHY_NOT[read.kind], read.path, detailOf(read));
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

/** The device that somebody means: by its id, the beginning of that, or its name, where only one has it. */
export function deviceMeant(devices: DeviceList, given: string): Parsed<KeptDevice> {
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
