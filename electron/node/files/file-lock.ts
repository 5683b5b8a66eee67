import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from './system-code.ts';

/** A lock that is ours until it is given back. */
export interface FileLock {
  /** A name that no other holder has, now or ever. */
  readonly owner: string;
  /** False where somebody took us for dead meanwhile (a computer that slept): then nothing may be written any more. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** The lock, or why there is none. */
export type LockTaken =
  | { readonly kind: 'held'; readonly lock: FileLock }
  /** Another instance has it, and did not give it back in time. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly code: string };

const LONGEST_WAIT_MS = 2_000;
const POLL_MS = 25;
// Who holds a lock reads and writes one small file. A process that is gone from the list is given a moment all the same:
// one in a container is on another list.
const DEAD_AFTER_MS = 1_000;
const FORGOTTEN_AFTER_MS = 30_000;

const THIS_MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const OWNER = /^(?<pid>\d{1,10})-(?<machine>[0-9a-f]{8})-[0-9a-f]{32}$/;
// What a rename says of a lock that somebody has: POSIX one of the first two, Windows one of the others.
const TAKEN_CODES: readonly string[] = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'];

/**
 * Takes the lock of a file, waiting for at most two seconds.
 *
 * The lock is a folder that has a folder with the name of its owner in it. It is made aside and renamed into place, which
 * succeeds only where there is none or an empty one; it is freed by removing the owner's name, which for a dead owner
 * succeeds once, and never hits the next one. So two can never both believe that they broke the same stale lock, as they
 * can with a file.
 */
export async function takeLock(file: string): Promise<LockTaken> {
  const owner = `${process.pid}-${THIS_MACHINE}-${randomBytes(16).toString('hex')}`;
  const lock = `${file}.lock`;
  const prepared = `${lock}-${owner}`;
  const giveUpAt = performance.now() + LONGEST_WAIT_MS;
  try {
    await mkdir(prepared, { mode: 0o700 });
    await mkdir(join(prepared, owner), { mode: 0o700 });
    while (!(await moveInto(lock, prepared))) {
      if (performance.now() >= giveUpAt) {
        await rm(prepared, { recursive: true, force: true });
        return { kind: 'busy' };
      }
      await removeStale(lock);
      await delay(POLL_MS);
    }
    await removeAbandoned(lock);
    return { kind: 'held', lock: lockOf(lock, owner) };
  } catch (error) {
    await rm(prepared, { recursive: true, force: true }).catch(() => undefined); // the first error says why
    return { kind: 'failed', code: codeOf(error) };
  }
}

function lockOf(lock: string, owner: string): FileLock {
  return {
    owner,
    async isHeld() {
      return (await ageOf(join(lock, owner))) !== null;
    },
    async release() {
      await rmdir(join(lock, owner)).catch(() => undefined); // broken by somebody who took us for dead
      await rmdir(lock).catch(() => undefined); // taken by the next one already, who may use it empty, too
    },
  };
}

async function moveInto(lock: string, prepared: string): Promise<boolean> {
  // Windows renames no folder onto another one, not even onto an empty one. One that is not empty stays.
  await rmdir(lock).catch(() => undefined);
  try {
    await rename(prepared, lock);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (!TAKEN_CODES.includes(code)) throw error;
    return false;
  }
}

/** Whether a name is one of those that holders of locks have. What is called otherwise beside a file is none of ours. */
export function isOwner(name: string): boolean {
  return OWNER.test(name);
}

/** Removes the names of owners who are gone from a lock. */
async function removeStale(lock: string): Promise<void> {
  const owners = await readdir(lock).catch(() => []); // given back meanwhile
  for (const owner of owners) await removeIfStale(join(lock, owner), owner);
}

/** Removes what those left behind who died before they had the lock. */
async function removeAbandoned(lock: string): Promise<void> {
  const prefix = `${basename(lock)}-`;
  const names = await readdir(dirname(lock)).catch(() => []); // what stays is in nobody's way
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    await removeIfStale(join(dirname(lock), name), name.slice(prefix.length));
  }
}

async function removeIfStale(path: string, owner: string): Promise<void> {
  if (!isOwner(owner)) return;
  const ageMs = await ageOf(path);
  if (ageMs === null || !isStale(owner, ageMs)) return;
  await rm(path, { recursive: true, force: true }).catch(() => undefined); // somebody else was faster
}

/** A clock that was put back makes ages negative: far from now is old in both directions. */
async function ageOf(path: string): Promise<number | null> {
  try {
    return Math.abs(Date.now() - (await lstat(path)).mtimeMs);
  } catch {
    return null; // gone
  }
}

function isStale(owner: string, ageMs: number): boolean {
  if (ageMs > FORGOTTEN_AFTER_MS) return true;
  const groups = OWNER.exec(owner)?.groups;
  return ageMs > DEAD_AFTER_MS && groups?.['machine'] === THIS_MACHINE && isGone(Number(groups['pid']));
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH'; // EPERM: it is there and not ours
  }
}
