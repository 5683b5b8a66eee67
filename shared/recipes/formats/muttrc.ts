import { shellWord } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** What a setting is set to: a text as it is, or what a command prints when the program starts. */
export type MuttValue = string | { readonly command: string };

/** The name of a setting and its value, in the order in which they stand. */
export type MuttSettings = readonly (readonly [name: string, value: MuttValue])[];

/** What a file says: the settings that it first puts back to what the program has by itself, and those that it sets. */
export interface Muttrc {
  readonly reset: readonly string[];
  readonly set: MuttSettings;
}

/**
 * `~/.muttrc`, and the same of NeoMutt (muttrc(5), COMMANDS): one `reset`, and a `set` in each line. Single quotes are those of a shell. What a
 * command prints is itself only where its backticks stand in double quotes: without them it would be read as a part of the line,
 * and a password with a backtick in it would be run.
 */
export const MUTTRC: Format<Muttrc> = {
  write({ reset, set }) {
    const lines = set.map(([name, value]) => lineOf(name, value));
    if (!reset.every((name) => NAME.test(name)) || !lines.every((line) => line !== null)) return null;
    return `reset ${reset.join(' ')}\n${lines.join('')}`;
  },
  read(text) {
    const [first = '', ...rest] = text.split('\n');
    const reset = /^reset (.+)$/.exec(first)?.[1]?.split(' ');
    if (reset === undefined || rest.pop() !== '') return null;
    const set = rest.map(settingIn);
    return set.every((setting) => setting !== null) ? { reset, set } : null;
  },
};

const NAME = /^[a-z][a-z0-9_]*$/;
// Nothing in it means anything to the program or to its shell.
const PLAIN_COMMAND = /^[A-Za-z0-9][A-Za-z0-9.@_+/ -]*$/;

function lineOf(name: string, value: MuttValue): string | null {
  const word = typeof value === 'string' ? shellWord(value) : commandWord(value.command);
  return word === null || !NAME.test(name) ? null : `set ${name}=${word}\n`;
}

function commandWord(command: string): string | null {
  return PLAIN_COMMAND.test(command) ? `"\`${command}\`"` : null;
}

function settingIn(line: string): readonly [string, MuttValue] | null {
  const { name, word } = /^set (?<name>[a-z][a-z0-9_]*)=(?<word>.+)$/.exec(line)?.groups ?? {};
  const value = word === undefined ? null : valueIn(word);
  return name === undefined || value === null ? null : [name, value];
}

function valueIn(word: string): MuttValue | null {
  const command = /^"`(.+)`"$/.exec(word)?.[1];
  if (command !== undefined) return PLAIN_COMMAND.test(command) ? { command } : null;
  const text = /^'((?:[^']|'\\'')*)'$/.exec(word)?.[1];
  return text === undefined ? null : text.replaceAll(String.raw`'\''`, "'");
}
