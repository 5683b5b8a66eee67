import type { CommandSource } from '../command-loop.ts';
import { readSieveCommand, type SieveCommand } from './command.ts';
import { writeText } from './text.ts';

// What is the same before and after sign-in.

export const UNKNOWN = 'NO "Error in MANAGESIEVE command received by server."';

export const BYE = 'OK "Logout completed."';

/** Commands with their literals. */
export const COMMANDS: CommandSource<SieveCommand> = {
  read: readSieveCommand,
  outOfStep: 'BYE "Too long a line or literal."',
  tooManyErrors: 'BYE "Too many invalid MANAGESIEVE commands."',
};

/** NOOP, with the text that it came with or without one (RFC 5804 §2.13). */
export function noopDone(text: string | null): string {
  return text === null ? 'OK "NOOP completed."' : `OK (TAG ${writeText(text)}) "NOOP completed."`;
}

/** The lines of capabilities, without the response behind them (RFC 5804 §1.7). */
export function capabilityLines(
  mechanisms: readonly string[],
  moreLines: readonly string[],
): readonly string[] {
  return [
    '"IMPLEMENTATION" "Letterlock practice server"',
    '"SIEVE" "fileinto reject envelope vacation"',
    `"SASL" ${writeText(mechanisms.join(' '))}`,
    ...moreLines,
    '"VERSION" "1.0"',
  ];
}
