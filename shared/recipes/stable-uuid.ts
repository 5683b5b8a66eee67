// FNV-1a of 128 bits: RFC 9923 §2 and §5.
const OFFSET_BASIS = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const BITS = 128;

// RFC 9562 §5.8: version 8 is for what nobody else makes; the variant is that of every UUID of the RFC.
const VERSION = 0x8n;
const VARIANT = 0b10n;

/**
 * A UUID that is made of words alone: the same words give the same one everywhere, so that what is written anew replaces what
 * was there. It is made by a hash that is quick and no cryptography: it keeps nothing secret, and proves nothing.
 */
export function stableUuid(words: readonly string[]): string {
  const hash = fnv1a(new TextEncoder().encode(JSON.stringify(words)));
  const marked = withBits(withBits(hash, VERSION, 4n, 48n), VARIANT, 2n, 64n);
  const hex = marked
    .toString(16)
    .padStart(BITS / 4, '0')
    .toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function fnv1a(bytes: Uint8Array): bigint {
  return bytes.reduce((hash, byte) => BigInt.asUintN(BITS, (hash ^ BigInt(byte)) * PRIME), OFFSET_BASIS);
}

/** A number of 128 bits in which some bits, `from` the first one, are these. */
function withBits(value: bigint, bits: bigint, width: bigint, from: bigint): bigint {
  const shift = BigInt(BITS) - from - width;
  const mask = ((1n << width) - 1n) << shift;
  return (value & ~mask) | (bits << shift);
}
