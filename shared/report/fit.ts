import type { z } from 'zod';

/** How a value fits a guard. */
export type FitResult<T> =
  | {
      readonly kind: 'fits';
      readonly value: T;
      /** How many parts of it were left out. */
      readonly leftOut: number;
    }
  /** There is a word in it that the guard does not know, where only some words are known. */
  | { readonly kind: 'unknown-word' }
  | { readonly kind: 'damaged' };

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Which part of the whole can be missing, where something at this place does not fit; null where none can. */
export type PartOf = (path: Path) => Path | null;

// One for what is to be dropped, one for what is below that, and one to see that all is well.
const ROUNDS = 3;

/**
 * Reads a value with a guard that may be older than the value: fields that the guard does not know are dropped, and parts
 * with words that it does not know are left out, where there is a part that can be.
 *
 * @param value plain JSON data that nobody else has: it is changed
 * @param partOf the field (which is deleted then), or its element or one side of it (which is nothing then)
 */
export function fit<T>(guard: z.ZodType<T>, value: unknown, partOf: PartOf): FitResult<T> {
  let fitting = value;
  let leftOut = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = guard.safeParse(fitting);
    if (read.success) return { kind: 'fits', value: read.data, leftOut };
    const { issues } = read.error;
    const others = issues.filter(({ code }) => code !== 'unrecognized_keys');
    if (others.some((issue) => !isUnknownWord(issue, fitting))) return { kind: 'damaged' };
    const parts = new Map(others.map(({ path }) => [partOf(path)?.join('/') ?? null, partOf(path)]));
    if (parts.has(null)) return { kind: 'unknown-word' };
    for (const issue of issues) if (issue.code === 'unrecognized_keys') drop(issue, fitting);
    for (const part of parts.values()) leaveOut(part ?? [], fitting);
    fitting = withoutHoles(fitting);
    leftOut += parts.size;
  }
  return { kind: 'damaged' };
}

/** A text that is none of those that the guard knows: an outcome, a kind. Everything else is no word at all. */
function isUnknownWord({ code, path }: Issue, value: unknown): boolean {
  const isOfWords = code === 'invalid_value' || code === 'invalid_union';
  return isOfWords && typeof valueAt(value, path) === 'string';
}

function drop({ path, keys }: Issue & { readonly code: 'unrecognized_keys' }, value: unknown): void {
  const owner = valueAt(value, path);
  for (const key of keys) if (isObject(owner)) Reflect.deleteProperty(owner, key);
}

/** Elements leave holes, so that the others keep their places until all are known. */
function leaveOut(path: Path, value: unknown): void {
  const owner = valueAt(value, path.slice(0, -1));
  const last = String(path.at(-1));
  if (!isObject(owner)) return;
  if (path.length === 1) Reflect.deleteProperty(owner, last);
  else owner[last] = null;
}

function withoutHoles(value: unknown): unknown {
  if (!isObject(value)) return value;
  const filled = Object.entries(value).map(
    ([name, own]) => [name, Array.isArray(own) ? own.filter((one) => one !== null) : own] as const,
  );
  return Object.fromEntries(filled);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[String(key)] : undefined),
    value,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
