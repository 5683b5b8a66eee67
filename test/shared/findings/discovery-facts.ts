import type { FindingCode } from '../../../shared/findings/finding.ts';
import type { Evidence } from '../../../shared/findings/judge.ts';
import type { PlacedCandidate, SourceKind, Suggestion } from '../../../shared/mail/candidate.ts';
import type { Protocol } from '../../../shared/mail/endpoint.ts';
import type { LookupFacts, LookupOutcome, ProviderFacts, Redirect } from '../../../shared/mail/lookup.ts';
import type { Observation, ObservedFacts, RunFacts } from '../../../shared/mail/observation.ts';
import { endpointAt, suggested, URIS } from '../discovery/candidates.ts';
import { inTls } from './facts.ts';

/** A server as it is written, and what was seen there. */
export type Look = readonly [protocol: Protocol, written: string, facts: readonly ObservedFacts[]];

/** A search for settings, as a run records it, and the looks that came of it. */
export interface Searched {
  /** `example.org` where it is not given. */
  readonly domain?: string;
  readonly run: readonly RunFacts[];
  readonly candidates?: readonly PlacedCandidate[];
  readonly looks?: readonly Look[];
}

/** What was seen, the values of the finding that it reaches, and everything that is then said. */
export type SearchCase = readonly [
  code: FindingCode,
  what: string,
  searched: Searched,
  params: Readonly<Record<string, string | number>>,
  all: readonly FindingCode[],
];

/** What was seen that is not to be told as this, and everything that is told. */
export type NearMiss = readonly [
  code: FindingCode,
  what: string,
  searched: Searched,
  all: readonly FindingCode[],
];

/** A question, and what came of it: at the usual address of its source, where no other is given. */
export function lookup(
  source: SourceKind,
  outcome: LookupOutcome,
  more: Partial<Omit<LookupFacts, 'kind' | 'source' | 'outcome'>> = {},
): LookupFacts {
  const uri = more.uri ?? URIS[source] ?? 'letterlock:providers';
  const host = /^https?:\/\/([^/]+)/.exec(uri)?.[1];
  return {
    kind: 'lookup',
    source,
    asked: host === undefined ? (uri.startsWith('dns:') ? 'DNS' : null) : `${host} (192.0.2.80)`,
    outcome,
    status: null,
    redirects: [],
    detail: null,
    suggestion: null,
    ...more,
    uri,
  };
}

/** The question for the MX records of the domain. */
export function mx(outcome: LookupOutcome): LookupFacts {
  return lookup('autoconfig-mx', outcome, { uri: 'dns:example.org?type=MX' });
}

/** The question for the SRV records of one service; those that are not to be had are what it suggests. */
export function srv(
  label: string,
  outcome: LookupOutcome,
  notOffered: Suggestion['notOffered'] = [],
): LookupFacts {
  const uri = `dns:${label}._tcp.example.org?type=SRV`;
  return lookup('srv', outcome, { uri, suggestion: outcome === 'found' ? suggestion({ notOffered }) : null });
}

/** What a document suggests besides servers. */
export function suggestion(more: Partial<Suggestion>): Suggestion {
  const nothing = { candidates: [], notOffered: [], dropped: [], others: [], instructions: [] };
  return { ...nothing, providerName: null, ...more };
}

/** A hop of a web request. */
export function hop(from: string, to: string): Redirect {
  return { status: 302, from, to };
}

/** What the list knows of the domain's provider. */
export function provider(more: Partial<ProviderFacts>): ProviderFacts {
  return {
    kind: 'provider',
    name: 'Example Mail',
    by: 'domain',
    access: 'mail-protocols',
    signIn: 'password',
    preconditions: [],
    help: null,
    asOf: '2026-11',
    ...more,
  };
}

const IMAPS: Look = ['imap', 'imap.example.org:993', inTls];
const SUBMISSIONS: Look = ['submission', 'smtp.example.org:465', inTls];

