import { isIpAddress } from './hostname.ts';

/**
 * Tells whether two hosts seem to belong to the same organisation: they end in the same two labels, or are the same
 * address. Known gap: below suffixes of two labels (`co.uk`) strangers look alike, so it may say yes too often; use it only
 * where that is the careful answer.
 */
export function isSameSite(left: string, right: string): boolean {
  return siteOf(left) === siteOf(right);
}

/** The last two labels of a host name, in lower case; an address as it is. */
export function siteOf(host: string): string {
  return isIpAddress(host) ? host : host.toLowerCase().replace(/\.$/, '').split('.').slice(-2).join('.');
}
