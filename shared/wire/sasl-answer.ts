import type { ServerWords, StreamFailure } from '../mail/observation.ts';
import { decodeBase64, encodeBase64 } from '../sasl/base64.ts';

/** One answer of a server within a SASL exchange, whatever the protocol. */
export type ExchangeAnswer =
  | { readonly kind: 'challenge'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'accepted';
      readonly words: ServerWords;
      /** What the mechanism says with the success (RFC 4422 §3.7), where the protocol has a place for it. */
      readonly additionalData?: Uint8Array;
    }
  | { readonly kind: 'rejected'; readonly words: ServerWords }
  | { readonly kind: 'failed'; readonly failure: StreamFailure };

/** A client's response as its protocol writes it: base64, which is secret, and what stands around it, which is not. */
export interface WrittenResponse {
  readonly before: string;
  readonly base64: string;
  readonly after: string;
}

/** What a client sends to begin: a mechanism, and an initial response or none, which is not the same as an empty one. */
export interface SaslBegin {
  readonly mechanism: string;
  readonly initialResponse?: Uint8Array;
}

/** What a server reads within an exchange: a response, or that the client gives up (`*`), or nothing that it can be. */
export type SaslReceived =
  | { readonly kind: 'response'; readonly bytes: Uint8Array }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'malformed' };

/** A challenge out of its base64, or a failure: neither side may be lenient (RFC 4648 §3.3). */
export function challengeOf(base64: string): ExchangeAnswer {
  const bytes = decodeBase64(base64);
  return bytes === null ? { kind: 'failed', failure: 'malformed' } : { kind: 'challenge', bytes };
}

/** A response as IMAP, SMTP and POP3 write it: a line of base64, which is empty where the response is. */
export function writeResponse(bytes: Uint8Array): WrittenResponse {
  return { before: '', base64: encodeBase64(bytes), after: '' };
}

/** The line with which a client gives an exchange up in IMAP, SMTP and POP3 (RFC 9051 §6.2.2, RFC 4954 §4, RFC 5034 §4). */
export const CANCEL = '*';

/** An initial response as IMAP, SMTP and POP3 write it: "=" is the empty one (RFC 4959 §3, RFC 4954 §4, RFC 5034 §4). */
export function writeInitialResponse(bytes: Uint8Array): WrittenResponse {
  return bytes.length === 0 ? { before: '', base64: '=', after: '' } : writeResponse(bytes);
}

/** The reverse: undefined where it is no initial response at all. */
export function readInitialResponse(text: string): Uint8Array | undefined {
  return text === '=' ? new Uint8Array() : text === '' ? undefined : (decodeBase64(text) ?? undefined);
}

/** A client's line within an exchange of IMAP, SMTP or POP3. */
export function readResponseLine(text: string): SaslReceived {
  if (text === CANCEL) return { kind: 'cancelled' };
  const bytes = decodeBase64(text);
  return bytes === null ? { kind: 'malformed' } : { kind: 'response', bytes };
}

/** The mechanism and the initial response behind a command's name; null where they are not well formed. */
export function readBegin(rest: string): SaslBegin | null {
  const [mechanism = '', initial, ...more] = rest.split(' ');
  if (!/^[A-Za-z0-9_-]{1,20}$/.test(mechanism) || more.length > 0) return null; // RFC 4422 §3.1
  if (initial === undefined) return { mechanism: mechanism.toUpperCase() };
  const initialResponse = readInitialResponse(initial);
  return initialResponse === undefined ? null : { mechanism: mechanism.toUpperCase(), initialResponse };
}
