import { MOST_DEVICES } from './device-document.ts';
import type { DeviceList } from './device-list.ts';
import type { DevicesRead, DeviceStore, DevicesUpdated } from './device-store.ts';

/** Devices of a practice: they are gone with it, and nothing of them is on the disk. */
export class MemoryDeviceStore implements DeviceStore {
  #devices: DeviceList = [];

  read(): Promise<DevicesRead> {
    return Promise.resolve({ path: '', kind: 'devices', devices: this.#devices });
  }

  update(change: (devices: DeviceList) => DeviceList): Promise<DevicesUpdated> {
    const devices = change(this.#devices);
    if (devices.length > MOST_DEVICES) return Promise.resolve({ path: '', kind: 'full' });
    this.#devices = devices;
    return Promise.resolve({ path: '', kind: 'written' });
  }
}
