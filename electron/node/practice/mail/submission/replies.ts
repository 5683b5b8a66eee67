import { readCommandLine, type CommandLine } from '../command-line.ts';
import type { CommandSource } from '../command-loop.ts';

// What is the same before and after sign-in.

/** NOOP, RSET. */
export const OK = '250 2.0.0 Ok';

/** RFC 5321 §3.5.3: who may be written to is not told. */
export const VRFY = '252 2.1.5 Send some mail, and it will be seen whether it arrives';

export const HELP = '214 2.0.0 EHLO STARTTLS AUTH MAIL RCPT DATA RSET NOOP VRFY HELP QUIT';

export const BYE = '221 2.0.0 Bye';

export const UNKNOWN = '500 5.5.2 Error: command not recognized';

/** Commands as lines. RFC 5321 §3.8: a server that gives up says so. */
export function commandsFor(hostname: string): CommandSource<CommandLine> {
  return {
    read: readCommandLine,
    outOfStep: '500 5.5.2 Error: line too long',
    tooManyErrors: `421 4.7.0 ${hostname} Error: too many errors`,
  };
}

/** Whether a client has named itself with EHLO or HELO, however strangely (RFC 5321 §4.1.4). */
export function isHostname(rest: string): boolean {
  return /^[\x21-\x7e]{1,255} *$/.test(rest);
}
