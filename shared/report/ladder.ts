import { isSameEndpoint, type Endpoint } from '../mail/endpoint.ts';
import { familiesIn, isOfFamily, type AddressFamily } from '../mail/family.ts';
import type { Observation } from '../mail/observation.ts';
import type { Plan } from '../mail/plan.ts';
import type { RunEvent, Step } from './events.ts';

/** The rungs of a check, in the order in which they are climbed. */
export type RungName = 'reach' | 'encryption' | 'offer' | 'sign-in';

/** How far a rung is. `skipped`: it will not be tried, because a rung below it failed or nobody wants it. */
export type RungState = 'waiting' | 'working' | 'good' | 'problem' | 'skipped';

/** One rung at one endpoint. */
export interface RungAtEndpoint {
  readonly endpoint: Endpoint;
  readonly state: RungState;
  /** The observation that says the most about the state: what failed, or what came last. */
  readonly observation: Observation | null;
  /** What is being done right now. */
  readonly step: Step | null;
  /** The sum of what its observations took. */
  readonly tookMs: number | null;
}

/** One rung, over all endpoints. */
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
 */
export function ladder(events: readonly RunEvent[]): Ladder {
  const endpoints = events.find((event) => event.type === 'started')?.endpoints ?? [];
  const climbs = endpoints.map((endpoint) => bestClimb(endpoint, events));
  const rungs = RUNGS.map((name) => rungOf(name, climbs));
  const checks = rungs.flatMap((rung) => rung.endpoints);
  return {
    rungs,
    doneCount: checks.filter(({ state }) => state === 'good' || state === 'problem').length,
    totalCount: checks.filter(({ state }) => state !== 'skipped').length,
  };
}

const RUNGS: readonly RungName[] = ['reach', 'encryption', 'offer', 'sign-in'];

const RUNG_OF_STEP: Readonly<Record<Exclude<Step, 'second-look'>, RungName>> = {
  resolve: 'reach',
  connect: 'reach',
  'connect-unanswered': 'reach',
  tls: 'encryption',
  starttls: 'encryption',
  greeting: 'offer',
  capabilities: 'offer',
  'sign-in': 'sign-in',
};

// What explains, or is looked at beside the way, stands on no rung.
const RUNG_OF_KIND: Readonly<Partial<Record<Observation['kind'], RungName>>> = {
  'dns-answer': 'reach',
  'tcp-connect': 'reach',
  'tls-handshake': 'encryption',
  starttls: 'encryption',
  greeting: 'offer',
  capabilities: 'offer',
  'sign-in': 'sign-in',
};

/** What an observation means for its rung: `part` leaves it open, `setback` is a failure that may not be the last word. */
type Meaning = 'part' | 'good' | 'setback' | 'problem' | 'skipped';

type Place = Omit<RungAtEndpoint, 'endpoint'>;

/** One endpoint on its way up. Changed only while its events are read. */
interface Climb {
  readonly endpoint: Endpoint;
  readonly family: AddressFamily | null;
  readonly places: Map<RungName, Place>;
  untriedAddresses: number;
  isEncrypted: boolean;
  isPlanned: boolean;
}

const UNTOUCHED: Place = { state: 'waiting', observation: null, step: null, tookMs: null };

/**
 * An endpoint is looked at over IPv6 and IPv4 apart, and works where one of them does: the one that got farthest is shown.
 */
function bestClimb(endpoint: Endpoint, events: readonly RunEvent[]): Climb {
  const own = events.filter((event) => isAt(event, endpoint));
  const climbs = familiesIn([...own.flatMap(placeIn), ...own.flatMap(answersIn)]).map((family) => {
    const ofFamily = own.filter((event) => placeIn(event).every((place) => isOfFamily(place, family)));
    return climb(endpoint, family, ofFamily);
  });
  return climbs.reduce((best, next) => (heightOf(next) > heightOf(best) ? next : best));
}

/** The addresses that DNS gave, tried or not. */
function answersIn(event: RunEvent): readonly { readonly address: string }[] {
  if (event.type !== 'observation' || event.observation.kind !== 'dns-answer') return [];
  return event.observation.addresses.map((address) => ({ address }));
}

/** Events of the run as a whole are everybody's. */
function isAt(event: RunEvent, endpoint: Endpoint): boolean {
  return placeIn(event).every((place) => isSameEndpoint(place.endpoint, endpoint));
}

interface PlaceOfEvent {
  readonly endpoint: Endpoint;
  readonly address: string | null;
}

