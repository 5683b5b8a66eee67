import { safeText } from '../wire/server-words.ts';

// What nests deeper than this is no report: those have some ten levels.
const DEEPEST = 24;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Reads JSON that anybody may have written: what nests too deep is not even read, and every text in it is made safe to show,
 * as the words of a server are. Of a name that is there twice the last counts, as everywhere (RFC 8259 §4); `__proto__` is no
 * name of ours and is left out.
 *
 * @returns undefined for what is no JSON, or nests too deep
 */
export function readSoundJson(text: string): unknown {
  if (nestsTooDeep(text)) return undefined;
  try {
    return sound(JSON.parse(text));
  } catch {
    return undefined; // no JSON: where it breaks says nothing to a person
  }
}

/** One look at each character, so that a parser never meets a million brackets. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInText = false;
    } else if (code === QUOTE) isInText = true;
    else if (OPENING.has(code)) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (CLOSING.has(code)) depth -= 1;
  }
  return false;
}

function sound(value: unknown): unknown {
  if (typeof value === 'string') return safeText(value);
  if (Array.isArray(value)) return value.map(sound);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, own] of Object.entries(value)) {
    if (name !== '__proto__') copy[safeText(name)] = sound(own);
  }
  return copy;
}

const TIMES: ReadonlySet<string> = new Set([
  ...['startedAt', 'madeAt', 'asOf', 'newest'],
  ...['notBefore', 'notAfter', 'firstSeen', 'lastSeen'],
]);
const TIME = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** Tells whether everything that has the name of a time is one (ISO 8601), or null: what writes a date breaks on others. */
export function hasSoundTimes(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasSoundTimes);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, own]) =>
    TIMES.has(name) && typeof own === 'string' ? isTime(own) : hasSoundTimes(own),
  );
}

function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(Date.parse(text));
}
