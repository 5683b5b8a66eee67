import type { DocumentProblem } from './document.ts';

/** A JSON document whose root is an object. What stands in it is anything: it is asked for with {@link memberOf}. */
export type ReadJson =
  | { readonly ok: true; readonly root: object }
  | { readonly ok: false; readonly problem: Exclude<DocumentProblem, 'entities' | 'no-servers'> };

const MOST_BYTES = 256 * 1_024;
/** Real ones have five. */
const MOST_LEVELS = 16;

/** Reads a JSON document of somebody else. What does not even begin like an object is another document, mostly a web page. */
export function readJsonObject(bytes: Uint8Array): ReadJson {
  if (bytes.length > MOST_BYTES) return { ok: false, problem: 'too-large' };
  const text = textOf(bytes);
  if (text?.trimStart().startsWith('{') !== true) return { ok: false, problem: 'other-document' };
  if (isDeeperThan(MOST_LEVELS, text)) return { ok: false, problem: 'too-large' };
  const root = parseOrNull(text);
  // What begins with a brace and can be parsed is an object.
  return typeof root === 'object' && root !== null ? { ok: true, root } : { ok: false, problem: 'malformed' };
}

/** A member of a JSON object. Undefined where it is not there: what every object inherits is no member of a document. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name]; // proved by the line above
}

/** A text member of a JSON object that is not empty; null for every other. */
export function textMemberOf(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === 'string' && member.trim() !== '' ? member.trim() : null;
}

/** RFC 8259 §8.1: JSON between strangers is UTF-8; a byte order mark may be ignored. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // the decoder has one error only: these bytes are not UTF-8
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // where it breaks off is nothing that anybody could act on
  }
}

/** Goes over the text once: a pattern for strings would look at one that never ends again from each of its quotes. */
function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '"') isInString = !isInString;
    else if (isInString) at += letter === '\\' ? 1 : 0;
    else if ('{['.includes(letter)) depth += 1;
    else if ('}]'.includes(letter)) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}
