import { isIpv6 } from './hostname.ts';

/** The two kinds of IP address: a host that has both is reached over either, and each can fail alone. */
export type AddressFamily = 'ipv4' | 'ipv6';

/** The families by the names that people know. */
export const FAMILY_NAMES: Readonly<Record<AddressFamily, string>> = { ipv6: 'IPv6', ipv4: 'IPv4' };

/** The family of an IP address. */
export function familyOf(address: string): AddressFamily {
  return isIpv6(address) ? 'ipv6' : 'ipv4';
}

/** What was done or seen somewhere, and over which address; null before there was any. */
interface Placed {
  readonly address: string | null;
}

/** The families that occur, in the order in which they were met first; one null where there was never an address. */
export function familiesIn(placed: readonly Placed[]): readonly (AddressFamily | null)[] {
  const met = placed.flatMap(({ address }) => (address === null ? [] : familyOf(address)));
  return met.length === 0 ? [null] : [...new Set(met)];
}

/** Tells whether something belongs to a family: what has no address belongs to all. */
export function isOfFamily({ address }: Placed, family: AddressFamily | null): boolean {
  return address === null || family === null || familyOf(address) === family;
}
