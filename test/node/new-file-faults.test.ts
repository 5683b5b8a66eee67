import { chmod, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeNewFile } from '../../electron/node/files/new-file.ts';
import { bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import {
  eachInFolder,
  eachOnSmallDisk,
  fill,
  KILLS,
  killWriters,
  makeReadOnly,
  outputAsNobody,
  giveToNobody,
} from './file-faults.ts';
import { bytesOf } from './new-file-bytes.ts';

const PAGE = 4096;
const DISK = 32 * 1024;

let program = '';
beforeAll(async () => {
  program = await bundle('../node/new-file-program');
});

const parent = eachInFolder();

describe('a file whose writer is killed', () => {
  it(
    `at ${KILLS} different instants has its name when all of it is there, and no sooner`,
    { timeout: 120_000 },
    async () => {
      const said = await killWriters(program, parent());

      let leftovers = 0;
      for (const { folder, written } of said) {
        const names = await readdir(folder);
        const whole = names.filter((name) => /^h\d+$/.test(name));
        // All that it said it had written, and at most the one that it was about to say.
        expect([written, written + 1]).toContain(whole.length);
        for (const name of whole)
          expect((await readFile(join(folder, name))).equals(bytesOf(Number(name.slice(1))))).toBe(true);
        const rest = names.filter((name) => !whole.includes(name));
        expect(rest.length).toBeLessThanOrEqual(1);
        for (const name of rest) {
          expect(name).toMatch(/^h\d+\.new-[0-9a-f]{8}$/);
          expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
        }
        leftovers += rest.length;
      }
      // It was caught at work.
      expect(leftovers).toBeGreaterThan(KILLS / 4);
    },
  );
});

describeWith(['root'], 'a file for a disk of its own', () => {
  const folder = eachOnSmallDisk(parent, DISK);
  const path = (): string => join(folder(), 'key.p12');

  /** Leaves so much room, and no more. */
  const leaveRoom = (bytes: number): Promise<void> => fill(folder(), DISK - bytes);

  it.each([
    ['for nothing', 0],
    ['for a part of it', PAGE],
    ['for all but its last bytes', 2 * PAGE],
  ])('is not begun for good where there is room %s, and nothing is left of it', async (_, room) => {
    await leaveRoom(room);

    expect(await writeNewFile(path(), bytesOf(1))).toEqual({ kind: 'failed', code: 'ENOSPC' });

    expect(await readdir(folder())).toEqual(['filler']);
  });

  it('is written where there is just enough room for it, and not twice as much', async () => {
    await leaveRoom(3 * PAGE);

    expect(await writeNewFile(path(), bytesOf(1))).toEqual({ kind: 'written' });

    expect((await readFile(path())).equals(bytesOf(1))).toBe(true);
    expect((await readdir(folder())).toSorted()).toEqual(['filler', 'key.p12']);
  });

  it('can be written after somebody has made room', async () => {
    await leaveRoom(0);
    await writeNewFile(path(), bytesOf(1));
    await rm(join(folder(), 'filler'));

    expect(await writeNewFile(path(), bytesOf(1))).toEqual({ kind: 'written' });
  });

  it('is not written where nothing may be written, and nothing is left of it', async () => {
    makeReadOnly(folder());

    expect(await writeNewFile(path(), bytesOf(1))).toEqual({ kind: 'failed', code: 'EROFS' });

    expect(await readdir(folder())).toEqual([]);
  });
});

describeWith(['root'], 'a file for a folder that this user may not do everything in', () => {
  let folder = '';
  beforeEach(async () => {
    folder = join(parent(), 'folder');
    await mkdir(folder);
    await giveToNobody(parent(), folder);
  });

  it.each([
    ['may not write', 0o500],
    ['may not even enter', 0o600],
  ])('is not written where they %s, and nothing is left of it', async (_, mode) => {
    await chmod(folder, mode);

    expect(await outputAsNobody(program, [folder, 'h', '1'])).toEqual({ kind: 'failed', code: 'EACCES' });

    expect(await readdir(folder)).toEqual([]);
  });

  it('is written where they may write and not look', async () => {
    await chmod(folder, 0o300);

    expect(await outputAsNobody(program, [folder, 'h', '1'])).toEqual({ kind: 'written' });

    expect(await readdir(folder)).toEqual(['h0']);
    expect((await readFile(join(folder, 'h0'))).equals(bytesOf(0))).toBe(true);
  });
});
