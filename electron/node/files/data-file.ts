import { join } from 'node:path';
import { checkDataFolder, makeDataFolder, type FolderState } from '../data-folder.ts';
import { AtomicFile, type FileDecision, type FileRead, type FileUpdated } from './atomic-file.ts';

/** What stands in a file of the data folder. */
export type DataFileRead =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  /** Or there is no folder. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'too-large' }
  /** The folder or the file is not one that is used; `detail` has the reason, or the system's code. */
  | { readonly kind: 'unusable'; readonly detail: string };

/** What was done with it, as `AtomicFile` says it. */
export type DataFileUpdated =
  | { readonly kind: 'left'; readonly read: DataFileRead }
  | Extract<FileUpdated, { kind: 'written' | 'busy' }>
  | { readonly kind: 'unusable'; readonly detail: string };

/**
 * A file in the data folder, which is made when something is written first. Both are for their owner only; neither is used
 * where it is a link, and the folder not where others can write in it.
 */
export class DataFile {
  readonly path: string;
  readonly #folder: string;
  readonly #file: AtomicFile;

  /** @param folder the data folder */
  constructor(folder: string, name: string, limitBytes: number) {
    this.path = join(folder, name);
    this.#folder = folder;
    this.#file = new AtomicFile(this.path, limitBytes);
  }

  /** Reads the file and changes nothing. */
  async read(): Promise<DataFileRead> {
    const folder = await checkDataFolder(this.#folder);
    if (folder.kind === 'ready') return seen(await this.#file.read());
    return folder.kind === 'absent' ? folder : unusable(folder);
  }

  /**
   * Reads the file and replaces it by what `decide` makes of it, with no other instance in between. No folder is made only
   * to be left empty; `decide` is asked twice where there is none.
   *
   * @throws RangeError as `AtomicFile`
   */
  async update(decide: (read: DataFileRead) => FileDecision): Promise<DataFileUpdated> {
    const nothing = { kind: 'absent' } as const;
    const isFolderAbsent = (await checkDataFolder(this.#folder)).kind === 'absent';
    if (isFolderAbsent && decide(nothing).kind === 'leave') return { kind: 'left', read: nothing };
    const folder = await makeDataFolder(this.#folder);
    if (folder.kind !== 'ready') return unusable(folder);
    const updated = await this.#file.update((read) => decide(seen(read)));
    switch (updated.kind) {
      case 'written':
      case 'busy':
        return updated;
      case 'failed':
        return { kind: 'unusable', detail: updated.code };
      case 'left':
        return { kind: 'left', read: seen(updated.read) };
    }
  }
}

function seen(read: FileRead): DataFileRead {
  switch (read.kind) {
    case 'read':
    case 'absent':
    case 'too-large':
      return read;
    case 'not-a-file':
      return { kind: 'unusable', detail: read.kind };
    case 'failed':
      return { kind: 'unusable', detail: read.code };
  }
}

function unusable(folder: Exclude<FolderState, { kind: 'ready' }>): {
  readonly kind: 'unusable';
  readonly detail: string;
} {
  if (folder.kind === 'absent') return { kind: 'unusable', detail: 'ENOENT' }; // removed as soon as it was made
  return { kind: 'unusable', detail: folder.kind === 'refused' ? folder.reason : folder.code };
}
