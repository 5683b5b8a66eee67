import { dataFolderPath } from '../data-folder.ts';
import { HostMemoryFile } from './host-memory-file.ts';
import { NO_MEMORY, type KeptMemory } from './recall.ts';

/** The memory of this person on this computer; one that keeps nothing where there is no place for it. */
export function ownMemory(): KeptMemory {
  const folder = dataFolderPath();
  return folder === null ? NO_MEMORY : new HostMemoryFile(folder);
}
