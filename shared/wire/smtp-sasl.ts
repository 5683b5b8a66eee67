import { encodeBase64 } from '../sasl/base64.ts';
import { challengeOf, readBegin, type ExchangeAnswer, type SaslBegin } from './sasl-answer.ts';
import type { SmtpReply } from './smtp.ts';

/** Client: AUTH (RFC 4954 §4). The initial response follows on the same line where it fits. */
export function smtpAuth(mechanism: string): string {
  return `AUTH ${mechanism}`;
}

/** Client: one reply of the server within the exchange. */
export function readSmtpExchange({ code, lines, words }: SmtpReply): ExchangeAnswer {
  if (code === 334) return challengeOf((lines[0] ?? '').trim());
  return { kind: code === 235 ? 'accepted' : 'rejected', words };
}

/** Server: the command that begins an exchange, or null where it is none or not well formed. */
export function parseSmtpAuth(line: string): SaslBegin | null {
  const rest = /^AUTH (.+)$/i.exec(line)?.[1];
  return rest === undefined ? null : readBegin(rest.trim());
}

/** Server: a challenge. The space stands also before an empty one (RFC 4954 §4). */
export function smtpChallenge(bytes: Uint8Array): string {
  return `334 ${encodeBase64(bytes)}`;
}
