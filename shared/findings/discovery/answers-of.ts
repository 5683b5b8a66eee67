import type { Source } from '../../mail/candidate.ts';
import type { ObservationId, RunObservationOf } from '../../mail/observation.ts';

/** The questions whose answers are these sources; other questions of the same kinds prove nothing about them. */
export function answersOf(
  sources: readonly Source[],
  lookups: readonly RunObservationOf<'lookup'>[],
): readonly ObservationId[] {
  return lookups
    .filter((one) =>
      sources.some(({ kind, uri }) => kind === one.source && (uri === null || uri === one.uri)),
    )
    .map(({ id }) => id);
}