/** A domain that publishes its settings in one place, and servers that are well. */
export const WELL = {
  run: [lookup('autoconfig', 'found')],
  candidates: [
    suggested('autoconfig', 'imap', 'imap.example.org:993', { username: '%EMAILADDRESS%' }),
    suggested('autoconfig', 'submission', 'smtp.example.org:465', { username: '%EMAILADDRESS%' }),
  ],
  looks: [IMAPS, SUBMISSIONS],
} satisfies Searched;

/** The same, and something else was seen. */
export function alsoSeen(...facts: readonly RunFacts[]): Searched {
  return { ...WELL, run: [...WELL.run, ...facts] };
}

/** The same, and somebody else suggests something, at which one may have looked. */
export function alsoSuggested(
  facts: readonly RunFacts[],
  candidates: readonly PlacedCandidate[],
  looks: readonly Look[] = [],
): Searched {
  return {
    run: [...WELL.run, ...facts],
    candidates: [...WELL.candidates, ...candidates],
    looks: [...WELL.looks, ...looks],
  };
}

/** Usual names, which are nobody's word. */
export const GUESSES: readonly PlacedCandidate[] = [
  suggested('guess', 'imap', 'imap.example.org:993'),
  suggested('guess', 'submission', 'smtp.example.org:465'),
];
/** Nothing is published. */
export const ABSENT = [lookup('autoconfig', 'name-unknown'), srv('_imaps', 'absent'), mx('absent')];

/** A domain whose only word is what is given, with servers that are well. */
export function saidBy(...candidates: readonly PlacedCandidate[]): Searched {
  const kinds = [...new Set(candidates.map(({ source }) => source.kind))];
  const run = kinds.map((kind) => lookup(kind, 'found'));
  return { run, candidates, looks: candidates.map(({ endpoint }) => lookAt(endpoint)) };
}

function lookAt({ protocol, host, port }: PlacedCandidate['endpoint']): Look {
  return [protocol, `${host}:${port}`, inTls];
}

/** A domain whose web servers all send to one address. */
export function sentTo(to: string): Searched {
  const asked = ['autoconfig', 'autoconfig-well-known', 'pacc', 'autodiscover'] as const;
  return {
    run: asked.map((source) =>
      to.startsWith('http:')
        ? lookup(source, 'redirect-refused', { detail: `to-http ${to}`, status: 302 })
        : lookup(source, 'absent', { redirects: [hop(URIS[source] ?? '', to)], status: 404 }),
    ),
  };
}

/** The search as a run would give it to the judge. */
export function evidenceOfSearch({
  domain = 'example.org',
  run,
  candidates = [],
  looks = [],
}: Searched): Evidence {
  const endpoints = looks.map(([protocol, written]) => endpointAt(protocol, written));
  const moment = { at: 1, took: 1, transcript: null };
  const nowhere = { endpoint: null, address: null };
  const asked = run.map((facts) => ({ ...nowhere, ...moment, ...facts }));
  const seen = looks.flatMap(([, , facts], at) =>
    facts.map((fact) => ({
      endpoint: endpoints[at],
      address: fact.kind === 'dns-answer' ? null : 'address' in fact ? fact.address : '192.0.2.7',
      ...moment,
      ...fact,
    })),
  );
  return {
    endpoints,
    guessed: [],
    candidates,
    // An endpoint stands at every index.
    observations: [...asked, ...seen].map((one, at) => ({ id: `o${at + 1}`, ...one }) as Observation),
    subject: { domain, site: domain },
    username: 'a…e@example.org',
    isCancelled: false,
    clock: { now: '2026-11-22T08:00:00.000Z', madeAt: '2026-01-01' },
  };
}

/** What a domain's web servers come to where none has a certificate of its own. */
export const WRONG_CERTIFICATES = (['autoconfig', 'autoconfig-well-known', 'autodiscover'] as const).map(
  (source) => lookup(source, 'bad-certificate', { detail: 'self-signed certificate' }),
);

/** The one question that goes without TLS is sent on to somebody else's page. */
export const SENT_IN_THE_CLEAR = lookup('autoconfig-http', 'unusable', {
  detail: 'other-document',
  status: 200,
  redirects: [hop(URIS['autoconfig-http'] ?? '', 'http://login.hotel.test/')],
});
