import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeDevices, MOST_DEVICES } from '../../../electron/node/devices/device-document.ts';
import {
  withDevice,
  withoutDevice,
  withRevocation,
  type DeviceList,
} from '../../../electron/node/devices/device-list.ts';
import { FileDeviceStore } from '../../../electron/node/devices/device-store.ts';
import type { KeptDevice } from '../../../electron/node/devices/sealed-key.ts';
import { bundle, start } from '../../interop/programs.ts';
import { describeWith } from '../../parts.ts';
import { keptNamed, PRIVATE_PART, privatePartOf } from './sample-devices.ts';

const LIMIT_BYTES = 2 * 1024 * 1024;

let laptop: KeptDevice;
let phone: KeptDevice;
beforeAll(async () => {
  laptop = await keptNamed('Laptop');
  phone = await keptNamed('Phone');
});

let parent = '';
let folder = '';
let path = '';
let store: FileDeviceStore;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'letterlock-devices-'));
  folder = join(parent, 'data');
  path = join(folder, 'devices.json');
  store = new FileDeviceStore(folder);
});
afterEach(async () => {
  await rm(parent, { recursive: true });
});

function adding(added: KeptDevice): (devices: DeviceList) => DeviceList {
  return (devices) => withDevice(devices, added);
}

/** Puts these bytes where the devices are. */
async function plant(bytes: Uint8Array | string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path, bytes, { mode: 0o600 });
}

/** Makes sure that neither reading nor updating takes it for a list without devices, and that it is left as it is. */
async function expectLeftAlone(answer: object): Promise<void> {
  const before = await readdir(folder);

  expect(await store.read()).toEqual({ path, ...answer });
  expect(await store.update(adding(laptop))).toEqual({ path, ...answer });
  expect(await store.update(() => [])).toEqual({ path, ...answer });

  expect(await readdir(folder)).toEqual(before);
}

