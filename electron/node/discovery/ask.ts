import type { ReadDocument } from '../../../shared/discovery/document.ts';
import { lookupEndOf } from '../../../shared/discovery/lookup-end.ts';
import { shownUsername } from '../../../shared/discovery/settle.ts';
import type { Source, Suggestion } from '../../../shared/mail/candidate.ts';
import type { EmailAddress } from '../../../shared/mail/email-address.ts';
import type { LookupFacts } from '../../../shared/mail/lookup.ts';
import type { DnsAnswer } from '../dns/records.ts';
import { fetchDocument, type FetchOutcome } from '../http/fetch-document.ts';
import type { FetchRequest } from '../http/fetch-context.ts';
import type { SearchContext } from './search-context.ts';
import { isOwn, maskIn, withoutAddress } from './telling.ts';

/** What a line of the ledger says beside whom and what. */
export type LookupEnd = Pick<LookupFacts, 'outcome' | 'detail'> & { readonly suggestion?: Suggestion };

/** What is asked of a web server. */
export interface WebQuestion extends Omit<FetchRequest, 'url' | 'mayLeadTo'> {
  /** What is asked at, where that is more than the address of the source. */
  readonly url?: URL;
  /** The person's address, where it stands in the question; null where it does not. Such a question leaves the domain never. */
  readonly told?: EmailAddress | null;
}

/**
 * Asks a web server for a document, and records what was asked, whom, and what came of it.
 *
 * @param read what the document says; called only where one came
 */
export async function askWeb(
  source: Source,
  { told = null, url = new URL(source.uri ?? ''), ...request }: WebQuestion,
  context: SearchContext,
  read: (bytes: Uint8Array, outcome: FetchOutcome) => LookupEnd | Promise<LookupEnd>,
): Promise<LookupEnd> {
  const begunAt = context.log.now();
  const bound = told === null ? {} : { mayLeadTo: (to: URL) => isOwn(to, context) };
  const outcome = await fetchDocument({ ...request, ...bound, url }, context.fetch);
  const { facts, bytes } = outcome;
  const end: LookupEnd = bytes === null ? lookupEndOf(facts) : await read(bytes, outcome);
  const { host } = new URL(facts.url);
  const asked = {
    asked: facts.address === null ? host : `${host} (${facts.address})`,
    status: 'status' in facts ? facts.status : null,
    redirects: facts.redirects,
    told,
  };
  recordLookup(source, asked, end, begunAt, context);
  return end;
}

/** Asks DNS, and records it. `read` is called only where there are records. */
export async function askDns<T>(
  source: Source,
  ask: () => Promise<DnsAnswer<T>>,
  context: SearchContext,
  read: (records: readonly T[]) => LookupEnd,
): Promise<DnsAnswer<T>> {
  const begunAt = context.log.now();
  const answer = await ask();
  const end = answer.kind === 'found' ? read(answer.records) : endOfDns(answer);
  recordLookup(source, { asked: 'DNS', status: null, redirects: [] }, end, begunAt, context);
  return answer;
}

/** Whom a question went to, and the way that it took. */
interface Asked extends Pick<LookupFacts, 'asked' | 'status' | 'redirects'> {
  readonly told?: EmailAddress | null;
}

/** Records a question and what came of it, and passes on what that suggests. */
export function recordLookup(
  source: Source,
  { asked, status, redirects, told = null }: Asked,
  { outcome, detail, suggestion }: LookupEnd,
  begunAt: number,
  { log, suggest }: SearchContext,
): void {
  const facts: LookupFacts = {
    kind: 'lookup',
    source: source.kind,
    uri: source.uri ?? 'letterlock:providers',
    asked,
    outcome,
    status,
    redirects,
    detail,
    suggestion: suggestion === undefined ? null : shownSuggestion(suggestion),
  };
  log.observeRun(told === null ? facts : withoutAddress(facts, told), begunAt);
  if (suggestion !== undefined) suggest(suggestion.candidates);
}

function shownSuggestion(suggestion: Suggestion): Suggestion {
  const candidates = suggestion.candidates.map((one) => ({ ...one, username: shownUsername(one.username) }));
  return { ...suggestion, candidates };
}

/** A source as reports name it, where the question has a person's address in it. */
export function sourceTelling(told: EmailAddress | null, source: Source): Source {
  return told === null ? source : { ...source, uri: maskIn(source.uri, told) };
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
