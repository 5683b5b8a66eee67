import type { AnchorKind } from '../mail/certificate.ts';
import { isSameEndpoint, type Endpoint } from '../mail/endpoint.ts';
import { isIpAddress } from '../mail/hostname.ts';

/** When something was seen: days as `2026-11-22`, UTC. Finer times would tell more about a person than about a host. */
export interface Sighting {
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** A mechanism that signs in without giving the password away. */
export interface RememberedMechanism extends Sighting {
  readonly name: string;
}

/** The newest version of TLS that was agreed on. */
export interface RememberedTls extends Sighting {
  readonly version: string;
}

/** An end-entity certificate that was verified. */
export interface RememberedCertificate extends Sighting {
  /** The organisation that issued it. */
  readonly issuer: string;
  /** Whom its chain ended at; null where that was not found out. */
  readonly anchor: AnchorKind | null;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex. */
  readonly spkiFingerprint: string;
  /** The last day of its validity; null where it has no readable date. */
  readonly notAfter: string | null;
}

/** The most that one endpoint offered in verified TLS, since it was looked at first. */
export interface RememberedHost extends Sighting {
  readonly endpoint: Endpoint;
  /** Strongest first. */
  readonly mechanisms: readonly RememberedMechanism[];
  /** Null where TLS never came about. */
  readonly tls: RememberedTls | null;
  /** When STARTTLS was offered and led to verified TLS; null where it never did. */
  readonly starttls: Sighting | null;
  /** The ones that were seen last, newest last: the machines behind one name can have one each. */
  readonly certificates: readonly RememberedCertificate[];
}

/**
 * What hosts offered before. It names hosts and never a person: no user name, no address, no password. What a person
 * wants to be forgotten they delete with its file; nothing in a run makes it weaker.
 */
export interface HostMemory {
  readonly version: 1;
  /** In the order in which they were met first. */
  readonly hosts: readonly RememberedHost[];
}

/** The most hosts that are remembered; the ones that were not seen for the longest time are forgotten first. */
export const MOST_HOSTS = 500;

/** The most certificates that are remembered of one endpoint. */
export const MOST_CERTIFICATES = 3;

/** The longest name of an issuer that is remembered, in characters. */
export const LONGEST_ISSUER = 64;

/** A memory of nothing. */
export const EMPTY_MEMORY: HostMemory = { version: 1, hosts: [] };

/** What is remembered of an endpoint; null where it was never seen. */
export function rememberedAt({ hosts }: HostMemory, endpoint: Endpoint): RememberedHost | null {
  return hosts.find((host) => isSameEndpoint(host.endpoint, endpoint)) ?? null;
}

// RFC 6761 §6.3 (localhost), and the two domains of the practice server, which is another one at each start.
const NOT_REMEMBERED = ['localhost', 'practice.test', 'other-practice.test'];

/**
 * Tells whether an endpoint is remembered. An address without a name, this machine and the practice server can be
 * something else each day; the port between servers is nobody's to sign in at, and networks change what it offers.
 */
export function isRememberable({ host, protocol }: Endpoint): boolean {
  if (protocol === 'smtp' || isIpAddress(host)) return false;
  return NOT_REMEMBERED.every((name) => host !== name && !host.endsWith(`.${name}`));
}
