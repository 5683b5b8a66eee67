import { once } from '../discovery/once.ts';
import { TRUST_OF } from '../discovery/rank.ts';
import type { Candidate, SourceKind, Trust } from '../mail/candidate.ts';
import { isSameEndpoint } from '../mail/endpoint.ts';
import type { LookupOutcome } from '../mail/lookup.ts';
import { observedInRun, type RunObservationOf } from '../mail/observation.ts';
import type { Report } from '../report/report.ts';

/** A way in which mail programs look for settings: a source of the search; of SRV records, those of ManageSieve apart. */
export type Standard =
  | Extract<
      SourceKind,
      | 'srv'
      | 'autoconfig'
      | 'autoconfig-well-known'
      | 'autoconfig-http'
      | 'autoconfig-mx'
      | 'mailconf'
      | 'pacc'
      | 'autodiscover'
      | 'autodiscover-json'
      | 'ispdb'
      | 'ispdb-mx'
    >
  | 'srv-sieve';

/** What is found by one standard. */
export type StandardState =
  /** Something that a program can use. */
  | 'found'
  /** The word that none of it is to be had (the target `.`, RFC 6186 §3.4). */
  | 'not-offered'
  /** Something is there, and no program can or should use it; the outcomes say why. */
  | 'unusable'
  /** Nobody answered: nothing is known. */
  | 'unanswered'
  | 'absent';

/** What one standard says at a domain. */
export interface StandardSeen {
  readonly standard: Standard;
  readonly state: StandardState;
  /** How what is found there is protected on its way; where nothing is, how it would be at the best. */
  readonly trust: Trust;
  /** What it suggests, preferred first. */
  readonly servers: readonly Pick<Candidate, 'endpoint' | 'username'>[];
  /** The services that it says are not to be had, as their SRV labels (`_pop3`). */
  readonly notOffered: readonly string[];
  /** What was asked, and what became of it. */
  readonly lookups: readonly { readonly uri: string; readonly outcome: LookupOutcome }[];
}

type LookupSeen = RunObservationOf<'lookup'>;

/** In the order in which they are told: what the domain itself publishes, then what others say of it. */
const STANDARDS: readonly { readonly standard: Standard; readonly source: SourceKind }[] = [
  { standard: 'srv', source: 'srv' },
  { standard: 'srv-sieve', source: 'srv' },
  { standard: 'autoconfig', source: 'autoconfig' },
  { standard: 'autoconfig-well-known', source: 'autoconfig-well-known' },
  { standard: 'autoconfig-http', source: 'autoconfig-http' },
  { standard: 'mailconf', source: 'mailconf' },
  { standard: 'pacc', source: 'pacc' },
  { standard: 'autodiscover', source: 'autodiscover' },
  { standard: 'autodiscover-json', source: 'autodiscover-json' },
  { standard: 'ispdb', source: 'ispdb' },
  { standard: 'autoconfig-mx', source: 'autoconfig-mx' },
  { standard: 'ispdb-mx', source: 'ispdb-mx' },
];

const SIEVE = 'dns:_sieve.';
const LABEL = /^dns:(_[a-z0-9]+)/;

const UNANSWERED: ReadonlySet<LookupOutcome> = new Set(['unreachable', 'silent', 'failed']);
const NOT_THERE: ReadonlySet<LookupOutcome> = new Set(['absent', 'name-unknown', 'found']);

/**
 * What mail programs find at a domain, standard by standard, out of the ledger of a run that searched for its settings.
 *
 * DNSSEC is not looked at: records are told of as what plain DNS says. The SRV record of Autodiscover is not asked for.
 */
export function standardsIn({ observations }: Pick<Report, 'observations'>): readonly StandardSeen[] {
  const lookups = observedInRun(observations, 'lookup');
  return STANDARDS.map(({ standard, source }) => {
    const own = lookups.filter((one) => one.source === source && isOf(standard, one));
    return seenOf(standard, TRUST_OF[source], own);
  });
}

function isOf(standard: Standard, { uri }: LookupSeen): boolean {
  if (standard === 'srv-sieve') return uri.startsWith(SIEVE);
  return standard !== 'srv' || !uri.startsWith(SIEVE);
}

function seenOf(standard: Standard, most: Trust, own: readonly LookupSeen[]): StandardSeen {
  const found = own.filter(({ outcome }) => outcome === 'found');
  const candidates = found.flatMap(({ suggestion }) => suggestion?.candidates ?? []);
  const notOffered = found.flatMap(({ uri, suggestion }) =>
    (suggestion?.notOffered.length ?? 0) > 0 ? (LABEL.exec(uri)?.[1] ?? []) : [],
  );
  return {
    standard,
    state: stateOf(standard, own, candidates.length > 0, notOffered.length > 0),
    trust: candidates[0]?.source.trust ?? most,
    servers: once(
      candidates.map(({ endpoint, username }) => ({ endpoint, username })),
      (left, right) => isSameEndpoint(left.endpoint, right.endpoint) && left.username === right.username,
    ),
    notOffered,
    lookups: own.map(({ uri, outcome }) => ({ uri, outcome })),
  };
}

function stateOf(
  standard: Standard,
  own: readonly LookupSeen[],
  hasServers: boolean,
  isRefused: boolean,
): StandardState {
  // Autodiscover v2 names no servers itself, only where version 1 is.
  const isPointer = standard === 'autodiscover-json' && own.some(({ outcome }) => outcome === 'found');
  if (hasServers || isPointer) return 'found';
  if (isRefused) return 'not-offered';
  const outcomes = own.map(({ outcome }) => outcome);
  if (outcomes.some((outcome) => !UNANSWERED.has(outcome) && !NOT_THERE.has(outcome))) return 'unusable';
  return outcomes.some((outcome) => UNANSWERED.has(outcome)) ? 'unanswered' : 'absent';
}
