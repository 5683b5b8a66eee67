import type { ReadDocument } from '../../../shared/discovery/document.ts';
import { lookupEndOf } from '../../../shared/discovery/lookup-end.ts';
import type { Source, Suggestion } from '../../../shared/mail/candidate.ts';
import type { LookupFacts } from '../../../shared/mail/lookup.ts';
import type { DnsAnswer } from '../dns/records.ts';
import { fetchDocument, type FetchOutcome } from '../http/fetch-document.ts';
import type { FetchRequest } from '../http/fetch-context.ts';
import type { SearchContext } from './search-context.ts';

/** What a line of the ledger says beside whom and what. */
export type LookupEnd = Pick<LookupFacts, 'outcome' | 'detail'> & { readonly suggestion?: Suggestion };

/**
 * Asks a web server for a document, and records what was asked, whom, and what came of it.
 *
 * @param read what the document says; called only where one came
 */
export async function askWeb(
  source: Source,
  request: Omit<FetchRequest, 'url'>,
  context: SearchContext,
  read: (bytes: Uint8Array, outcome: FetchOutcome) => LookupEnd | Promise<LookupEnd>,
): Promise<LookupEnd> {
  const { log, suggest } = context;
  const uri = source.uri ?? '';
  const begunAt = log.now();
  const outcome = await fetchDocument({ ...request, url: new URL(uri) }, context.fetch);
  const { facts, bytes } = outcome;
  const end: LookupEnd = bytes === null ? lookupEndOf(facts) : await read(bytes, outcome);
  log.observeRun(
    {
      kind: 'lookup',
      source: source.kind,
      uri,
      asked:
        facts.address === null ? new URL(facts.url).host : `${new URL(facts.url).host} (${facts.address})`,
      outcome: end.outcome,
      status: 'status' in facts ? facts.status : null,
      redirects: facts.redirects,
      detail: end.detail,
      suggestion: end.suggestion ?? null,
    },
    begunAt,
  );
  if (end.suggestion !== undefined) suggest(end.suggestion.candidates);
  return end;
}

/** Asks DNS, and records it. `read` is called only where there are records. */
export async function askDns<T>(
  source: Source,
  ask: () => Promise<DnsAnswer<T>>,
  context: SearchContext,
  read: (records: readonly T[]) => LookupEnd,
): Promise<DnsAnswer<T>> {
  const { log, suggest } = context;
  const begunAt = log.now();
  const answer = await ask();
  const end = answer.kind === 'found' ? read(answer.records) : endOfDns(answer);
  log.observeRun(
    {
      kind: 'lookup',
      source: source.kind,
      uri: source.uri ?? '',
      asked: 'DNS',
      outcome: end.outcome,
      status: null,
      redirects: [],
      detail: end.detail,
      suggestion: end.suggestion ?? null,
    },
    begunAt,
  );
  if (end.suggestion !== undefined) suggest(end.suggestion.candidates);
  return answer;
}

/**
 * Waits for all of these to end, also where one fails: nothing of a search goes on behind its end.
 *
 * @throws what the first of them threw
 */
export async function allEnded(askings: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(askings);
  await Promise.all(askings);
}

/** What reading a document comes to. */
export function endOfDocument(read: ReadDocument): LookupEnd {
  if (read.ok) return { outcome: 'found', detail: null, suggestion: read.suggestion };
  const { problem, suggestion } = read;
  return { outcome: 'unusable', detail: problem, ...(suggestion === undefined ? {} : { suggestion }) };
}

function endOfDns(answer: Exclude<DnsAnswer<unknown>, { kind: 'found' }>): LookupEnd {
  switch (answer.kind) {
    case 'absent':
      return { outcome: answer.why === 'name-unknown' ? 'name-unknown' : 'absent', detail: null };
    case 'failed':
      return { outcome: 'failed', detail: answer.code };
    case 'silent':
      return { outcome: 'silent', detail: null };
  }
}

/** A DNS question as an address (RFC 4501). */
export function dnsUri(name: string, type: 'SRV' | 'MX' | 'TXT'): string {
  return `dns:${name}?type=${type}`;
}
