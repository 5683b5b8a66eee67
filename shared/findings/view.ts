import { formatHost, type Endpoint } from '../mail/endpoint.ts';
import type { Observation, ObservationOf, ObservedFacts } from '../mail/observation.ts';
import type { Finding } from './finding.ts';

/** What a rule sees: one observation's endpoint with everything that was seen of it. */
export interface EndpointView {
  readonly endpoint: Endpoint;
  readonly observations: readonly Observation[];
  /** The user name, masked; null where nobody meant to sign in. */
  readonly username: string | null;
}

/** Judges the observations of one kind at one endpoint. No finding means that nothing is to be said. */
export type Rule = (view: EndpointView) => readonly Finding[];

/** The observations of one kind, in the order in which they were made. */
export function seen<K extends ObservedFacts['kind']>(
  { observations }: EndpointView,
  kind: K,
): readonly ObservationOf<K>[] {
  return observations.filter((observation): observation is ObservationOf<K> => observation.kind === kind);
}

/** The last observation of one kind. */
export function lastSeen<K extends ObservedFacts['kind']>(
  view: EndpointView,
  kind: K,
): ObservationOf<K> | undefined {
  return seen(view, kind).at(-1);
}

const PROTOCOL_NAMES: Readonly<Record<Endpoint['protocol'], string>> = { imap: 'IMAP', submission: 'SMTP' };

/** The values that nearly every page names: host, port, and the protocol by the name that people know. */
export function place({ endpoint }: EndpointView): { host: string; port: number; protocol: string } {
  return {
    host: formatHost(endpoint.host),
    port: endpoint.port,
    protocol: PROTOCOL_NAMES[endpoint.protocol],
  };
}
