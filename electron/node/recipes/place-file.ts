import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { withBlock } from '../../../shared/recipes/marked-block.ts';
import type { RecipeStep } from '../../../shared/recipes/recipe.ts';
import { AtomicFile, type FileRead } from '../files/atomic-file.ts';
import { writeNewFile, writtenTo } from '../files/new-file.ts';

/** A file for a mail program, and where it belongs. */
export type FileToPlace = Pick<NonNullable<RecipeStep['file']>, 'path' | 'text' | 'isPrivate' | 'addition'>;

/** What came of putting it there. */
export type Placed =
  /** With where it is now, and the name under which the old file is kept; null where there was none. */
  | { readonly kind: 'placed'; readonly path: string; readonly backup: string | null }
  /** It stood there already, word for word. */
  | { readonly kind: 'same'; readonly path: string }
  /** The person did not agree. */
  | { readonly kind: 'cancelled' };

/** What a person is asked to agree to. */
export interface PlaceQuestion {
  readonly path: string;
  /**
   * What would be otherwise in the file that is there, as `diff -u` writes it without its head, with marks for what cannot be seen; null where there is
   * none. It may have secrets of the person in it: it is for them, and for no page.
   */
  readonly diff: string | null;
}

const LIMIT_BYTES = 1_048_576;
const CONTEXT_LINES = 3;

/**
 * Puts a file where a mail program reads it, if the person agrees, or adds it to the file that is there. That is changed only while
 * it is still what the person was shown, and is kept as it was beside the new one; a link is not followed. After a crash there is
 * the old one or the new one.
 *
 * @returns refused where what stands there cannot be compared, was changed meanwhile, or the system does not let it be written
 */
export async function placeFile(
  file: FileToPlace,
  agreesTo: (question: PlaceQuestion) => Promise<boolean>,
): Promise<Parsed<Placed>> {
  const { path, read } = await whereItIs(file);
  if (read.kind === 'failed') return refused('file_not_written', path, read.code);
  const before = read.kind === 'read' ? textOf(read.bytes) : null;
  if (read.kind !== 'absent' && before === null) return refused('file_not_comparable', path);
  const text =
    before === null || file.addition === undefined ? file.text : withBlock(before, file.text, file.addition);
  if (before === text) return accepted({ kind: 'same', path });
  if (Buffer.byteLength(text) > LIMIT_BYTES) return refused('file_not_comparable', path);
  const diff = before === null ? null : diffOf(before, text);
  if (!(await agreesTo({ path, diff }))) return accepted({ kind: 'cancelled' });
  const placed = before === null ? await placeNew(path, text) : await replace(path, text, before);
  // It is made for its owner only; what others may read is no secret.
  if (placed.ok && !file.isPrivate) await chmod(path, 0o644).catch(() => undefined);
  return placed;
}

/** What stands where the program reads its file, which may be at several places; and where it belongs if it is at none. */
async function whereItIs({
  path,
  addition,
}: FileToPlace): Promise<{ readonly path: string; readonly read: FileRead }> {
  const first = await fileAt(path).read();
  if (first.kind !== 'absent') return { path, read: first };
  for (const other of addition?.alsoAt ?? []) {
    const read = await fileAt(other).read();
    // What cannot be read here, the program cannot read either.
    if (read.kind !== 'absent' && read.kind !== 'failed') return { path: other, read };
  }
  return { path, read: first };
}

async function placeNew(path: string, text: string): Promise<Parsed<Placed>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(() => undefined); // writing says why not
  const written = await writeNewFile(path, Buffer.from(text));
  if (written.kind === 'exists') return refused('file_changed_meanwhile', path);
  const done = writtenTo(path, written);
  return done.ok ? accepted({ kind: 'placed', path, backup: null }) : done;
}

async function replace(path: string, text: string, before: string): Promise<Parsed<Placed>> {
  const updated = await fileAt(path).update((read) =>
    read.kind === 'read' && textOf(read.bytes) === before
      ? { kind: 'replace', bytes: Buffer.from(text), keptAs: 'before' }
      : { kind: 'leave' },
  );
  if (updated.kind === 'written') return accepted({ kind: 'placed', path, backup: updated.setAside });
  return updated.kind === 'failed'
    ? refused('file_not_written', path, updated.code)
    : refused('file_changed_meanwhile', path);
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

// The picture of a control character is this far from it (Unicode, Control Pictures).
const PICTURES = 0x2400;
const LAST_PICTURE = 0x20;

/** A terminal, or a dialog, must not do what somebody else's file says. */
function diffOf(before: string, text: string): string {
  // A head would look like lines that go and come; whoever asks names the file.
  const how = { context: CONTEXT_LINES, headerOptions: OMIT_HEADERS };
  const patch = createTwoFilesPatch('', '', before, text, '', '', how);
  return patch.replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (unseen) => {
    const code = unseen.charCodeAt(0);
    return code < LAST_PICTURE ? String.fromCharCode(PICTURES + code) : '\u{FFFD}';
  });
}
