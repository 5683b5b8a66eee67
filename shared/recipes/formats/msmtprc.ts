import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A command and its argument, in the order in which they stand. */
export type MsmtpLines = readonly (readonly [command: string, argument: string])[];

/**
 * `~/.msmtprc` (msmtp(1), CONFIGURATION FILES): a command and its argument in each line. Of an argument in double quotes the outer
 * ones are taken away, and everything between them is itself, quotes and backslashes too. In `from` alone, `%` and two letters
 * stand for other things, and `*`, `?` and `[` match.
 */
export const MSMTPRC: Format<MsmtpLines> = {
  write(lines) {
    return lines.every(isWritable) ? lines.map(lineOf).join('') : null;
  },
  read(text) {
    if (!text.endsWith('\n')) return null;
    const lines = text.slice(0, -1).split('\n').map(lineIn);
    return lines.every((line) => line !== null) ? lines : null;
  },
};

// A longer one is an error, and then nothing of the file counts.
const LONGEST_LINE_BYTES = 500;

function isWritable([command, argument]: MsmtpLines[number]): boolean {
  const isLiteral = command !== 'from' || !/[%*?[]/.test(argument);
  const isShort = new TextEncoder().encode(lineOf([command, argument])).length <= LONGEST_LINE_BYTES;
  return /^[a-z_]+$/.test(command) && isPlainLine(argument) && isLiteral && isShort;
}

function lineOf([command, argument]: MsmtpLines[number]): string {
  return `${command} "${argument}"\n`;
}

function lineIn(line: string): MsmtpLines[number] | null {
  const { command, argument } = /^(?<command>[a-z_]+) "(?<argument>.+)"$/.exec(line)?.groups ?? {};
  return command === undefined || argument === undefined ? null : [command, argument];
}
