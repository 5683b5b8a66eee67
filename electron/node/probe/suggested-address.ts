import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { isIpAddress } from '../../../shared/mail/hostname.ts';
import { addressScope } from '../../../shared/mail/private-address.ts';

// The ports of mail (RFC 8314 §7, RFC 5804 §1.8), and 2525, which many providers have beside 587.
const MAIL_PORTS: readonly number[] = [25, 110, 143, 465, 587, 993, 995, 2525, 4190];

/**
 * Whether a server that somebody suggests, in DNS or in a document, is gone to at an address. Otherwise whoever writes such a
 * suggestion could have Letterlock knock at doors inside the network of the person, or on their computer.
 *
 * Mail servers inside an organisation are usual, so that private addresses are gone to at the ports of mail. This computer is
 * gone to only where its address itself stands for the server, which documents are not allowed to say: the list of providers
 * does, for a program of the provider that runs here.
 */
export function maySuggest(address: string, { host, port }: Endpoint): boolean {
  const scope = addressScope(address);
  if (scope === 'public') return true;
  if (scope === 'private' || scope === 'shared') return MAIL_PORTS.includes(port);
  return scope === 'loopback' && isIpAddress(host);
}
