import { takeSieveLine, type SieveLine } from '../../../../../shared/wire/managesieve.ts';
import type { ServerConnection, Take } from '../server-connection.ts';

/** A command with its arguments, both as they came. A line that is none has no verb. */
export interface SieveCommand {
  /** In upper case. */
  readonly verb: string;
  /** Verb and arguments. */
  readonly line: SieveLine;
}

const LF = 10;
const LONGEST_BAD_LINE_BYTES = 65_536;

/**
 * The next command. A line that is not well formed is one without a verb, so that it can be answered; `malformed` where
 * nobody can tell where the next one begins: behind a literal that is too long, and in a line that never ends.
 */
export function readSieveCommand(connection: ServerConnection): Promise<SieveCommand | null | 'malformed'> {
  return connection.read(takeCommand);
}

const takeCommand: Take<SieveCommand> = (buffer) => {
  const line = takeSieveLine(buffer);
  if (line === null) return null;
  if (line === 'malformed') return takeBadLine(buffer);
  const [first] = line.tokens;
  const verb = first?.kind === 'atom' ? Buffer.from(first.bytes).toString('latin1').toUpperCase() : '';
  // The tokens are windows onto the buffer, which is as large as all that came with them.
  const tokens = line.tokens.map(({ kind, bytes }) => ({ kind, bytes: new Uint8Array(bytes) }));
  return { value: { verb, line: { tokens, length: line.length } }, length: line.length };
};

const takeBadLine: Take<SieveCommand> = (buffer) => {
  const end = buffer.indexOf(LF);
  if (end < 0) return buffer.length > LONGEST_BAD_LINE_BYTES ? 'malformed' : null;
  const text = Buffer.from(buffer.subarray(0, end)).toString('latin1');
  if (/\{\d+\+?\}\r?$/.test(text)) return 'malformed';
  return { value: { verb: '', line: { tokens: [], length: end + 1 } }, length: end + 1 };
};
