import type { DocumentEnd, FetchWay, NoDocument } from '../../../shared/mail/fetch-outcome.ts';
import { clipText, safeText } from '../../../shared/wire/server-words.ts';
import { decodeBody } from './decode-body.ts';
import type { FetchContext, FetchRequest, Trail } from './fetch-context.ts';
import { bareUrl, hostOf, isRedirect, judgeRedirect, problemOf } from './redirect.ts';
import { connectToWeb, type WebConnection } from './web-connection.ts';
import { exchange, type WebAnswer } from './web-exchange.ts';

/** What came of fetching a document, and the document where one came. */
export type FetchOutcome =
  | { readonly facts: FetchWay & DocumentEnd; readonly bytes: Uint8Array }
  | { readonly facts: FetchWay & NoDocument; readonly bytes: null };

/** What came in the end. */
type Ended =
  | { readonly end: DocumentEnd; readonly bytes: Uint8Array }
  | { readonly end: NoDocument; readonly bytes: null };

/** How one hop ended, or where to it sends on. */
type Hop = Ended | { readonly to: URL };

/**
 * Fetches a settings document over HTTPS with a verified certificate; over plain HTTP only where the request allows it.
 *
 * Nothing of the person goes along that is not in the request: no credentials, whoever asks for them, no cookies, no
 * referrer, no version. It connects to public addresses only, follows few redirects and none to plain HTTP, reads little,
 * and is over when its time is, with all of its connections closed.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function fetchDocument(request: FetchRequest, context: FetchContext): Promise<FetchOutcome> {
  context.signal.throwIfAborted();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), context.timeoutMs);
  const signal = AbortSignal.any([context.signal, late.signal]);
  const trail: Trail = {
    step: 'resolve',
    url: bareUrl(request.url),
    redirects: [],
    address: null,
    proxy: null,
    anchor: null,
  };
  try {
    return await follow(request, trail, { ...context, signal });
  } catch (error) {
    // One end for all steps: the deadline is of the request, and none of them has one of its own.
    if (!late.signal.aborted || error !== late.signal.reason) throw error;
    return outcomeOf(trail, ended({ outcome: 'silent', during: trail.step }));
  } finally {
    clearTimeout(timer);
  }
}

async function follow(request: FetchRequest, trail: Trail, context: FetchContext): Promise<FetchOutcome> {
  const visited: URL[] = [];
  for (;;) {
    visited.push(trail.url);
    const hop = await hopTo(request, visited, trail, context);
    if (!('to' in hop)) return outcomeOf(trail, hop);
    trail.url = hop.to;
  }
}

async function hopTo(
  request: FetchRequest,
  visited: readonly URL[],
  trail: Trail,
  context: FetchContext,
): Promise<Hop> {
  const { url } = trail;
  const problem = problemOf(url, request.allowsHttp === true);
  const host = hostOf(url);
  if (problem !== null || host === null) {
    return ended({ outcome: 'url-refused', reason: problem ?? 'malformed' });
  }
  const connection = await connectToWeb(url, host, trail, context);
  if (connection.outcome !== 'connected') return ended(connection);
  const answer = await exchange(connection, request, trail, context);
  if (answer.outcome !== 'answered') return ended(answer);
  if (answer.status === 200) return readDocument(answer);
  if (!isRedirect(answer.status)) return ended(endOf(answer.status, connection));
  return sentOn(answer, request, visited, trail);
}

function sentOn(
  { status, headers }: WebAnswer,
  { post, allowsHttp, mayLeadTo }: FetchRequest,
  visited: readonly URL[],
  trail: Trail,
): Hop {
  const way = { visited, isPost: post !== undefined, allowsHttp: allowsHttp === true, mayLeadTo };
  const next = judgeRedirect(status, headers.location, way);
  if ('reason' in next) return ended({ outcome: 'redirect-refused', status, ...next });
  trail.redirects.push({ status, from: trail.url.href, to: next.to.href });
  return next;
}

async function readDocument({ headers, bytes: sent }: WebAnswer): Promise<Hop> {
  const bytes = await decodeBody(sent, headers['content-encoding']);
  if ('outcome' in bytes) return ended(bytes);
  const mediaType = mediaTypeOf(headers['content-type']);
  const end: DocumentEnd = { outcome: 'document', status: 200, mediaType, lengthBytes: bytes.length };
  return { end, bytes };
}

/** What an answer without a document means (RFC 9110 §15, RFC 6585 §6). */
function endOf(status: number, { isToProxy }: WebConnection): NoDocument {
  if (status === 407 && isToProxy) return { outcome: 'proxy-wants-credentials', status };
  if (status === 401 || status === 407) return { outcome: 'wants-credentials', status };
  return { outcome: status === 511 ? 'captive-portal' : 'other-status', status };
}

function mediaTypeOf(field: string | undefined): string | null {
  const [type = ''] = (field ?? '').split(';');
  return type.trim() === '' ? null : clipText(safeText(type.trim().toLowerCase()));
}

function ended(end: NoDocument): Ended {
  return { end, bytes: null };
}

function outcomeOf({ url, redirects, address, proxy, anchor }: Trail, ended: Ended): FetchOutcome {
  const way: FetchWay = { url: url.href, redirects, address, proxy, anchor };
  const { end, bytes } = ended;
  return bytes === null ? { facts: { ...way, ...end }, bytes } : { facts: { ...way, ...end }, bytes };
}
