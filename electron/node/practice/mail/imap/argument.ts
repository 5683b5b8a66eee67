/**
 * One argument of a command (RFC 9051 §9). Text is as on the wire, each character a byte (Latin-1): names of folders stay
 * in modified UTF-7, mails are what they are.
 */
export type Argument =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string; readonly isLiteral: boolean }
  | { readonly kind: 'list'; readonly items: readonly Argument[] }
  /** `BODY[…]<…>`, the one argument in which an atom holds spaces. The partial keeps its angle brackets, or is empty. */
  | {
      readonly kind: 'section';
      readonly name: 'BODY' | 'BODY.PEEK';
      readonly items: readonly Argument[];
      readonly partial: string;
    };

const LONGEST_NUMBER_DIGITS = 10;
const MOST_NUMBER = 4_294_967_295;

/** The text of an atom, or null. */
export function atomOf(argument: Argument | undefined): string | null {
  return argument?.kind === 'atom' ? argument.text : null;
}

/** The text of an `astring`: an atom without wildcards and flags, or a string; null where it is something else. */
export function astringOf(argument: Argument | undefined): string | null {
  if (argument?.kind === 'string') return argument.text;
  return argument?.kind === 'atom' && !/[\\%*]/.test(argument.text) ? argument.text : null;
}

/** The text of a `list-mailbox`: like an `astring`, with wildcards. */
export function patternOf(argument: Argument | undefined): string | null {
  return argument?.kind === 'atom' || argument?.kind === 'string' ? argument.text : null;
}

/** The atoms of a list in upper case, or null where it is none, or holds something else. */
export function atomsOf(argument: Argument | undefined): readonly string[] | null {
  if (argument?.kind !== 'list') return null;
  const atoms = argument.items.map(atomOf).filter((text) => text !== null);
  return atoms.length === argument.items.length ? atoms.map((text) => text.toUpperCase()) : null;
}

/** A number of 32 bits (RFC 9051 §9, `number`), or null. */
export function numberOf(text: string): number | null {
  if (!/^\d+$/.test(text) || text.length > LONGEST_NUMBER_DIGITS) return null;
  return Number(text) <= MOST_NUMBER ? Number(text) : null;
}
