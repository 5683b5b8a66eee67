import { writeInitialResponse } from '../../../shared/wire/sasl-answer.ts';
import type { SignInCommand } from './talk.ts';

/**
 * A command with the mechanism's initial response behind it, where both fit on one line: what does not is sent as the answer
 * to an empty challenge (RFC 4954 §4, RFC 5034 §4).
 *
 * @param longest how many octets a line has at the most, without its end
 */
export function withInitialResponse(
  command: string,
  initialResponse: Uint8Array | null,
  longest: number,
): SignInCommand {
  const written = initialResponse === null ? null : writeInitialResponse(initialResponse);
  const isShort = written !== null && `${command} ${written.base64}`.length <= longest;
  return { command, initialResponse: isShort ? written : null };
}
