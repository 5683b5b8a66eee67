import { safeText } from './server-words.ts';

// The authority of a URL (RFC 3986 §3.2), without the user name in it, which is somebody's.
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([^/?#]+)/i;

/**
 * The host, and the port where one is named, of a referral (RFC 2221 §4.1, RFC 5804 §1.3): to be shown, and never gone to.
 * Undefined where it is no URL.
 */
export function referralHost(url: string): string | undefined {
  const host = AUTHORITY.exec(url)?.[1];
  return host === undefined ? undefined : safeText(host.toLowerCase());
}
