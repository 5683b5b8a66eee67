import { encodeBase64 } from '../sasl/base64.ts';
import { parseImapResponse } from './imap.ts';
import { challengeOf, readBegin, type ExchangeAnswer, type SaslBegin } from './sasl-answer.ts';

const COMMAND = /^(?<tag>[^\s(){%*"\\\]+]+) AUTHENTICATE (?<rest>.+)$/i;

/** Client: AUTHENTICATE (RFC 9051 §6.2.2). With SASL-IR (RFC 4959) the initial response follows on the same line. */
export function imapAuthenticate(tag: string, mechanism: string): string {
  return `${tag} AUTHENTICATE ${mechanism}`;
}

/** Client: one line of the server within the exchange; null for untagged data, which has nothing to do with it. */
export function readImapExchange(line: Uint8Array, tag: string): ExchangeAnswer | null {
  const response = parseImapResponse(line);
  if (response === null) return { kind: 'failed', failure: 'malformed' };
  if (response.kind === 'continuation') return challengeOf(response.text);
  if (response.kind !== 'status') return null;
  const { status, words } = response;
  if (status === 'BYE') return { kind: 'rejected', words: { ...words, condition: 'BYE' } };
  if (response.tag !== tag) return null;
  if (status === 'OK') return { kind: 'accepted', words };
  return { kind: 'rejected', words: { ...words, condition: status === 'BAD' ? 'BAD' : 'NO' } };
}

/**
 * Client: a string as LOGIN takes it (RFC 9051 §4.3): quoted, or null where it has to go in a literal, because it has letters
 * outside ASCII.
 */
export function imapQuoted(text: string): string | null {
  return /^[\u0020-\u007e]*$/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : null;
}

/** Server: the command that begins an exchange, or null where it is none or not well formed. */
export function parseImapAuthenticate(line: string): (SaslBegin & { readonly tag: string }) | null {
  const { tag, rest } = COMMAND.exec(line)?.groups ?? {};
  const begin = rest === undefined ? null : readBegin(rest);
  return tag === undefined || begin === null ? null : { ...begin, tag };
}

/** Server: a challenge. The space stands also before an empty one (RFC 9051 §7.6, `continue-req`). */
export function imapChallenge(bytes: Uint8Array): string {
  return `+ ${encodeBase64(bytes)}`;
}