function placeIn(event: RunEvent): readonly PlaceOfEvent[] {
  if (event.type === 'step') return [event];
  return event.type === 'observation' ? [event.observation] : [];
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

function climb(endpoint: Endpoint, family: AddressFamily | null, events: readonly RunEvent[]): Climb {
  const places = new Map(RUNGS.map((name) => [name, UNTOUCHED]));
  if (endpoint.connectionSecurity === 'cleartext')
    places.set('encryption', { ...UNTOUCHED, state: 'skipped' });
  // A host that is an address needs no DNS, and is one address.
  const state: Climb = {
    endpoint,
    family,
    places,
    untriedAddresses: 1,
    isEncrypted: false,
    isPlanned: false,
  };
  for (const event of events) apply(state, event);
  return state;
}

function apply(climb: Climb, event: RunEvent): void {
  switch (event.type) {
    case 'step':
      begin(climb, event.step);
      return;
    case 'observation':
      observe(climb, event.observation);
      return;
    case 'plan':
      climb.isPlanned = isIn(event.plan, climb.endpoint);
      settle(climb, climb.isPlanned ? ['reach', 'encryption', 'offer'] : RUNGS);
      return;
    case 'finished':
      settle(climb, RUNGS);
      return;
    case 'started':
    case 'finding':
      return;
    default:
      event satisfies never;
  }
}

function begin(climb: Climb, step: Step): void {
  // A second look is taken when the rung has failed already; it explains and changes nothing.
  if (step === 'second-look' || hasFailed(climb)) return;
  const name = rungFor(climb, RUNG_OF_STEP[step]);
  const place = placeOf(climb, name);
  if (!isSettled(place)) climb.places.set(name, { ...place, state: 'working', step });
}

function observe(climb: Climb, observation: Observation): void {
  const rung = observation.kind === 'check-crashed' ? currentRung(climb) : RUNG_OF_KIND[observation.kind];
  if (rung === undefined || hasFailed(climb)) return;
  const name = observation.kind === 'check-crashed' ? rung : rungFor(climb, rung);
  const place = placeOf(climb, name);
  // The loser of two addresses tried side by side changes nothing any more.
  if (isSettled(place)) return;
  const meaning = meaningOf(climb, observation);
  climb.places.set(name, {
    state: meaning === 'part' || meaning === 'setback' ? 'working' : meaning,
    observation,
    step: null,
    tookMs: (place.tookMs ?? 0) + observation.took,
  });
  if (observation.kind === 'tls-handshake' && meaning !== 'problem') climb.isEncrypted = true;
  if (meaning === 'problem') skipOpen(climb);
}

/** The rung that something belongs to: the sign-in's after the plan, and nothing is an offer before encryption. */
function rungFor(climb: Climb, name: RungName): RungName {
  if (climb.isPlanned) return 'sign-in';
  const isBeforeTls = climb.endpoint.connectionSecurity === 'starttls' && !climb.isEncrypted;
  return name === 'offer' && isBeforeTls ? 'encryption' : name;
}

function meaningOf(climb: Climb, observation: Observation): Meaning {
  // On the connection for the sign-in the same steps are only a way there.
  const done = climb.isPlanned ? 'part' : 'good';
  switch (observation.kind) {
    case 'dns-answer':
      climb.untriedAddresses = Math.max(addressesFor(climb, observation.addresses), 1);
      return observation.outcome === 'resolved' ? 'part' : 'problem';
    case 'tcp-connect':
      climb.untriedAddresses -= 1;
      if (observation.outcome === 'connected') return done;
      return climb.untriedAddresses > 0 ? 'setback' : 'problem';
    case 'tls-handshake':
      return observation.outcome === 'established' ? done : 'problem';
    case 'starttls':
      return observation.outcome === 'agreed' ? 'part' : 'problem';
    case 'greeting':
      return observation.outcome === 'ready' ? 'part' : 'problem';
    case 'capabilities':
      if (observation.outcome !== 'listed') return 'problem';
      return climb.endpoint.connectionSecurity === 'cleartext' || observation.phase === 'in-tls'
        ? done
        : 'part';
    case 'sign-in':
      if (observation.refusal === 'stopped-after-other') return 'skipped';
      return observation.outcome === 'accepted' && observation.serverVerified !== false ? 'good' : 'problem';
    case 'check-crashed':
      return 'problem';
    default:
      return 'part';
  }
}

function addressesFor({ family }: Climb, addresses: readonly string[]): number {
  return addresses.filter((address) => isOfFamily({ address }, family)).length;
}

/** Closes rungs when nothing more can happen on them: a setback was the last word, and the rest was not tried. */
function settle(climb: Climb, names: readonly RungName[]): void {
  for (const name of names) {
    const place = placeOf(climb, name);
    if (!isSettled(place))
      climb.places.set(name, { ...place, state: isSetback(place) ? 'problem' : 'skipped', step: null });
  }
  if (hasFailed(climb)) skipOpen(climb);
}

function skipOpen(climb: Climb): void {
  for (const [name, place] of climb.places) {
    if (!isSettled(place)) climb.places.set(name, { ...place, state: 'skipped', step: null });
  }
}

function currentRung(climb: Climb): RungName {
  const open = RUNGS.filter((name) => !isSettled(placeOf(climb, name)));
  return open.find((name) => placeOf(climb, name).state === 'working') ?? open[0] ?? 'sign-in';
}

function placeOf(climb: Climb, name: RungName): Place {
  return climb.places.get(name) ?? UNTOUCHED;
}

function isSettled({ state }: Place): boolean {
  return state !== 'waiting' && state !== 'working';
}

function isSetback({ observation }: Place): boolean {
  return observation?.kind === 'tcp-connect' && observation.outcome !== 'connected';
}

function hasFailed({ places }: Climb): boolean {
  return [...places.values()].some(({ state }) => state === 'problem');
}

function isIn({ incoming, outgoing }: Plan, endpoint: Endpoint): boolean {
  return [incoming, outgoing].some(
    (planned) => planned !== null && isSameEndpoint(planned.endpoint, endpoint),
  );
}

function rungOf(name: RungName, climbs: readonly Climb[]): Rung {
  const endpoints = climbs.map((climb) => ({ endpoint: climb.endpoint, ...placeOf(climb, name) }));
  const times = endpoints.flatMap(({ tookMs }) => tookMs ?? []);
  return {
    name,
    state: stateOver(endpoints.map(({ state }) => state)),
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
  if (isOpen || states.length === 0) return isBegun ? 'working' : 'waiting';
  return states.includes('good') ? 'good' : 'skipped';
}
