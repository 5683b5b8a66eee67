import { conflictsIn, type Conflict } from '../../discovery/conflicts.ts';
import { once } from '../../discovery/once.ts';
import type { PlacedCandidate } from '../../mail/candidate.ts';
import { formatEndpoint, isSameEndpoint } from '../../mail/endpoint.ts';
import { observedInRun, type Observation, type RunObservationOf } from '../../mail/observation.ts';
import { addressScope } from '../../mail/private-address.ts';
import { finding, type Finding } from '../finding.ts';
import { hasProblem, type JudgedEndpoint } from '../judged.ts';
import { idOf, PROTOCOL_NAMES } from '../view.ts';
import { answersOf } from './answers-of.ts';
import { judgeLookalikes } from './lookalikes.ts';
import { judgeWeakerSignIn } from './weaker.ts';

/** What the search for the settings of a domain is judged by. */
export interface SearchEvidence {
  readonly domain: string;
  readonly site: string | null;
  readonly candidates: readonly PlacedCandidate[];
  readonly observations: readonly Observation[];
  readonly judged: readonly JudgedEndpoint[];
}

type LookupSeen = RunObservationOf<'lookup'>;

/** What is to be said of all sources together. */
export function judgeSearch(evidence: SearchEvidence): readonly Finding[] {
  const lookups = observedInRun(evidence.observations, 'lookup');
  if (lookups.length === 0) return [];
  return [
    ...judgeNames(evidence, lookups),
    ...judgePublished(evidence, lookups),
    ...judgeHttpOnly(evidence, lookups),
    ...judgeNotOffered(evidence, lookups),
    ...judgeConflicts(evidence, lookups),
    ...judgeOtherDomain(evidence, lookups),
    ...judgeCleartext(evidence, lookups),
    ...judgeWeakerSignIn(evidence.candidates, evidence.judged),
    ...judgeLookalikes(evidence.site, evidence.candidates, lookups),
    ...judgeWildcard(evidence),
  ];
}

/** What DNS says of the domain itself: it does not exist, or nobody answers. */
function judgeNames({ domain }: SearchEvidence, lookups: readonly LookupSeen[]): readonly Finding[] {
  const asked = lookups.filter(({ uri }) => uri.startsWith('dns:'));
  const mx = asked.find(({ uri }) => uri.endsWith('type=MX'));
  const unanswered = asked.filter(({ outcome }) => outcome === 'silent' || outcome === 'failed');
  if (mx?.outcome === 'name-unknown') return [finding('discovery_domain_unknown', { domain }, [mx.id])];
  if (asked.length > 0 && unanswered.length === asked.length) {
    return [finding('dns_no_answer', { host: domain }, unanswered.map(idOf))];
  }
  return [];
}

/** Whether the domain says anything at all, and whether anything was found without it. */
function judgePublished(
  { domain, candidates, judged, observations }: SearchEvidence,
  lookups: readonly LookupSeen[],
): readonly Finding[] {
  const published = candidates.filter(({ source }) => source.kind !== 'guess');
  const isProviderKnown = observedInRun(observations, 'provider').length > 0;
  if (published.length > 0 || isProviderKnown) return [];
  const isUnanswered = lookups
    .filter(({ uri }) => uri.startsWith('dns:'))
    .every(({ outcome }) => outcome === 'silent' || outcome === 'failed');
  const isUnknown = lookups.some(({ uri, outcome }) => uri.endsWith('type=MX') && outcome === 'name-unknown');
  if (isUnanswered || isUnknown) return [];
  const code = judged.some(({ best }) => !hasProblem(best))
    ? 'discovery_nothing_published'
    : 'discovery_nothing_found';
  return [finding(code, { domain }, lookups.map(idOf))];
}

function judgeHttpOnly({ domain }: SearchEvidence, lookups: readonly LookupSeen[]): readonly Finding[] {
  const found = lookups.find(({ source, outcome }) => source === 'autoconfig-http' && outcome === 'found');
  const isOverHttps = lookups.some(
    ({ source, outcome }) =>
      (source === 'autoconfig' || source === 'autoconfig-well-known') && outcome === 'found',
  );
  if (found === undefined || isOverHttps) return [];
  return [finding('discovery_only_over_http', { domain, uri: found.uri }, [found.id])];
}

function judgeNotOffered({ domain }: SearchEvidence, lookups: readonly LookupSeen[]): readonly Finding[] {
  const saying = lookups.filter(
    ({ source, suggestion }) => source === 'srv' && (suggestion?.notOffered.length ?? 0) > 0,
  );
  if (saying.length === 0) return [];
  const services = saying.map(({ uri }) => /^dns:(_[a-z0-9]+)/.exec(uri)?.[1] ?? uri).join(', ');
  return [finding('discovery_srv_not_offered', { domain, services }, saying.map(idOf))];
}

