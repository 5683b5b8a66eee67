import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNewFile } from '../../electron/node/files/new-file.ts';

const BYTES = new TextEncoder().encode('all of it');

describe('a file that is written for somebody', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-new-file-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has all of it, for its owner only, and nothing is left beside it', async () => {
    const path = join(folder, 'key.p12');

    expect(await writeNewFile(path, BYTES)).toEqual({ kind: 'written' });

    expect(await readFile(path, 'utf8')).toBe('all of it');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(path)).nlink).toBe(1);
    expect(await readdir(folder)).toEqual(['key.p12']);
  });

  it.each([
    ['a file', (path: string) => writeFile(path, 'old')],
    ['a folder', (path: string) => mkdir(path)],
    ['a link to nowhere', (path: string) => symlink('/nowhere/at/all', path)],
  ])('takes the place of nothing: not of %s', async (_, make) => {
    const path = join(folder, 'there');
    await make(path);

    expect(await writeNewFile(path, BYTES)).toEqual({ kind: 'exists' });

    expect(await readdir(folder)).toEqual(['there']);
  });

  it('is written by one of two who try at once', async () => {
    const path = join(folder, 'contested');
    const other = new TextEncoder().encode('by the other');

    for (let round = 0; round < 50; round += 1) {
      const kinds = (await Promise.all([writeNewFile(path, BYTES), writeNewFile(path, other)])).map(
        ({ kind }) => kind,
      );
      expect(kinds.toSorted()).toEqual(['exists', 'written']);
      expect(await readFile(path, 'utf8')).toBe(kinds[0] === 'written' ? 'all of it' : 'by the other');
      await rm(path);
    }
  });

  it('says why it could not be written', async () => {
    expect(await writeNewFile(join(folder, 'absent', 'x'), BYTES)).toEqual({
      kind: 'failed',
      code: 'ENOENT',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
