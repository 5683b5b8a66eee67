import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile, type FileToPlace, type PlaceQuestion } from '../../electron/node/recipes/place-file.ts';
import { marked } from '../../shared/recipes/marked-block.ts';

const TEXT = 'set from="ada@example.org"\n';
const YES = (): Promise<boolean> => Promise.resolve(true);
const NO = (): Promise<boolean> => Promise.resolve(false);
const NEVER = (): Promise<boolean> => Promise.reject(new Error('nobody is asked'));

let folder: string;
let file: FileToPlace;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlock-place-'));
  file = { path: join(folder, '.muttrc'), text: TEXT, isPrivate: true };
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const refusedAs = (code: string) => ({ ok: false, problem: { code, given: file.path } });

describe('a file for a mail program', () => {
  it('is written where none is, for its owner only, with the folder that it needs', async () => {
    const deep = { ...file, path: join(folder, '.config', 'neomutt', 'neomuttrc') };

    expect(await placeFile(deep, YES)).toEqual({
      ok: true,
      value: { kind: 'placed', path: deep.path, backup: null },
    });
    expect(await readFile(deep.path, 'utf8')).toBe(TEXT);
    expect(await modeOf(deep.path)).toBe(0o600);
    expect(await modeOf(join(folder, '.config'))).toBe(0o700);
  });

  it('can be read by others where nothing of it is private', async () => {
    await placeFile({ ...file, isPrivate: false }, YES);

    expect(await modeOf(file.path)).toBe(0o644);
  });

  it('is not written, new or not, where the person does not agree', async () => {
    expect(await placeFile(file, NO)).toEqual({ ok: true, value: { kind: 'cancelled' } });
    expect(await readdir(folder)).toEqual([]);

    await writeFile(file.path, 'mine\n');

    expect(await placeFile(file, NO)).toEqual({ ok: true, value: { kind: 'cancelled' } });
    expect(await readFile(file.path, 'utf8')).toBe('mine\n');
    expect(await readdir(folder)).toEqual(['.muttrc']);
  });

  it('replaces one that is there, of which the person saw the difference, and keeps it beside', async () => {
    await writeFile(file.path, 'set from="eve@example.org"\n', { mode: 0o644 });
    const asked: PlaceQuestion[] = [];

    const placed = await placeFile(file, (question) => {
      asked.push(question);
      return YES();
    });

    expect(asked[0]?.diff).toContain('-set from="eve@example.org"\n+set from="ada@example.org"\n');
    const backup = placed.ok && placed.value.kind === 'placed' ? (placed.value.backup ?? '') : '';
    expect(backup).toMatch(/\.muttrc\.before-[0-9a-f]{8}$/);
    expect(await readFile(backup, 'utf8')).toBe('set from="eve@example.org"\n');
    expect(await readFile(file.path, 'utf8')).toBe(TEXT);
    expect(await modeOf(file.path)).toBe(0o600);
  });

  it('is shown with every line that goes or comes, and with no other that looks like one', async () => {
    await writeFile(file.path, '-- x\nsame\n');
    const asked: PlaceQuestion[] = [];

    await placeFile({ ...file, text: '++ x\nsame\n' }, (question) => {
      asked.push(question);
      return NO();
    });

    expect(asked[0]?.diff).toBe('@@ -1,2 +1,2 @@\n--- x\n+++ x\n same\n');
  });

  it('takes away nothing of what else is in its folder, however it is called', async () => {
    await writeFile(file.path, 'mine\n');
    const foreign = ['.muttrc.lock-mine', '.muttrc.new-mine'];
    for (const name of foreign) {
      await writeFile(join(folder, name), 'mine, too\n');
      await utimes(join(folder, name), 0, 0);
    }

    expect(await placeFile(file, YES)).toMatchObject({ ok: true, value: { kind: 'placed' } });

    expect(await readdir(folder)).toEqual(expect.arrayContaining(foreign));
  });

  it('leaves alone what stands in a lock that is none of ours', async () => {
    await writeFile(file.path, 'mine\n');
    const foreign = join(folder, '.muttrc.lock', 'mine');
    await mkdir(foreign, { recursive: true });
    await utimes(foreign, 0, 0);

    expect(await placeFile(file, YES)).toMatchObject(refusedAs('file_changed_meanwhile'));

    expect(await readdir(join(folder, '.muttrc.lock'))).toEqual(['mine']);
  });

  describe('that is added to', () => {
    const block = marked(TEXT) ?? '';
    const added = (alsoAt: readonly string[] = []): FileToPlace => ({
      ...file,
      text: block,
      addition: { alsoAt, comes: 'last', onlyOne: null },
    });

    it('keeps what stands there, shows what comes, and is not written a second time', async () => {
      await writeFile(file.path, 'mine\n');
      const asked: PlaceQuestion[] = [];

      const placed = await placeFile(added(), (question) => {
        asked.push(question);
        return YES();
      });

      expect(placed).toMatchObject({ ok: true, value: { kind: 'placed', path: file.path } });
      expect(await readFile(file.path, 'utf8')).toBe(`mine\n\n${block}`);
      expect(asked[0]?.diff).not.toMatch(/^-/m);
      expect(await placeFile(added(), NEVER)).toMatchObject({ value: { kind: 'same' } });
    });

    it('is written where the program reads its file, if that is somewhere else', async () => {
      const others = ['.mutt', '.config'].map((name) => join(folder, name, 'muttrc'));
      const [, there = ''] = others;
      await mkdir(dirname(there), { recursive: true });
      await writeFile(there, 'mine\n');

      const placed = await placeFile(added(others), YES);

      expect(placed).toMatchObject({ ok: true, value: { kind: 'placed', path: there } });
      expect(await readFile(there, 'utf8')).toBe(`mine\n\n${block}`);
      expect(await readdir(folder)).toEqual(['.config']);
    });

    it('is written where it belongs, if nothing that could be read is anywhere', async () => {
      await writeFile(join(folder, '.mutt'), 'no folder');

      const placed = await placeFile(added([join(folder, '.mutt', 'muttrc')]), YES);

      expect(placed).toMatchObject({ ok: true, value: { kind: 'placed', path: file.path, backup: null } });
      expect(await readFile(file.path, 'utf8')).toBe(block);
    });

    it('is left alone where it would get larger than is looked at', async () => {
      await writeFile(file.path, 'a'.repeat(1_048_500));

      expect(await placeFile(added(), NEVER)).toMatchObject(refusedAs('file_not_comparable'));
    });
  });

  it('asks nobody where it stands there word for word', async () => {
    await writeFile(file.path, TEXT);

    expect(await placeFile(file, NEVER)).toEqual({ ok: true, value: { kind: 'same', path: file.path } });
    expect(await readdir(folder)).toEqual(['.muttrc']);
  });

  it.each([
    ['a link', (path: string) => symlink('/etc/passwd', path)],
    ['a link to nowhere', (path: string) => symlink('/nowhere/at/all', path)],
    ['no UTF-8', (path: string) => writeFile(path, Buffer.of(0xff, 0xfe))],
    ['no text', (path: string) => writeFile(path, 'a\0b')],
    ['too much', (path: string) => writeFile(path, Buffer.alloc(1_048_577, 0x61))],
  ])('leaves %s alone, and asks nobody', async (_, write) => {
    await write(file.path);
    const before = await stat(file.path).catch(() => null);

    expect(await placeFile(file, NEVER)).toMatchObject(refusedAs('file_not_comparable'));
    expect((await stat(file.path).catch(() => null))?.mtimeMs).toBe(before?.mtimeMs);
    expect(await readdir(folder)).toEqual(['.muttrc']);
  });

  it.each([
    ['changed', 'mine\n', 'yours\n'],
    ['made', null, 'yours\n'],
  ])('leaves alone what was %s while the person was asked', async (_, before, meanwhile) => {
    if (before !== null) await writeFile(file.path, before);

    const placed = await placeFile(file, async () => {
      await writeFile(file.path, meanwhile);
      return true;
    });

    expect(placed).toMatchObject(refusedAs('file_changed_meanwhile'));
    expect(await readFile(file.path, 'utf8')).toBe(meanwhile);
    expect(await readdir(folder)).toEqual(['.muttrc']);
  });

  it('says with the system’s code why it could not be written', async () => {
    await writeFile(join(folder, 'no-folder'), '');
    const under = join(folder, 'no-folder', '.muttrc');
    const tooLong = join(folder, 'x'.repeat(300), '.muttrc');

    const placed = [under, tooLong].map((path) => placeFile({ ...file, path }, YES));

    expect(await Promise.all(placed)).toMatchObject([
      { problem: { code: 'file_not_written', given: under, wanted: 'ENOTDIR' } },
      { problem: { code: 'file_not_written', given: tooLong, wanted: 'ENAMETOOLONG' } },
    ]);
  });

  it('lets a file that is there do nothing to a terminal', async () => {
    await writeFile(file.path, 'a\u001b]0;b\u0007\r\nc\u202ed\u009be\n');
    const asked: PlaceQuestion[] = [];

    await placeFile(file, (question) => {
      asked.push(question);
      return NO();
    });

    expect(asked[0]?.diff).toContain('-a␛]0;b␇␍\n-c\ufffdd\ufffde\n');
    expect(asked[0]?.diff).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
  });
});
