import type { Observation } from '../mail/observation.ts';

/** What a server calls itself, with its version where it said that; of several times that it said so, the one that says most. */
export function softwareTold(observations: readonly Observation[]): string | null {
  const told = observations.filter((observation) => observation.kind === 'software');
  const best = told.findLast(({ version }) => version !== null) ?? told.at(-1);
  if (best === undefined) return null;
  return best.version === null ? best.name : `${best.name} ${best.version}`;
}
