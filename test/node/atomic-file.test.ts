import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AtomicFile, type FileDecision } from '../../electron/node/files/atomic-file.ts';
import { takeLock } from '../../electron/node/files/file-lock.ts';
import { describeWith } from '../parts.ts';

const LIMIT_BYTES = 1_000;
const encoder = new TextEncoder();

let folder = '';
let file: AtomicFile;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlock-atomic-file-'));
  file = new AtomicFile(join(folder, 'kept'), LIMIT_BYTES);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function replacing(text: string, keepsIt = false): () => FileDecision {
  return () => ({ kind: 'replace', bytes: encoder.encode(text), keptAs: keepsIt ? 'damaged' : null });
}

async function text(): Promise<string | null> {
  const read = await file.read();
  return read.kind === 'read' ? new TextDecoder().decode(read.bytes) : null;
}

describe('a file that is read', () => {
  it('can be absent', async () => {
    expect(await file.read()).toEqual({ kind: 'absent' });
    expect(await new AtomicFile(join(folder, 'none', 'kept'), 1).read()).toEqual({ kind: 'absent' });
  });

  it.each([0, 1, LIMIT_BYTES])('can have %d bytes', async (size) => {
    await writeFile(file.path, 'x'.repeat(size));

    expect(await text()).toBe('x'.repeat(size));
  });

  it('is not read where it is larger than its limit', async () => {
    await writeFile(file.path, 'x'.repeat(LIMIT_BYTES + 1));

    expect(await file.read()).toEqual({ kind: 'too-large' });
  });

  it('is not read through a link, and a folder is none', async () => {
    await writeFile(join(folder, 'victim'), 'secret');
    await symlink('victim', file.path);
    await mkdir(join(folder, 'folder'));

    expect(await file.read()).toEqual({ kind: 'not-a-file' });
    expect(await new AtomicFile(join(folder, 'folder'), 1).read()).toEqual({ kind: 'not-a-file' });
  });
});

describeWith(['linux'], 'a pipe in place of a file', () => {
  it('is not waited for', async () => {
    execFileSync('mkfifo', [file.path]);

    expect(await file.read()).toEqual({ kind: 'not-a-file' });
  });
});

