import { getDomain } from 'tldts';

/** The registrable domain of a host by the Public Suffix List, its private part included; an address, or a suffix, as it is. */
export function registrableDomain(host: string): string {
  // `github.io` and the like are suffixes, too: whoever has a name below one is not its neighbour.
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}
