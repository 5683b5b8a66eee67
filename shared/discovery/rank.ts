import type { PlacedCandidate, SourceKind, Trust } from '../mail/candidate.ts';
import { isSameEndpoint, type ConnectionSecurity, type Endpoint } from '../mail/endpoint.ts';
import { once } from './once.ts';
import { isNamed } from './source-kind.ts';

/** One way to a protocol, with everybody who suggests it. */
export interface Option {
  readonly endpoint: Endpoint;
  /** Whose server it is. */
  readonly site: string;
  /** Of the most trusted of those who name this host for this protocol, at whatever port: its certificate is the same. */
  readonly trust: Trust;
  /** Most trusted first; never none. */
  readonly candidates: readonly PlacedCandidate[];
}

/** Why one option stands before another. */
export type RankReason =
  /** A person named it. */
  | 'named'
  /** Its source can be trusted more. */
  | 'more-trusted'
  /** It is encrypted from the first byte, or at all. */
  | 'stronger-encryption'
  /** More sources suggest it. */
  | 'more-sources'
  /** Its source names it first. */
  | 'named-first';

/** Most trusted first. */
export const TRUSTS: readonly Trust[] = [
  'person',
  'verified-digest',
  'domain-https',
  'folder',
  'provider-list',
  'other-https',
  'dns',
  'http',
  'guess',
];

/** The most that a source can be worth, whatever it answers. */
export const TRUST_OF: Readonly<Record<SourceKind, Trust>> = {
  person: 'person',
  'well-known-port': 'guess',
  autoconfig: 'domain-https',
  'autoconfig-well-known': 'domain-https',
  'autoconfig-http': 'http',
  'autoconfig-mx': 'dns',
  ispdb: 'other-https',
  'ispdb-mx': 'dns',
  pacc: 'verified-digest',
  srv: 'dns',
  mailconf: 'dns',
  autodiscover: 'domain-https',
  'autodiscover-json': 'domain-https',
  folder: 'folder',
  'provider-list': 'provider-list',
  guess: 'guess',
};

// RFC 8314 §3: implicit TLS before STARTTLS.
const SECURITIES: readonly ConnectionSecurity[] = ['implicit-tls', 'starttls', 'cleartext'];

/**
 * The options out of all candidates, the best first. It compares by trust, then by encryption, then by how many sources
 * agree; what is alike stays in the order in which it was suggested. The same candidates always give the same order.
 */
export function rank(candidates: readonly PlacedCandidate[]): readonly Option[] {
  return once(candidates, (left, right) => isSameEndpoint(left.endpoint, right.endpoint))
    .map(({ endpoint, site }) => ({
      endpoint,
      site,
      trust: trustInHost(endpoint, candidates),
      candidates: candidates
        .filter((one) => isSameEndpoint(one.endpoint, endpoint))
        .toSorted((left, right) => trustRank(left) - trustRank(right)),
    }))
    .toSorted((left, right) => differenceOf(left, right)?.by ?? 0);
}

function trustInHost({ protocol, host }: Endpoint, candidates: readonly PlacedCandidate[]): Trust {
  const own = candidates.filter(({ endpoint }) => endpoint.protocol === protocol && endpoint.host === host);
  return own.toSorted((left, right) => trustRank(left) - trustRank(right))[0]?.source.trust ?? 'guess';
}

/** Why an option stands before the next one of its protocol. */
export function reasonBefore(option: Option, next: Option): RankReason {
  if (option.trust === 'person' && next.trust !== 'person') return 'named';
  return differenceOf(option, next)?.reason ?? 'named-first';
}

interface Difference {
  /** Less than nothing: the left one comes first. */
  readonly by: number;
  readonly reason: RankReason;
}

function differenceOf(left: Option, right: Option): Difference | null {
  // What a person named they have put into an order themselves, and usual ports have one.
  if (hasNamed(left) && hasNamed(right)) return null;
  const differences: readonly Difference[] = [
    { by: TRUSTS.indexOf(left.trust) - TRUSTS.indexOf(right.trust), reason: 'more-trusted' },
    { by: securityRank(left) - securityRank(right), reason: 'stronger-encryption' },
    { by: sourceCount(right) - sourceCount(left), reason: 'more-sources' },
  ];
  return differences.find(({ by }) => by !== 0) ?? null;
}

function hasNamed({ candidates }: Option): boolean {
  return candidates.some(({ source }) => isNamed(source));
}

function trustRank({ source }: PlacedCandidate): number {
  return TRUSTS.indexOf(source.trust);
}

function securityRank({ endpoint }: Option): number {
  return SECURITIES.indexOf(endpoint.connectionSecurity);
}

function sourceCount({ candidates }: Option): number {
  return new Set(candidates.map(({ source }) => source.kind)).size;
}
