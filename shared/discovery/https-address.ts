import { readServerHost } from './server-host.ts';
import { urlHost } from './url-host.ts';

const LONGEST = 2_048;
const PRINTABLE_ASCII = /^[!-~]+$/;
// Without a user name before the host, and without a backslash, which some take for a slash and others for a letter.
const FORM = /^https:\/\/[^/?#@\\]+(?:[/?#][^\\]*)?$/i;

/**
 * An `https:` address that a document or a record names, as it is written; null where it is another address, or none.
 *
 * One with a user name or password in it is refused, because these hide what host it leads to, and one whose host is an
 * IP address, because no certificate says whose that is. It does not look at where the host leads: whoever fetches does.
 */
export function readHttpsAddress(given: string): string | null {
  const address = given.trim();
  if (address.length > LONGEST || !PRINTABLE_ASCII.test(address) || !FORM.test(address)) return null;
  const host = urlHost(address);
  return host !== null && readServerHost(host) !== null ? address : null;
}
