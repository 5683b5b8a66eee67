import { parseHostname, isIpAddress, type Hostname } from './hostname.ts';
import { accepted, refused, type Parsed } from './parsed.ts';

/** A mail address in two parts. The local part is kept as typed: only its own server may change it (RFC 5321 §2.4). */
export interface EmailAddress {
  readonly localPart: string;
  readonly domain: Hostname;
}

// RFC 5321 §4.5.3.1.1, in octets.
const LONGEST_LOCAL_PART = 64;
// RFC 5321 §4.1.2, and everything outside ASCII (RFC 6531 §3.3) but what cannot be seen, or is no character.
const DOT_ATOM =
  /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|(?![\p{C}\p{Z}])\P{ASCII})+(?:\.(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|(?![\p{C}\p{Z}])\P{ASCII})+)*$/u;

/**
 * Reads `local@domain`; spaces around it are dropped, since they come from pasting. Letters outside ASCII are put together as
 * RFC 6532 §3.1 wants it (NFC): some systems paste them in two parts.
 */
export function parseEmailAddress(given: string): Parsed<EmailAddress> {
  const text = given.trim();
  const at = text.lastIndexOf('@');
  if (at < 0) return refused('address_without_at', given);
  const localPart = text.slice(0, at).normalize('NFC');
  if (new TextEncoder().encode(localPart).length > LONGEST_LOCAL_PART || !DOT_ATOM.test(localPart)) {
    return refused('address_local_part_unusable', given);
  }
  // Nothing cannot be shown for what was wrong with it.
  if (at === text.length - 1) return refused('domain_unusable', given);
  const domain = parseHostname(text.slice(at + 1));
  if (!domain.ok) return domain;
  if (isIpAddress(domain.value)) return refused('domain_unusable', text.slice(at + 1));
  return accepted({ localPart, domain: domain.value });
}

/** The address as it is written. */
export function formatEmailAddress({ localPart, domain }: EmailAddress): string {
  return `${localPart}@${domain}`;
}

/**
 * A name fit for a report: the first and the last letter of a local part, and the domain. `alice@example.org` becomes
 * `a…e@example.org`; local parts of three letters or fewer show only their first.
 */
export function maskName(name: string): string {
  const at = name.lastIndexOf('@');
  const localPart = at < 0 ? name : name.slice(0, at);
  const letters = [...localPart];
  const last = letters.length > 3 ? letters.at(-1) : '';
  return `${letters[0] ?? ''}…${last}${at < 0 ? '' : name.slice(at)}`;
}
