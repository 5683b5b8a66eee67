import { parseSieveResponse, type SieveLine } from '../../../shared/wire/managesieve.ts';

const latin1 = new TextDecoder('latin1');
// "+OK" is POP3's success; anything else that begins with "+" is a challenge, or was meant to be one.
const CHALLENGE = /^(\+(?!OK(?: |$))|334[ -]?)(.*)$/is;

/**
 * A server's line of a SASL exchange as the transcript keeps it. Challenges are replaced by their length: together with
 * the user name, SCRAM's salt, nonces and signature are enough to guess a password offline.
 */
export function hideExchange(line: Uint8Array): string | Uint8Array {
  const groups = CHALLENGE.exec(latin1.decode(line));
  if (groups === null) return line;
  const [, start = '', payload = ''] = groups;
  return `${start.trim()} ${hidden(payload.trim().length)}`;
}

/** The same of ManageSieve, where a challenge is a string, and the last one can stand in a success: `OK (SASL "…")`. */
export function hideSieveExchange(line: SieveLine, bytes: Uint8Array): string | Uint8Array {
  const response = parseSieveResponse(line);
  if (response === null) return hidden(bytes.length);
  const { condition, words } = response;
  return words.responseCode === 'SASL' ? `${condition} (SASL ${hidden(bytes.length)})` : bytes;
}

function hidden(length: number): string {
  return `<challenge, ${length} characters>`;
}
