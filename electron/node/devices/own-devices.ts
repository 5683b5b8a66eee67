import type { Device } from '../../../shared/mail/device.ts';
import { accepted, refused, type InputProblemCode, type Parsed } from '../../../shared/mail/parsed.ts';
import { dataFolderPath } from '../data-folder.ts';
import type { DeviceList } from './device-list.ts';
import { FileDeviceStore, type DeviceStore } from './device-store.ts';

/** Where the devices of this person on this computer are kept; refused where there is no data folder to be had. */
export function ownStore(): Parsed<DeviceStore> {
  const folder = dataFolderPath();
  return folder === null ? refused('data_folder_missing', '') : accepted(new FileDeviceStore(folder));
}

/** The devices of a store, none where nothing was kept yet; or why they cannot be shown. Never none where they are damaged. */
export async function devicesIn(store: DeviceStore): Promise<Parsed<DeviceList>> {
  const read = await store.read();
  if (read.kind === 'devices') return accepted(read.devices);
  return read.kind === 'absent' ? accepted([]) : refused(WHY_NOT[read.kind], read.path, detailOf(read));
}

/**
 * Changes the devices of a store, or says why they are as they were.
 *
 * @param change see `DeviceStore.update`
 */
export async function changeDevices(
  store: DeviceStore,
  change: (devices: DeviceList) => DeviceList,
): Promise<Parsed<null>> {
  const updated = await store.update(change);
  return updated.kind === 'written' || updated.kind === 'unchanged'
    ? accepted(null)
    : refused(WHY_NOT[updated.kind], updated.path, detailOf(updated));
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
