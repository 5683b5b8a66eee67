import { createHash } from 'node:crypto';
import { adviseOn, type Advice } from '../../../shared/advice/advice.ts';
import type { Block, BlockId } from '../../../shared/advice/blocks.ts';
import type { SrvRecord } from '../../../shared/discovery/srv.ts';
import type { Finding } from '../../../shared/findings/finding.ts';
import type { PlacedCandidate, SourceKind, Suggestion } from '../../../shared/mail/candidate.ts';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import type { LookupFacts } from '../../../shared/mail/lookup.ts';
import type { Observation } from '../../../shared/mail/observation.ts';
import type { Report } from '../../../shared/report/report.ts';
import { URIS } from '../discovery/candidates.ts';

/** The domain of these tests. */
export const DOMAIN = hostname('example.org');

/** A digest as the command line makes it. */
export function sha256Base64(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64');
}

/** A host name. */
export function hostname(given: string): Hostname {
  const parsed = parseHostname(given);
  if (!parsed.ok) throw new Error(`not a host name: ${given}`);
  return parsed.value;
}

/** What a test says of a run. */
export interface Ran {
  readonly candidates?: readonly PlacedCandidate[];
  /** The endpoints that were verified, and the mechanisms that they offer. */
  readonly works?: readonly (readonly [Endpoint, ...string[]])[];
  readonly lookups?: readonly Partial<LookupFacts>[];
  readonly findings?: readonly Finding[];
}

/** The report of a run that saw this and nothing else. */
export function reportOf({ candidates = [], works = [], lookups = [], findings = [] }: Ran): Report {
  const seen = [
    ...lookups.map((facts) => ({ ...lookupAt(facts.source ?? 'srv'), ...facts, endpoint: null })),
    ...works.map(([endpoint, ...mechanisms]) => ({
      kind: 'capabilities' as const,
      endpoint,
      phase: 'in-tls' as const,
      outcome: 'listed' as const,
      capabilities: [],
      mechanisms,
      words: null,
    })),
  ];
  const observations = seen.map((facts, at) => ({
    id: `o${at + 1}`,
    at,
    took: 1,
    transcript: null,
    address: facts.endpoint === null ? null : '192.0.2.1',
    ...facts,
  })) as readonly Observation[]; // each of the two kinds is whole
  return {
    format: 'letterlock-report',
    version: 1,
    tool: { name: 'letterlock', version: '0', runtime: 'test' },
    startedAt: '2026-11-22T00:00:00Z',
    durationMs: 0,
    subject: { domain: DOMAIN, site: DOMAIN, address: null },
    verdict: 'healthy',
    candidates,
    observations,
    findings,
    signIns: [],
    plan: { incoming: null, outgoing: null },
    changedOnDisk: [],
    transcripts: [],
  };
}

/** The advice on such a run. */
export function adviceOn(ran: Ran): Advice {
  return adviseOn(reportOf(ran), { domain: DOMAIN, sha256Base64 });
}

/** A text to publish; fails where it is not among them. */
export function blockOf({ publish }: Advice, id: BlockId): Block {
  const block = publish.find((one) => one.id === id);
  if (block === undefined) throw new Error(`nothing to publish as ${id}`);
  return block;
}

/** A document that suggests this. */
export function suggestionOf(
  candidates: readonly PlacedCandidate[],
  more: Partial<Suggestion> = {},
): Suggestion {
  const none = { notOffered: [], dropped: [], others: [], instructions: [], providerName: null };
  return { candidates, ...none, ...more };
}

/** A record of a zone file, taken apart. */
export type ZoneLine =
  | ({ readonly type: 'SRV'; readonly name: string } & SrvRecord)
  | { readonly type: 'TXT'; readonly name: string; readonly text: string };

/** The lines of a zone file, read by a reader that knows these two kinds of records and nothing else. */
export function zoneLines(text: string): readonly ZoneLine[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const {
        name = '',
        type,
        data = '',
      } = /^(?<name>\S+)\. \d+ IN (?<type>SRV|TXT) (?<data>.+)$/.exec(line)?.groups ?? {};
      if (type === 'TXT') {
        const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(data)?.[1];
        if (quoted === undefined) throw new Error(`no text: ${line}`);
        return { type, name, text: quoted.replace(/\\(.)/g, '$1') };
      }
      const [priority, weight, port, target = ''] = data.split(' ');
      if (type !== 'SRV' || !target.endsWith('.')) throw new Error(`no record: ${line}`);
      const numbers = { priority: Number(priority), weight: Number(weight), port: Number(port) };
      return { type, name, ...numbers, target: target === '.' ? '.' : target.slice(0, -1) };
    });
}

function lookupAt(source: SourceKind): LookupFacts {
  return {
    kind: 'lookup',
    source,
    uri: URIS[source] ?? '',
    asked: null,
    outcome: 'absent',
    status: null,
    redirects: [],
    detail: null,
    suggestion: null,
  };
}
