import { dayOf } from '../mail/day.ts';
import { formatEndpoint, isSameEndpoint, type Endpoint } from '../mail/endpoint.ts';
import { isAtEndpoint, observedAt, type Observation } from '../mail/observation.ts';
import { mechanisms } from '../sasl/mechanisms.ts';
import {
  isRememberable,
  MOST_CERTIFICATES,
  MOST_HOSTS,
  rememberedAt,
  type HostMemory,
  type RememberedCertificate,
  type RememberedHost,
  type RememberedMechanism,
  type RememberedTls,
  type Sighting,
} from './host-memory.ts';
import { offerIn, tlsRank, type Offer } from './offer.ts';

/**
 * The memory with what a run has seen. Only what arrived in verified TLS is learned, and that STARTTLS led there. What
 * was there before and is not now stays, with the day on which it was seen last, until a person forgets it: a look that
 * failed, or that somebody tampered with, never makes the memory weaker. One exception: a certificate of another issuer
 * is known from then on, or everybody whose provider chose another authority would hear of it for ever.
 */
export function remember(memory: HostMemory, observations: readonly Observation[], now: Date): HostMemory {
  const day = dayOf(now.toISOString());
  const learned = endpointsIn(observations)
    .filter(isRememberable)
    .flatMap((endpoint) => {
      const own = observedAt(observations, endpoint);
      return learn(rememberedAt(memory, endpoint) ?? unknownHost(endpoint, day), offerIn(own), day) ?? [];
    });
  const isLearned = (host: RememberedHost): boolean => learned.some((one) => isSameHost(one, host));
  const known = memory.hosts.map((host) => learned.find((one) => isSameHost(one, host)) ?? host);
  const added = learned.filter((host) => rememberedAt(memory, host.endpoint) === null);
  return { ...memory, hosts: bounded([...known, ...added], isLearned) };
}

/** The oldest are forgotten, never one of this run. */
function bounded(
  hosts: readonly RememberedHost[],
  isLearned: (host: RememberedHost) => boolean,
): readonly RememberedHost[] {
  const oldestFirst = hosts
    .filter((host) => !isLearned(host))
    .toSorted((left, right) => left.lastSeen.localeCompare(right.lastSeen));
  const forgotten = new Set(oldestFirst.slice(0, Math.max(0, hosts.length - MOST_HOSTS)));
  return hosts.filter((host) => !forgotten.has(host));
}

function unknownHost(endpoint: Endpoint, day: string): RememberedHost {
  return { endpoint, mechanisms: [], tls: null, starttls: null, certificates: [], ...firstSeenOn(day) };
}

/** What is remembered after an offer was seen; null where it has nothing to learn from. */
function learn(host: RememberedHost, offer: Offer, day: string): RememberedHost | null {
  if (offer.tlsVersion === null) return null;
  return {
    endpoint: host.endpoint,
    mechanisms: learnMechanisms(host.mechanisms, offer, day),
    tls: learnTls(host.tls, offer.tlsVersion, day),
    starttls: offer.starttls === 'worked' ? sightingOf(host.starttls, day) : host.starttls,
    certificates: learnCertificates(host.certificates, offer, day),
    ...sightingOf(host, day),
  };
}

/** Those that give the password away are not kept: whatever takes their place is no weaker. */
function learnMechanisms(
  known: readonly RememberedMechanism[],
  offer: Offer,
  day: string,
): readonly RememberedMechanism[] {
  const spoken = mechanisms().flatMap((mechanism) => {
    const before = known.find(({ name }) => name === mechanism.name) ?? null;
    const isOffered = !mechanism.sendsSecret && offer.mechanisms?.includes(mechanism) === true;
    return isOffered ? { name: mechanism.name, ...sightingOf(before, day) } : (before ?? []);
  });
  // Another version of Letterlock, which writes the same memory, may speak more.
  const strange = known.filter(({ name }) => !mechanisms().some((one) => one.name === name));
  return [...spoken, ...strange];
}

function learnTls(known: RememberedTls | null, version: string, day: string): RememberedTls {
  if (known === null || tlsRank(version) > tlsRank(known.version)) return { version, ...firstSeenOn(day) };
  return known.version === version ? { version, ...sightingOf(known, day) } : known;
}

function learnCertificates(
  known: readonly RememberedCertificate[],
  { certificates }: Offer,
  day: string,
): readonly RememberedCertificate[] {
  const others = known.filter((one) => !certificates.some((seen) => isSameKey(one, seen)));
  const seen = certificates.map((certificate) => ({
    ...certificate,
    ...sightingOf(known.find((one) => isSameKey(one, certificate)) ?? null, day),
  }));
  return [...others, ...seen].slice(-MOST_CERTIFICATES);
}

function isSameKey(
  left: Pick<RememberedCertificate, 'spkiFingerprint'>,
  right: Pick<RememberedCertificate, 'spkiFingerprint'>,
): boolean {
  return left.spkiFingerprint === right.spkiFingerprint;
}

function isSameHost(left: RememberedHost, right: RememberedHost): boolean {
  return isSameEndpoint(left.endpoint, right.endpoint);
}

function sightingOf(known: Sighting | null, day: string): Sighting {
  return known === null ? firstSeenOn(day) : { firstSeen: known.firstSeen, lastSeen: day };
}

function firstSeenOn(day: string): Sighting {
  return { firstSeen: day, lastSeen: day };
}

function endpointsIn(observations: readonly Observation[]): readonly Endpoint[] {
  const keyed = observations
    .filter(isAtEndpoint)
    .map(({ endpoint }) => [`${endpoint.protocol} ${formatEndpoint(endpoint)}`, endpoint] as const);
  return [...new Map(keyed).values()];
}
