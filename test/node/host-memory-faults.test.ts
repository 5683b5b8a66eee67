import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HostMemoryFile, type MemoryUpdated } from '../../electron/node/memory/host-memory-file.ts';
import { EMPTY_MEMORY, type HostMemory } from '../../shared/policy/host-memory.ts';
import { remember } from '../../shared/policy/remember.ts';
import { bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { endpoint, handshake, seenAt } from '../shared/policy/offers.ts';
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
} from './file-faults.ts';

const DISK = 32 * 1024;

/** The memory with one more host. */
function learn(name: string): (memory: HostMemory) => HostMemory {
  return (memory) => remember(memory, seenAt(endpoint(name), [handshake()]), new Date('2026-11-22'));
}

let program = '';
beforeAll(async () => {
  program = await bundle('../node/host-memory-program');
});

const parent = eachInFolder();

describe('a memory file whose writer is killed', () => {
  it(
    `at ${KILLS} different instants is the old one or the new one, and never neither`,
    { timeout: 120_000 },
    async () => {
      const said = await killWriters(program, parent());

      const states = await Promise.all(said.map(({ folder }) => new HostMemoryFile(folder).read()));
      const broken = states.filter(({ kind }) => kind !== 'read');
      expect(broken).toEqual([]);
      // What was said to be written is there; at most the one that was not said yet is there, too.
      const surplus = states.map(({ memory }, at) => memory.hosts.length - said[at]!.written);
      expect(new Set([...surplus, 0, 1])).toEqual(new Set([0, 1]));

      // It was caught at work, and what it left is what the next one takes away.
      const left = await Promise.all(said.map(({ folder }) => ageLeftovers(folder, 'hosts.json')));
      expect(left.filter((count) => count > 0).length).toBeGreaterThan(KILLS / 4);
      const updates = await Promise.all(
        said.map(({ folder }) => new HostMemoryFile(folder).update(learn('z.example.org'))),
      );
      expect(new Set(updates.map(({ kind }) => kind))).toEqual(new Set(['written']));
      for (const { folder } of said) expect(await readdir(folder)).toEqual(['hosts.json']);
    },
  );
});

describeWith(['root'], 'a disk that is full or may not be written', () => {
  const disk = eachOnSmallDisk(parent, DISK);
  let file: HostMemoryFile;
  beforeEach(async () => {
    file = new HostMemoryFile(disk());
    await file.update(learn('old.example.org'));
  });

  it('keeps the old memory when there is no room for the new one', async () => {
    const before = await readFile(join(disk(), 'hosts.json'));
    await fill(disk(), 2 * DISK);

    const updated = await file.update(learn('new.example.org'));

    expect(updated).toMatchObject({ kind: 'unusable', detail: 'ENOSPC' });
    expect(await readFile(join(disk(), 'hosts.json'))).toEqual(before);
    expect((await readdir(disk())).toSorted()).toEqual(['filler', 'hosts.json']);
  });

  it('is read where it cannot be written, and says why it is not', async () => {
    makeReadOnly(disk());

    const updated = await file.update(learn('new.example.org'));

    expect(updated).toMatchObject({ kind: 'unusable', detail: 'EROFS' });
    expect((await file.read()).memory).toEqual(learn('old.example.org')(EMPTY_MEMORY));
  });
});

describeWith(['root'], 'a folder that this user may not write in', () => {
  it.each([
    ['hosts.json', 0o700, 0o000, 'EACCES'],
    ['the folder', 0o500, 0o600, 'EACCES'],
    ['its parent', 0o000, 0o600, 'EACCES'],
  ])('is told where it is %s', async (_, folderMode, fileMode, detail) => {
    const folder = join(parent(), 'data');
    await new HostMemoryFile(folder).update(learn('old.example.org'));
    const before = await readFile(join(folder, 'hosts.json'));
    await giveToNobody(parent(), folder, join(folder, 'hosts.json'));
    await chmod(join(folder, 'hosts.json'), fileMode);
    await chmod(folder, folderMode);

    const updated = await updateAsNobody(folder);

    expect(updated).toMatchObject({ kind: 'unusable', detail });
    expect(await readFile(join(folder, 'hosts.json'))).toEqual(before);
    expect(await readdir(folder)).toEqual(['hosts.json']);
  });

  it('is made by somebody for themselves alone', async () => {
    await giveToNobody(parent());

    const updated = await updateAsNobody(join(parent(), 'data'));

    expect(updated).toMatchObject({ kind: 'written' });
    expect(await stat(join(parent(), 'data'))).toMatchObject({ uid: NOBODY, mode: 0o40700 });
  });

  async function updateAsNobody(folder: string): Promise<MemoryUpdated> {
    return (await outputAsNobody(program, [folder, 'new', '1'])) as MemoryUpdated; // the program prints exactly this
  }
});
