import { readResponseLine, type SaslReceived } from '../../../../shared/wire/sasl-answer.ts';
import type { ServerConnection } from './server-connection.ts';

/** A command as SMTP (RFC 5321 §2.4) and POP3 (RFC 1939 §3) write it. */
export interface CommandLine {
  /** In upper case; the rest is as it came. */
  readonly verb: string;
  /** What stands behind the verb and one space, each byte a character (Latin-1). */
  readonly rest: string;
  readonly text: string;
}

/** The next command; null where the client is gone, `malformed` where the line is too long to end. */
export async function readCommandLine(
  connection: ServerConnection,
): Promise<CommandLine | null | 'malformed'> {
  const line = await connection.readLine();
  return line === null || line === 'malformed' ? line : commandLine(line.text);
}

/** The client's line within a SASL exchange of IMAP (RFC 9051 §6.2.2), SMTP (RFC 4954 §4) or POP3 (RFC 5034 §4). */
export async function readSaslLine(connection: ServerConnection): Promise<SaslReceived | null> {
  const line = await connection.readLine();
  if (line === null) return null;
  return line === 'malformed' ? { kind: 'malformed' } : readResponseLine(line.text);
}

function commandLine(text: string): CommandLine {
  const space = text.indexOf(' ');
  const verb = (space < 0 ? text : text.slice(0, space)).toUpperCase();
  return { verb, rest: space < 0 ? '' : text.slice(space + 1), text };
}
