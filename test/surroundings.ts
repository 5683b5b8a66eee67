import type { GivenPassword, Surroundings } from '../electron/node/examination.ts';
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

/** A password as it is given where a test is about the sign-in alone: nothing was confirmed, and nothing is done after it. */
export function givenPassword(password: string | null, how: Partial<GivenPassword> = {}): GivenPassword {
  return {
    password,
    isConfirmed: false,
    looksAtMail: false,
    sendsTestMail: false,
    language: 'en',
    ...how,
  };
}
