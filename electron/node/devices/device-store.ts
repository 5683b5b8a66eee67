import type { FileDecision } from '../files/atomic-file.ts';
import { DataFile, type DataFileRead } from '../files/data-file.ts';
import { decodeDevices, encodeDevices, MOST_DEVICES } from './device-document.ts';
import type { DeviceList } from './device-list.ts';

/** The devices, or why there are none to be shown. Only `absent` means that there are none. */
export type DevicesRead = { readonly path: string } & (
  { readonly kind: 'devices'; readonly devices: DeviceList } | { readonly kind: 'absent' } | NotChanged
);

/** What was changed on disk. */
export type DevicesUpdated = { readonly path: string } & (
  | { readonly kind: 'written' }
  /** There was nothing new; or the device that was meant is not there any more. */
  | { readonly kind: 'unchanged' }
  /** Another instance was at it for too long. */
  | { readonly kind: 'busy' }
  /** There would be more devices than are kept, revoked ones among them: one has to be forgotten first. */
  | { readonly kind: 'full' }
  | NotChanged
);

/** What is to become of the devices. */
type Change = (devices: DeviceList) => DeviceList;

/** A file that is left alone. */
type NotChanged =
  /** It is broken. There are private keys in it: it is neither begun anew nor moved, a person has to. */
  | { readonly kind: 'damaged' }
  /** A newer version of Letterlock wrote it. */
  | { readonly kind: 'newer'; readonly version: number }
  /** The folder or the file is not one that is used; `detail` has the reason, or the system's code. */
  | { readonly kind: 'unusable'; readonly detail: string };

/** Where devices are kept. */
export interface DeviceStore {
  /** Reads the devices and changes nothing. No key is opened. */
  read(): Promise<DevicesRead>;
  /**
   * Changes the devices that are kept now, and not those that were read before. Whatever else than `written` comes back,
   * they are as they were.
   *
   * @param change asks nobody and waits for nothing; it may be called more than once
   */
  update(change: (devices: DeviceList) => DeviceList): Promise<DevicesUpdated>;
}

const FILE_NAME = 'devices.json';
// A hundred devices with RSA keys, and all that is noted of them, have some 1 MiB.
const LIMIT_BYTES = 2 * 1024 * 1024;

/** The devices of this person on this computer, as a file in the data folder that is readable for its owner only. */
export class FileDeviceStore implements DeviceStore {
  readonly #file: DataFile;

  /** @param folder the data folder; it is made when something is written first */
  constructor(folder: string) {
    this.#file = new DataFile(folder, FILE_NAME, LIMIT_BYTES);
  }

  /** Reads the devices and changes nothing. No key is opened. */
  async read(): Promise<DevicesRead> {
    return { path: this.#file.path, ...contentOf(await this.#file.read()) };
  }

  /**
   * Changes the devices: those that are on the disk now, and not those that were read before, so that nothing is lost that
   * another instance changed meanwhile. Waits for at most two seconds. Whatever else than `written` comes back, the file is
   * as it was.
   *
   * @param change asks nobody and waits for nothing: keys are sealed before; it is called more than once
   * @throws RangeError for devices that could not be read again, and what `change` throws; then nothing was written
   */
  async update(change: Change): Promise<DevicesUpdated> {
    const { path } = this.#file;
    const updated = await this.#file.update((read) => decide(read, change));
    if (updated.kind === 'written') return { path, kind: 'written' };
    return updated.kind === 'left' ? { path, ...whyLeft(updated.read, change) } : { path, ...updated };
  }
}

type Content =
  { readonly kind: 'devices'; readonly devices: DeviceList } | { readonly kind: 'absent' } | NotChanged;

function contentOf(read: DataFileRead): Content {
  if (read.kind === 'too-large') return { kind: 'damaged' };
  return read.kind === 'read' ? decodeDevices(read.bytes) : read;
}

/** A file that would say nothing is not made, and none is written again that says the same. */
function decide(read: DataFileRead, change: Change): FileDecision {
  const bytes = bytesAfter(contentOf(read), change);
  if (!(bytes instanceof Uint8Array)) return { kind: 'leave' };
  const before = read.kind === 'read' ? read.bytes : encodeDevices([]);
  return Buffer.compare(before, bytes) === 0 ? { kind: 'leave' } : { kind: 'replace', bytes, keptAs: null };
}

/** Why a file was left as it is, told by what it was read as. */
function whyLeft(read: DataFileRead, change: Change): { readonly kind: 'unchanged' | 'full' } | NotChanged {
  const bytes = bytesAfter(contentOf(read), change);
  return bytes instanceof Uint8Array ? { kind: 'unchanged' } : bytes;
}

/** The file as it should be, or why it is left alone. */
function bytesAfter(seen: Content, change: Change): Uint8Array | { readonly kind: 'full' } | NotChanged {
  if (seen.kind !== 'devices' && seen.kind !== 'absent') return seen;
  const devices = change(seen.kind === 'devices' ? seen.devices : []);
  if (devices.length > MOST_DEVICES) return { kind: 'full' };
  const bytes = encodeDevices(devices);
  return bytes.length > LIMIT_BYTES ? { kind: 'full' } : bytes;
}
