import type { PlacedCandidate } from '../../mail/candidate.ts';
import type { RunObservationOf } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { answersOf } from './answers-of.ts';

/**
 * Servers of somebody else whose names can be mistaken: for letters outside ASCII, or for those of the domain itself.
 *
 * @param site the registrable domain of the address
 */
export function judgeLookalikes(
  site: string | null,
  candidates: readonly PlacedCandidate[],
  lookups: readonly RunObservationOf<'lookup'>[],
): readonly Finding[] {
  const strange = candidates.filter(
    (one) =>
      one.site !== site && one.source.kind !== 'guess' && (one.shown !== null || looksLike(one.site, site)),
  );
  return strange.map(({ endpoint, shown, source }) => {
    return finding(
      'discovery_lookalike_host',
      { host: endpoint.host, shown: shown ?? endpoint.host },
      answersOf([source], lookups),
    );
  });
}

/** Tells whether few people would tell one name from the other. The same name looks like itself. */
export function looksLike(left: string, right: string | null): boolean {
  return right !== null && skeletonOf(left) === skeletonOf(right);
}

/** Names that few people tell apart have the same one (in the manner of Unicode TR 39 §4, for ASCII). */
function skeletonOf(name: string): string {
  return name
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('0', 'o')
    .replace(/[1i|]/g, 'l')
    .replaceAll('-', '');
}
