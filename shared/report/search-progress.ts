import { SRV_LABELS } from '../discovery/srv.ts';
import type { SourceKind } from '../mail/candidate.ts';
import type { RunObservationOf } from '../mail/observation.ts';
import { endpointsIn, type RunEvent } from './events.ts';
import type { RungState } from './rung.ts';

/** How far the search for the settings is. */
export interface SearchProgress {
  readonly state: RungState;
  /** Sources that have answered, or of which is known that they will not. */
  readonly answered: readonly SourceKind[];
  /** Sources that are still waited for. */
  readonly pending: readonly SourceKind[];
  /** Sources that brought settings, those that nobody has to be asked for among them. */
  readonly found: readonly SourceKind[];
  /** True where every answer so far is that nobody could be asked. */
  readonly isCutOff: boolean;
  /** When the last answer came that the servers were found by; null before they are. */
  readonly tookMs: number | null;
}

/**
 * The sources outside this computer that every search asks, with how many questions each takes at least. What answers lead on
 * to is asked beside these, and does not count.
 */
const QUESTIONS: ReadonlyMap<SourceKind, number> = new Map<SourceKind, number>([
  ['autoconfig', 1],
  ['autoconfig-well-known', 1],
  ['autoconfig-http', 1],
  ['pacc', 2],
  ['ispdb', 1],
  ['srv', SRV_LABELS.length],
  ['mailconf', 1],
  ['autodiscover', 2],
  ['autodiscover-json', 1],
  ['autoconfig-mx', 1],
]);

/** How far the search is, out of the events so far; null where nothing is searched for, because servers were named. */
export function searchIn(events: readonly RunEvent[]): SearchProgress | null {
  const isSearch = events.some((event) => event.type === 'started' && event.endpoints.length === 0);
  if (!isSearch) return null;
  const lookups = lookupsIn(events);
  const countOf = (kind: SourceKind): number => lookups.filter(({ source }) => source === kind).length;
  const kinds = [...QUESTIONS.keys()];
  const isAnswered = (kind: SourceKind): boolean => countOf(kind) >= (QUESTIONS.get(kind) ?? 0);
  const foundAt = events.findIndex(({ type }) => type === 'servers');
  const before = foundAt === -1 ? [] : lookupsIn(events.slice(0, foundAt)).map(({ at }) => at);
  return {
    state: stateOf(events),
    answered: kinds.filter(isAnswered),
    pending: kinds.filter((kind) => !isAnswered(kind)),
    found: [...new Set(lookups.filter(({ suggestion }) => suggestion !== null).map(({ source }) => source))],
    isCutOff: isCutOff(lookups),
    tookMs: before.length === 0 ? null : Math.max(...before),
  };
}

function lookupsIn(events: readonly RunEvent[]): readonly RunObservationOf<'lookup'>[] {
  return events.flatMap((event) =>
    event.type === 'observation' && event.observation.kind === 'lookup' ? event.observation : [],
  );
}

/** A run that was ended before its servers were known is not one that found none. */
function stateOf(events: readonly RunEvent[]): RungState {
  if (events.some(({ type }) => type === 'servers')) {
    return endpointsIn(events).length > 0 ? 'good' : 'problem';
  }
  return events.some(({ type }) => type === 'finished') ? 'skipped' : 'working';
}

function isCutOff(lookups: readonly RunObservationOf<'lookup'>[]): boolean {
  const outside = lookups.filter(({ source }) => QUESTIONS.has(source));
  return (
    outside.length > 0 &&
    outside.every(({ outcome }) => outcome === 'unreachable' || outcome === 'silent' || outcome === 'failed')
  );
}
