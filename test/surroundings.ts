import type { Surroundings } from '../electron/node/examination.ts';
import { NO_MEMORY } from '../electron/node/memory/recall.ts';
import { ownSurroundings } from '../electron/node/own-surroundings.ts';

/**
 * What a run has around it where a test does not care: this computer, no memory of earlier runs, and nobody who watches,
 * cancels or gives a password.
 */
export function surroundings(given: Partial<Surroundings> = {}): Surroundings {
  return {
    ...ownSurroundings(),
    memory: NO_MEMORY,
    emit: () => undefined,
    askPassword: async () => null,
    signal: new AbortController().signal,
    ...given,
  };
}
