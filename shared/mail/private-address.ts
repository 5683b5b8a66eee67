import { isIpAddress, isIpv6 } from './hostname.ts';

/**
 * How far an IP address leads: to anybody; to this computer; to the same cable; into the network that it is in (RFC 1918,
 * RFC 4193); into that of an access provider (RFC 6598); to the service that tells a machine of a data centre its own
 * secrets; to many at once; or to nobody, as it is set aside.
 */
export type AddressScope =
  'public' | 'loopback' | 'link-local' | 'private' | 'shared' | 'metadata' | 'multicast' | 'reserved';

/** Where a block of addresses begins, how many of its bits are the same in all of them, and what it is for. */
type Block = readonly [start: string, bits: number, scope: AddressScope];

// The special-purpose registries of IANA (RFC 6890) as far as they are not reachable from everywhere; the blocks for
// documentation lead nowhere and count as public. Of two that have an address the first counts. Known gap: 198.18.0.0/15,
// which is for measuring, is what some programs on a computer give out in place of real addresses; behind those no
// document can be fetched.
const V4: readonly Block[] = [
  ['169.254.169.254', 32, 'metadata'],
  ['100.100.100.200', 32, 'metadata'], // Alibaba
  ['168.63.129.16', 32, 'metadata'], // Azure
  ['192.0.0.192', 32, 'metadata'], // Oracle
  ['0.0.0.0', 8, 'reserved'], // Linux takes 0.0.0.0 for this computer
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.88.99.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'reserved'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
];
const V6: readonly Block[] = [
  ['fd00:ec2::254', 128, 'metadata'], // Amazon
  ['fd20:ce::254', 128, 'metadata'], // Google
  ['::1', 128, 'loopback'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['ff00::', 8, 'multicast'],
  ['2001:2::', 48, 'reserved'],
  ['2001:10::', 28, 'reserved'],
  ['2001:20::', 28, 'reserved'],
];
// RFC 4291 §2.4: the rest is not given out to anybody yet, or not any more.
const GIVEN_OUT: readonly [string, number] = ['2000::', 3];

/** Blocks whose addresses have IPv4 addresses in them, which decide, and where those are. */
const EMBEDDING: readonly (readonly [string, number, (address: bigint) => readonly bigint[]])[] = [
  ['::ffff:0:0', 96, (address) => [address]], // IPv4-mapped (RFC 4291 §2.5.5.2)
  ['64:ff9b::', 96, (address) => [address]], // NAT64 (RFC 6052)
  ['2002::', 16, (address) => [address >> 80n]], // 6to4 (RFC 3056)
  ['2001::', 32, (address) => [address >> 64n, ~address]], // Teredo: server and client (RFC 4380 §4)
];

/** How far an IP address leads; null for what is none. */
export function addressScope(address: string): AddressScope | null {
  if (!isIpAddress(address)) return null;
  return isIpv6(address) ? scopeOfV6(numberOfV6(address)) : scopeOfV4(numberOfV4(address));
}

/** Tells whether an IP address is one that can be anybody's, anywhere. */
export function isPublicAddress(address: string): boolean {
  return addressScope(address) === 'public';
}

/** Tells whether an IP address can only be of this computer, or of the network that it is in. */
export function isPrivateAddress(address: string): boolean {
  const scope = addressScope(address);
  return scope !== null && !['public', 'multicast', 'reserved'].includes(scope);
}

function scopeOfV4(address: bigint): AddressScope {
  const block = V4.find(([start, bits]) => isWithin(address, numberOfV4(start), 32 - bits));
  return block?.[2] ?? 'public';
}

function scopeOfV6(address: bigint): AddressScope {
  const isIn = ([start, bits]: readonly [string, number, ...unknown[]]): boolean =>
    isWithin(address, numberOfV6(start), 128 - bits);
  const block = V6.find(isIn);
  if (block !== undefined) return block[2];
  const embedding = EMBEDDING.find(isIn);
  if (embedding === undefined) return isIn(GIVEN_OUT) ? 'public' : 'reserved';
  const scopes = embedding[2](address).map((inner) => scopeOfV4(BigInt.asUintN(32, inner)));
  return scopes.find((scope) => scope !== 'public') ?? 'public';
}

function isWithin(address: bigint, start: bigint, freeBits: number): boolean {
  return address >> BigInt(freeBits) === start >> BigInt(freeBits);
}

function numberOfV4(address: string): bigint {
  return joined(address.split('.').map(Number), 8);
}

function numberOfV6(address: string): bigint {
  // The URL parser writes all forms alike: in groups, the last two of an IPv4 address, too (RFC 5952).
  const [start = '', end] = new URL(`https://[${address}]/`).hostname.slice(1, -1).split('::');
  const groupsOf = (text = ''): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [first, last] = [groupsOf(start), groupsOf(end)];
  return joined([...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last], 16);
}

function joined(parts: readonly number[], bits: number): bigint {
  return parts.reduce((sum, part) => (sum << BigInt(bits)) | BigInt(part), 0n);
}
