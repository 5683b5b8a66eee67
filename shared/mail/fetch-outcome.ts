import type { AnchorKind } from './certificate.ts';
import type { Redirect } from './lookup.ts';
import type { DnsFacts, TcpFacts, TlsFacts } from './observation.ts';

/** The parts of fetching a document, in their order. The proxy's is there where one is used. */
export type FetchStep = 'resolve' | 'connect' | 'proxy' | 'tls' | 'answer' | 'body';

/** Why a redirect is not followed. */
export type RedirectProblem =
  /** From HTTPS to plain HTTP, or to plain HTTP where nobody allowed it. */
  | 'to-http'
  /** Neither `https:` nor `http:`, or a port that is for another protocol. */
  | 'not-web'
  /** To an IP address in place of a name, whoever's it is. */
  | 'to-address'
  /** To another registrable domain, with a request that is for one alone. */
  | 'to-other-domain'
  /** To where it has been before. */
  | 'loop'
  | 'too-many'
  /** What was sent would not be sent again: 301, 302 and 303 make a GET of a POST (RFC 9110 §15.4). */
  | 'not-repeated'
  /** It does not say where to, or not in the form of an address. */
  | 'malformed';

/** Status 200, and the whole body, which stands beside the facts. */
export interface DocumentEnd {
  readonly outcome: 'document';
  readonly status: 200;
  /** Lower case, without parameters; null where it was not said. Nothing is concluded from it. */
  readonly mediaType: string | null;
  /** Of the body as it is read, which is not always as it was sent. */
  readonly lengthBytes: number;
}

/** How fetching a document ends without it. */
export type NoDocument =
  /** Any other answer; its body was not read. */
  | { readonly outcome: 'other-status'; readonly status: number }
  /** A name and a password are wanted (401, or 407 where there is no proxy). None were given. */
  | { readonly outcome: 'wants-credentials'; readonly status: number }
  /** Network authentication required (RFC 6585 §6): not the server said so, but somebody before it. */
  | { readonly outcome: 'captive-portal'; readonly status: number }
  | {
      readonly outcome: 'redirect-refused';
      readonly status: number;
      readonly reason: RedirectProblem;
      /** Where to, made safe to show and at most 500 characters; empty where it was not said. */
      readonly to: string;
    }
  /** The address that was asked for is none that is fetched from. Nothing was sent. */
  | {
      readonly outcome: 'url-refused';
      readonly reason: Extract<RedirectProblem, 'to-http' | 'not-web' | 'malformed'>;
    }
  /** None of the host's addresses is public, or may be reached for another reason. Nothing was sent. */
  | { readonly outcome: 'private-address'; readonly host: string; readonly addresses: readonly string[] }
  | { readonly outcome: 'not-resolved'; readonly dns: DnsFacts }
  | { readonly outcome: 'not-connected'; readonly attempts: readonly TcpFacts[] }
  | { readonly outcome: 'bad-certificate'; readonly tls: TlsFacts }
  | { readonly outcome: 'tls-failed'; readonly tls: TlsFacts }
  | { readonly outcome: 'too-large'; readonly part: 'head' | 'body' }
  /** It is not HTTP, or it is packed in a way that was not asked for and cannot be unpacked. */
  | { readonly outcome: 'malformed'; readonly part: 'http' | 'packing' }
  /** The connection ended before the answer did. The code is the system's or the TLS library's own, where it gave one. */
  | { readonly outcome: 'closed'; readonly during: 'answer' | 'body'; readonly detail: string | null }
  /** The time was over. */
  | { readonly outcome: 'silent'; readonly during: FetchStep }
  /** The proxy wants a name and a password of its own. None were given. */
  | { readonly outcome: 'proxy-wants-credentials'; readonly status: 407 }
  /** The proxy was not reached (null), or will not or cannot reach the server. */
  | { readonly outcome: 'proxy-failed'; readonly status: number | null };

/** The way that a request took. */
export interface FetchWay {
  /** What was asked last, without the name and password that an address can have. It may repeat what the query had. */
  readonly url: string;
  /** Those that were followed, in their order. */
  readonly redirects: readonly Redirect[];
  /** The IP address of the last connection, that of the proxy where one was used; null where none came about. */
  readonly address: string | null;
  /** The proxy of the last connection, as `HOST:PORT`; null where none was used. */
  readonly proxy: string | null;
  /** Whom the last certificate that was verified ends at; null where there was none. */
  readonly anchor: AnchorKind | null;
}

/** What came of fetching a document: plain data, serialisable, without the document. */
export type FetchFacts = FetchWay & (DocumentEnd | NoDocument);
