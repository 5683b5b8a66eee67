import { fieldOf, readHeader, readParameterised, type Field, type Parameterised } from './header.ts';

/** A mail, or a part of one (RFC 2045): offsets into its text. */
export interface Part {
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly fields: readonly Field[];
  /** In upper case, for comparing: `MULTIPART`. */
  readonly type: string;
  /** `type/subtype` as it was written, and the parameters of Content-Type. */
  readonly contentType: Parameterised;
  /** The parts of a multipart; it has at least one. */
  readonly children: readonly Part[];
  /** The mail in a message/rfc822. */
  readonly message: Part | null;
}

const MOST_DEPTH = 10;
const MOST_CHILDREN = 100;
const LONGEST_BOUNDARY = 70; // RFC 2046 §5.1.1

const PLAIN: Parameterised = { value: 'text/plain', parameters: [['charset', 'us-ascii']] }; // RFC 2045 §5.2
const MESSAGE: Parameterised = { value: 'message/rfc822', parameters: [] };
const BYTES: Parameterised = { value: 'application/octet-stream', parameters: [] };

/** Reads a mail, whatever it is: what goes deeper than ten levels, or is no MIME, is one part of bytes or of text. */
export function readMessage(text: string): Part {
  return readPart(text, { start: 0, end: text.length }, MOST_DEPTH, PLAIN);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function readPart(text: string, { start, end }: Span, depthLeft: number, usual: Parameterised): Part {
  const { fields, bodyStart } = readHeader(text, start, end);
  const contentType = contentTypeOf(fields, depthLeft, usual);
  const type = /^[^/]*/.exec(contentType.value)?.[0].toUpperCase() ?? '';
  const body = { start: bodyStart, end };
  const part = { start, bodyStart, end, fields, type, contentType, children: [], message: null };
  if (type === 'MULTIPART') {
    const usualInside = isType(contentType, 'multipart/digest') ? MESSAGE : PLAIN; // RFC 2046 §5.1.5
    const spans = splitMultipart(text, body, boundaryOf(contentType));
    return { ...part, children: spans.map((span) => readPart(text, span, depthLeft - 1, usualInside)) };
  }
  if (!isType(contentType, 'message/rfc822')) return part;
  return { ...part, message: readPart(text, body, depthLeft - 1, PLAIN) };
}

function contentTypeOf(fields: readonly Field[], depthLeft: number, usual: Parameterised): Parameterised {
  const field = fieldOf(fields, 'Content-Type');
  const written =
    field === null ? usual : readParameterised(field.replace(/^([^ \t/]*)[ \t]*\/[ \t]*/, '$1/'));
  if (!/^[^/]+\/[^/]+$/.test(written.value)) return PLAIN;
  const isNested = /^multipart\//i.test(written.value) || isType(written, 'message/rfc822');
  return isNested && depthLeft <= 1 ? BYTES : written;
}

function isType({ value }: Parameterised, type: string): boolean {
  return value.toLowerCase() === type;
}

function boundaryOf({ parameters }: Parameterised): string {
  return parameters.find(([name]) => name.toLowerCase() === 'boundary')?.[1] ?? '';
}

/** The parts between the delimiter lines (RFC 2046 §5.1.1). A part ends before the line end of the next delimiter. */
function splitMultipart(text: string, { start, end }: Span, boundary: string): readonly Span[] {
  const body = text.slice(start, end);
  const spans: Span[] = [];
  const isUsable = boundary !== '' && boundary.length <= LONGEST_BOUNDARY;
  let delimiter = isUsable ? findDelimiter(body, 0, boundary) : null;
  while (delimiter !== null && !delimiter.isLast && spans.length < MOST_CHILDREN) {
    const next = findDelimiter(body, delimiter.end, boundary);
    const partEnd = Math.max(delimiter.end, next?.start ?? body.length);
    spans.push({ start: start + delimiter.end, end: start + partEnd });
    delimiter = next;
  }
  // There is no way to tell of a multipart without parts (RFC 9051 §9, `body-type-mpart`).
  return spans.length === 0 ? [{ start: end, end }] : spans;
}

/** A delimiter line, with the line end before it, which is its own. */
interface Delimiter extends Span {
  readonly isLast: boolean;
}

function findDelimiter(body: string, from: number, boundary: string): Delimiter | null {
  const mark = `--${boundary}`;
  for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== '\n') continue;
    const lineFeed = body.indexOf('\n', at);
    const end = lineFeed < 0 ? body.length : lineFeed + 1;
    const rest = /^(--)?[ \t]*\r?\n?$/.exec(body.slice(at + mark.length, end));
    if (rest === null) continue;
    return { start: at - (body.startsWith('\r\n', at - 2) ? 2 : 1), end, isLast: rest[1] !== undefined };
  }
  return null;
}
