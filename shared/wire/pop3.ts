import type { ServerWords } from '../mail/observation.ts';
import { safeText } from './server-words.ts';

/** One line of a POP3 server that is an answer (RFC 1939 §3, RFC 5034 §4). */
export type Pop3Answer =
  | { readonly kind: 'ok' | 'error'; readonly words: ServerWords }
  | { readonly kind: 'challenge'; readonly text: string };

const latin1 = new TextDecoder('latin1');
// RFC 2449 §8: an extended response code stands in brackets in front of the text.
const ANSWER = /^(\+OK|-ERR)(?: (?:\[([A-Z0-9/_-]+)\] ?)?(.*))?$/is;

/** Reads an answer, or null where the line is none. */
export function parsePop3Answer(line: Uint8Array): Pop3Answer | null {
  const text = latin1.decode(line);
  if (text === '+' || text.startsWith('+ ')) return { kind: 'challenge', text: text.slice(2) };
  const groups = ANSWER.exec(text);
  if (groups === null) return null;
  const words = { text: safeText(line.subarray(line.length - (groups[3] ?? '').length)) };
  const code = groups[2];
  return {
    kind: groups[1]?.toUpperCase() === '+OK' ? 'ok' : 'error',
    words: code === undefined ? words : { responseCode: safeText(code.toUpperCase()), ...words },
  };
}

/** The SASL mechanisms in a list of POP3 capabilities (RFC 5034 §6: `SASL PLAIN …`). */
export function pop3Mechanisms(capabilities: readonly string[]): readonly string[] {
  return capabilities
    .filter((capability) => /^SASL /i.test(capability))
    .flatMap((capability) => capability.slice('SASL '.length).toUpperCase().split(' '))
    .filter((name) => name !== '');
}
