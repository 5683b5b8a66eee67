import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, readdir, rename, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isOwner, takeLock, type FileLock } from './file-lock.ts';
import { codeOf } from './system-code.ts';

/** What stands in a file. */
export type FileRead =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'too-large' }
  /** A link, a folder, a pipe. */
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'failed'; readonly code: string };

/** What is to be done with a file, after what stands in it was seen. */
export type FileDecision =
  | { readonly kind: 'leave' }
  | {
      readonly kind: 'replace';
      readonly bytes: Uint8Array;
      /** Keeps what stands there under another name, which says why; null where it is not kept. */
      readonly keptAs: 'damaged' | 'before' | null;
    };

/** What was done with it. */
export type FileUpdated =
  /** With what stands there. */
  | { readonly kind: 'left'; readonly read: FileRead }
  /** With the name under which the old file is kept; null where it is not. */
  | { readonly kind: 'written'; readonly setAside: string | null }
  /** Another instance is at it. Nothing was changed. */
  | { readonly kind: 'busy' }
  /** With the system's code. What stood in the file is there, if only under the name that it was to be kept under. */
  | { readonly kind: 'failed'; readonly code: string };

// Not on Windows, where a link is a rare thing that needs rights, and there are no pipes among the files.
const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL } = constants;
const NOT_FOLLOWED = (constants.O_NOFOLLOW as number | undefined) ?? 0; // absent there, whatever the types say
const NOT_WAITING = (constants.O_NONBLOCK as number | undefined) ?? 0; // the same

/**
 * A small file that is read as a whole and replaced as a whole: after a crash at any moment there is the old one or the new
 * one. One instance of us changes it at a time. Its folder must be there, and no other person may write in it; what other programs
 * have in it stays, whatever it is called.
 */
export class AtomicFile {
  readonly path: string;
  readonly #limitBytes: number;

  constructor(path: string, limitBytes: number) {
    this.path = path;
    this.#limitBytes = limitBytes;
  }

  /** Reads the file, no link followed and no more than its limit. */
  async read(): Promise<FileRead> {
    let handle: FileHandle | null = null;
    try {
      // NOT_WAITING: opening a pipe would wait for somebody who writes.
      handle = await open(this.path, O_RDONLY | NOT_FOLLOWED | NOT_WAITING);
      const stats = await handle.stat();
      if (!stats.isFile()) return { kind: 'not-a-file' };
      return await readUpTo(handle, this.#limitBytes, stats.size);
    } catch (error) {
      return UNREADABLE[codeOf(error)] ?? { kind: 'failed', code: codeOf(error) };
    } finally {
      await handle?.close();
    }
  }

  /**
   * Reads the file and replaces it by what `decide` makes of it, with nobody else in between.
   *
   * @throws RangeError where the new content is larger than the limit: it could not be read again
   */
  async update(decide: (read: FileRead) => FileDecision): Promise<FileUpdated> {
    const taken = await takeLock(this.path);
    if (taken.kind !== 'held') return taken;
    try {
      const read = await this.read();
      const decision = decide(read);
      if (decision.kind === 'leave') return { kind: 'left', read };
      if (decision.bytes.length > this.#limitBytes) throw new RangeError('larger than the limit of the file');
      return await this.#replace(decision, taken.lock);
    } finally {
      await taken.lock.release();
    }
  }

  async #replace(
    { bytes, keptAs }: FileDecision & { readonly kind: 'replace' },
    lock: FileLock,
  ): Promise<FileUpdated> {
    const temporary = `${this.path}.new-${lock.owner}`;
    try {
      await this.#removeLeftovers();
      await writeNew(temporary, bytes);
      if (!(await lock.isHeld())) {
        await unlink(temporary);
        return { kind: 'busy' };
      }
      const setAside = keptAs === null ? null : `${this.path}.${keptAs}-${randomBytes(4).toString('hex')}`;
      if (setAside !== null) await keepAs(this.path, setAside);
      await rename(temporary, this.path);
      await syncFolder(dirname(this.path));
      return { kind: 'written', setAside };
    } catch (error) {
      await unlink(temporary).catch(() => undefined); // the first error says why; the next update cleans up
      return { kind: 'failed', code: codeOf(error) };
    }
  }

  /** What those left behind who died while they were writing: whoever has the lock is the only one to write. */
  async #removeLeftovers(): Promise<void> {
    const prefix = `${basename(this.path)}.new-`;
    const names = await readdir(dirname(this.path));
    const leftOver = names.filter((one) => one.startsWith(prefix) && isOwner(one.slice(prefix.length)));
    for (const name of leftOver) {
      await unlink(join(dirname(this.path), name)).catch(() => undefined); // it is in nobody's way
    }
  }
}

const UNREADABLE: Readonly<Partial<Record<string, FileRead>>> = {
  ENOENT: { kind: 'absent' },
  ELOOP: { kind: 'not-a-file' }, // what O_NOFOLLOW says of a link
  EISDIR: { kind: 'not-a-file' },
  ENXIO: { kind: 'not-a-file' }, // a socket
};

/** One byte more than the file says it has, so that one that grows meanwhile is noticed. */
async function readUpTo(handle: FileHandle, limitBytes: number, size: number): Promise<FileRead> {
  if (size > limitBytes) return { kind: 'too-large' };
  const buffer = Buffer.alloc(size + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) return { kind: 'read', bytes: new Uint8Array(buffer.subarray(0, length)) };
    length += bytesRead;
  }
  return { kind: 'too-large' };
}

/** Writes a file that was not there, for its owner only, and waits until it is on the disk. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, O_WRONLY | O_CREAT | O_EXCL | NOT_FOLLOWED, 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A second name, so that there is no moment without the first one; file systems without second names get another one. */
async function keepAs(path: string, name: string): Promise<void> {
  await link(path, name).catch(() => rename(path, name));
}

/** A rename is on the disk when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, O_RDONLY).catch(() => null); // Windows opens no folders
  try {
    await handle?.sync();
  } catch {
    // Some file systems cannot; then a crash in the next seconds may bring the old file back, and that is whole, too.
  } finally {
    await handle?.close();
  }
}
