import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkDataFolder,
  dataFolderPath,
  makeDataFolder,
  type Whereabouts,
} from '../../electron/node/data-folder.ts';
import { describeWith } from '../parts.ts';

describe('the place of the data folder', () => {
  const linux: Whereabouts = { platform: 'linux', env: {}, home: '/home/ada' };
  const mac: Whereabouts = { platform: 'darwin', env: {}, home: '/Users/ada' };
  const windows: Whereabouts = { platform: 'win32', env: {}, home: 'C:\\Users\\ada' };

  it.each<readonly [string, Whereabouts, string | null]>([
    ['on Linux', linux, '/home/ada/.local/share/letterlock'],
    ['with XDG_DATA_HOME', { ...linux, env: { XDG_DATA_HOME: '/data' } }, '/data/letterlock'],
    [
      'with a relative XDG_DATA_HOME',
      { ...linux, env: { XDG_DATA_HOME: 'data' } },
      '/home/ada/.local/share/letterlock',
    ],
    [
      'with an empty XDG_DATA_HOME',
      { ...linux, env: { XDG_DATA_HOME: '' } },
      '/home/ada/.local/share/letterlock',
    ],
    ['on macOS', mac, '/Users/ada/Library/Application Support/Letterlock'],
    [
      'on macOS with XDG_DATA_HOME',
      { ...mac, env: { XDG_DATA_HOME: '/x' } },
      '/Users/ada/Library/Application Support/Letterlock',
    ],
    ['on Windows', { ...windows, env: { APPDATA: 'D:\\Roaming' } }, 'D:\\Roaming\\Letterlock'],
    ['on Windows without APPDATA', windows, 'C:\\Users\\ada\\AppData\\Roaming\\Letterlock'],
    [
      'with LETTERLOCK_HOME',
      { ...linux, env: { LETTERLOCK_HOME: '/keep', XDG_DATA_HOME: '/data' } },
      '/keep',
    ],
    [
      'with LETTERLOCK_HOME and no home',
      { ...linux, home: null, env: { LETTERLOCK_HOME: '/keep' } },
      '/keep',
    ],
    [
      'with a relative LETTERLOCK_HOME',
      { ...linux, env: { LETTERLOCK_HOME: 'keep' } },
      join(process.cwd(), 'keep'),
    ],
    [
      'with an empty LETTERLOCK_HOME',
      { ...linux, env: { LETTERLOCK_HOME: '' } },
      '/home/ada/.local/share/letterlock',
    ],
    ['without a home', { ...linux, home: null }, null],
    ['without a home on macOS', { ...mac, home: null }, null],
    ['without a home on Windows', { ...windows, home: null }, null],
  ])('%s', (_, whereabouts, path) => {
    expect(dataFolderPath(whereabouts)).toBe(path);
  });
});

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'letterlock-data-folder-'));
});
afterEach(async () => {
  await rm(parent, { recursive: true });
});

describe('the data folder', () => {
  it('is made with all that leads to it, for its owner only, whatever the umask', async () => {
    const path = join(parent, '.local', 'share', 'letterlock');
    const before = process.umask(0);

    const made = await makeDataFolder(path).finally(() => process.umask(before));

    expect(made).toEqual({ kind: 'ready' });
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(parent, '.local'))).mode & 0o777).toBe(0o700);
  });

  it('is not made by looking at it', async () => {
    expect(await checkDataFolder(join(parent, 'none'))).toEqual({ kind: 'absent' });
    expect(await readdir(parent)).toEqual([]);
  });

  it('keeps the mode that a person gave it', async () => {
    const path = join(parent, 'mine');
    await mkdir(path);
    await chmod(path, 0o755);

    expect(await makeDataFolder(path)).toEqual({ kind: 'ready' });
    expect((await stat(path)).mode & 0o777).toBe(0o755);
  });

  it('is not used where others can put files into it', async () => {
    const path = join(parent, 'open');
    await mkdir(path);
    await chmod(path, 0o777);

    expect(await makeDataFolder(path)).toEqual({ kind: 'refused', reason: 'open-to-others' });
  });

  it('is not used where it is a link, and nothing is made behind it', async () => {
    await mkdir(join(parent, 'elsewhere'));
    await symlink('elsewhere', join(parent, 'link'));
    await symlink('nowhere', join(parent, 'dangling'));

    expect(await makeDataFolder(join(parent, 'link'))).toEqual({ kind: 'refused', reason: 'link' });
    expect(await makeDataFolder(join(parent, 'dangling'))).toEqual({ kind: 'refused', reason: 'link' });
    expect(await readdir(parent)).not.toContain('nowhere');
  });

  it('is not used where it is a file, or where one stands in the way', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');

    expect(await makeDataFolder(file)).toEqual({ kind: 'refused', reason: 'not-a-folder' });
    expect(await makeDataFolder(join(file, 'deeper'))).toEqual({ kind: 'failed', code: 'ENOTDIR' });
  });
});

describeWith(['root'], 'the data folder of somebody else', () => {
  it('is not used', async () => {
    const path = join(parent, 'theirs');
    await mkdir(path, { mode: 0o700 });
    await chown(path, 65534, 65534);

    expect(await makeDataFolder(path)).toEqual({ kind: 'refused', reason: 'not-ours' });
  });
});
