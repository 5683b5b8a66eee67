import { execFileSync, spawn } from 'node:child_process';
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
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HostMemoryFile, type MemoryUpdated } from '../../electron/node/memory/host-memory-file.ts';
import { EMPTY_MEMORY, type HostMemory } from '../../shared/policy/host-memory.ts';
import { remember } from '../../shared/policy/remember.ts';
import { bundle, start } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { hasExited } from '../servers/child.ts';
import { endpoint, handshake, seenAt } from '../shared/policy/offers.ts';

const KILLS = 200;
const AT_ONCE = 4;
const NOBODY = 65534;

/** The memory with one more host. */
function learn(name: string): (memory: HostMemory) => HostMemory {
  return (memory) => remember(memory, seenAt(endpoint(name), [handshake()]), new Date('2026-11-22'));
}

let program = '';
beforeAll(async () => {
  program = await bundle('../node/host-memory-program');
});

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'letterlock-memory-faults-'));
});
afterEach(async () => {
  await rm(parent, { recursive: true });
});

describe('a memory file whose writer is killed', () => {
  it(
    `at ${KILLS} different instants is the old one or the new one, and never neither`,
    { timeout: 120_000 },
    async () => {
      const folders = Array.from({ length: KILLS }, (_, at) => join(parent, `data${at}`));
      const lanes = Array.from({ length: AT_ONCE }, (_, lane) =>
        folders.filter((_one, at) => at % AT_ONCE === lane),
      );

      const said = await Promise.all(lanes.map((lane) => killOneByOne(lane))).then((all) => all.flat());

      const states = await Promise.all(said.map(({ folder }) => new HostMemoryFile(folder).read()));
      const broken = states.filter(({ kind }) => kind !== 'read');
      expect(broken).toEqual([]);
      // What was said to be written is there; at most the one that was not said yet is there, too.
      const surplus = states.map(({ memory }, at) => memory.hosts.length - said[at]!.written);
      expect(new Set([...surplus, 0, 1])).toEqual(new Set([0, 1]));

      // It was caught at work, and what it left is what the next one takes away.
      const left = await Promise.all(said.map(({ folder }) => makeOld(folder)));
      expect(left.filter((count) => count > 0).length).toBeGreaterThan(KILLS / 4);
      const updates = await Promise.all(
        said.map(({ folder }) => new HostMemoryFile(folder).update(learn('z.example.org'))),
      );
      expect(new Set(updates.map(({ kind }) => kind))).toEqual(new Set(['written']));
      for (const { folder } of said) expect(await readdir(folder)).toEqual(['hosts.json']);
    },
  );

  /** Whoever died a moment ago could still be alive; five seconds later nobody believes that. Gives the count. */
  async function makeOld(folder: string): Promise<number> {
    const left = (await readdir(folder, { recursive: true })).filter((name) => name !== 'hosts.json');
    const before = new Date(Date.now() - 5_000);
    for (const name of left) await utimes(join(folder, name), before, before);
    return left.length;
  }

  /** Lets a writer begin in each folder and kills it a little later than the one before. */
  async function killOneByOne(
    folders: readonly string[],
  ): Promise<readonly { folder: string; written: number }[]> {
    const said = [];
    for (const [at, folder] of folders.entries())
      said.push({ folder, written: await killed(folder, at * 0.7) });
    return said;
  }

  /** How many hosts it had said to have written. */
  async function killed(folder: string, afterMs: number): Promise<number> {
    const child = start(program, 'node', [folder, 'h', '1000000']);
    let lines = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (lines += text));
    await once(child.stdout, 'data');
    await delay(afterMs); // any instant will do: this is no wait for something
    child.kill('SIGKILL');
    if (!hasExited(child)) await once(child, 'close');
    return lines.split('\n').length - 1;
  }
});

describeWith(['root'], 'a disk that is full or may not be written', () => {
  let folder = '';
  let file: HostMemoryFile;
  beforeEach(async () => {
    folder = join(parent, 'data');
    await mkdir(folder);
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=32k,mode=0700', 'letterlock-test', folder]);
    file = new HostMemoryFile(folder);
    await file.update(learn('old.example.org'));
  });
  afterEach(() => {
    execFileSync('/bin/umount', [folder]);
  });

  it('keeps the old memory when there is no room for the new one', async () => {
    const before = await readFile(join(folder, 'hosts.json'));
    await writeFile(join(folder, 'filler'), Buffer.alloc(64 * 1024)).catch(() => undefined); // as much as there is room

    const updated = await file.update(learn('new.example.org'));

    expect(updated).toMatchObject({ kind: 'unusable', detail: 'ENOSPC' });
    expect(await readFile(join(folder, 'hosts.json'))).toEqual(before);
    expect((await readdir(folder)).toSorted()).toEqual(['filler', 'hosts.json']);
  });

  it('is read where it cannot be written, and says why it is not', async () => {
    execFileSync('/bin/mount', ['-o', 'remount,ro', folder]);

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
    const folder = join(parent, 'data');
    await new HostMemoryFile(folder).update(learn('old.example.org'));
    const before = await readFile(join(folder, 'hosts.json'));
    await letNobodyIn(folder);
    await chmod(join(folder, 'hosts.json'), fileMode);
    await chmod(folder, folderMode);

    const updated = await updateAsNobody(folder);

    expect(updated).toMatchObject({ kind: 'unusable', detail });
    expect(await readFile(join(folder, 'hosts.json'))).toEqual(before);
    expect(await readdir(folder)).toEqual(['hosts.json']);
  });

  it('is made by somebody for themselves alone', async () => {
    await chown(parent, NOBODY, NOBODY);
    await chmod(dirname(program), 0o755);

    const updated = await updateAsNobody(join(parent, 'data'));

    expect(updated).toMatchObject({ kind: 'written' });
    expect(await stat(join(parent, 'data'))).toMatchObject({ uid: NOBODY, mode: 0o40700 });
  });

  async function letNobodyIn(folder: string): Promise<void> {
    await chmod(dirname(program), 0o755);
    for (const path of [parent, folder, join(folder, 'hosts.json')]) await chown(path, NOBODY, NOBODY);
  }

  async function updateAsNobody(folder: string): Promise<MemoryUpdated> {
    const child = spawn(process.execPath, [program, folder, 'new', '1'], { uid: NOBODY, gid: NOBODY });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    await once(child, 'close');
    return JSON.parse(out) as MemoryUpdated;
  }
});
