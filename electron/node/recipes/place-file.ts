import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { AtomicFile } from '../files/atomic-file.ts';
import { writeNewFile } from '../files/new-file.ts';

/** What would become of a file for a mail program. */
export type Placing =
  | { readonly kind: 'new' }
  /** It stands there already, word for word. */
  | { readonly kind: 'same' }
  /** Something else stands there; with the lines that would be otherwise, as `diff -u` writes them. */
  | { readonly kind: 'change'; readonly before: string; readonly diff: string }
  /** What stands there is a link, no text, or too much; or it cannot be read. It is not touched. */
  | { readonly kind: 'unusable' };

/** What came of writing it. */
export type Placed =
  | { readonly kind: 'written'; readonly backup: string | null }
  /** Somebody changed the file since it was looked at. It was not touched. */
  | { readonly kind: 'changed-meanwhile' }
  /** With the system's code. What stood there stands there still. */
  | { readonly kind: 'failed'; readonly code: string };

/** A file, and what it is to hold. */
export interface FileToPlace {
  readonly path: string;
  readonly text: string;
}

const LIMIT_BYTES = 1_048_576;
const CONTEXT_LINES = 3;

/** Looks what stands where a file is to go. It changes nothing. */
export async function lookAtPlace({ path, text }: FileToPlace): Promise<Placing> {
  const read = await fileAt(path).read();
  if (read.kind === 'absent') return { kind: 'new' };
  const before = read.kind === 'read' ? textOf(read.bytes) : null;
  if (before === null) return { kind: 'unusable' };
  if (before === text) return { kind: 'same' };
  const diff = createTwoFilesPatch(path, path, before, text, '', '', { context: CONTEXT_LINES });
  return { kind: 'change', before, diff };
}

/**
 * Writes a file where there was none; where there is one it is replaced only if it is still what the person was shown, and the old
 * one is kept beside it. After a crash there is the old one or the new one.
 *
 * @param seen what was shown, and agreed to
 */
export async function placeFile(
  { path, text }: FileToPlace,
  seen: Extract<Placing, { kind: 'new' | 'change' }>,
  isPrivate: boolean,
): Promise<Placed> {
  const bytes = Buffer.from(text);
  const placed = seen.kind === 'new' ? await placeNew(path, bytes) : await replace(path, bytes, seen.before);
  // It is made for its owner only; what others may read is no secret.
  if (placed.kind === 'written' && !isPrivate) await chmod(path, 0o644).catch(() => undefined);
  return placed;
}

async function placeNew(path: string, bytes: Uint8Array): Promise<Placed> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(() => undefined); // writing says why not
  const written = await writeNewFile(path, bytes);
  if (written.kind === 'exists') return { kind: 'changed-meanwhile' };
  return written.kind === 'written' ? { kind: 'written', backup: null } : written;
}

async function replace(path: string, bytes: Uint8Array, before: string): Promise<Placed> {
  const updated = await fileAt(path).update((read) =>
    read.kind === 'read' && textOf(read.bytes) === before
      ? { kind: 'replace', bytes, keptAs: 'before' }
      : { kind: 'leave' },
  );
  if (updated.kind === 'written') return { kind: 'written', backup: updated.setAside };
  return updated.kind === 'failed' ? updated : { kind: 'changed-meanwhile' };
}

function fileAt(path: string): AtomicFile {
  return new AtomicFile(path, LIMIT_BYTES);
}

/** What a file says, where it is text of ours or anybody's: UTF-8 without NUL. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // no UTF-8: nothing that could be shown, or compared
  }
}
