import type { Protocol } from '../mail/endpoint.ts';
import type { RecognisedService } from '../mail/observation.ts';
import { isCaptivePortal } from './captive-portal.ts';

const latin1 = new TextDecoder('latin1');

/** How much of what a peer sent is looked at: a page is told by its beginning. */
const MOST_BYTES = 16_384;

// In this order: "220" of FTP and SMTP look alike and count as SMTP.
const FIRST_BYTES: readonly (readonly [RegExp, RecognisedService])[] = [
  [/^\* (OK|PREAUTH|BYE)\b/i, 'imap'], // RFC 9051 §7.1
  [/^(220|421|554)[ -]/, 'submission'], // RFC 5321 §3.1
  [/^[+]OK\b/, 'pop3'], // RFC 1939 §4
  [/^"(IMPLEMENTATION|SASL|SIEVE|STARTTLS|VERSION)"/i, 'managesieve'], // RFC 5804 §1.7
  [/^(HTTP\/\d|<!doctype|<html)/i, 'http'],
  [/^SSH-\d/, 'ssh'], // RFC 4253 §4.2
  // eslint-disable-next-line no-control-regex -- a TLS record header is made of control characters
  [/^\x15\x03[\x00-\x04]/, 'tls-alert'], // RFC 8446 §5.1, §6
  // eslint-disable-next-line no-control-regex -- a TLS record header is made of control characters
  [/^[\x14\x16\x17]\x03[\x00-\x04]/, 'tls'], // RFC 8446 §5.1
];

const OWN_SERVICES: Readonly<Record<Protocol, RecognisedService>> = {
  imap: 'imap',
  pop3: 'pop3',
  submission: 'submission',
  managesieve: 'managesieve',
  smtp: 'submission', // both speak SMTP, and greet alike
};

/**
 * Tells what a peer is by the first bytes that it sent; null where there are none.
 *
 * @param host whose port it is: a web page that sends people to another host is a captive portal's, one that stays at
 *   its own is not. Without it nothing is taken for a portal because of where it sends people.
 */
export function recogniseService(firstBytes: Uint8Array, host?: string): RecognisedService | null {
  if (firstBytes.length === 0) return null;
  const text = latin1.decode(firstBytes.subarray(0, MOST_BYTES));
  const service = FIRST_BYTES.find(([form]) => form.test(text))?.[1] ?? 'unknown';
  return service === 'http' && isCaptivePortal(text, host) ? 'captive-portal' : service;
}

/** What the first bytes of a server of this protocol are recognised as. */
export function serviceOf(protocol: Protocol): RecognisedService {
  return OWN_SERVICES[protocol];
}
