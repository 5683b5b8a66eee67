const latin1 = new TextDecoder('latin1');
const CHALLENGE = /^(\+|334[ -]?)(.*)$/s;

/**
 * A server's line of a SASL exchange as the transcript keeps it. Challenges are replaced by their length: together with
 * the user name, SCRAM's salt, nonces and signature are enough to guess a password offline.
 */
export function hideExchange(line: Uint8Array): string | Uint8Array {
  const groups = CHALLENGE.exec(latin1.decode(line));
  if (groups === null) return line;
  const [, start = '', payload = ''] = groups;
  return `${start.trim()} <challenge, ${payload.trim().length} characters>`;
}
