import type { AnchorKind } from '../../../shared/mail/certificate.ts';
import type { FetchStep } from '../../../shared/mail/fetch-outcome.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import type { Redirect } from '../../../shared/mail/lookup.ts';
import type { DnsFacts } from '../../../shared/mail/observation.ts';
import type { Port } from '../../../shared/mail/port.ts';
import type { Trust } from '../net/trust.ts';

/** What is asked for: with `post` it is a POST, else a GET. */
export interface FetchRequest {
  /** A name and a password in it are never used. */
  readonly url: URL;
  readonly post?: { readonly contentType: string; readonly bytes: Uint8Array };
  /** Where plain HTTP is allowed, for an old address that is to be had in no other way. What came so is nobody's word. */
  readonly allowsHttp?: true;
  /** Where a redirect may lead; anywhere, where it is not given. For a request that says what not everybody is to know. */
  readonly mayLeadTo?: (url: URL) => boolean;
}

/** An HTTP proxy, as the system names it. */
export interface WebProxy {
  readonly host: Hostname;
  readonly port: Port;
}

/** What requests of a run share. */
export interface FetchContext {
  readonly resolve: (host: Hostname) => Promise<DnsFacts>;
  readonly trust: Trust;
  /** For all of a request, its redirects included, to the last byte: {@link FETCH_TIMEOUT_MS} where nobody named another. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /**
   * Whether a request may go to an address of a host; public ones only, where it is not given. It is asked about every
   * address of every connection before that is made.
   */
  readonly mayReach?: (address: string, host: Hostname) => boolean;
  /** What stands for the well-known port of a URL that has none. */
  readonly portFor?: (url: URL) => number;
  /** The proxy for a URL; null for none. */
  readonly proxyFor?: (url: URL) => Promise<WebProxy | null>;
}

/** How far a request has come. It grows while the request goes on. */
export interface Trail {
  step: FetchStep;
  url: URL;
  readonly redirects: Redirect[];
  address: string | null;
  proxy: string | null;
  anchor: AnchorKind | null;
}

/** How long a request may take, all in all. */
export const FETCH_TIMEOUT_MS = 5_000;
/** The largest real settings document has 9 KB. */
export const BODY_LIMIT_BYTES = 256 * 1024;
/** Names and values of all header fields of an answer together. */
export const HEAD_LIMIT_BYTES = 16 * 1024;

/** What answers are read with, and who asks. Node's parser has a lenient mode, which a flag could switch on. */
export const HTTP_OPTIONS = { maxHeaderSize: HEAD_LIMIT_BYTES, insecureHTTPParser: false };
/** Sent with every request: one name for all, of no version and no system. */
export const USER_AGENT = { 'User-Agent': 'Letterlock' };
