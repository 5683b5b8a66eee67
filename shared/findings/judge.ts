import type { PlacedCandidate } from '../mail/candidate.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import { endpointKey } from '../mail/endpoint.ts';
import {
  observedByEndpoint,
  observedInRun,
  type CrashFacts,
  type EndpointObservation,
  type Observation,
  type RunObservationOf,
} from '../mail/observation.ts';
import { finding, type Finding, type FindingCode, type Severity } from './finding.ts';
import { hasProblem, type JudgedEndpoint, type JudgedPath, type PatternRule } from './judged.ts';
import { judgeConnect, judgeDns, judgeHostsFile, judgeSlowDns } from './rules/network.ts';
import { judgeOffersInTheClear } from './rules/offers.ts';
import { judgeSearch } from './discovery/domain.ts';
import { judgeLookups } from './discovery/lookups.ts';
import { judgeWebPortal, OF_PORTALS } from './discovery/portal.ts';
import { judgeProvider } from './discovery/provider.ts';
import { judgeSuggested } from './discovery/servers.ts';
import { judgeBan } from './patterns/ban.ts';
import { judgeBetween } from './patterns/between.ts';
import { judgeClock, type ClockEvidence } from './patterns/clock.ts';
import { judgeFamilies } from './patterns/families.ts';
import { judgeFiltering } from './patterns/filtering.ts';
import { judgeGuesses } from './patterns/guesses.ts';
import { judgeMechanismsApart } from './patterns/mechanisms.ts';
import { judgeOffline, judgeOfflineSearch } from './patterns/offline.ts';
import { judgeOwnKey } from './patterns/own-key.ts';
import { judgeRefusedAlike } from './patterns/refused-alike.ts';
import { judgeCapabilities, judgeGreeting, judgeSlowGreeting } from './rules/protocol.ts';
import { judgeMailbox } from './rules/mailbox.ts';
import { judgeMemory } from './rules/memory.ts';
import { judgeMemoryFile } from './rules/memory-file.ts';
import { judgeSending } from './rules/sending.ts';
import { judgeSignIn } from './rules/sign-in.ts';
import { judgeStarttls } from './rules/starttls.ts';
import { judgeTls } from './rules/tls.ts';
import { judgeOldVersions } from './rules/tls-look.ts';
import { idOf, lastSeen, seen, viewsOf, type EndpointView, type Rule } from './view.ts';

/** All of a run that is judged. */
export interface Evidence {
  readonly endpoints: readonly Endpoint[];
  /** Those of them that nobody named: usual ports of a host that was named. */
  readonly guessed: readonly Endpoint[];
  /** Everything that was suggested, the best first. */
  readonly candidates: readonly PlacedCandidate[];
  readonly observations: readonly Observation[];
  readonly subject: { readonly domain: string | null; readonly site: string | null };
  /** The user name, masked; null where nobody meant to sign in. */
  readonly username: string | null;
  readonly isCancelled: boolean;
  readonly clock: ClockEvidence;
}

// In the order in which things happen: the first that fails is the cause, and a look stops there by itself.
const RULES: readonly Rule[] = [
  judgeDns,
  judgeSlowDns,
  judgeHostsFile,
  judgeConnect,
  judgeGreeting,
  judgeSlowGreeting,
  judgeOffersInTheClear,
  judgeStarttls,
  judgeTls,
  judgeOldVersions,
  judgeCapabilities,
  judgeMemory,
  judgeSignIn,
  judgeMailbox,
  judgeSending,
];

// What shows only when all endpoints are taken together.
const PATTERNS: readonly PatternRule[] = [
  judgeBetween,
  judgeGuesses,
  judgeFiltering,
  judgeFamilies,
  judgeBan,
  judgeMechanismsApart,
  judgeRefusedAlike,
];

/** What only warns, and beside which nobody may say that all is well: it is then what a person reads first. */
const AGAINST_HEALTH: ReadonlySet<FindingCode> = new Set([
  'auth_signed_in_without_proof',
  'sending_never_arrived',
  'tls_intercepted',
]);

const BY_SEVERITY: readonly Severity[] = ['problem', 'warning', 'note', 'good'];

/**
 * Judges what was seen. Pure: the same observations always give the same findings, so a report can be judged again by a
 * later version. What to do first comes first.
 */
export function judge(evidence: Evidence): readonly Finding[] {
  const { judged, found } = judgeEndpoints(evidence);
  return merged([...found, ...judgeWhole(evidence, judged, found)]).toSorted(bySeverity);
}

interface Found {
  readonly judged: readonly JudgedEndpoint[];
  readonly found: readonly Finding[];
}

/** What is to be said of the endpoints, one by one and together. */
function judgeEndpoints(evidence: Evidence): Found {
  const around = surroundingsOf(evidence);
  const judged = evidence.endpoints.map((endpoint) => judgeEndpoint(endpoint, around));
  const patterns = [
    judgeOffline(observedInRun(evidence.observations, 'own-network')),
    judgeClock(evidence.clock),
    ...PATTERNS,
    judgeOwnKey(evidence.clock),
    (all: readonly JudgedEndpoint[]) => judgeSuggested(all, evidence.candidates, domainIn(evidence)),
  ].flatMap((rule) => rule(judged));
  const swallowed = new Set(patterns.flatMap(({ swallows }) => swallows));
  const own = judged.flatMap(({ best }) => best.findings);
  const others = [...own, ...patterns.flatMap((pattern) => pattern.finding ?? []), ...judgeRun(evidence)];
  const discovery = judgeDiscovery(evidence, judged);
  // Behind a portal everything else that was seen can be its work.
  const isBehindPortal = discovery.some(({ code }) => code === 'network_captive_portal');
  const found = isBehindPortal
    ? [...discovery, ...others.filter(({ code }) => !OF_PORTALS.has(code))]
    : [...others, ...discovery];
  return { judged, found: found.filter((one) => !swallowed.has(one)) };
}

