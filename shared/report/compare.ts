import type { Finding, FindingCode } from '../findings/finding.ts';
import { endpointKey, type Endpoint } from '../mail/endpoint.ts';
import { observedByEndpoint } from '../mail/observation.ts';
import { CHANGED_THINGS, changesAt, type ChangeSense, type EndpointChange } from './endpoint-changes.ts';
import { judgeAgain } from './judge-again.ts';
import { serversIn, type Report, type Subject } from './report.ts';

/** One difference, and where. */
export interface Change extends EndpointChange {
  readonly endpoint: Endpoint;
  /** The new problems at this endpoint that it may have led to. */
  readonly explains: readonly FindingCode[];
}

/**
 * Whether two reports are about the same: the same account or hosts; another account of the same domain; another domain; or
 * one whose address is hidden, so that nobody can tell.
 */
export type SameSubject = 'same' | 'other-account' | 'other-domain' | 'unknown';

/** What changed between two reports. */
export interface ReportComparison {
  readonly before: Pick<Report, 'startedAt' | 'tool'>;
  readonly now: Pick<Report, 'startedAt' | 'tool'>;
  readonly subject: SameSubject;
  /** True where the one that was given as the earlier is the later. */
  readonly isBackwards: boolean;
  /** True where no server is in both: then there is nothing to compare. */
  readonly hasNothingInCommon: boolean;
  /** What most likely explains new problems comes first. */
  readonly changes: readonly Change[];
  readonly onlyBefore: readonly Endpoint[];
  readonly onlyNow: readonly Endpoint[];
  /** What today's rules say of the one and not of the other. */
  readonly gone: readonly Finding[];
  readonly added: readonly Finding[];
}

/**
 * What changed from one report to another: at the servers that are in both, by what was seen of them, and in what today's rules
 * say of each, so that a change of the rules is none of the server.
 */
export function compareReports(before: Report, now: Report): ReportComparison {
  const [servers, serversNow] = [serversIn(before), serversIn(now)];
  const [keys, keysNow] = [servers, serversNow].map((all) => new Set(all.map(endpointKey)));
  const common = serversNow.filter((one) => keys?.has(endpointKey(one)));
  const [said, saidNow] = [judgeAgain(before).findings, judgeAgain(now).findings];
  const added = without(saidNow, said);
  const [seenBefore, seenNow] = [before, now].map(({ observations }) => observedByEndpoint(observations));
  const problems = problemsByEndpoint(added, now);
  const changes = common.flatMap((endpoint) => {
    const explains = problems.get(endpointKey(endpoint)) ?? [];
    const own = changesAt(seenBefore?.(endpoint) ?? [], seenNow?.(endpoint) ?? []);
    return own.map((one): Change => ({ ...one, endpoint, explains: MAY_EXPLAIN[one.sense] ? explains : [] }));
  });
  return {
    before: { startedAt: before.startedAt, tool: before.tool },
    now: { startedAt: now.startedAt, tool: now.tool },
    subject: sameSubject(before.subject, now.subject),
    isBackwards: Date.parse(before.startedAt) > Date.parse(now.startedAt),
    hasNothingInCommon: common.length === 0,
    changes: changes.toSorted((left, right) => placeOf(left) - placeOf(right)),
    onlyBefore: servers.filter((one) => !keysNow?.has(endpointKey(one))),
    onlyNow: serversNow.filter((one) => !keys?.has(endpointKey(one))),
    gone: without(said, saidNow),
    added,
  };
}

const MAY_EXPLAIN: Readonly<Record<ChangeSense, boolean>> = {
  worse: true,
  other: true,
  better: false,
  usual: false,
};
const SENSES: readonly ChangeSense[] = ['worse', 'other', 'better', 'usual'];

/** Where something new is wrong, the first thing in a row is the cause of the others; elsewhere what got worse comes first. */
function placeOf({ explains, sense, thing }: Change): number {
  const step = CHANGED_THINGS.indexOf(thing);
  return explains.length > 0 ? step : (SENSES.indexOf(sense) + 1) * CHANGED_THINGS.length + step;
}

function problemsByEndpoint(
  added: readonly Finding[],
  { observations }: Report,
): ReadonlyMap<string, readonly FindingCode[]> {
  const placeOfId = new Map(
    observations.flatMap(({ id, endpoint }) => (endpoint === null ? [] : [[id, endpointKey(endpoint)]])),
  );
  const problems = new Map<string, FindingCode[]>();
  for (const { code, severity, evidence } of added) {
    if (severity !== 'problem') continue;
    const places = new Set(evidence.flatMap((id) => placeOfId.get(id) ?? []));
    for (const place of places) problems.set(place, [...(problems.get(place) ?? []), code]);
  }
  return problems;
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const said = new Set(others.map(aboutWhat));
  return findings.filter((one) => !said.has(aboutWhat(one)));
}

/** Days and times differ from run to run; what a finding is about does not. */
function aboutWhat({ code, params: { host, port, protocol } }: Finding): string {
  return JSON.stringify([code, host, port, protocol]);
}

// As redaction writes them: numbered anew in every report.
const PSEUDONYM = /^(user|domain|server)-\d+/;

/** Whether two reports are about the same, as far as their subjects tell. */
export function sameSubject(before: Subject, now: Subject): SameSubject {
  const given = [before.address, now.address, before.domain, now.domain];
  if (given.some((one) => PSEUDONYM.test(one ?? ''))) return 'unknown';
  if (before.domain !== now.domain) return 'other-domain';
  return before.address === now.address || before.address === null || now.address === null
    ? 'same'
    : 'other-account';
}
