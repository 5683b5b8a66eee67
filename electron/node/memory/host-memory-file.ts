import { EMPTY_MEMORY, type HostMemory } from '../../../shared/policy/host-memory.ts';
import type { FileDecision } from '../files/atomic-file.ts';
import { DataFile, type DataFileRead } from '../files/data-file.ts';
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
  readonly #file: DataFile;

  /** @param folder the data folder; it is made when something is written first */
  constructor(folder: string) {
    this.#file = new DataFile(folder, FILE_NAME, LIMIT_BYTES);
  }

  /** Reads the memory and changes nothing. */
  async read(): Promise<MemoryRead> {
    const { path } = this.#file;
    const seen = contentOf(await this.#file.read());
    return seen.kind === 'read' ? { path, ...seen } : { path, memory: EMPTY_MEMORY, ...seen };
  }

  /**
   * Changes the memory: what is on the disk now, and not what was read before, so that nothing is lost that another
   * instance learned meanwhile. Waits for at most two seconds; then it is not written this time.
   */
  async update(change: (memory: HostMemory) => HostMemory): Promise<MemoryUpdated> {
    const { path } = this.#file;
    const updated = await this.#file.update((read) => decide(read, change));
    if (updated.kind !== 'left') return { path, ...updated };
    const seen = contentOf(updated.read);
    return isLeftAlone(seen) ? { path, ...seen } : { path, kind: 'unchanged' };
  }
}

type Content =
  | { readonly kind: 'read'; readonly memory: HostMemory }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'unusable'; readonly detail: string };

function contentOf(read: DataFileRead): Content {
  if (read.kind === 'too-large') return { kind: 'damaged' };
  if (read.kind !== 'read') return read;
  const decoded = decodeHostMemory(read.bytes);
  return decoded.kind === 'memory' ? { kind: 'read', memory: decoded.memory } : decoded;
}

function decide(read: DataFileRead, change: (memory: HostMemory) => HostMemory): FileDecision {
  const seen = contentOf(read);
  if (isLeftAlone(seen)) return { kind: 'leave' };
  const memory = seen.kind === 'read' ? seen.memory : EMPTY_MEMORY;
  const bytes = encodeHostMemory(change(memory), LIMIT_BYTES);
  // A file that would say nothing is not made.
  const before = read.kind === 'read' ? read.bytes : encodeHostMemory(EMPTY_MEMORY, LIMIT_BYTES);
  if (seen.kind !== 'damaged' && Buffer.compare(before, bytes) === 0) return { kind: 'leave' };
  return { kind: 'replace', bytes, keptAs: seen.kind === 'damaged' ? 'damaged' : null };
}

function isLeftAlone(seen: Content): seen is Extract<Content, { kind: 'newer' | 'unusable' }> {
  return seen.kind === 'newer' || seen.kind === 'unusable';
}
