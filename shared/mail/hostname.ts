import { accepted, refused, type Parsed, type Refused } from './parsed.ts';

declare const hostname: unique symbol;

/** A host name in A-label form, lower case, without a trailing dot; or an IP address (IPv6 without brackets). */
export type Hostname = string & { readonly [hostname]: true };

const LONGEST_NAME = 253;
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/**
 * Reads a host name or an IP address.
 *
 * A name with letters outside ASCII is refused with its A-label form as the wanted value (RFC 5890): until look-alike
 * names can be shown for what they are, a person confirms the form that is really asked for by typing it.
 */
export function parseHostname(given: string): Parsed<Hostname> {
  if (isIpAddress(given)) return accepted(given.toLowerCase() as Hostname);
  const name = given.replace(/\.$/, '').toLowerCase();
  if (!isAscii(name)) return refusedForLetters(given, name);
  if (!isName(name)) return refused('domain_unusable', given);
  return accepted(name as Hostname); // proved by isName: labels of RFC 1123 §2.1, at most 253 octets
}

/** Tells whether a host is an IP address literal, which needs no DNS and is matched against iPAddress names only. */
export function isIpAddress(host: string): boolean {
  return IPV4.test(host) || isIpv6(host);
}

/** Tells whether a host is an IPv6 address, which is written in brackets before a port (RFC 3986 §3.2.2). */
export function isIpv6(host: string): boolean {
  if (!host.includes(':') || !/^[0-9a-f:.]+$/i.test(host)) return false;
  return asciiForm(`[${host}]`) !== null;
}

function refusedForLetters(given: string, name: string): Refused {
  const ascii = asciiForm(name);
  return ascii !== null && isName(ascii)
    ? refused('domain_not_ascii', given, ascii)
    : refused('domain_unusable', given);
}

function isName(name: string): boolean {
  if (name.length === 0 || name.length > LONGEST_NAME) return false;
  const labels = name.split('.');
  // A last label of digits only would be read as an IPv4 address by some resolvers (WHATWG URL §3.5).
  return labels.every((label) => LABEL.test(label)) && !/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '');
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** The host as a URL would name it (UTS #46, nontransitional), or null where it cannot be one. */
function asciiForm(host: string): string | null {
  try {
    return new URL(`https://${host}/`).hostname;
  } catch {
    return null; // the URL parser throws for every host that is none; there is nothing more to learn from it
  }
}
