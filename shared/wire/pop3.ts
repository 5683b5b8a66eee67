import type { ServerWords } from '../mail/observation.ts';
import { formatCapability } from './capability.ts';
import { safeText } from './server-words.ts';

/** One line of a POP3 server that is an answer (RFC 1939 §3, RFC 5034 §4). */
export type Pop3Answer =
  | { readonly kind: 'ok' | 'error'; readonly words: ServerWords }
  | { readonly kind: 'challenge'; readonly text: string };

/** One line of a list of capabilities. */
export type Pop3Capability =
  { readonly kind: 'capability'; readonly capability: string } | { readonly kind: 'end' };

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
// RFC 2449 §8: an extended response code stands in brackets in front of the text.
const ANSWER = /^(\+OK|-ERR)(?: (?:\[([A-Z0-9/_-]+)\] ?)?(.*))?$/is;
const CAPABILITY = /^([\x21-\x7e]+)(?: (.*))?$/s;

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

/**
 * One line of the list that answers CAPA (RFC 2449 §5): a capability with its parameters, its name in upper case; `end`
 * for the dot that ends the list (RFC 1939 §3); or null where it is neither.
 */
export function parsePop3Capability(line: Uint8Array): Pop3Capability | null {
  const text = utf8.decode(line);
  if (text === '.') return { kind: 'end' };
  // RFC 1939 §3: a line that begins with a dot is sent with one more.
  const groups = CAPABILITY.exec(text.replace(/^\./, ''));
  if (groups === null) return null;
  const [, name = '', parameters = ''] = groups;
  return { kind: 'capability', capability: formatCapability(name, parameters) };
}
