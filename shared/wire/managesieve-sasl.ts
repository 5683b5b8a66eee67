import { decodeBase64, encodeBase64 } from '../sasl/base64.ts';
import { parseSieveResponse, type SieveLine, type SieveToken } from './managesieve.ts';
import {
  CANCEL,
  challengeOf,
  readResponseLine,
  type ExchangeAnswer,
  type SaslBegin,
  type SaslReceived,
  type WrittenResponse,
} from './sasl-answer.ts';

const latin1 = new TextDecoder('latin1');

/** Client: AUTHENTICATE (RFC 5804 §2.1). An initial response is one more string on the same line; an empty one is `""`. */
export function sieveAuthenticate(mechanism: string): string {
  return `AUTHENTICATE "${mechanism}"`;
}

/** RFC 5804 §4: quoted strings have 1024 octets at the most. */
const LONGEST_QUOTED = 1024;

/**
 * Client: a response, the initial one included: base64 in a quoted string, or, where it is long, in a literal that waits for
 * nobody (RFC 5804 §4, literal-c2s).
 */
export function sieveResponse(bytes: Uint8Array): WrittenResponse {
  const base64 = encodeBase64(bytes);
  return base64.length <= LONGEST_QUOTED
    ? { before: '"', base64, after: '"' }
    : { before: `{${base64.length}+}\r\n`, base64, after: '' };
}

/** Server: a challenge. Its literals have no "+" (RFC 5804 §4, literal-s2c). */
export function sieveChallenge(bytes: Uint8Array): string {
  const text = encodeBase64(bytes);
  return text.length <= LONGEST_QUOTED ? `"${text}"` : `{${text.length}}\r\n${text}`;
}

/** Client: gives the exchange up. */
export const SIEVE_CANCEL = `"${CANCEL}"`;

/** Client: one line of the server within the exchange: a string is a challenge, in whatever form it is written. */
export function readSieveExchange(line: SieveLine): ExchangeAnswer {
  const [first, ...more] = line.tokens;
  if (first?.kind === 'string' && more.length === 0) return challengeOf(latin1.decode(first.bytes));
  const response = parseSieveResponse(line);
  if (response === null) return { kind: 'failed', failure: 'malformed' };
  const { condition, code, words } = response;
  if (condition !== 'OK') return { kind: 'rejected', words: { ...words, condition } };
  const data = saslData(code);
  if (data === undefined) return { kind: 'accepted', words };
  return data === null
    ? { kind: 'failed', failure: 'malformed' }
    : { kind: 'accepted', words, additionalData: data };
}

/** Server: the command that begins an exchange, or null where it is none or not well formed. */
export function parseSieveAuthenticate({ tokens }: SieveLine): SaslBegin | null {
  const [command, mechanism, initial, ...more] = tokens.map((token) => latin1.decode(token.bytes));
  if (command?.toUpperCase() !== 'AUTHENTICATE' || mechanism === undefined || more.length > 0) return null;
  if (initial === undefined) return { mechanism: mechanism.toUpperCase() };
  const initialResponse = decodeBase64(initial);
  return initialResponse === null ? null : { mechanism: mechanism.toUpperCase(), initialResponse };
}

/** Server: a client's line within an exchange. */
export function readSieveResponse({ tokens }: SieveLine): SaslReceived {
  const [only, ...more] = tokens;
  if (only?.kind !== 'string' || more.length > 0) return { kind: 'malformed' };
  return readResponseLine(latin1.decode(only.bytes));
}

/** Server: success, with the mechanism's last data in its response code (RFC 5804 §1.3, SASL). */
export function sieveSuccess(additionalData: Uint8Array | null): string {
  return additionalData === null ? 'OK' : `OK (SASL ${sieveChallenge(additionalData)})`;
}

/** The data of `OK (SASL "…")`: undefined where there is none, null where it is not one string of base64. */
function saslData([name, data, ...more]: readonly SieveToken[]): Uint8Array | null | undefined {
  if (name === undefined || latin1.decode(name.bytes).toUpperCase() !== 'SASL') return undefined;
  if (data?.kind !== 'string' || more.length > 0) return null;
  return decodeBase64(latin1.decode(data.bytes));
}
