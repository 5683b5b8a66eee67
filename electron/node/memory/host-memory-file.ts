import { join } from 'node:path';
import { EMPTY_MEMORY, type HostMemory } from '../../../shared/policy/host-memory.ts';
import { checkDataFolder, makeDataFolder, type FolderState } from '../data-folder.ts';
import { AtomicFile, type FileDecision, type FileRead } from '../files/atomic-file.ts';
import { decodeHostMemory, encodeHostMemory } from './host-memory-document.ts';

/** The memory, and where it comes from. Where it could not be read, it is empty, and a run goes on without it. */
export type MemoryRead = { readonly path: string; readonly memory: HostMemory } & (
  | { readonly kind: 'read' }
  | { readonly kind: 'absent' }
  /** The file is broken. The next update keeps it under another name and begins anew. */
  | { readonly kind: 'damaged' }
  /** A newer version of Letterlock wrote it. It is left alone. */
  | { readonly kind: 'newer'; readonly version: number }
  /** The folder or the file is not one that is used; `detail` has the reason, or the system's code. */
  | { readonly kind: 'unusable'; readonly detail: string }
);

/** What was changed on disk. */
export type MemoryUpdated = { readonly path: string } &
  /** With the name under which a broken file was kept; null where there was none. */
  (
    | { readonly kind: 'written'; readonly setAside: string | null }
    /** There was nothing new. */
    | { readonly kind: 'unchanged' }
    /** Another instance was at it for too long. */
    | { readonly kind: 'busy' }
    | { readonly kind: 'newer'; readonly version: number }
    | { readonly kind: 'unusable'; readonly detail: string }
  );

const FILE_NAME = 'hosts.json';
const LIMIT_BYTES = 1024 * 1024;

/** The memory of what hosts offered, as a file in the data folder. It is readable for its owner only. */
export class HostMemoryFile {
  readonly #folder: string;
  readonly #file: AtomicFile;

  /** @param folder the data folder; it is made when something is written first */
  constructor(folder: string) {
    this.#folder = folder;
    this.#file = new AtomicFile(join(folder, FILE_NAME), LIMIT_BYTES);
  }

  /** Reads the memory and changes nothing. */
  async read(): Promise<MemoryRead> {
    const path = this.#file.path;
    const folder = await checkDataFolder(this.#folder);
    const seen = folder.kind === 'ready' ? contentOf(await this.#file.read()) : folderContent(folder);
    return seen.kind === 'read' ? { path, ...seen } : { path, memory: EMPTY_MEMORY, ...seen };
  }

  /**
   * Changes the memory: what is on the disk now, and not what was read before, so that nothing is lost that another
   * instance learned meanwhile. Waits for at most two seconds; then it is not written this time.
   */
  async update(change: (memory: HostMemory) => HostMemory): Promise<MemoryUpdated> {
    const path = this.#file.path;
    const hasNothingToSay = change(EMPTY_MEMORY).hosts.length === 0;
    if (hasNothingToSay && (await checkDataFolder(this.#folder)).kind === 'absent') {
      return { path, kind: 'unchanged' };
    }
    const folder = await makeDataFolder(this.#folder);
    if (folder.kind !== 'ready') return { path, kind: 'unusable', detail: detailOf(folder) };
    const updated = await this.#file.update((read) => decide(read, change));
    switch (updated.kind) {
      case 'written':
      case 'busy':
        return { path, ...updated };
      case 'failed':
        return { path, kind: 'unusable', detail: updated.code };
      case 'left': {
        const seen = contentOf(updated.read);
        return isLeftAlone(seen) ? { path, ...seen } : { path, kind: 'unchanged' };
      }
    }
  }
}

type Content =
  | { readonly kind: 'read'; readonly memory: HostMemory }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'unusable'; readonly detail: string };

function contentOf(read: FileRead): Content {
  switch (read.kind) {
    case 'absent':
      return read;
    case 'too-large':
      return { kind: 'damaged' };
    case 'not-a-file':
      return { kind: 'unusable', detail: read.kind };
    case 'failed':
      return { kind: 'unusable', detail: read.code };
    case 'read': {
      const decoded = decodeHostMemory(read.bytes);
      return decoded.kind === 'memory' ? { kind: 'read', memory: decoded.memory } : decoded;
    }
  }
}

function folderContent(folder: Exclude<FolderState, { kind: 'ready' }>): Content {
  return folder.kind === 'absent' ? folder : { kind: 'unusable', detail: detailOf(folder) };
}

function detailOf(folder: Exclude<FolderState, { kind: 'ready' }>): string {
  if (folder.kind === 'absent') return 'ENOENT'; // removed as soon as it was made
  return folder.kind === 'refused' ? folder.reason : folder.code;
}

function decide(read: FileRead, change: (memory: HostMemory) => HostMemory): FileDecision {
  const seen = contentOf(read);
  if (isLeftAlone(seen)) return { kind: 'leave' };
  const memory = seen.kind === 'read' ? seen.memory : EMPTY_MEMORY;
  const bytes = encodeHostMemory(change(memory), LIMIT_BYTES);
  // A file that would say nothing is not made.
  const before = read.kind === 'read' ? read.bytes : encodeHostMemory(EMPTY_MEMORY, LIMIT_BYTES);
  if (seen.kind !== 'damaged' && Buffer.compare(before, bytes) === 0) return { kind: 'leave' };
  return { kind: 'replace', bytes, setsAside: seen.kind === 'damaged' };
}

function isLeftAlone(seen: Content): seen is Extract<Content, { kind: 'newer' | 'unusable' }> {
  return seen.kind === 'newer' || seen.kind === 'unusable';
}
