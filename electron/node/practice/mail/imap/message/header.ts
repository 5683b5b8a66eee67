/** One header field (RFC 5322 §2.2). */
export interface Field {
  /** As it was written. */
  readonly name: string;
  /** On one line, without space around it. */
  readonly value: string;
  /** Its lines with their ends. */
  readonly raw: string;
}

/** A header, and where what follows it begins. */
export interface Header {
  readonly fields: readonly Field[];
  /** Behind the empty line; the end where there is none. */
  readonly bodyStart: number;
}

const MOST_FIELDS = 500;
const LONGEST_VALUE = 32_768;

/**
 * Reads the header that begins at `start`. Lines that are no fields are passed over; after 500 fields the others are
 * not seen, and values are cut at 32,768 characters. Nobody practises with such mails.
 */
export function readHeader(text: string, start: number, end: number): Header {
  const fields: Field[] = [];
  let at = start;
  while (at < end && !isLineEnd(text, at)) {
    const fieldStart = at;
    do at = lineAfter(text, at, end);
    while (at < end && isBlank(text[at]));
    const field = fields.length < MOST_FIELDS ? readField(text.slice(fieldStart, at)) : null;
    if (field !== null) fields.push(field);
  }
  return { fields, bodyStart: at < end ? lineAfter(text, at, end) : end };
}

/** The value of the first field of this name, or null. */
export function fieldOf(fields: readonly Field[], name: string): string | null {
  return fields.find((field) => isNamed(field, name))?.value ?? null;
}

/** Whether a field has this name, in whatever letters' case. */
export function isNamed(field: Field, name: string): boolean {
  return field.name.toLowerCase() === name.toLowerCase();
}

/** A value with parameters, as Content-Type and Content-Disposition have them (RFC 2045 §5.1). */
export interface Parameterised {
  readonly value: string;
  readonly parameters: readonly (readonly [string, string])[];
}

const MOST_PARAMETERS = 50;
// Only these two are space: to JavaScript's `\s` a byte of a letter in UTF-8 can look like a no-break space.
const PARAMETER = /[ \t]*;[ \t]*([^ \t=;"]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^ \t;"]*))/y;

/** Reads a value with parameters. What follows something that is no parameter is not seen. */
export function readParameterised(text: string): Parameterised {
  const value = /^[^; \t]*/.exec(text)?.[0] ?? '';
  const parameters: (readonly [string, string])[] = [];
  PARAMETER.lastIndex = value.length;
  while (parameters.length < MOST_PARAMETERS) {
    const [, name, quoted, bare = ''] = PARAMETER.exec(text) ?? [];
    if (name === undefined) break;
    parameters.push([name, quoted?.replace(/\\(.)/g, '$1') ?? bare]);
  }
  return { value, parameters };
}

function readField(raw: string): Field | null {
  const colon = raw.indexOf(':');
  const name = raw.slice(0, Math.max(colon, 0)).trimEnd();
  if (!/^[\u0021-\u0039\u003b-\u007e]+$/.test(name)) return null; // RFC 5322 §3.6.8
  const value = raw.slice(colon + 1, colon + 1 + LONGEST_VALUE).replace(/\r?\n/g, '');
  return { name, value: withoutBlanks(value), raw };
}

/** An expression for this would take time in proportion to the square of the blanks within. */
function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}

function lineAfter(text: string, at: number, end: number): number {
  const lineFeed = text.indexOf('\n', at);
  return lineFeed < 0 || lineFeed >= end ? end : lineFeed + 1;
}
