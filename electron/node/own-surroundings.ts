import { randomBytes } from 'node:crypto';
import type { Surroundings } from './examination.ts';
import { ownMemory } from './memory/host-memory.ts';
import { ownFamilies } from './probe/own-network.ts';
import { thisTool } from './tool.ts';

/** What this computer, this person and this program are to a run; who talks to the person adds the rest. */
export function ownSurroundings(): Omit<Surroundings, 'emit' | 'askPassword' | 'signal'> {
  return {
    clock: () => performance.now(),
    date: () => new Date(),
    randomBytes: (length) => randomBytes(length),
    families: ownFamilies,
    memory: ownMemory(),
    tool: thisTool(),
  };
}
