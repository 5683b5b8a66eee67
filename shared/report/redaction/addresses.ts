import { familyOf, type AddressFamily } from '../../mail/family.ts';
import { isIpAddress, isIpv6 } from '../../mail/hostname.ts';
import { addressScope, isPrivateAddress, type AddressScope } from '../../mail/private-address.ts';
import type { Pseudonyms } from './hidden.ts';
import type { Known } from './known.ts';

/** An IP address in the one form that is compared; null for what is none. */
export function canonicalAddress(address: string): string | null {
  if (!isIpAddress(address)) return null;
  return isIpv6(address) ? new URL(`https://[${address}]/`).hostname.slice(1, -1) : address;
}

type Pool = 'public' | 'private' | 'link-local' | 'shared';

// What is concluded from an address is how far it leads and its family: what stands in its place has both.
const POOLS: Readonly<Record<AddressScope, Pool | null>> = {
  loopback: null, // everybody's
  public: 'public',
  multicast: 'public',
  reserved: 'public',
  private: 'private',
  shared: 'shared',
  'link-local': 'link-local',
  metadata: 'link-local',
};

// RFC 5737 §3, and RFC 2544's when those are used up.
const FOR_DOCUMENTATION = ['192.0.2', '198.51.100', '203.0.113'];
const IN_EACH = 254;

const V4: Readonly<Record<Pool, (number: number) => string>> = {
  public: (number) => {
    const block = FOR_DOCUMENTATION[Math.floor((number - 1) / IN_EACH)];
    if (block !== undefined) return `${block}.${((number - 1) % IN_EACH) + 1}`;
    return `198.18.${lowBytes(number - FOR_DOCUMENTATION.length * IN_EACH)}`;
  },
  private: (number) => `10.${(number >> 16) & 255}.${lowBytes(number)}`,
  'link-local': (number) => `169.254.${lowBytes(number)}`,
  shared: (number) => `100.64.${lowBytes(number)}`,
};

const V6: Readonly<Record<Pool, string>> = {
  public: '2001:db8::', // RFC 3849
  private: 'fd00::',
  'link-local': 'fe80::',
  shared: 'fd00::', // there is none
};

function lowBytes(number: number): string {
  return `${(number >> 8) & 255}.${number & 255}`;
}

/**
 * What is shown for an IP address. Those of this computer itself stay. Those of servers stay too where `showsServers` says so
 * and everybody can reach them, and are otherwise replaced by one of the same kind and family; all others are numbered.
 */
export function shownAddress(
  address: string,
  {
    known,
    names,
    showsServers,
  }: { readonly known: Known; readonly names: Pseudonyms; readonly showsServers: boolean },
): string {
  const canonical = canonicalAddress(address);
  const pool = canonical === null ? null : POOLS[addressScope(canonical) ?? 'reserved'];
  if (canonical === null || pool === null || canonical === '0.0.0.0' || canonical === '::') return address;
  if (!known.addresses.has(canonical)) {
    const kind = isPrivateAddress(canonical) ? 'lan-address' : 'address';
    return names.put(kind, address, `${kind}-${names.numberOf(kind, canonical)}`);
  }
  if (pool === 'public' && showsServers) return address;
  return names.put('address', address, inPool(canonical, familyOf(canonical), pool, names));
}

function inPool(address: string, family: AddressFamily, pool: Pool, names: Pseudonyms): string {
  if (family === 'ipv4') return V4[pool](names.numberOf(`ipv4 ${pool}`, address));
  return `${V6[pool]}${names.numberOf(`ipv6 ${V6[pool]}`, address).toString(16)}`;
}
