import { decodeBase64 } from './base64.ts';
import type { PeerFailure } from './client.ts';

/** What a server-first-message says (RFC 5802 §7). */
export interface ServerFirst {
  readonly nonce: string;
  readonly salt: Uint8Array;
  readonly iterationCount: number;
}

/** What a server-final-message says: a signature to check, or an error value. */
export type ServerFinal =
  | { readonly kind: 'verifier'; readonly signature: Uint8Array }
  | { readonly kind: 'error'; readonly error: string };

/** A user name as SCRAM writes it: `=` and `,` would end it (RFC 5802 §5.1). */
export function escapeName(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

// RFC 5802 §7: printable is %x21-2B / %x2D-7E, everything visible but the comma.
const NONCE = /^[\x21-\x2b\x2d-\x7e]+$/;
const OPTIONAL_EXTENSION = /^[A-Za-z]=[^,\0]+$/;
const LONGEST_MESSAGE = 16_384;
const LONGEST_SALT = 1024;

/**
 * Reads a server-first-message: `r=`, `s=`, `i=` in this order, then optional extensions, which are ignored.
 * A leading `m=` is a mandatory extension that nobody here knows: RFC 5802 §5.1 demands failure.
 */
export function parseServerFirst(message: string): ServerFirst | PeerFailure {
  if (message.length > LONGEST_MESSAGE) return 'message-malformed';
  if (message.startsWith('m=')) return 'extension-unknown';
  const [nonce, salt, iterations, ...extensions] = message.split(',');
  const parsed = {
    nonce: valueOf('r', nonce),
    salt: decodeBase64(valueOf('s', salt) ?? '?'),
    iterations: valueOf('i', iterations),
  };
  if (parsed.nonce === null || !NONCE.test(parsed.nonce)) return 'message-malformed';
  if (parsed.salt === null || parsed.salt.length === 0 || parsed.salt.length > LONGEST_SALT) {
    return 'message-malformed';
  }
  // posit-number (RFC 5802 §7): no sign, no leading zero. Fifteen digits are still exact in a double.
  if (parsed.iterations === null || !/^[1-9]\d{0,14}$/.test(parsed.iterations)) return 'message-malformed';
  if (!areExtensions(extensions, 'rsi')) return 'message-malformed';
  return { nonce: parsed.nonce, salt: parsed.salt, iterationCount: Number(parsed.iterations) };
}

/** Reads a server-final-message: `v=` or `e=`, then optional extensions. */
export function parseServerFinal(message: string): ServerFinal | PeerFailure {
  if (message.length > LONGEST_MESSAGE) return 'message-malformed';
  const [first, ...extensions] = message.split(',');
  if (!areExtensions(extensions, 've')) return 'message-malformed';
  const error = valueOf('e', first);
  if (error !== null) return { kind: 'error', error };
  const signature = decodeBase64(valueOf('v', first) ?? '?');
  if (signature === null) return 'message-malformed';
  return { kind: 'verifier', signature };
}

function valueOf(name: string, attribute: string | undefined): string | null {
  return attribute?.startsWith(`${name}=`) === true ? attribute.slice(2) : null;
}

/** Optional extensions may be anything that is well formed, but no attribute may come twice. */
function areExtensions(extensions: readonly string[], taken: string): boolean {
  const names = extensions.map((extension) => extension.charAt(0));
  return (
    extensions.every((extension) => OPTIONAL_EXTENSION.test(extension)) &&
    new Set([...taken, ...names]).size === taken.length + names.length &&
    !names.includes('m')
  );
}
