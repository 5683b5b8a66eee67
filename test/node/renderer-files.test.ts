import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRendererFiles } from '../../electron/node/renderer-files.ts';

const PAGE = '<!doctype html>\n';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlock-window-files-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'assets/base.js'), '1');
});
afterEach(() => rm(folder, { recursive: true }));

describe('loadRendererFiles', () => {
  it('has files by name, with their types', async () => {
    const files = await loadRendererFiles(folder);

    expect([...files.keys()].sort()).toEqual(['assets/base.js', 'index.html']);
    expect(files.get('assets/base.js')).toEqual({
      bytes: Uint8Array.of(0x31),
      type: 'text/javascript; charset=utf-8',
    });
  });

  it('leaves out links, and files of a type that it does not know', async () => {
    await writeFile(join(folder, 'assets/licences.json'), '[]');
    await symlink(join(folder, 'assets/base.js'), join(folder, 'assets/link.js'));

    expect([...(await loadRendererFiles(folder)).keys()].sort()).toEqual(['assets/base.js', 'index.html']);
  });

  it('says of a folder without a page that the window was not built', async () => {
    await rm(join(folder, 'index.html'));

    await expect(loadRendererFiles(folder)).rejects.toThrow('the window was not built');
  });
});
