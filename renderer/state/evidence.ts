import type { Finding } from '../../shared/findings/finding.ts';
import { isSameEndpoint, type Endpoint, type Protocol } from '../../shared/mail/endpoint.ts';
import { withoutRepeats } from '../../shared/mail/hosts.ts';
import {
  isAtEndpoint,
  observedAt,
  observedInRun,
  type Observation,
  type ObservationOf,
  type ServerWords,
} from '../../shared/mail/observation.ts';
import type { PlannedSignIn } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { softwareTold } from '../../shared/report/software.ts';
import { eventOf } from './events.ts';
import { sidesOf } from './plan-sides.ts';

/** Words of a server, and whose they are. */
export interface SaidByServer {
  readonly endpoint: Endpoint;
  readonly words: ServerWords;
}

/** What the servers said in the observations that prove a finding. */
export function wordsBehind({ evidence }: Finding, { observations }: Report): readonly SaidByServer[] {
  return observations.filter(({ id }) => evidence.includes(id)).flatMap(saidIn);
}

/** What the server said in one observation, where it said anything. */
export function saidIn(seen: Observation): readonly SaidByServer[] {
  return 'words' in seen && seen.words !== null ? [{ endpoint: seen.endpoint, words: seen.words }] : [];
}

/** What was learned about one server, for the aside of the result. */
export interface ServerFacts {
  readonly endpoint: Endpoint;
  /** As the TLS library names it; null where no encryption came about. */
  readonly tlsVersion: string | null;
  readonly certificateUntil: string | null;
  readonly hasCertificateEnded: boolean;
  /** What the server calls itself; null where it does not. */
  readonly software: string | null;
  /** Null where the server never came to say so. */
  readonly mechanisms: readonly string[] | null;
}

/**
 * What was learned about each server that was looked at, in the order in which they were met. Where the servers were searched
 * for, many are looked at that nobody needs: then of the best for each way of the mail.
 */
export function serverFacts(report: Report): readonly ServerFacts[] {
  const { observations, startedAt } = report;
  const isSearch = observedInRun(observations, 'lookup').length > 0;
  return (isSearch ? bestServers(report) : seenServers(report)).map((endpoint) => {
    const own = observedAt(observations, endpoint);
    const tls = own.findLast((seen): seen is ObservationOf<'tls-handshake'> => seen.kind === 'tls-handshake');
    // What was listed before TLS could have been said by anybody, so it is no fact about this server.
    const phase = endpoint.connectionSecurity === 'cleartext' ? 'before-tls' : 'in-tls';
    const listed = own.findLast(
      (seen): seen is ObservationOf<'capabilities'> =>
        seen.kind === 'capabilities' && seen.phase === phase && seen.outcome === 'listed',
    );
    const certificateUntil = tls?.chain[0]?.notAfter ?? null;
    return {
      endpoint,
      tlsVersion: tls?.outcome === 'established' ? (tls.version ?? 'TLS') : null,
      certificateUntil,
      hasCertificateEnded: certificateUntil !== null && Date.parse(certificateUntil) < Date.parse(startedAt),
      software: softwareTold(own),
      mechanisms: listed?.mechanisms ?? null,
    };
  });
}

function seenServers({ observations }: Report): readonly Endpoint[] {
  return withoutRepeats(observations.filter(isAtEndpoint).map(({ endpoint }) => endpoint));
}

/** Those of the plan, or the best that anybody names. */
function bestServers({ plan, candidates, observations }: Report): readonly Endpoint[] {
  const isSeen = (endpoint: Endpoint): boolean => observedAt(observations, endpoint).length > 0;
  const bestFor = (protocol: Protocol): Endpoint | undefined =>
    candidates.find(
      ({ endpoint, source }) => endpoint.protocol === protocol && source.kind !== 'guess' && isSeen(endpoint),
    )?.endpoint;
  const incoming = plan.incoming?.endpoint ?? bestFor('imap') ?? bestFor('pop3');
  const outgoing = plan.outgoing?.endpoint ?? bestFor('submission');
  return [incoming, outgoing].filter((endpoint) => endpoint !== undefined);
}

/** What has left this device so far. */
export interface Sent {
  /** The mail servers that a connection was begun to. */
  readonly hosts: readonly string[];
  /** Whom the domain was named to, beside DNS: web servers that a connection came about to. Null where nothing was asked. */
  readonly webHosts: readonly string[] | null;
  /** Whether some of those web servers were told the address, as the person had agreed. */
  readonly isAddressTold: boolean;
  /** The sign-ins that were begun. */
  readonly signIns: readonly PlannedSignIn[];
}

/** What has left this device, out of the events so far. */
export function sentSoFar(events: readonly RunEvent[]): Sent {
  const steps = events.flatMap((event) => (event.type === 'step' ? event : []));
  const outcomes = events.flatMap((event) =>
    event.type === 'observation' && event.observation.kind === 'sign-in' ? event.observation : [],
  );
  const sides = sidesOf(eventOf(events, 'plan')?.plan);
  const isBegun = (endpoint: Endpoint): boolean =>
    steps.some((one) => one.step === 'sign-in' && isSameEndpoint(one.endpoint, endpoint)) &&
    !outcomes.some((one) => one.outcome === 'refused-by-us' && isSameEndpoint(one.endpoint, endpoint));
  return {
    webHosts: webHostsIn(events),
    isAddressTold: events.some(
      (event) =>
        event.type === 'observation' &&
        event.observation.kind === 'lookup' &&
        event.observation.toldAddress !== undefined,
    ),
    hosts: [...new Set(steps.filter(({ step }) => step !== 'resolve').map(({ endpoint }) => endpoint.host))],
    signIns: sides.filter(({ endpoint }) => isBegun(endpoint)),
  };
}

/** The web server that a line of the ledger names: it stands there with the address that it was reached at, or was not reached. */
export function reachedHost(asked: string): string | null {
  return /^(\S+) \(/.exec(asked)?.[1] ?? null;
}

/** Where no web server was reached, nobody but DNS was told anything. */
function webHostsIn(events: readonly RunEvent[]): readonly string[] | null {
  const asked = events.flatMap((event) =>
    event.type === 'observation' && event.observation.kind === 'lookup' && event.observation.asked !== null
      ? { whom: event.observation.asked, redirects: event.observation.redirects }
      : [],
  );
  if (asked.length === 0) return null;
  const hosts = asked.flatMap(({ whom, redirects }) => [
    ...redirects.map(({ from }) => new URL(from).host),
    ...[reachedHost(whom)].filter((host) => host !== null),
  ]);
  return [...new Set(hosts)];
}
