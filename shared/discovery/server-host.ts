import { isIpAddress, parseHostname, type Hostname } from '../mail/hostname.ts';

/**
 * The name of a mail server out of a document or a record, or null where it is unusable. An IP address is unusable: those
 * who publish settings are to write a name (RFC 2782, and the drafts), because certificates vouch for names.
 */
export function readServerHost(given: string): Hostname | null {
  const host = parseHostname(given);
  return host.ok && !isIpAddress(host.value) ? host.value : null;
}