/** What is known of each endpoint, looked up once for all of them. */
interface Around {
  readonly seenAt: (endpoint: Endpoint) => readonly EndpointObservation[];
  readonly guessed: ReadonlySet<string>;
  readonly siteOf: ReadonlyMap<string, string>;
  readonly usernameAt: ReadonlyMap<string, string>;
  readonly username: string | null;
  readonly provider: RunObservationOf<'provider'> | null;
}

function surroundingsOf({ observations, username, guessed, candidates }: Evidence): Around {
  // The best come first, and of those that are alike the last in a map stays.
  const worstFirst = candidates.toReversed();
  return {
    seenAt: observedByEndpoint(observations),
    guessed: new Set(guessed.map(endpointKey)),
    siteOf: new Map(worstFirst.map(({ endpoint, site }) => [endpoint.host, site])),
    usernameAt: new Map(
      worstFirst.flatMap((one) =>
        one.username === null ? [] : [[endpointKey(one.endpoint), one.username] as const],
      ),
    ),
    username,
    provider: observedInRun(observations, 'provider')[0] ?? null,
  };
}

function judgeEndpoint(endpoint: Endpoint, around: Around): JudgedEndpoint {
  const { username, provider } = around;
  const key = endpointKey(endpoint);
  const site = around.siteOf.get(endpoint.host) ?? endpoint.host;
  const suggestedUsername = around.usernameAt.get(key) ?? null;
  const told = { username, site, suggestedUsername, provider };
  const paths = viewsOf(endpoint, around.seenAt(endpoint), told).map(judgePath);
  return {
    endpoint,
    isGuessed: around.guessed.has(key),
    paths,
    best: paths.reduce((best, next) => (rankOf(next) > rankOf(best) ? next : best)),
  };
}

function judgePath(view: EndpointView): JudgedPath {
  // Port 25 is between servers: what is wrong there keeps nobody's mail program from working.
  const isForInformation = view.endpoint.protocol === 'smtp';
  const findings = isForInformation ? [] : RULES.flatMap((rule) => rule(view));
  return { view, findings: [...findings, ...crashes(view)] };
}

/** A path that was signed in over says the most, then one that works, then the one that got farthest. */
function rankOf(path: JudgedPath): number {
  const { view } = path;
  const isUnreachable = lastSeen(view, 'tcp-connect')?.outcome === 'unreachable';
  const steps = view.observations.length - (isUnreachable ? 1 : 0);
  const hasSignedIn = seen(view, 'sign-in').length > 0;
  return steps + (hasSignedIn ? 2_000_000 : 0) + (hasProblem(path) ? 0 : 1_000_000);
}

function crashes(view: EndpointView): readonly Finding[] {
  return seen(view, 'check-crashed').map(crashOf);
}

/** What is to be said of the search for the settings. */
function judgeDiscovery(evidence: Evidence, judged: readonly JudgedEndpoint[]): readonly Finding[] {
  const { candidates, observations, subject } = evidence;
  const instead = [...judgeOfflineSearch(observations), ...judgeWebPortal(observations)];
  const found = [
    ...judgeProvider(observations),
    ...judgeLookups(observations),
    ...judgeSearch({ domain: domainIn(evidence), site: subject.site, candidates, observations, judged }),
  ];
  // Whatever was asked, nobody answered, or the portal.
  return instead.length === 0 ? found : instead;
}

function domainIn({ subject, endpoints }: Evidence): string {
  return subject.domain ?? endpoints[0]?.host ?? '';
}

/** What is to be said of this computer. */
function judgeRun({ observations }: Evidence): readonly Finding[] {
  return [
    ...observedInRun(observations, 'memory-file').map(judgeMemoryFile),
    ...observedInRun(observations, 'check-crashed').map(crashOf),
  ];
}

function crashOf({ id, detail }: CrashFacts & { readonly id: string }): Finding {
  return finding('run_check_crashed', { detail }, [id]);
}

/** What is said of the run as a whole. */
function judgeWhole(
  evidence: Evidence,
  judged: readonly JudgedEndpoint[],
  found: readonly Finding[],
): readonly Finding[] {
  if (evidence.isCancelled) return [finding('run_cancelled', {}, [])];
  if (found.some(({ severity, code }) => severity === 'problem' || AGAINST_HEALTH.has(code))) return [];
  const views = judged.map(({ best }) => best.view);
  const domain = domainIn(evidence);
  const signIns = views
    .flatMap((view) => seen(view, 'sign-in'))
    .filter(({ outcome }) => outcome === 'accepted');
  if (signIns.length > 0) return [finding('account_healthy', { domain }, signIns.map(idOf))];
  const lists = views.flatMap((view) => seen(view, 'capabilities')).filter(({ phase }) => phase === 'in-tls');
  return lists.length > 0 ? [finding('servers_healthy', { domain }, lists.map(idOf))] : [];
}

/** The same of several endpoints is said once, with all that proves it. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const byText = new Map<string, Finding>();
  for (const one of findings) {
    const key = JSON.stringify([one.code, one.params]);
    const first = byText.get(key);
    const evidence = [...new Set([...(first?.evidence ?? []), ...one.evidence])];
    byText.set(key, { ...(first ?? one), evidence });
  }
  return [...byText.values()];
}

function bySeverity(left: Finding, right: Finding): number {
  return BY_SEVERITY.indexOf(left.severity) - BY_SEVERITY.indexOf(right.severity);
}
