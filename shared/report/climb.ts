import { isSameEndpoint, type Endpoint } from '../mail/endpoint.ts';
import { isOfFamily, type AddressFamily } from '../mail/family.ts';
import { isAtEndpoint, type EndpointObservation } from '../mail/observation.ts';
import type { Plan } from '../mail/plan.ts';
import { meaningOf, rungOfObservation, rungOfStep, type Progress } from './climb-meaning.ts';
import type { RunEvent, Step } from './events.ts';
import { isSettled, RUNGS, UNTOUCHED, type Place, type RungName } from './rung.ts';

/** How far one endpoint has come, over one family of addresses. */
export interface Climb {
  readonly endpoint: Endpoint;
  readonly places: ReadonlyMap<RungName, Place>;
}

/** The same on its way up. Changed only while its events are read. */
interface Climbing extends Progress {
  readonly family: AddressFamily | null;
  readonly places: Map<RungName, Place>;
  untriedAddresses: number;
  isEncrypted: boolean;
  isPlanned: boolean;
}

/** How far an endpoint has come by its own events; those of the run as a whole are among them. */
export function climb(endpoint: Endpoint, family: AddressFamily | null, events: readonly RunEvent[]): Climb {
  const places = new Map(RUNGS.map((name) => [name, UNTOUCHED]));
  if (endpoint.connectionSecurity === 'cleartext')
    places.set('encryption', { ...UNTOUCHED, state: 'skipped' });
  // A host that is an address needs no DNS, and is one address.
  const climbing: Climbing = {
    endpoint,
    family,
    places,
    untriedAddresses: 1,
    isEncrypted: false,
    isPlanned: false,
  };
  for (const event of events) apply(climbing, event);
  return climbing;
}

/** How far one rung is. */
export function placeOf({ places }: Climb, name: RungName): Place {
  return places.get(name) ?? UNTOUCHED;
}

function apply(climb: Climbing, event: RunEvent): void {
  switch (event.type) {
    case 'step':
      begin(climb, event.step);
      return;
    case 'observation':
      if (isAtEndpoint(event.observation)) observe(climb, event.observation);
      return;
    case 'plan':
      climb.isPlanned = isIn(event.plan, climb.endpoint);
      settle(climb, climb.isPlanned ? ['reach', 'encryption', 'offer'] : RUNGS);
      return;
    case 'finished':
      settle(climb, RUNGS);
      return;
    case 'started':
    case 'servers':
    case 'finding':
      return;
    default:
      event satisfies never;
  }
}

function isIn({ incoming, outgoing }: Plan, endpoint: Endpoint): boolean {
  return [incoming, outgoing].some(
    (planned) => planned !== null && isSameEndpoint(planned.endpoint, endpoint),
  );
}

function begin(climb: Climbing, step: Step): void {
  const name = rungOfStep(climb, step);
  if (name === null || hasFailed(climb)) return;
  const place = placeOf(climb, name);
  if (!isSettled(place)) climb.places.set(name, { ...place, state: 'working', step });
}

function observe(climb: Climbing, observation: EndpointObservation): void {
  const isCrash = observation.kind === 'check-crashed';
  const name = isCrash ? currentRung(climb) : rungOfObservation(climb, observation.kind);
  if (name === null || hasFailed(climb)) return;
  const place = placeOf(climb, name);
  // The loser of two addresses tried side by side changes nothing any more.
  if (isSettled(place)) return;
  countAddresses(climb, observation);
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

function countAddresses(climb: Climbing, observation: EndpointObservation): void {
  if (observation.kind === 'tcp-connect') climb.untriedAddresses -= 1;
  if (observation.kind !== 'dns-answer') return;
  const own = observation.addresses.filter((address) => isOfFamily({ address }, climb.family));
  climb.untriedAddresses = Math.max(own.length, 1);
}

/** Closes rungs when nothing more can happen on them: a setback was the last word, and the rest was not tried. */
function settle(climb: Climbing, names: readonly RungName[]): void {
  for (const name of names) {
    const place = placeOf(climb, name);
    if (!isSettled(place))
      climb.places.set(name, { ...place, state: isSetback(place) ? 'problem' : 'skipped', step: null });
  }
  if (hasFailed(climb)) skipOpen(climb);
}

function isSetback({ observation }: Place): boolean {
  return observation?.kind === 'tcp-connect' && observation.outcome !== 'connected';
}

function skipOpen({ places }: Climbing): void {
  for (const [name, place] of places) {
    if (!isSettled(place)) places.set(name, { ...place, state: 'skipped', step: null });
  }
}

function currentRung(climb: Climb): RungName {
  const open = RUNGS.filter((name) => !isSettled(placeOf(climb, name)));
  return open.find((name) => placeOf(climb, name).state === 'working') ?? open[0] ?? 'sign-in';
}

function hasFailed({ places }: Climb): boolean {
  return [...places.values()].some(({ state }) => state === 'problem');
}
