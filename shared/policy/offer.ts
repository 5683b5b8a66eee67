import type { CertificateFacts } from '../mail/certificate.ts';
import { dayOf } from '../mail/day.ts';
import type { Observation, ObservationOf, ObservedFacts, TlsFacts } from '../mail/observation.ts';
import { mechanismNamed, mechanisms, type Mechanism } from '../sasl/mechanisms.ts';
import { LONGEST_ISSUER, type RememberedCertificate, type Sighting } from './host-memory.ts';

/** What an endpoint offered, as far as nobody in between can have made it up. */
export interface Offer {
  /** Mechanisms for a password, strongest first; null where no list arrived inside verified TLS. */
  readonly mechanisms: readonly Mechanism[] | null;
  /** Null where there was no verified TLS. */
  readonly tlsVersion: string | null;
  /** The end-entity certificates, each key once. */
  readonly certificates: readonly OfferedCertificate[];
  /** The one thing here that is known from before TLS: whether STARTTLS was in the list. Null where nobody asked. */
  readonly starttls: 'worked' | 'not-offered' | null;
}

/** A certificate without the days on which it was seen. */
export type OfferedCertificate = Omit<RememberedCertificate, keyof Sighting>;

/** The rank of a version of TLS, as Node's libraries name it (`TLSv1.3`): higher is newer, -1 is none. */
export function tlsRank(version: string): number {
  const minor = /^TLSv1\.(\d)$/.exec(version)?.[1];
  return minor === undefined ? -1 : Number(minor);
}

/**
 * What one endpoint offered, out of its observations. Of several connections (two families of addresses) it is what all
 * of them have: the weakest is the one that somebody in between would like to be used.
 */
export function offerIn(seen: readonly Observation[]): Offer {
  const observations = asLookedAt(seen);
  const handshakes = all(observations, 'tls-handshake').filter(({ outcome }) => outcome === 'established');
  const versions = handshakes.flatMap(({ version }) =>
    version !== null && tlsRank(version) >= 0 ? [version] : [],
  );
  return {
    mechanisms: mechanismsIn(observations),
    tlsVersion: versions.toSorted((left, right) => tlsRank(left) - tlsRank(right))[0] ?? null,
    certificates: certificatesIn(handshakes),
    starttls: starttlsIn(observations, handshakes.length > 0),
  };
}

/**
 * What was seen as anybody sees it: before a key was at hand (a server that knows it may offer less to its owner, or nothing
 * any more), and before TLS was limited by ourselves.
 */
function asLookedAt(observations: readonly Observation[]): readonly Observation[] {
  const first = observations.findIndex(
    (one) =>
      one.kind === 'tls-handshake' && (one.clientCertificate !== undefined || one.limitedTo !== undefined),
  );
  return first < 0 ? observations : observations.slice(0, first);
}

/**
 * Only mechanisms that need a password: what a server offers to those who have a token or a key depends on more than the
 * server (many name EXTERNAL only to a client that showed a certificate).
 */
function mechanismsIn(observations: readonly Observation[]): readonly Mechanism[] | null {
  // Whoever is signed in already is offered nothing any more (RFC 9051 §6.2.2).
  if (all(observations, 'greeting').some(({ outcome }) => outcome === 'preauthenticated')) return null;
  const lists = all(observations, 'capabilities')
    .filter(({ phase, outcome }) => phase === 'in-tls' && outcome === 'listed')
    .map((list) => list.mechanisms.map(mechanismNamed));
  if (lists.length === 0) return null;
  return mechanisms().filter(
    (mechanism) => mechanism.needs === 'password' && lists.every((list) => list.includes(mechanism)),
  );
}

function certificatesIn(handshakes: readonly TlsFacts[]): readonly OfferedCertificate[] {
  const certificates = handshakes.flatMap(({ chain: [certificate], anchor }) =>
    certificate === undefined ? [] : offeredCertificate(certificate, anchor),
  );
  return [...new Map(certificates.map((certificate) => [certificate.spkiFingerprint, certificate])).values()];
}

function offeredCertificate(
  { issuer, spkiFingerprint, notAfter }: CertificateFacts,
  anchor: TlsFacts['anchor'],
): OfferedCertificate {
  return {
    issuer: organisationOf(issuer),
    anchor,
    spkiFingerprint,
    notAfter: notAfter === null ? null : dayOf(notAfter),
  };
}

/**
 * The organisation in a distinguished name as certificates' facts have it (`C=US, O=Let's Encrypt, CN=R11`; a comma that
 * belongs to a value has a backslash before it); the whole name where it has none. Authorities issue from many
 * intermediate certificates and change them often: their organisation is what stays.
 */
export function organisationOf(name: string): string {
  const part = name.split(/(?<!\\), (?=[A-Za-z][A-Za-z0-9.]*=)/).find((one) => one.startsWith('O='));
  const value = part === undefined ? name : part.slice('O='.length);
  return [...value.replace(/\\([,+"\\<>;])/g, '$1')].slice(0, LONGEST_ISSUER).join('');
}

function starttlsIn(observations: readonly Observation[], hasVerifiedTls: boolean): Offer['starttls'] {
  const outcomes = all(observations, 'starttls').map(({ outcome }) => outcome);
  if (outcomes.includes('not-offered')) return 'not-offered';
  return outcomes.includes('agreed') && hasVerifiedTls ? 'worked' : null;
}

function all<K extends ObservedFacts['kind']>(
  observations: readonly Observation[],
  kind: K,
): readonly ObservationOf<K>[] {
  return observations.filter((observation): observation is ObservationOf<K> => observation.kind === kind);
}
