/** One line of a transcript: what the server does, or what it expects of the client. */
export type Step = { readonly lineNumber: number } & (
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'send-raw'; readonly bytes: Buffer }
  | { readonly kind: 'expect'; readonly expected: string | RegExp }
  | { readonly kind: 'tls' | 'close' | 'reset' | 'silent' }
);

const WORDS = { TLS: 'tls', CLOSE: 'close', RESET: 'reset', SILENT: 'silent' } as const;
const LINE = /^(S<|S|C):(?: (.*))?$/;
const ENDS: readonly Step['kind'][] = ['close', 'reset', 'silent'];

/**
 * Reads a transcript, from the server's side:
 *
 * - `S: text` sends a line, with CRLF; `${1}` in it is the first group of the last `C: /…/` that had groups.
 * - `S<: text` sends bytes as they stand, without CRLF; `\r \n \t \\ \x00` mean themselves.
 * - `C: text` expects exactly this line; `C: /text/` expects a line in which the regular expression finds something,
 *   so write `^` and `$` where they are meant.
 * - `TLS` begins TLS, with the good certificate. `CLOSE`, `RESET` and `SILENT` end the script: the server hangs up,
 *   breaks off, or says nothing ever again, and what the client still sends is recorded and otherwise ignored.
 * - Empty lines, lines that begin with `#`, and blanks before a line mean nothing. Blanks after it do; where an editor
 *   would take them away, write `S<: +\x20\r\n`.
 *
 * Node reports an end, not a reset, to a client whom bytes and a reset reach at once. So let the client speak before
 * `RESET`, also right after a handshake, which ends with bytes of the server.
 *
 * @throws where a line is none of these, or where a script goes on after its end.
 */
export function parseTranscript(text: string): readonly Step[] {
  const steps = text.split(/\r?\n/).flatMap((line, index) => parseLine(line.trimStart(), index + 1));
  const end = steps.findIndex(({ kind }) => ENDS.includes(kind));
  const after = end < 0 ? undefined : steps[end + 1];
  if (after !== undefined) throw new SyntaxError(`Line ${after.lineNumber}: the script has ended before it`);
  return steps;
}

/** A step as a person would write it, for messages. */
export function describeStep(step: Step): string {
  const where = `line ${step.lineNumber}`;
  if (step.kind === 'send') return `${where}, S: ${step.text}`;
  if (step.kind === 'send-raw') return `${where}, S<: ${JSON.stringify(step.bytes.toString('latin1'))}`;
  if (step.kind === 'expect') return `${where}, C: ${step.expected}`;
  return `${where}, ${step.kind.toUpperCase()}`;
}

function parseLine(line: string, lineNumber: number): readonly Step[] {
  if (line === '' || line.startsWith('#')) return [];
  const word = Object.entries(WORDS).find(([name]) => name === line.trimEnd());
  if (word !== undefined) return [{ lineNumber, kind: word[1] }];
  const [, side, text = ''] = LINE.exec(line) ?? [];
  if (side === 'S') return [{ lineNumber, kind: 'send', text }];
  if (side === 'S<') return [{ lineNumber, kind: 'send-raw', bytes: unescape(text, lineNumber) }];
  if (side === 'C') return [{ lineNumber, kind: 'expect', expected: expectation(text) }];
  throw new SyntaxError(`Line ${lineNumber} of the transcript is unknown: ${line}`);
}

function expectation(text: string): string | RegExp {
  const expression = /^\/(.+)\/$/.exec(text)?.[1];
  return expression === undefined ? text : new RegExp(expression, 'u');
}

const ESCAPES: Readonly<Record<string, number>> = { r: 13, n: 10, t: 9, '\\': 92 };

function unescape(text: string, lineNumber: number): Buffer {
  const parts = text.split(/(\\(?:x[0-9a-fA-F]{2}|.)|\\$)/).map((part) => {
    if (!part.startsWith('\\')) return Buffer.from(part);
    const code = part.length === 4 ? Number.parseInt(part.slice(2), 16) : ESCAPES[part.slice(1)];
    if (code === undefined) throw new SyntaxError(`Line ${lineNumber}: ${part} is no escape`);
    return Buffer.from([code]);
  });
  return Buffer.concat(parts);
}
