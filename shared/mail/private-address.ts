import { isIpv6 } from './hostname.ts';

/** Addresses that lead nowhere beyond one computer or one network: RFC 1918, 1122, 3927, 6598; RFC 4193, 4291. */
const PRIVATE_V4 =
  /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_V6 = /^(?:::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

/** Tells whether an IP address can only be of this computer, or of the network that it is in. */
export function isPrivateAddress(address: string): boolean {
  return isIpv6(address) ? PRIVATE_V6.test(address) : PRIVATE_V4.test(address);
}
