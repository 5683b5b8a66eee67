import type { RecognisedService } from '../mail/observation.ts';

const latin1 = new TextDecoder('latin1');

// In this order: "220" of FTP and SMTP look alike and count as SMTP.
const FIRST_BYTES: readonly (readonly [RegExp, RecognisedService])[] = [
  [/^\* (OK|PREAUTH|BYE)\b/i, 'imap'], // RFC 9051 §7.1
  [/^(220|421|554)[ -]/, 'submission'], // RFC 5321 §3.1
  [/^[+]OK\b/, 'pop3'], // RFC 1939 §4
  [/^"(IMPLEMENTATION|SASL|SIEVE|STARTTLS|VERSION)"/i, 'managesieve'], // RFC 5804 §1.7
  [/^(HTTP\/\d|<!doctype|<html)/i, 'http'],
  [/^SSH-\d/, 'ssh'], // RFC 4253 §4.2
  // eslint-disable-next-line no-control-regex -- a TLS record header is made of control characters
  [/^[\x14-\x17]\x03[\x00-\x04]/, 'tls'], // RFC 8446 §5.1
];

/** Tells what a peer is by the first bytes that it sent; null where there are none. */
export function recogniseService(firstBytes: Uint8Array): RecognisedService | null {
  if (firstBytes.length === 0) return null;
  const text = latin1.decode(firstBytes.subarray(0, 64));
  return FIRST_BYTES.find(([form]) => form.test(text))?.[1] ?? 'unknown';
}