describe('a file that is replaced', () => {
  it('is there for its owner only, whatever the umask, and leaves nothing beside it', async () => {
    const before = process.umask(0);

    const updated = await file.update(replacing('new')).finally(() => process.umask(before));

    expect(updated).toEqual({ kind: 'written', setAside: null });
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['kept']);
    expect(await text()).toBe('new');
  });

  it('shows what stands in it to whoever decides, who can leave it', async () => {
    await file.update(replacing('old'));

    const updated = await file.update(() => ({ kind: 'leave' }));

    expect(updated).toEqual({ kind: 'left', read: { kind: 'read', bytes: encoder.encode('old') } });
    expect(await readdir(folder)).toEqual(['kept']);
  });

  it('is kept under another name where that is wanted', async () => {
    await file.update(replacing('old'));

    const updated = await file.update(replacing('new', true));

    const setAside = updated.kind === 'written' ? updated.setAside : null;
    expect(setAside).toMatch(/kept\.damaged-[0-9a-f]{8}$/);
    expect(await readFile(setAside!, 'utf8')).toBe('old');
    expect(await text()).toBe('new');
  });

  it('leaves another name of the old file as it was', async () => {
    await writeFile(join(folder, 'other'), 'precious');
    await link(join(folder, 'other'), file.path);

    await file.update(replacing('new'));

    expect(await readFile(join(folder, 'other'), 'utf8')).toBe('precious');
    expect(await text()).toBe('new');
  });

  it('is not written through a link in its place', async () => {
    await writeFile(join(folder, 'victim'), 'precious');
    await symlink('victim', file.path);

    await file.update(replacing('new'));

    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('precious');
    expect(await text()).toBe('new');
  });

  it('is not written through a link with the name of a temporary file', async () => {
    await writeFile(join(folder, 'victim'), 'precious');

    const updated = await file.update(() => {
      // The one moment at which the name is known to somebody else: it is the owner's in the lock.
      const [owner] = readdirSync(`${file.path}.lock`);
      symlinkSync('victim', `${file.path}.new-${owner!}`);
      return replacing('new')();
    });

    expect(updated).toEqual({ kind: 'written', setAside: null });
    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('precious');
    expect((await readdir(folder)).toSorted()).toEqual(['kept', 'victim']);
  });

  it('takes away what a crash left behind', async () => {
    await writeFile(`${file.path}.new-1-00000000-${'0'.repeat(32)}`, 'half of i');

    await file.update(replacing('new'));

    expect(await readdir(folder)).toEqual(['kept']);
  });

  it('is never larger than what can be read again', async () => {
    await expect(file.update(replacing('x'.repeat(LIMIT_BYTES + 1)))).rejects.toThrow(RangeError);

    expect(await readdir(folder)).toEqual([]);
  });

  it('cannot be where its folder is not', async () => {
    const updated = await new AtomicFile(join(folder, 'none', 'kept'), 9).update(replacing('new'));

    expect(updated).toEqual({ kind: 'failed', code: 'ENOENT' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('has lost nothing of what many wrote at once', async () => {
    const numbers = Array.from({ length: 12 }, (_, at) => String(at));

    const updates = await Promise.all(
      numbers.map((number) =>
        new AtomicFile(file.path, LIMIT_BYTES).update((read) => {
          const before = read.kind === 'read' ? new TextDecoder().decode(read.bytes) : '';
          return replacing(`${before} ${number}`)();
        }),
      ),
    );

    expect(new Set(updates.map(({ kind }) => kind))).toEqual(new Set(['written']));
    expect((await text())!.trim().split(' ').toSorted()).toEqual(numbers.toSorted());
    expect(await readdir(folder)).toEqual(['kept']);
  });
});

describe('the lock of a file', () => {
  const MACHINE = /^\d+-([0-9a-f]{8})-[0-9a-f]{32}$/;

  /** A lock that somebody else has. */
  function lockedBy(owner: string, ageMs: number): void {
    const path = join(`${file.path}.lock`, owner);
    mkdirSync(path, { recursive: true });
    const at = new Date(Date.now() - ageMs);
    utimesSync(path, at, at);
  }

  async function ownerOn(pid: number): Promise<string> {
    const taken = await takeLock(file.path);
    if (taken.kind !== 'held') throw new Error('nobody else has it');
    await taken.lock.release();
    return `${pid}-${MACHINE.exec(taken.lock.owner)![1]!}-${'0'.repeat(32)}`;
  }

  const deadPid = spawnSync(process.execPath, ['--version']).pid;

  it('is waited for, for two seconds and no longer', async () => {
    lockedBy(await ownerOn(process.pid), 0);
    const begunAt = performance.now();

    const updated = await file.update(replacing('new'));

    expect(updated).toEqual({ kind: 'busy' });
    expect(performance.now() - begunAt).toBeGreaterThan(1_900);
    expect(performance.now() - begunAt).toBeLessThan(3_000);
    expect(await readdir(folder)).toEqual(['kept.lock']);
  });

  it('is taken from somebody who died', async () => {
    lockedBy(await ownerOn(deadPid), 1_500);
    const begunAt = performance.now();

    expect(await file.update(replacing('new'))).toEqual({ kind: 'written', setAside: null });
    expect(performance.now() - begunAt).toBeLessThan(1_000);
    expect(await readdir(folder)).toEqual(['kept']);
  });

  it.each([
    ['forgotten it', 31_000],
    ['a clock that is ahead', -31_000],
  ])('is taken from somebody who has %s', async (_, ageMs) => {
    lockedBy(await ownerOn(process.pid), ageMs);

    expect(await file.update(replacing('new'))).toEqual({ kind: 'written', setAside: null });
  });

  it('is not taken from another machine whose processes are not known here', async () => {
    lockedBy(`${deadPid}-00000000-${'0'.repeat(32)}`, 5_000);

    expect(await file.update(replacing('new'))).toEqual({ kind: 'busy' });
  });

  it('is not given to two who find the same dead owner at once', async () => {
    lockedBy(await ownerOn(deadPid), 1_500);

    const taken = await Promise.all(Array.from({ length: 10 }, () => takeLock(file.path)));

    const held = taken.flatMap((one) => (one.kind === 'held' ? [one.lock] : []));
    expect(held).toHaveLength(1);
    expect(await held[0]!.isHeld()).toBe(true);
    await held[0]!.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps whoever has lost it from writing', async () => {
    await file.update(replacing('old'));

    const updated = await file.update(() => {
      rmSync(`${file.path}.lock`, { recursive: true });
      return replacing('new')();
    });

    expect(updated).toEqual({ kind: 'busy' });
    expect(await text()).toBe('old');
    expect(await readdir(folder)).toEqual(['kept']);
  });

  it('is not freed by whoever has lost it', async () => {
    const first = await takeLock(file.path);
    if (first.kind !== 'held') throw new Error('nobody else has it');
    rmSync(`${file.path}.lock`, { recursive: true });
    const second = await takeLock(file.path);

    await first.lock.release();

    expect(second.kind === 'held' && (await second.lock.isHeld())).toBe(true);
  });

  it('is not made through a link in its place', async () => {
    await mkdir(join(folder, 'victim', 'precious'), { recursive: true });
    await symlink('victim', `${file.path}.lock`);

    expect(await file.update(replacing('new'))).toEqual({ kind: 'failed', code: 'ENOTDIR' });
    expect(await readdir(join(folder, 'victim'))).toEqual(['precious']);
    expect((await readdir(folder)).toSorted()).toEqual(['kept.lock', 'victim']);
  });

  it('is not made over a file in its place', async () => {
    writeFileSync(`${file.path}.lock`, 'precious');

    expect(await file.update(replacing('new'))).toEqual({ kind: 'failed', code: 'ENOTDIR' });
    expect(await readFile(`${file.path}.lock`, 'utf8')).toBe('precious');
  });

  it('is taken where only its folder is left, and what others left behind is taken away', async () => {
    mkdirSync(`${file.path}.lock`);
    const abandoned = await ownerOn(deadPid);
    const path = `${file.path}.lock-${abandoned}`;
    mkdirSync(join(path, abandoned), { recursive: true });
    utimesSync(path, new Date(Date.now() - 5_000), new Date(Date.now() - 5_000));

    expect(await file.update(replacing('new'))).toEqual({ kind: 'written', setAside: null });
    expect(await readdir(folder)).toEqual(['kept']);
  });
});
