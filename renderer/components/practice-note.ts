import type { RunState } from '../state/run.svelte.ts';

/** The id of the text that says that this is practice. */
export const PRACTICE_NOTE = 'practice-note';

/** What describes the heading of every screen in practice, for who hears it and does not see the band. */
export function practiceNote({ practice }: RunState): string | undefined {
  return practice.info === null ? undefined : PRACTICE_NOTE;
}
