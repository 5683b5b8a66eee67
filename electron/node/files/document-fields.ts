import { formatHost, parseEndpoint, type Endpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';

/** An object of JSON: its fields are what they are until a guard has named them. */
export type Fields = Readonly<Record<string, unknown>>;

// All protocols, as the type has them. One more is a new version of each document: an older Letterlock could not read it.
const PROTOCOLS: Readonly<Record<Protocol, true>> = {
  imap: true,
  pop3: true,
  submission: true,
  managesieve: true,
  smtp: true,
};

/** Whether a value has fields. A list has none. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A list whose items are all what they should be; null where one is not, or where there are too many.
 *
 * @param itemOf gives null for an item that is none
 */
export function listOf<T>(
  value: unknown,
  most: number,
  itemOf: (item: unknown) => T | null,
): readonly T[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const items = value.map(itemOf);
  return items.every((item) => item !== null) ? items : null;
}

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
