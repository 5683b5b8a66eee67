import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withDevice, type DeviceList } from '../../../electron/node/devices/device-list.ts';
import { FileDeviceStore, type DevicesUpdated } from '../../../electron/node/devices/device-store.ts';
import { bundle } from '../../interop/programs.ts';
import { describeWith } from '../../parts.ts';
import {
  ageLeftovers,
  eachInFolder,
  eachOnSmallDisk,
  fill,
  KILLS,
  killWriters,
  makeReadOnly,
  NOBODY,
  outputAsNobody,
  giveToNobody,
} from '../file-faults.ts';
import { keptNamed, PRIVATE_PART, privatePartOf } from './sample-devices.ts';

const DISK = 32 * 1024;

let program = '';
beforeAll(async () => {
  program = await bundle('../node/devices/device-program');
});

const parent = eachInFolder();

async function add(store: FileDeviceStore, name: string): Promise<DevicesUpdated> {
  const kept = await keptNamed(name);
  return store.update((devices) => withDevice(devices, kept));
}

async function devicesIn(folder: string): Promise<DeviceList> {
  const read = await new FileDeviceStore(folder).read();
  if (read.kind !== 'devices') throw new Error(`${folder} is ${read.kind}`);
  return read.devices;
}

describe('devices whose writer is killed', () => {
  it(
    `at ${KILLS} different instants are the old ones or the new ones, and never neither`,
    { timeout: 120_000 },
    async () => {
      const said = await killWriters(program, parent());

      const states = await Promise.all(said.map(({ folder }) => devicesIn(folder)));
      // What was said to be written is there; at most the one that was not said yet is there, too.
      const surplus = states.map((devices, at) => numberOfLast(devices) + 1 - said[at]!.written);
      expect(new Set([...surplus, 0, 1])).toEqual(new Set([0, 1]));
      const newest = states.flatMap((devices) => devices.slice(-1));
      expect(newest).toHaveLength(KILLS);
      expect(new Set(await Promise.all(newest.map(privatePartOf)))).toEqual(new Set([PRIVATE_PART]));

      // It was caught at work, and what it left is what the next one takes away.
      const left = await Promise.all(said.map(({ folder }) => ageLeftovers(folder, 'devices.json')));
      expect(left.filter((count) => count > 0).length).toBeGreaterThan(KILLS / 4);
      const updates = await Promise.all(said.map(({ folder }) => add(new FileDeviceStore(folder), 'z')));
      expect(new Set(updates.map(({ kind }) => kind))).toEqual(new Set(['written']));
      for (const { folder } of said) expect(await readdir(folder)).toEqual(['devices.json']);
    },
  );

  /** They are named `h0`, `h1` and so on. */
  function numberOfLast(devices: DeviceList): number {
    return Number(devices.at(-1)!.device.name.slice(1));
  }
});

describeWith(['root'], 'a disk that is full or may not be written', () => {
  const disk = eachOnSmallDisk(parent, DISK);
  let store: FileDeviceStore;
  beforeEach(async () => {
    store = new FileDeviceStore(disk());
    await add(store, 'old');
  });

  it('keeps the old devices when there is no room for a new one', async () => {
    const before = await readFile(join(disk(), 'devices.json'));
    await fill(disk(), 2 * DISK);

    const updated = await add(store, 'new');

    expect(updated).toMatchObject({ kind: 'unusable', detail: 'ENOSPC' });
    expect(await readFile(join(disk(), 'devices.json'))).toEqual(before);
    expect((await readdir(disk())).toSorted()).toEqual(['devices.json', 'filler']);
  });

  it('is read where it cannot be written, and says why it is not', async () => {
    makeReadOnly(disk());

    const updated = await add(store, 'new');

    expect(updated).toMatchObject({ kind: 'unusable', detail: 'EROFS' });
    const [old] = await devicesIn(disk());
    expect(old?.device.name).toBe('old');
    expect(await privatePartOf(old!)).toBe(PRIVATE_PART);
  });
});

describeWith(['root'], 'a folder that this user may not write in', () => {
  it.each([
    ['devices.json', 0o700, 0o000],
    ['the folder', 0o500, 0o600],
    ['its parent', 0o000, 0o600],
  ])('is told where it is %s', async (_, folderMode, fileMode) => {
    const folder = join(parent(), 'data');
    const path = join(folder, 'devices.json');
    await add(new FileDeviceStore(folder), 'old');
    const before = await readFile(path);
    await giveToNobody(parent(), folder, path);
    await chmod(path, fileMode);
    await chmod(folder, folderMode);

    const updated = await outputAsNobody(program, [folder, 'new', '1']);

    expect(updated).toEqual({ path, kind: 'unusable', detail: 'EACCES' });
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(folder)).toEqual(['devices.json']);
  });

  it('is made by somebody for themselves alone', async () => {
    await giveToNobody(parent());

    const updated = await outputAsNobody(program, [join(parent(), 'data'), 'new', '1']);

    expect(updated).toMatchObject({ kind: 'written' });
    expect(await stat(join(parent(), 'data'))).toMatchObject({ uid: NOBODY, mode: 0o40700 });
    expect(await stat(join(parent(), 'data', 'devices.json'))).toMatchObject({ uid: NOBODY, mode: 0o100600 });
  });
});
