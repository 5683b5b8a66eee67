import type { DerElement } from '../tls/der.ts';

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

const ascii = new TextDecoder('latin1');

/**
 * A Time (RFC 5280 §4.1.2.5) in ISO 8601, UTC. Null for what is no date, and for forms that certificates must not have (no
 * seconds, fractions, another zone).
 */
export function timeOf(element: DerElement | undefined): string | null {
  const digits = /^(\d{12}|\d{14})Z$/.exec(ascii.decode(element?.content))?.[1];
  if (digits === undefined) return null;
  if (element?.tag === GENERALIZED_TIME && digits.length === 14) return isoOf(digits);
  if (element?.tag !== UTC_TIME || digits.length !== 12) return null;
  // Two digits of a year mean 1950 to 2049.
  return isoOf(`${digits >= '5' ? '19' : '20'}${digits}`);
}

function isoOf(digits: string): string | null {
  const [year, month, day, hour, minute, second] = [0, 4, 6, 8, 10, 12].map((at) =>
    digits.slice(at, at === 0 ? 4 : at + 2),
  );
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const date = new Date(iso);
  // The 31st of February would become a day of March.
  return Number.isNaN(date.getTime()) || date.toISOString() !== iso ? null : iso;
}
