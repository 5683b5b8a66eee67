import type { Endpoint } from '../mail/endpoint.ts';
import { familiesIn, isOfFamily, type AddressFamily } from '../mail/family.ts';
import {
  observedAt,
  type EndpointObservation,
  type Observation,
  type ObservationOf,
} from '../mail/observation.ts';

/** How far a look came, in one word; `open`: it is not over yet. */
export type CellOutcome =
  | 'works'
  | 'works-in-cleartext'
  | 'name-unknown'
  | 'refused'
  | 'filtered'
  | 'unreachable'
  | 'reset'
  | 'closed'
  | 'silent'
  | 'other-service'
  | 'turned-away'
  | 'preauthenticated'
  | 'no-starttls'
  | 'no-tls'
  | 'certificate'
  | 'wants-certificate'
  | 'no-offer'
  | 'malformed'
  | 'open';

/** A part of a look, in the order in which they come. */
export type Phase =
  'dns' | 'tcp' | 'tls' | 'greeting' | 'capabilities' | 'starttls' | 'capabilities-in-tls' | 'sign-in';

/** One endpoint over one family of addresses. */
export interface GridCell {
  readonly family: AddressFamily | null;
  readonly address: string | null;
  readonly outcome: CellOutcome;
  /** What took how long, in milliseconds. */
  readonly phases: readonly { readonly phase: Phase; readonly tookMs: number }[];
  readonly totalMs: number;
}

/** One endpoint, IPv6 and IPv4 apart. */
export interface GridRow {
  readonly endpoint: Endpoint;
  readonly cells: readonly GridCell[];
}

/**
 * What was seen, as a grid of endpoint and family. It can be made of what is there so far, again and again, while a run
 * goes on.
 */
export function gridOf(
  endpoints: readonly Endpoint[],
  observations: readonly Observation[],
): readonly GridRow[] {
  return endpoints.map((endpoint) => {
    const own = observedAt(observations, endpoint);
    return { endpoint, cells: familiesIn(own).map((family) => cellOf(endpoint, family, own)) };
  });
}

function cellOf(
  endpoint: Endpoint,
  family: AddressFamily | null,
  own: readonly EndpointObservation[],
): GridCell {
  const seen = own.filter((observation) => isOfFamily(observation, family));
  const phases = seen.flatMap((observation) => {
    const phase = phaseOf(observation);
    return phase === null ? [] : { phase, tookMs: observation.took };
  });
  return {
    family,
    address: seen.findLast(({ address }) => address !== null)?.address ?? null,
    outcome: outcomeOf(endpoint, seen),
    phases,
    totalMs: phases.reduce((sum, { tookMs }) => sum + tookMs, 0),
  };
}

/** What is looked at beside the way is no part of the grid, and neither is a sign-in that was never begun. */
function phaseOf(observation: EndpointObservation): Phase | null {
  switch (observation.kind) {
    case 'dns-answer':
      return 'dns';
    case 'tcp-connect':
      return 'tcp';
    case 'tls-handshake':
      return 'tls';
    case 'greeting':
    case 'starttls':
      return observation.kind;
    case 'capabilities':
      return observation.phase === 'in-tls' ? 'capabilities-in-tls' : 'capabilities';
    case 'sign-in':
      return observation.outcome === 'refused-by-us' ? null : 'sign-in';
    default:
      return null;
  }
}

/** The first step that failed decides; where none did, how far it came. */
function outcomeOf(endpoint: Endpoint, seen: readonly EndpointObservation[]): CellOutcome {
  const decisive = seen.filter((observation) => isDecisive(observation, seen));
  const [first] = decisive.flatMap((observation) => failureOf(observation) ?? []);
  if (first !== undefined) return first;
  const listed = seen
    .filter((one) => one.kind === 'capabilities')
    .filter(({ outcome }) => outcome === 'listed');
  if (listed.some(({ phase }) => phase === 'in-tls')) return 'works';
  return endpoint.connectionSecurity === 'cleartext' && listed.length > 0 ? 'works-in-cleartext' : 'open';
}

/** One address of several that did not answer says nothing where another did. */
function isDecisive(observation: EndpointObservation, seen: readonly EndpointObservation[]): boolean {
  return (
    observation.kind !== 'tcp-connect' ||
    !seen.some((other) => other.kind === 'tcp-connect' && other.outcome === 'connected')
  );
}

function failureOf(observation: EndpointObservation): CellOutcome | null {
  switch (observation.kind) {
    case 'dns-answer':
      return observation.outcome === 'resolved' ? null : 'name-unknown';
    case 'tcp-connect':
      return TCP[observation.outcome];
    case 'greeting':
      return GREETING[observation.outcome];
    case 'starttls':
      return STARTTLS[observation.outcome];
    case 'tls-handshake':
      return TLS[observation.outcome];
    case 'capabilities':
      return CAPABILITIES[observation.outcome];
    default:
      return null;
  }
}

const STREAM = {
  silent: 'silent',
  closed: 'closed',
  reset: 'reset',
  'too-long': 'malformed',
  malformed: 'malformed',
  'client-certificate-required': 'wants-certificate',
} as const;

const TCP: Readonly<Record<ObservationOf<'tcp-connect'>['outcome'], CellOutcome | null>> = {
  connected: null,
  refused: 'refused',
  silent: 'filtered',
  unreachable: 'unreachable',
  reset: 'reset',
  failed: 'unreachable',
  'not-tried': 'unreachable',
};

const GREETING: Readonly<Record<ObservationOf<'greeting'>['outcome'], CellOutcome | null>> = {
  ...STREAM,
  ready: null,
  preauthenticated: 'preauthenticated',
  unavailable: 'turned-away',
  'other-service': 'other-service',
};

const STARTTLS: Readonly<Record<ObservationOf<'starttls'>['outcome'], CellOutcome | null>> = {
  silent: 'no-starttls',
  closed: 'no-starttls',
  reset: 'no-starttls',
  'too-long': 'no-starttls',
  malformed: 'no-starttls',
  'client-certificate-required': 'no-starttls',
  agreed: null,
  'not-offered': 'no-starttls',
  refused: 'no-starttls',
  'extra-bytes': 'no-starttls',
};

const TLS: Readonly<Record<ObservationOf<'tls-handshake'>['outcome'], CellOutcome | null>> = {
  established: null,
  'certificate-rejected': 'certificate',
  'client-certificate-required': 'wants-certificate',
  'not-tls': 'no-tls',
  'version-refused': 'no-tls',
  silent: 'silent',
  closed: 'closed',
  reset: 'reset',
  failed: 'no-tls',
};

const CAPABILITIES: Readonly<Record<ObservationOf<'capabilities'>['outcome'], CellOutcome | null>> = {
  ...STREAM,
  listed: null,
  refused: 'no-offer',
};
