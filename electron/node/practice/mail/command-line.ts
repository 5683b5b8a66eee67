import { readResponseLine, type SaslReceived } from '../../../../shared/wire/sasl-answer.ts';
import { takeLine, type ServerConnection } from './server-connection.ts';

/** A command as SMTP (RFC 5321 §2.4) and POP3 (RFC 1939 §3) write it. */
export interface CommandLine {
  /** In upper case; the rest is as it came. */
  readonly verb: string;
  /** What stands behind the verb and one space, each byte a character (Latin-1). */
  readonly rest: string;
  readonly text: string;
}

/** The next command; null where the client is gone, `malformed` where the line is too long to end. */
export function readCommandLine(connection: ServerConnection): Promise<CommandLine | null | 'malformed'> {
  return connection.read((buffer) => {
    const taken = takeLine(buffer);
    if (taken === null || taken === 'malformed') return taken;
    return { value: commandLine(taken.value), length: taken.length };
  });
}

/** The client's line within a SASL exchange of SMTP (RFC 4954 §4) or POP3 (RFC 5034 §4). */
export async function readSaslLine(connection: ServerConnection): Promise<SaslReceived | null> {
  const line = await readCommandLine(connection);
  if (line === null) return null;
  return line === 'malformed' ? { kind: 'malformed' } : readResponseLine(line.text);
}

function commandLine(text: string): CommandLine {
  const space = text.indexOf(' ');
  const verb = (space < 0 ? text : text.slice(0, space)).toUpperCase();
  return { verb, rest: space < 0 ? '' : text.slice(space + 1), text };
}
