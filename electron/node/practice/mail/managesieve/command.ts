import { takeSieveLine, type SieveLine } from '../../../../../shared/wire/managesieve.ts';
import { takeLine, type Take } from '../lines.ts';
import type { ServerConnection } from '../server-connection.ts';

/** A command with its arguments, both as they came. A line that is none has no verb. */
export interface SieveCommand {
  /** In upper case. */
  readonly verb: string;
  /** Verb and arguments. */
  readonly line: SieveLine;
}

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
  const taken = takeLine(buffer);
  if (taken === null || taken === 'malformed') return taken;
  const { value, length } = taken;
  if (/\{\d+\+?\}$/.test(value.text)) return 'malformed';
  return { value: { verb: '', line: { tokens: [], length } }, length };
};
