import { encodeBase64 } from '../sasl/base64.ts';
import { saslMechanisms } from './capability.ts';
import { parsePop3Answer } from './pop3.ts';
import { challengeOf, readBegin, type ExchangeAnswer, type SaslBegin } from './sasl-answer.ts';

/** Client: AUTH (RFC 5034 §4). The initial response follows on the same line where it fits into 255 octets. */
export function pop3Auth(mechanism: string): string {
  return `AUTH ${mechanism}`;
}

/**
 * What a client can sign in with: the SASL mechanisms, and where none at all is listed LOGIN, which then stands for USER and
 * PASS (RFC 1939 §7), where the server says that it has those (RFC 2449 §6.3).
 */
export function pop3WaysIn(capabilities: readonly string[]): readonly string[] {
  const listed = saslMechanisms(capabilities);
  return listed.length === 0 && capabilities.includes('USER') ? ['LOGIN'] : listed;
}

/** Client: one line of the server within the exchange. */
export function readPop3Exchange(line: Uint8Array): ExchangeAnswer {
  const answer = parsePop3Answer(line);
  if (answer === null) return { kind: 'failed', failure: 'malformed' };
  if (answer.kind === 'challenge') return challengeOf(answer.text);
  return { kind: answer.kind === 'ok' ? 'accepted' : 'rejected', words: answer.words };
}

/** Server: the command that begins an exchange, or null where it is none or not well formed. */
export function parsePop3Auth(line: string): SaslBegin | null {
  const rest = /^AUTH (.+)$/i.exec(line)?.[1];
  return rest === undefined ? null : readBegin(rest.trim());
}

/** Server: a challenge (RFC 5034 §4: "+" SP, then base64 or nothing). */
export function pop3Challenge(bytes: Uint8Array): string {
  return `+ ${encodeBase64(bytes)}`;
}
