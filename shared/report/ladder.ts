import { endpointKey, type Endpoint } from '../mail/endpoint.ts';
import { familiesIn, isOfFamily } from '../mail/family.ts';
import { isAtEndpoint } from '../mail/observation.ts';
import { climb, placeOf, type Climb } from './climb.ts';
import { endpointsIn, type RunEvent } from './events.ts';
import { RUNGS, type RungAtEndpoint, type RungName, type RungState } from './rung.ts';
import { searchIn, type SearchProgress } from './search-progress.ts';

export type { RungAtEndpoint, RungName, RungState } from './rung.ts';

/** One rung, over all endpoints; that of the settings has none, since it is climbed before there are any. */
export interface Rung {
  readonly name: RungName;
  readonly state: RungState;
  /** The time of the endpoint that took longest, since endpoints are looked at side by side. */
  readonly tookMs: number | null;
  readonly endpoints: readonly RungAtEndpoint[];
}

/** How far a run is. */
export interface Ladder {
  readonly rungs: readonly Rung[];
  /** Checks, one for each rung at each endpoint, that came to a result. */
  readonly doneCount: number;
  /** All checks that are made. Skipped ones are none, so the count falls when an endpoint fails early. */
  readonly totalCount: number;
}

/**
 * How far a run is, out of the events so far.
 *
 * What comes before encryption is no offer: on a STARTTLS endpoint the greeting and the first capability list count
 * towards the encryption rung. What is done after the plan (a second connection, perhaps) counts towards the sign-in.
 * Where the settings are searched for, that is a rung below all others; how many sources answered is no check.
 */
export function ladder(events: readonly RunEvent[]): Ladder {
  const endpoints = endpointsIn(events);
  const ownEvents = eventsByEndpoint(endpoints, events);
  const climbs = endpoints.map((endpoint) => bestClimb(endpoint, ownEvents.get(endpointKey(endpoint)) ?? []));
  const search = searchIn(events);
  const untried = isInVain(search) ? 'skipped' : 'waiting';
  const isTestMailSent = events.some((event) => event.type === 'step' && event.step === 'test-mail');
  const names = RUNGS.filter((name) => name !== 'test-mail' || isTestMailSent);
  const rungs = names.map((name) => rungOf(name, climbs, untried));
  const checks = rungs.flatMap((rung) => rung.endpoints);
  return {
    rungs: search === null ? rungs : [settingsRung(search), ...rungs],
    doneCount: checks.filter(({ state }) => state === 'good' || state === 'problem').length,
    totalCount: checks.filter(({ state }) => state !== 'skipped').length,
  };
}

/**
 * An endpoint is looked at over IPv6 and IPv4 apart, and works where one of them does: the one that got farthest is shown.
 */
function bestClimb(endpoint: Endpoint, own: readonly RunEvent[]): Climb {
  const climbs = familiesIn([...own.flatMap(placeIn), ...own.flatMap(answersIn)]).map((family) => {
    const ofFamily = own.filter((event) => placeIn(event).every((place) => isOfFamily(place, family)));
    return climb(endpoint, family, ofFamily);
  });
  return climbs.reduce((best, next) => (heightOf(next) > heightOf(best) ? next : best));
}

/** In one pass, as it is made anew for every picture of a run that goes on. Events of the run as a whole are everybody's. */
function eventsByEndpoint(
  endpoints: readonly Endpoint[],
  events: readonly RunEvent[],
): ReadonlyMap<string, readonly RunEvent[]> {
  const byKey = new Map(endpoints.map((endpoint) => [endpointKey(endpoint), [] as RunEvent[]]));
  for (const event of events) {
    const [place] = placeIn(event);
    const owners = place === undefined ? [...byKey.values()] : [byKey.get(endpointKey(place.endpoint))];
    for (const own of owners) own?.push(event);
  }
  return byKey;
}

interface PlaceOfEvent {
  readonly endpoint: Endpoint;
  readonly address: string | null;
}

function placeIn(event: RunEvent): readonly PlaceOfEvent[] {
  if (event.type === 'step') return [event];
  return event.type === 'observation' && isAtEndpoint(event.observation) ? [event.observation] : [];
}

/** The addresses that DNS gave, tried or not. */
function answersIn(event: RunEvent): readonly { readonly address: string }[] {
  if (event.type !== 'observation' || event.observation.kind !== 'dns-answer') return [];
  return event.observation.addresses.map((address) => ({ address }));
}

// What was never tried says less than what failed.
const HEIGHTS: Readonly<Record<RungState, number>> = {
  good: 8,
  working: 3,
  waiting: 2,
  problem: 1,
  skipped: 0,
};

function heightOf({ places }: Climb): number {
  return [...places.values()].reduce((sum, { state }) => sum + HEIGHTS[state], 0);
}

function settingsRung({ state, tookMs }: SearchProgress): Rung {
  return { name: 'settings', state, tookMs, endpoints: [] };
}

/** Nothing was found that could be looked at, and nothing will be. */
function isInVain(search: SearchProgress | null): boolean {
  return search?.state === 'problem' || search?.state === 'skipped';
}

/** @param untried how the rung is while there is no endpoint */
function rungOf(name: RungName, climbs: readonly Climb[], untried: RungState): Rung {
  const endpoints = climbs.map((climb) => ({ endpoint: climb.endpoint, ...placeOf(climb, name) }));
  const times = endpoints.flatMap(({ tookMs }) => tookMs ?? []);
  return {
    name,
    state: endpoints.length === 0 ? untried : stateOver(endpoints.map(({ state }) => state)),
    tookMs: times.length === 0 ? null : Math.max(...times),
    endpoints,
  };
}

/**
 * A problem at one endpoint is a problem at once. Otherwise a rung is open while one endpoint is, and nobody works on it
 * before the first one has begun.
 */
function stateOver(states: readonly RungState[]): RungState {
  if (states.includes('problem')) return 'problem';
  const isOpen = states.includes('waiting') || states.includes('working');
  const isBegun = states.includes('working') || states.includes('good');
  if (isOpen) return isBegun ? 'working' : 'waiting';
  return states.includes('good') ? 'good' : 'skipped';
}
