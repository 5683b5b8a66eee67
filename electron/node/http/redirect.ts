import type { RedirectProblem } from '../../../shared/mail/fetch-outcome.ts';
import { isIpAddress, parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { clipText, safeText } from '../../../shared/wire/server-words.ts';

/** How many redirects are followed. */
export const MOST_REDIRECTS = 5;

const STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const STATUSES_THAT_REPEAT: ReadonlySet<number> = new Set([307, 308]);
// No address of settings is longer, and every one is written down in the report.
const LONGEST_LOCATION = 2_000;
const WELL_KNOWN_PORTS: ReadonlySet<number> = new Set([80, 443]);
const LOWEST_OTHER_PORT = 1_024;

/** Where a request has been, and what it may do. */
export interface Way {
  /** In their order; the last is the one that answered with the redirect. */
  readonly visited: readonly URL[];
  readonly isPost: boolean;
  readonly allowsHttp: boolean;
  readonly mayLeadTo?: ((url: URL) => boolean) | undefined;
}

/** Tells whether an answer with this status sends elsewhere. The others of the 300s do not, or ask for a choice. */
export function isRedirect(status: number): boolean {
  return STATUSES.has(status);
}

/**
 * Where a redirect leads, or why it is not followed. Another host is followed: what it may be is checked when it is
 * connected to, and that it is another is the reader's to judge.
 *
 * @param location as it came
 */
export function judgeRedirect(
  status: number,
  location: string | undefined,
  { visited, isPost, allowsHttp, mayLeadTo }: Way,
): { readonly to: URL } | { readonly reason: RedirectProblem; readonly to: string } {
  const refused = (reason: RedirectProblem) => ({ reason, to: shownAddress(location ?? '') });
  const to = readLocation(location, visited.at(-1)?.href);
  if (to === null) return refused('malformed');
  // What was in TLS once never goes on in the clear.
  const wasSecure = visited.some(({ protocol }) => protocol === 'https:');
  const problem = problemOf(to, allowsHttp && !wasSecure);
  if (problem !== null) return refused(problem);
  const host = hostOf(to);
  if (host === null) return refused('malformed');
  if (isIpAddress(host)) return refused('to-address');
  if (mayLeadTo?.(to) === false) return refused('to-other-domain');
  if (isPost && !STATUSES_THAT_REPEAT.has(status)) return refused('not-repeated');
  if (visited.some(({ href }) => href === to.href)) return refused('loop');
  return visited.length > MOST_REDIRECTS ? refused('too-many') : { to };
}

/** Why a URL is nothing to fetch a document from, whatever its host is; null where it is. */
export function problemOf(url: URL, allowsHttp: boolean): 'not-web' | 'to-http' | null {
  if (url.protocol === 'http:' && !allowsHttp) return 'to-http';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-web';
  // Servers of other protocols take what is sent to them for commands of theirs.
  const isWebPort = url.port === '' || WELL_KNOWN_PORTS.has(Number(url.port));
  return isWebPort || Number(url.port) >= LOWEST_OTHER_PORT ? null : 'not-web';
}

/** The host of a URL, in which the URL parser has already read every form of an IP address; null for what is none. */
export function hostOf({ hostname }: URL): Hostname | null {
  const host = parseHostname(hostname.replace(/^\[(.*)\]$/, '$1'));
  return host.ok ? host.value : null;
}

/** A URL without what nobody else needs to know, and what is not sent: name and password, and the fragment. */
export function bareUrl(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  bare.hash = '';
  return bare;
}

/** RFC 3986 §2: an address is ASCII. Blanks in it are common all the same. */
function readLocation(location: string | undefined, base: string | undefined): URL | null {
  if (location === undefined || location.length > LONGEST_LOCATION) return null;
  if (!/^[\x20-\x7e]+$/.test(location) || !URL.canParse(location, base)) return null;
  return bareUrl(new URL(location, base));
}

function shownAddress(location: string): string {
  return clipText(safeText(location));
}
