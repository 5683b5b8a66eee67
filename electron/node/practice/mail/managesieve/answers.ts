import { writeText } from './text.ts';

// Answers that are the same before and after sign-in.

export const UNKNOWN = 'NO "Error in MANAGESIEVE command received by server."';

export const BYE = 'OK "Logout completed."';

/** Nobody can tell where the next command begins. */
export const OUT_OF_STEP = 'BYE "Too long a line or literal."';

export const TOO_MANY_ERRORS = 'BYE "Too many invalid MANAGESIEVE commands."';

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
