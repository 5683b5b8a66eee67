import { formatHost, parseEndpoint, type Endpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import { isFields } from './fields.ts';

// All protocols, as the type has them. One more is a new version of each document: an older Letterlock could not read it.
const PROTOCOLS: Readonly<Record<Protocol, true>> = {
  imap: true,
  pop3: true,
  submission: true,
  managesieve: true,
  smtp: true,
};

/** An endpoint, exactly as it was written; null for everything else. */
export function endpointOf(value: unknown): Endpoint | null {
  if (!isFields(value)) return null;
  const { protocol, host, port, connectionSecurity } = value;
  if (typeof protocol !== 'string' || !Object.hasOwn(PROTOCOLS, protocol)) return null;
  if (typeof host !== 'string' || typeof port !== 'number' || typeof connectionSecurity !== 'string')
    return null;
  const name = parseHostname(host);
  if (!name.ok || name.value !== host) return null;
  // A key of the table above, so it is one of the protocols.
  const parsed = parseEndpoint(
    protocol as Protocol,
    `${formatHost(name.value)}:${port}/${connectionSecurity}`,
  );
  return parsed.ok ? parsed.value : null;
}
