import { readCommandLine, type CommandLine } from '../command-line.ts';
import type { CommandSource } from '../command-loop.ts';

// What is the same before and after sign-in.

export const OK = '+OK';

export const BYE = '+OK Logging out.';

export const UNKNOWN = '-ERR Unknown command.';

/** Commands as lines. */
export const COMMANDS: CommandSource<CommandLine> = {
  read: readCommandLine,
  outOfStep: '-ERR Line too long.',
  tooManyErrors: '-ERR Too many invalid commands.',
};
