import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach } from 'vitest';
import { start } from '../interop/programs.ts';
import { hasExited } from '../servers/child.ts';

/** How many writers are killed. */
export const KILLS = 200;

/** A user whom nothing belongs to. */
export const NOBODY = 65534;

const AT_ONCE = 4;

/** A folder whose writer was killed, and how many updates it had said to have written. */
export interface Killed {
  readonly folder: string;
  readonly written: number;
}

/**
 * Lets writers begin, each in a folder of its own, and kills each at another instant of its work.
 *
 * @param program a bundled one that writes without end (FOLDER PREFIX COUNT) and prints a line for each update
 */
export async function killWriters(program: string, parent: string): Promise<readonly Killed[]> {
  const folders = Array.from({ length: KILLS }, (_, at) => join(parent, `data${at}`));
  const lanes = Array.from({ length: AT_ONCE }, (_, lane) =>
    folders.filter((_one, at) => at % AT_ONCE === lane),
  );
  return Promise.all(lanes.map((lane) => killOneByOne(program, lane))).then((all) => all.flat());
}

/** Kills each a little later than the one before. */
async function killOneByOne(program: string, folders: readonly string[]): Promise<readonly Killed[]> {
  const said = [];
  for (const [at, folder] of folders.entries())
    said.push({ folder, written: await writtenUntilKilled(program, folder, at * 0.7) });
  return said;
}

async function writtenUntilKilled(program: string, folder: string, afterMs: number): Promise<number> {
  const child = start(program, 'node', [folder, 'h', '1000000']);
  let lines = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (lines += text));
  await once(child.stdout, 'data');
  await delay(afterMs); // any instant will do: this is no wait for something
  child.kill('SIGKILL');
  if (!hasExited(child)) await once(child, 'close');
  return lines.split('\n').length - 1;
}

/**
 * Whoever died a moment ago could still be alive; five seconds later nobody believes that.
 *
 * @returns how much was left behind beside the file
 */
export async function ageLeftovers(folder: string, file: string): Promise<number> {
  const left = (await readdir(folder, { recursive: true })).filter((name) => name !== file);
  const before = new Date(Date.now() - 5_000);
  for (const name of left) await utimes(join(folder, name), before, before);
  return left.length;
}

/** A new folder for each test of a file, gone after it. */
export function eachInFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-faults-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  return () => folder;
}

/** Puts a disk of its own at a folder: `unmount` it. Needs the part `root`. */
export function mountSmallDisk(folder: string, size: string): void {
  const options = `size=${size},mode=0700`;
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', options, 'letterlock-test', folder]);
}

/** Takes such a disk away. */
export function unmount(folder: string): void {
  execFileSync('/bin/umount', [folder]);
}

/** A disk of its own in a folder, for each test of a group. Needs the part `root`. */
export function eachOnSmallDisk(parent: () => string, sizeBytes: number): () => string {
  const folder = (): string => join(parent(), 'disk');
  beforeEach(async () => {
    await mkdir(folder());
    mountSmallDisk(folder(), `${sizeBytes / 1024}k`);
  });
  afterEach(() => unmount(folder()));
  return folder;
}

/** Writes a file `filler` of that size to such a disk, or as much of it as there is room. */
export async function fill(folder: string, bytes: number): Promise<void> {
  await writeFile(join(folder, 'filler'), Buffer.alloc(bytes)).catch(() => undefined); // that it is full is what is wanted
}

/** Makes such a disk one that may only be read. */
export function makeReadOnly(folder: string): void {
  execFileSync('/bin/mount', ['-o', 'remount,ro', folder]);
}

/** Gives files and folders to a user who has nothing else. Needs the part `root`. */
export async function giveToNobody(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await chown(path, NOBODY, NOBODY);
}

/** What a bundled program prints when it runs as nobody. Needs the part `root`. */
export async function outputAsNobody(program: string, args: readonly string[]): Promise<unknown> {
  await chmod(dirname(program), 0o755);
  const child = spawn(process.execPath, [program, ...args], { uid: NOBODY, gid: NOBODY });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  await once(child, 'close');
  return JSON.parse(out) as unknown;
}
