import { decodeBase64 } from './base64.ts';
import { SCRAM_ERRORS, type PeerFailure, type ScramError } from './failures.ts';

/** What a client-first-message says (RFC 5802 §7). */
export interface ClientFirst {
  /** The gs2-header as it came, for the check of `c=` later. */
  readonly gs2Header: string;
  /** `n`, `y`, or `p` with the name of the channel binding type. */
  readonly gs2CbindFlag:
    { readonly kind: 'n' } | { readonly kind: 'y' } | { readonly kind: 'p'; readonly type: string };
  readonly authzid: string;
  readonly authcid: string;
  readonly nonce: string;
  readonly clientFirstMessageBare: string;
}

/** What a server-first-message says. */
export interface ServerFirst {
  readonly nonce: string;
  readonly salt: Uint8Array;
  readonly iterationCount: number;
}

/** What a client-final-message says. */
export interface ClientFinal {
  /** The decoded `c=`: gs2-header and channel binding data. */
  readonly cbindInput: Uint8Array;
  readonly nonce: string;
  readonly clientProof: Uint8Array;
  readonly clientFinalMessageWithoutProof: string;
}

/** What a server-final-message says: a signature to check, or an error value. */
export type ServerFinal =
  | { readonly kind: 'verifier'; readonly serverSignature: Uint8Array }
  | { readonly kind: 'error'; readonly error: ScramError };

const LONGEST_MESSAGE = 16_384;
const LONGEST_SALT = 1024;
// RFC 5802 §7: printable is %x21-2B / %x2D-7E, everything visible but the comma.
const NONCE = /^[\x21-\x2b\x2d-\x7e]+$/;
const OPTIONAL_EXTENSION = /^[A-Za-z]=[^,\0]+$/;
// RFC 5801 §4, RFC 5802 §7: the nonstd-flag "F" is not for SCRAM.
const GS2_HEADER = /^(?:(n)|(y)|p=([A-Za-z0-9.-]+)),(?:a=([^,]+))?,/;

/** A name as SCRAM writes it: `=` and `,` would end it (RFC 5802 §5.1). */
export function escapeName(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

/** A name that was written so, or null where an equals sign stands for nothing (RFC 5802 §5.1: the server MUST fail). */
export function unescapeName(text: string): string | null {
  if (/=(?!2C|3D)/.test(text) || text.includes('\0')) return null;
  return text.replaceAll('=2C', ',').replaceAll('=3D', '=');
}

/** Reads a client-first-message: gs2-header, then `n=` and `r=`. */
export function parseClientFirst(message: string): ClientFirst | PeerFailure {
  const header = GS2_HEADER.exec(message);
  if (header === null || message.length > LONGEST_MESSAGE) return 'message-malformed';
  const clientFirstMessageBare = message.slice(header[0].length);
  if (clientFirstMessageBare.startsWith('m=')) return 'extension-unknown';
  const [name, nonce, ...extensions] = clientFirstMessageBare.split(',');
  const authcid = unescapeName(valueOf('n', name) ?? '=');
  const authzid = unescapeName(header[4] ?? '');
  const parsedNonce = valueOf('r', nonce);
  if (authcid === null || authcid === '' || authzid === null) return 'message-malformed';
  if (parsedNonce === null || !NONCE.test(parsedNonce)) return 'message-malformed';
  if (!areExtensions(extensions, 'nr')) return 'message-malformed';
  return {
    gs2Header: header[0],
    gs2CbindFlag: flagOf(header),
    authzid,
    authcid,
    nonce: parsedNonce,
    clientFirstMessageBare,
  };
}

/**
 * Reads a server-first-message: `r=`, `s=`, `i=` in this order, then optional extensions, which are ignored.
 * A leading `m=` is a mandatory extension that nobody here knows: RFC 5802 §5.1 demands failure.
 */
export function parseServerFirst(message: string): ServerFirst | PeerFailure {
  if (message.length > LONGEST_MESSAGE) return 'message-malformed';
  if (message.startsWith('m=')) return 'extension-unknown';
  const [nonce, salt, iterations, ...extensions] = message.split(',');
  const parsedNonce = valueOf('r', nonce);
  const parsedSalt = decodeBase64(valueOf('s', salt) ?? '?');
  const count = valueOf('i', iterations);
  if (parsedNonce === null || !NONCE.test(parsedNonce)) return 'message-malformed';
  if (parsedSalt === null || parsedSalt.length === 0 || parsedSalt.length > LONGEST_SALT) {
    return 'message-malformed';
  }
  // posit-number (RFC 5802 §7): no sign, no leading zero. Fifteen digits are still exact in a double.
  if (count === null || !/^[1-9]\d{0,14}$/.test(count)) return 'message-malformed';
  if (!areExtensions(extensions, 'rsi')) return 'message-malformed';
  return { nonce: parsedNonce, salt: parsedSalt, iterationCount: Number(count) };
}

/** Reads a client-final-message: `c=`, `r=`, optional extensions, and `p=` as the last. */
export function parseClientFinal(message: string): ClientFinal | PeerFailure {
  const at = message.lastIndexOf(',p=');
  if (at < 0 || message.length > LONGEST_MESSAGE) return 'message-malformed';
  const clientFinalMessageWithoutProof = message.slice(0, at);
  const [binding, nonce, ...extensions] = clientFinalMessageWithoutProof.split(',');
  const cbindInput = decodeBase64(valueOf('c', binding) ?? '?');
  const parsedNonce = valueOf('r', nonce);
  const clientProof = decodeBase64(message.slice(at + ',p='.length));
  if (cbindInput === null || parsedNonce === null || clientProof === null) return 'message-malformed';
  if (!areExtensions(extensions, 'crp')) return 'message-malformed';
  return { cbindInput, nonce: parsedNonce, clientProof, clientFinalMessageWithoutProof };
}

/** Reads a server-final-message: `v=` or `e=`, then optional extensions. */
export function parseServerFinal(message: string): ServerFinal | PeerFailure {
  if (message.length > LONGEST_MESSAGE) return 'message-malformed';
  const [first, ...extensions] = message.split(',');
  if (!areExtensions(extensions, 've')) return 'message-malformed';
  const error = valueOf('e', first);
  if (error !== null) {
    return { kind: 'error', error: SCRAM_ERRORS.find((known) => known === error) ?? 'other-error' };
  }
  const serverSignature = decodeBase64(valueOf('v', first) ?? '?');
  return serverSignature === null ? 'message-malformed' : { kind: 'verifier', serverSignature };
}

function flagOf([, n, y, type]: RegExpExecArray): ClientFirst['gs2CbindFlag'] {
  if (n !== undefined) return { kind: 'n' };
  return y !== undefined ? { kind: 'y' } : { kind: 'p', type: type ?? '' };
}

function valueOf(name: string, attribute: string | undefined): string | null {
  return attribute?.startsWith(`${name}=`) === true ? attribute.slice(2) : null;
}

/** Optional extensions may be anything that is well formed, but no attribute may come twice, and `m` is never optional. */
function areExtensions(extensions: readonly string[], taken: string): boolean {
  const names = extensions.map((extension) => extension.charAt(0));
  return (
    extensions.every((extension) => OPTIONAL_EXTENSION.test(extension)) &&
    new Set([...taken, ...names]).size === taken.length + names.length &&
    !names.includes('m')
  );
}
