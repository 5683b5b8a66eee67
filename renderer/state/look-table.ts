import { isSameEndpoint, type Endpoint } from '../../shared/mail/endpoint.ts';
import { familyOf, isOfFamily, type AddressFamily } from '../../shared/mail/family.ts';
import { isIpAddress } from '../../shared/mail/hostname.ts';
import { isAtEndpoint, type EndpointObservation } from '../../shared/mail/observation.ts';
import { endpointsIn, type RunEvent, type Step } from '../../shared/report/events.ts';
import { gridOf, type GridCell } from '../../shared/report/grid.ts';
import { eventOf } from './events.ts';

/**
 * How far the look at an endpoint over one family of addresses is. `absent`: the host has no address of this family;
 * `unfinished`: the run ended before the look did.
 */
export type CellState = 'waiting' | 'working' | 'settled' | 'unfinished' | 'absent';

/** One cell of the table, filled as far as it is. */
export interface LookCell {
  readonly family: AddressFamily;
  readonly state: CellState;
  /** What is being done right now. */
  readonly step: Step | null;
  /** Null while nothing was seen, and where there is nothing to look at. */
  readonly seen: GridCell | null;
  /** What was seen there, in the order in which it was. */
  readonly observations: readonly EndpointObservation[];
}

/** One row of the table: always both families, so that no cell comes and goes. */
export interface LookRow {
  readonly endpoint: Endpoint;
  readonly cells: readonly LookCell[];
}

/** The families in the order of the columns. */
export const FAMILIES: readonly AddressFamily[] = ['ipv6', 'ipv4'];

/** The table of a run, out of the events so far. */
export function lookTable(events: readonly RunEvent[]): readonly LookRow[] {
  const endpoints = endpointsIn(events);
  const isOver = eventOf(events, 'finished') !== undefined;
  return endpoints.map((endpoint) => {
    const own = events.filter((event) => isAt(event, endpoint));
    return { endpoint, cells: FAMILIES.map((family) => cellOf(endpoint, family, own, isOver)) };
  });
}

/** How many of the looks that are made are over. */
export function progressOf(rows: readonly LookRow[]): {
  readonly doneCount: number;
  readonly totalCount: number;
} {
  const states = rows.flatMap(({ cells }) => cells.map(({ state }) => state));
  const made = states.filter((state) => state !== 'absent');
  return {
    doneCount: made.filter((state) => state !== 'waiting' && state !== 'working').length,
    totalCount: made.length,
  };
}

function cellOf(
  endpoint: Endpoint,
  family: AddressFamily,
  own: readonly RunEvent[],
  isOver: boolean,
): LookCell {
  if (!familiesOf(endpoint, own).includes(family)) {
    return { family, state: 'absent', step: null, seen: null, observations: [] };
  }
  // What belongs to no address (a name that is unknown) is both families'.
  const events = own.filter((event) => placeOf(event).every((place) => isOfFamily(place, family)));
  const observations = observationsOf(events);
  const seen = observations.length === 0 ? null : (gridOf([endpoint], observations)[0]?.cells[0] ?? null);
  const last = events.at(-1);
  const step = !isOver && last?.type === 'step' ? last.step : null;
  return { family, state: stateOf(seen, step, isOver), step, seen, observations };
}

function stateOf(seen: GridCell | null, step: Step | null, isOver: boolean): CellState {
  // An address that failed is not the last word while another one is tried.
  if (seen !== null && seen.outcome !== 'open' && step === null) return 'settled';
  if (isOver) return 'unfinished';
  return seen === null && step === null ? 'waiting' : 'working';
}

/** The families that are looked at: both, until DNS has answered with one. */
function familiesOf({ host }: Endpoint, own: readonly RunEvent[]): readonly AddressFamily[] {
  if (isIpAddress(host)) return [familyOf(host)];
  const addresses = observationsOf(own).flatMap((one) => (one.kind === 'dns-answer' ? one.addresses : []));
  return addresses.length === 0 ? FAMILIES : addresses.map(familyOf);
}

function observationsOf(events: readonly RunEvent[]): readonly EndpointObservation[] {
  return events.flatMap(placeOf).filter((place) => 'kind' in place);
}

type Placed = Extract<RunEvent, { type: 'step' }> | EndpointObservation;

/** Where something is done or was seen; events of the run as a whole are nowhere. */
function placeOf(event: RunEvent): readonly Placed[] {
  if (event.type === 'step') return [event];
  return event.type === 'observation' && isAtEndpoint(event.observation) ? [event.observation] : [];
}

function isAt(event: RunEvent, endpoint: Endpoint): boolean {
  return placeOf(event).some((place) => isSameEndpoint(place.endpoint, endpoint));
}
