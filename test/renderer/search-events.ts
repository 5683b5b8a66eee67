import { rank } from '../../shared/discovery/rank.ts';
import { SRV_LABELS } from '../../shared/discovery/srv.ts';
import { judge } from '../../shared/findings/judge.ts';
import type { Candidate, PlacedCandidate, Source, SourceKind, Trust } from '../../shared/mail/candidate.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { LookupFacts } from '../../shared/mail/lookup.ts';
import type { RunObservation } from '../../shared/mail/observation.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import { endpointsIn, type RunEvent } from '../../shared/report/events.ts';
import { IMAP, SMTP, endpoint, finished, started } from '../shared/report/events.ts';

/** A search began: no server was named. */
export const SEARCHING: RunEvent = started();

/** The servers were found. */
export function servers(...endpoints: readonly Endpoint[]): RunEvent {
  return { type: 'servers', endpoints };
}

let lookupCount = 0;

/** A source was asked. */
export function lookup(
  source: SourceKind,
  uri: string,
  facts: Partial<LookupFacts> = {},
  at = 40,
): RunEvent & { type: 'observation' } {
  lookupCount += 1;
  const observation: RunObservation = {
    id: `l${lookupCount}`,
    endpoint: null,
    address: null,
    transcript: null,
    at,
    took: 30,
    kind: 'lookup',
    source,
    uri,
    asked: uri.startsWith('dns:') ? 'DNS' : `${new URL(uri).host} (192.0.2.80)`,
    outcome: 'absent',
    status: uri.startsWith('dns:') ? null : 404,
    redirects: [],
    detail: null,
    suggestion: null,
    ...facts,
  };
  return { type: 'observation', observation };
}

/** What a source suggests, as its answer has it. */
export function suggesting(candidates: readonly Candidate[]): Partial<LookupFacts> {
  const nothing = { notOffered: [], dropped: [], others: [], instructions: [], providerName: null };
  return { outcome: 'found', status: 200, suggestion: { candidates, ...nothing } };
}

/** One suggested server. */
export function candidate(at: Endpoint, source: Source, username: string | null = null): Candidate {
  return { endpoint: at, username, signIn: [], source };
}

/** A source of some trust. */
export function sourceOf(kind: SourceKind, trust: Trust, uri: string | null): Source {
  return { kind, uri, trust };
}

/** The end of a search, with everything that was suggested. */
export function searched(
  before: readonly RunEvent[],
  candidates: readonly Candidate[],
  { isCancelled = false } = {},
): readonly RunEvent[] {
  const { report } = finished(before, { isCancelled });
  const placed: readonly PlacedCandidate[] = candidates.map((one) => ({
    ...one,
    site: one.endpoint.host.split('.').slice(-2).join('.'),
    shown: null,
  }));
  const ranked = rank(placed).flatMap((option) => option.candidates);
  const { observations, subject, startedAt } = report;
  const findings = judge({
    endpoints: endpointsIn(before),
    candidates: ranked,
    guessed: [],
    observations,
    subject,
    username: subject.address,
    isCancelled,
    clock: { now: startedAt, madeAt: '2026-01-01' },
  });
  const plan = before.findLast((event) => event.type === 'plan')?.plan ?? report.plan;
  const { tool, durationMs, changedOnDisk, transcripts } = report;
  return [
    ...before,
    {
      type: 'finished',
      report: buildReport({
        tool,
        startedAt,
        durationMs,
        subject,
        isCancelled,
        candidates: ranked,
        observations,
        findings,
        plan,
        changedOnDisk,
        transcripts,
      }),
    },
  ];
}

/** The usual names that are guessed at. */
export const GUESSES: readonly Candidate[] = ['imap', 'mail', 'mx'].flatMap((label) => [
  candidate(endpoint('imap', `${label}.example.org:993`), sourceOf('guess', 'guess', null)),
  candidate(endpoint('submission', `${label}.example.org:465`), sourceOf('guess', 'guess', null)),
]);

const FILE = sourceOf('autoconfig', 'domain-https', 'https://autoconfig.example.org/mail/config-v1.1.xml');
const ISPDB = sourceOf('ispdb', 'other-https', 'https://v1.ispdb.net/example.org');
const SRV = sourceOf('srv', 'dns', 'dns:_imaps._tcp.example.org?type=SRV');
const JSON_URI =
  'https://autodiscover.example.org/autodiscover/autodiscover.json/v1.0/letterlock-settings@example.org?Protocol=AutodiscoverV1&RedirectCount=1';

const FILE_SAYS = [candidate(IMAP, FILE, '%EMAILADDRESS%'), candidate(SMTP, FILE, '%EMAILADDRESS%')];
const ISPDB_SAYS = [
  candidate(endpoint('imap', 'imap.example.org:143/cleartext'), ISPDB, '%EMAILLOCALPART%'),
  candidate(SMTP, ISPDB, '%EMAILADDRESS%'),
];
/** Everything that the sources of {@link ANSWERS} suggest, and guesses. */
export const SUGGESTED: readonly Candidate[] = [
  ...GUESSES,
  ...FILE_SAYS,
  ...ISPDB_SAYS,
  candidate(IMAP, SRV),
];

/** The answers of a domain whose sources do not agree, in the order in which they come. */
export const ANSWERS: readonly RunEvent[] = [
  ...SRV_LABELS.map((label) =>
    lookup(
      'srv',
      `dns:${label}._tcp.example.org?type=SRV`,
      label === '_imaps' ? { ...suggesting([]), status: null } : {},
      20,
    ),
  ),
  lookup('mailconf', 'dns:example.org?type=TXT', {}, 20),
  lookup('autoconfig-mx', 'dns:example.org?type=MX', { outcome: 'found' }, 22),
  lookup('pacc', 'dns:_ua-auto-config.example.org?type=TXT', {}, 22),
  lookup(
    'pacc',
    'https://ua-auto-config.example.org/.well-known/user-agent-configuration.json',
    { outcome: 'name-unknown', status: null, asked: 'ua-auto-config.example.org' },
    24,
  ),
  lookup('autoconfig', FILE.uri ?? '', suggesting(FILE_SAYS), 120),
  lookup(
    'autoconfig-well-known',
    'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml',
    {
      asked: 'www.example.org (192.0.2.80)',
      redirects: [
        {
          status: 301,
          from: 'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml',
          to: 'https://www.example.org/.well-known/autoconfig/mail/config-v1.1.xml',
        },
      ],
    },
    180,
  ),
  lookup('autoconfig-http', 'http://autoconfig.example.org/mail/config-v1.1.xml', {}, 90),
  lookup('ispdb', ISPDB.uri ?? '', suggesting(ISPDB_SAYS), 140),
  lookup('autodiscover', 'https://example.org/autodiscover/autodiscover.xml', {}, 150),
  lookup(
    'autodiscover',
    'https://autodiscover.example.org/autodiscover/autodiscover.xml',
    { outcome: 'credentials-wanted', status: 401 },
    160,
  ),
  lookup('autodiscover-json', JSON_URI, { outcome: 'silent', status: null, detail: 'answer' }, 5_000),
];
