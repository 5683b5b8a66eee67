import type { Argument } from './argument.ts';

/** What the bytes of one command are. */
export type Parsed =
  | {
      readonly kind: 'command';
      readonly tag: string;
      /** In upper case. */
      readonly name: string;
      readonly args: readonly Argument[];
    }
  /** Well formed so far; it ends with the announcement of a literal, whose bytes are still to come. */
  | { readonly kind: 'incomplete'; readonly tag: string; readonly name: string }
  /** Not well formed, or more than any client needs. The tag is null where there is none to answer with. */
  | { readonly kind: 'bad'; readonly tag: string | null };

const MOST_ARGUMENTS = 500;
const MOST_DEPTH = 10;

// RFC 9051 §9: `tag`, and `command` up to its arguments.
const TAG = /[!#$&',-[\]-z|}~]{1,100}(?= |$)/y;
const NAME = / ([A-Z][A-Z0-9-]{0,29})(?= |$)/iy;
// ASTRING-CHAR, and what flags, wildcards and sequence sets have beside it.
const ATOM = /[!#-'*-z|}~]+/y;
const QUOTED = /"([^"\\\r\n\0]*(?:\\["\\][^"\\\r\n\0]*)*)"/y;
const LITERAL = /\{(\d{1,10})\+?\}/y;
const SECTION = /(BODY(?:\.PEEK)?)\[/iy;
const SECTION_NAME = /[A-Z0-9.]+/iy;
const PARTIAL = /<\d{1,10}(?:\.\d{1,10})?>/y;

/**
 * Reads one command out of its bytes: the line without its end, with the literals in it as they came, header, CRLF and
 * contents. Exactly one space stands between arguments (RFC 9051 §9), and one behind the last is passed over. Knows no
 * commands.
 *
 * @param text each character a byte (Latin-1)
 */
export function parseCommand(text: string): Parsed {
  const cursor: Cursor = { text, at: 0, argumentsLeft: MOST_ARGUMENTS, isIncomplete: false };
  const tag = take(cursor, TAG)?.[0] ?? null;
  if (tag === null) return { kind: 'bad', tag };
  const name = take(cursor, NAME)?.[1]?.toUpperCase();
  if (name === undefined) return { kind: 'bad', tag };
  const args: Argument[] = [];
  while (cursor.at < text.length) {
    // Debian's mutt ends AUTHENTICATE with a space where it has no initial response.
    if (args.length > 0 && text.slice(cursor.at) === ' ') break;
    const argument = takeOne(cursor, ' ') ? takeArgument(cursor, MOST_DEPTH) : null;
    if (argument === null)
      return cursor.isIncomplete ? { kind: 'incomplete', tag, name } : { kind: 'bad', tag };
    args.push(argument);
  }
  return { kind: 'command', tag, name, args };
}

interface Cursor {
  readonly text: string;
  at: number;
  argumentsLeft: number;
  /** True where a literal is announced at the end of the text. */
  isIncomplete: boolean;
}

function takeArgument(cursor: Cursor, depthLeft: number): Argument | null {
  if (depthLeft === 0 || cursor.argumentsLeft-- === 0) return null;
  if (takeOne(cursor, '(')) return takeList(cursor, depthLeft);
  const quoted = take(cursor, QUOTED);
  if (quoted !== null) {
    return { kind: 'string', text: (quoted[1] ?? '').replace(/\\(.)/g, '$1'), isLiteral: false };
  }
  const literal = take(cursor, LITERAL);
  if (literal !== null) return takeLiteral(cursor, Number(literal[1]));
  const section = take(cursor, SECTION);
  if (section !== null) return takeSection(cursor, section[1]?.toUpperCase() ?? '', depthLeft);
  const atom = take(cursor, ATOM);
  return atom === null ? null : { kind: 'atom', text: atom[0] };
}

function takeList(cursor: Cursor, depthLeft: number): Argument | null {
  const items: Argument[] = [];
  while (!takeOne(cursor, ')')) {
    if (items.length > 0 && !takeOne(cursor, ' ')) return null;
    const item = takeArgument(cursor, depthLeft - 1);
    if (item === null) return null;
    items.push(item);
  }
  return { kind: 'list', items };
}

function takeLiteral(cursor: Cursor, length: number): Argument | null {
  cursor.isIncomplete = cursor.at === cursor.text.length;
  if (!takeOne(cursor, '\r') || !takeOne(cursor, '\n')) return null;
  const text = cursor.text.slice(cursor.at, cursor.at + length);
  cursor.at += length;
  // RFC 9051 §4.3: a literal has no NUL.
  return text.length < length || text.includes('\0') ? null : { kind: 'string', text, isLiteral: true };
}

function takeSection(cursor: Cursor, name: string, depthLeft: number): Argument | null {
  const items: Argument[] = [];
  const spec = take(cursor, SECTION_NAME);
  if (spec !== null) items.push({ kind: 'atom', text: spec[0] });
  if (spec !== null && takeOne(cursor, ' ')) {
    const fields = takeArgument(cursor, depthLeft - 1);
    if (fields === null) return null;
    items.push(fields);
  }
  if (!takeOne(cursor, ']')) return null;
  const partial = take(cursor, PARTIAL)?.[0] ?? '';
  return { kind: 'section', name: name === 'BODY' ? 'BODY' : 'BODY.PEEK', items, partial };
}

/** Takes what the expression, which is sticky, finds at the cursor. */
function take(cursor: Cursor, expression: RegExp): RegExpExecArray | null {
  expression.lastIndex = cursor.at;
  const found = expression.exec(cursor.text);
  if (found !== null) cursor.at += found[0].length;
  return found;
}

function takeOne(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at++;
  return true;
}