/**
 * One sentence for each protocol: its servers or its user names differ. Another port of the same server is no disagreement,
 * and where one of them is of another domain, or does not exist, that is what is said.
 */
function judgeConflicts(evidence: SearchEvidence, lookups: readonly LookupSeen[]): readonly Finding[] {
  const conflicts = conflictsIn(evidence.candidates).filter(
    ({ field }) => field === 'host' || field === 'username',
  );
  const protocols = [...new Set(conflicts.map(({ protocol }) => protocol))];
  return protocols.flatMap((protocol) => {
    const conflict = conflicts.find((one) => one.protocol === protocol);
    return conflict === undefined ? [] : judgeConflict(conflict, evidence, lookups);
  });
}

function judgeConflict(
  { protocol, field, values }: Conflict,
  { domain, site, candidates, judged }: SearchEvidence,
  lookups: readonly LookupSeen[],
): readonly Finding[] {
  const own = candidates.filter(({ endpoint }) => endpoint.protocol === protocol);
  const named = values.flatMap(
    ({ value, sources }) =>
      own.find(
        (one) =>
          valueIn(field, one) === value &&
          sources.some(({ kind, uri }) => kind === one.source.kind && uri === one.source.uri),
      ) ?? [],
  );
  const isOther = field === 'host' && named.some((one) => one.site !== site);
  const isUnknown = judged.some(
    ({ endpoint, best }) =>
      named.some((one) => one.endpoint.host === endpoint.host) &&
      best.findings.some(({ code }) => code === 'dns_host_unknown'),
  );
  if (isOther || isUnknown) return [];
  const [first = '?', second = '?'] = named.map(
    ({ endpoint, username, source }) =>
      `${formatEndpoint(endpoint)}${field === 'username' ? `, ${username}` : ''} (${source.kind})`,
  );
  const evidence = answersOf(
    values.flatMap(({ sources }) => sources),
    lookups,
  );
  const params = { domain, protocol: PROTOCOL_NAMES[protocol], first, second };
  return [finding('discovery_sources_disagree', params, evidence)];
}

function valueIn(field: Conflict['field'], { endpoint, username }: PlacedCandidate): string | null {
  return field === 'username' ? username : String(endpoint[field]);
}

function judgeOtherDomain(
  { domain, site, candidates, judged }: SearchEvidence,
  lookups: readonly LookupSeen[],
): readonly Finding[] {
  const away = candidates.filter((one) => one.site !== site && one.source.kind !== 'guess' && !isBridge(one));
  return [...new Set(away.map(({ site: other }) => other))].map((other) => {
    const own = away.filter((one) => one.site === other);
    const sources = own.map(({ source }) => source);
    const looks = judged.filter(({ endpoint }) => own.some((one) => one.endpoint.host === endpoint.host));
    const evidence = [
      ...answersOf(sources, lookups),
      ...looks.flatMap(({ best }) => best.view.observations.slice(0, 1).map(idOf)),
    ];
    const host = own[0]?.endpoint.host ?? other;
    return finding('discovery_servers_of_other_domain', { domain, site: other, host }, evidence);
  });
}

/** The provider's own program on this computer, which is told of by itself. */
function isBridge({ endpoint, source }: PlacedCandidate): boolean {
  return source.kind === 'provider-list' && addressScope(endpoint.host) === 'loopback';
}

function judgeCleartext({ candidates }: SearchEvidence, lookups: readonly LookupSeen[]): readonly Finding[] {
  const asked = candidates.filter(
    ({ endpoint, source }) => endpoint.connectionSecurity === 'cleartext' && source.kind !== 'person',
  );
  const firsts = once(asked, (left, right) => isSameEndpoint(left.endpoint, right.endpoint));
  return firsts.map(({ endpoint, source }) => {
    const { host, port } = endpoint;
    const same = asked.filter((one) => isSameEndpoint(one.endpoint, endpoint));
    const evidence = answersOf(
      same.map((one) => one.source),
      lookups,
    );
    return finding('discovery_autoconfig_cleartext', { host, port, uri: source.uri ?? '?' }, evidence);
  });
}

function judgeWildcard({ observations }: SearchEvidence): readonly Finding[] {
  return observedInRun(observations, 'wildcard-dns')
    .filter(({ isWildcard }) => isWildcard)
    .map(({ domain, id }) => finding('dns_wildcard', { domain }, [id]));
}