describe('the devices on disk', () => {
  it('are there for their owner only, whatever the umask, with nothing beside them', async () => {
    const before = process.umask(0);

    const updated = await store.update(adding(laptop)).finally(() => process.umask(before));

    expect(updated).toEqual({ path, kind: 'written' });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['devices.json']);
    expect(await store.read()).toEqual({ path, kind: 'devices', devices: [laptop] });
  });

  it('are for their owner only again, after somebody has opened the file to others', async () => {
    await store.update(adding(laptop));
    await chmod(path, 0o644);

    await store.update(adding(phone));

    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('are absent where there are none, and reading makes none', async () => {
    expect(await store.read()).toEqual({ path, kind: 'absent' });
    expect(await readdir(parent)).toEqual([]);
  });

  it('are not made of nothing', async () => {
    expect(await store.update((devices) => devices)).toEqual({ path, kind: 'unchanged' });
    expect(await readdir(parent)).toEqual([]);
    await mkdir(folder, { mode: 0o700 });
    expect(await store.update((devices) => devices)).toEqual({ path, kind: 'unchanged' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('are not written again where nothing is new, or where the one that is meant is gone', async () => {
    await store.update(adding(laptop));
    const before = await stat(path);

    expect(await store.update((devices) => devices)).toEqual({ path, kind: 'unchanged' });
    expect(
      await store.update((devices) => withRevocation(devices, phone.device.id, '2026-11-23T10:00:00.000Z')),
    ).toEqual({ path, kind: 'unchanged' });
    expect((await stat(path)).ino).toBe(before.ino);
  });

  it('are changed as they are on the disk, whatever was read before', async () => {
    await store.read();
    await new FileDeviceStore(folder).update(adding(laptop));

    await store.update(adding(phone));

    expect(await store.read()).toEqual({ path, kind: 'devices', devices: [laptop, phone] });
  });

  it('are a list without any after the last one was forgotten, and that is not absent', async () => {
    await store.update(adding(laptop));

    await store.update((devices) => withoutDevice(devices, laptop.device.id));

    expect(await store.read()).toEqual({ path, kind: 'devices', devices: [] });
  });

  it('have no room for more than are read again', async () => {
    const ids = Array.from({ length: MOST_DEVICES }, (_, at) => at.toString(16).padStart(16, '0'));
    await store.update(() => ids.map((id) => ({ ...laptop, device: { ...laptop.device, id } })));
    const before = await readFile(path);

    expect(await store.update(adding(phone))).toEqual({ path, kind: 'full' });
    expect(before.equals(await readFile(path))).toBe(true);
    expect(await readdir(folder)).toEqual(['devices.json']);
  });

  it('have no room for more bytes than are read again', async () => {
    const programs = Array<string>(30).fill('\\'.repeat(500));
    const ids = Array.from({ length: MOST_DEVICES }, (_, at) => at.toString(16).padStart(16, '0'));

    const updated = await store.update(() =>
      ids.map((id) => ({ ...laptop, device: { ...laptop.device, id, programs } })),
    );

    expect(updated).toEqual({ path, kind: 'full' });
    expect(await readdir(parent)).toEqual([]);
  });

  it('are as they were after a change that went wrong, and can be changed again', async () => {
    await store.update(adding(laptop));
    const broken = { ...phone, device: { ...phone.device, name: 'two\nlines' } };

    await expect(store.update(adding(broken))).rejects.toThrow(RangeError);
    await expect(store.update(adding(laptop))).rejects.toThrow(RangeError);

    expect(await readdir(folder)).toEqual(['devices.json']);
    expect(await store.update(adding(phone))).toEqual({ path, kind: 'written' });
  });

  it('have no private key in them that can be read', async () => {
    await store.update(adding(laptop));

    const text = await readFile(path, 'latin1');

    for (const encoding of ['latin1', 'base64', 'hex'] as const)
      expect(text).not.toContain(Buffer.from(PRIVATE_PART).toString(encoding).slice(4, 20));
    const read = await store.read();
    expect(read.kind === 'devices' && (await privatePartOf(read.devices[0]!))).toBe(PRIVATE_PART);
  });
});

describe('devices that are not to be touched', () => {
  it.each([
    ['empty', ''],
    ['cut off', '{"format":"letterlock-devices"'],
    ['something else', 'devices'],
    ['no UTF-8', Buffer.from([0xff, 0xfe])],
    ['nested without end', '['.repeat(400_000)],
    ['too large', ' '.repeat(LIMIT_BYTES + 1)],
  ])('are never begun anew where their file is %s', async (_, broken) => {
    await plant(broken);

    await expectLeftAlone({ kind: 'damaged' });

    expect(Buffer.from(broken).equals(await readFile(path))).toBe(true);
  });

  it('are never begun anew where one bit of them is another', async () => {
    const bytes = Buffer.from(encodeDevices([laptop, phone]));
    bytes[700]! ^= 1;
    await plant(bytes);

    await expectLeftAlone({ kind: 'damaged' });

    expect(await readFile(path)).toEqual(bytes);
  });

  it('can be of a newer version', async () => {
    const content = { format: 'letterlock-devices', version: 7, machines: { a: [1, 2] } };
    const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    await plant(`${JSON.stringify({ ...content, sha256 }, null, 2)}\n`);

    await expectLeftAlone({ kind: 'newer', version: 7 });
  });

  it('can be behind a link, and what it leads to is left alone', async () => {
    const bytes = Buffer.from(encodeDevices([laptop]));
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(parent, 'victim'), bytes);
    await symlink('../victim', path);

    await expectLeftAlone({ kind: 'unusable', detail: 'not-a-file' });

    expect(await readFile(join(parent, 'victim'))).toEqual(bytes);
  });

  it('can be a folder', async () => {
    await mkdir(path, { recursive: true, mode: 0o700 });

    await expectLeftAlone({ kind: 'unusable', detail: 'not-a-file' });
  });

  it('can be in a folder that others can write in', async () => {
    await plant(encodeDevices([laptop]));
    await chmod(folder, 0o777);

    await expectLeftAlone({ kind: 'unusable', detail: 'open-to-others' });
  });

  it('can be behind a link in place of the folder', async () => {
    await mkdir(join(parent, 'elsewhere'), { mode: 0o700 });
    await writeFile(join(parent, 'elsewhere', 'devices.json'), encodeDevices([laptop]));
    await symlink('elsewhere', folder);

    await expectLeftAlone({ kind: 'unusable', detail: 'link' });
  });
});

describeWith(['root'], 'the devices of somebody else', () => {
  it('are not read, and nothing is written beside them', async () => {
    await plant(encodeDevices([laptop]));
    await chown(folder, 65534, 65534);

    await expectLeftAlone({ kind: 'unusable', detail: 'not-ours' });
  });
});

describe('several instances', () => {
  let program = '';
  beforeAll(async () => {
    program = await bundle('../node/devices/device-program');
  });

  it('that write at once lose no device of each other', async () => {
    const children = ['a', 'b'].map((prefix) => start(program, 'node', [folder, prefix, '20']));

    await Promise.all(children.map((child) => once(child, 'close')));

    const read = await store.read();
    const devices = read.kind === 'devices' ? read.devices : [];
    const wanted = ['a', 'b'].flatMap((prefix) => Array.from({ length: 20 }, (_, at) => `${prefix}${at}`));
    expect(devices.map(({ device }) => device.name).toSorted()).toEqual(wanted.toSorted());
    expect(new Set(await Promise.all(devices.map(privatePartOf)))).toEqual(new Set([PRIVATE_PART]));
    expect(await readdir(folder)).toEqual(['devices.json']);
  });
});
