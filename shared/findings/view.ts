import { formatHost, type Endpoint } from '../mail/endpoint.ts';
import { familiesIn, isOfFamily, type AddressFamily } from '../mail/family.ts';
import {
  type EndpointObservation,
  type Observation,
  type ObservationId,
  type ObservationOf,
  type ObservedFacts,
  type RunObservationOf,
} from '../mail/observation.ts';
import type { Finding } from './finding.ts';

/** What a rule sees: an endpoint, over one family of addresses, with everything that was seen of it there. */
export interface EndpointView {
  readonly endpoint: Endpoint;
  /** Null where there never was an address. */
  readonly family: AddressFamily | null;
  readonly observations: readonly EndpointObservation[];
  /** The user name, masked; null where nobody meant to sign in. */
  readonly username: string | null;
  /** The registrable domain that the server belongs to. */
  readonly site: string;
  /** The user name as the settings that were found write it, with their placeholders; null where none say. */
  readonly suggestedUsername: string | null;
  /** What is known of the provider; null where it is not in the list. */
  readonly provider: RunObservationOf<'provider'> | null;
}

/** What a view has beside the observations. */
type Around = Pick<EndpointView, 'username' | 'site' | 'suggestedUsername' | 'provider'>;

/** Judges the observations of one kind at one endpoint. No finding means that nothing is to be said. */
export type Rule = (view: EndpointView) => readonly Finding[];

/**
 * An endpoint over each family of addresses that was met; what belongs to no address is in all of the views.
 *
 * @param own what was seen of it
 */
export function viewsOf(
  endpoint: Endpoint,
  own: readonly EndpointObservation[],
  around: Around,
): readonly EndpointView[] {
  return familiesIn(own).map((family) => ({
    endpoint,
    family,
    observations: own.filter((observation) => isOfFamily(observation, family)),
    ...around,
  }));
}

/** The observations of one kind, in the order in which they were made. */
export function seen<K extends ObservedFacts['kind']>(
  { observations }: Pick<EndpointView, 'observations'>,
  kind: K,
): readonly ObservationOf<K>[] {
  return observations.filter((observation): observation is ObservationOf<K> => observation.kind === kind);
}

/** The last observation of one kind. */
export function lastSeen<K extends ObservedFacts['kind']>(
  view: Pick<EndpointView, 'observations'>,
  kind: K,
): ObservationOf<K> | undefined {
  return seen(view, kind).at(-1);
}

/** What an observation is named by where it proves something. */
export function idOf({ id }: Pick<Observation, 'id'>): ObservationId {
  return id;
}

/** What people call the protocols. */
export const PROTOCOL_NAMES: Readonly<Record<Endpoint['protocol'], string>> = {
  imap: 'IMAP',
  pop3: 'POP3',
  submission: 'SMTP',
  managesieve: 'ManageSieve',
  smtp: 'SMTP',
};

/** The values that nearly every page names: host, port, and the protocol by the name that people know. */
export function place({ endpoint }: EndpointView): { host: string; port: number; protocol: string } {
  return {
    host: formatHost(endpoint.host),
    port: endpoint.port,
    protocol: PROTOCOL_NAMES[endpoint.protocol],
  };
}
