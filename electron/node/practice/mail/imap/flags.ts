import { atomOf, type Argument } from './argument.ts';

/** The flags that the protocol itself knows (RFC 9051 §2.3.2). `\Recent` is nobody's to set, and here no mail has it. */
export const SYSTEM_FLAGS: readonly string[] = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];

const MOST_FLAGS = 50;
const LONGEST_KEYWORD = 64;

/** The flags in a client's list, system flags in our letters; null where something else is among them, or too many. */
export function parseFlags(args: readonly Argument[]): readonly string[] | null {
  const flags = args.map((argument) => flagNamed(atomOf(argument) ?? '')).filter((flag) => flag !== null);
  return flags.length < args.length || flags.length > MOST_FLAGS ? null : flags;
}

/** What STORE does with the list behind it. */
export type FlagChange = 'set' | 'add' | 'remove';

/**
 * Changes the flags of a mail. Flags are the same in any letters' case (RFC 9051 §2.3.2); what was there first stays.
 *
 * @returns false where these would be too many, and nothing is changed
 */
export function changeFlags(flags: Set<string>, change: FlagChange, named: readonly string[]): boolean {
  const isNamed = (flag: string): boolean => named.some((name) => isSameFlag(name, flag));
  const kept = [...flags].filter((flag) => (change === 'add' ? true : isNamed(flag) === (change === 'set')));
  const added = change === 'remove' ? [] : named;
  const changed = [...kept, ...added].filter(
    (flag, at, all) => all.findIndex((other) => isSameFlag(other, flag)) === at,
  );
  if (changed.length > MOST_FLAGS) return false;
  flags.clear();
  for (const flag of changed) flags.add(flag);
  return true;
}

/** Flags as they stand in a response. */
export function writeFlags(flags: Iterable<string>): string {
  return `(${[...flags].join(' ')})`;
}

/** Whether a mail has a flag, in whatever letters. */
export function hasFlag(flags: ReadonlySet<string>, name: string): boolean {
  return flags.has(name) || [...flags].some((flag) => isSameFlag(flag, name));
}

function flagNamed(text: string): string | null {
  if (text.startsWith('\\')) return SYSTEM_FLAGS.find((flag) => isSameFlag(flag, text)) ?? null;
  return text !== '' && text.length <= LONGEST_KEYWORD && !/[\\%*\]]/.test(text) ? text : null;
}

function isSameFlag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
