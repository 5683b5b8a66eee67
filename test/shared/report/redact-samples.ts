import type { Finding } from '../../../shared/findings/finding.ts';
import { judge, type Evidence } from '../../../shared/findings/judge.ts';
import { parseEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import type { Observation, ObservedFacts } from '../../../shared/mail/observation.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import { ENDPOINT_CASES } from '../findings/all-cases.ts';
import { SEARCH_NEAR_MISSES } from '../findings/discovery-clean-cases.ts';
import { evidenceOfSearch } from '../findings/discovery-facts.ts';
import { LOOKUP_CASES, LOOKUP_NEAR_MISSES } from '../findings/discovery-lookup-cases.ts';
import { SEARCH_CASES } from '../findings/discovery-search-cases.ts';
import { SUGGESTED_CASES, SUGGESTED_NEAR_MISSES } from '../findings/discovery-server-cases.ts';
import { CLEAN_CASES, evidenceOf, PATTERN_CASES } from '../findings/pattern-cases.ts';

/** The IMAP server of `example.org`. */
export const IMAP: Endpoint = endpointAt('imap.example.org');

/** An endpoint at this host. */
export function endpointAt(host: string): Endpoint {
  const parsed = parseEndpoint('imap', `${host}:993/implicit-tls`);
  if (!parsed.ok) throw new Error(`not an endpoint: ${host}`);
  return parsed.value;
}

/** A report about `a…e@example.org` and its IMAP server, with these observations. */
export function reportWith(observations: readonly Observation[], given: Partial<Report> = {}): Report {
  return {
    ...buildReport({
      tool: { name: 'letterlock', version: '1.0.0', runtime: 'Node 22.1.0' },
      startedAt: '2026-11-22T18:04:05.123Z',
      durationMs: 1,
      subject: { domain: 'example.org', site: 'example.org', address: 'a…e@example.org' },
      isCancelled: false,
      candidates: [
        {
          endpoint: IMAP,
          username: 'a…e',
          signIn: [],
          source: { kind: 'person', uri: null, trust: 'person' },
          site: 'example.org',
          shown: null,
        },
      ],
      observations,
      findings: [],
      plan: { incoming: null, outgoing: null },
      changedOnDisk: [],
      transcripts: [],
    }),
    ...given,
  };
}

/** A report in which the server greets with this text. */
export function reportSaying(text: string): Report {
  return reportWith([
    {
      id: 'o1',
      kind: 'greeting',
      endpoint: IMAP,
      address: '203.0.113.5',
      at: 0,
      took: 0,
      transcript: null,
      outcome: 'ready',
      service: 'imap',
      words: { text },
    },
  ]);
}

/** A report out of which the same can be judged again. */
export function reportOf({
  endpoints,
  candidates,
  observations,
  subject,
  username,
  clock,
}: Evidence): Report {
  return reportWith(observations, {
    candidates,
    subject: { ...subject, address: username },
    startedAt: clock.now,
    judgedWith: { endpoints, username, madeAt: clock.madeAt },
  });
}

/** What is found in a report that was made of this, after something was done to it. */
export function judgedIn(report: Report, { endpoints, guessed, isCancelled }: Evidence): readonly Finding[] {
  const judgedWith = report.judgedWith;
  if (judgedWith === undefined) throw new Error('it was made without');
  const { madeAt, username } = judgedWith;
  return judge({
    endpoints: judgedWith.endpoints,
    guessed: judgedWith.endpoints.filter((_one, at) => guessed.includes(endpoints[at]!)), // in the same order
    candidates: report.candidates,
    observations: report.observations,
    subject: report.subject,
    username,
    isCancelled,
    clock: { now: report.startedAt, madeAt },
  });
}

/** Everything that the judge is tested with, each as a whole. */
export const EVIDENCE: readonly (readonly [what: string, evidence: Evidence])[] = [
  ...ENDPOINT_CASES.map(([code, security, facts]) => [code, evidenceOfFacts(security, facts)] as const),
  ...[...PATTERN_CASES.map(([code, , at]) => [code, at] as const), ...CLEAN_CASES].map(
    ([what, at]) => [what, evidenceOf(at)] as const,
  ),
  ...[...LOOKUP_CASES, ...SEARCH_CASES, ...SUGGESTED_CASES].map(
    ([code, what, searched]) => [`${code}: ${what}`, evidenceOfSearch(searched)] as const,
  ),
  ...[...LOOKUP_NEAR_MISSES, ...SUGGESTED_NEAR_MISSES, ...SEARCH_NEAR_MISSES].map(
    ([code, what, searched]) => [`not ${code}: ${what}`, evidenceOfSearch(searched)] as const,
  ),
];

function evidenceOfFacts(security: string, facts: readonly ObservedFacts[]): Evidence {
  const endpoint = { ...IMAP, connectionSecurity: security as Endpoint['connectionSecurity'] }; // as the cases write it
  return {
    endpoints: [endpoint],
    guessed: [],
    candidates: [],
    observations: facts.map((fact, at) => ({
      id: `o${at + 1}`,
      endpoint,
      address: fact.kind === 'dns-answer' ? null : 'address' in fact ? fact.address : '192.0.2.7',
      at,
      took: 1,
      transcript: null,
      ...fact,
    })),
    subject: { domain: 'example.org', site: 'example.org' },
    username: 'a…e@example.org',
    isCancelled: false,
    clock: { now: '2026-11-22T08:00:00.000Z', madeAt: '2026-01-01' },
  };
}
