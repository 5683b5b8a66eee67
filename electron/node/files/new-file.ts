import { randomBytes } from 'node:crypto';
import { link, lstat, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { syncFolder, writeNew } from './atomic-file.ts';
import { codeOf } from './system-code.ts';

/** What came of writing a file for somebody. */
export type NewFile =
  | { readonly kind: 'written' }
  /** Something has that name already. It was not touched. */
  | { readonly kind: 'exists' }
  /** With the system's code. Nothing is left of it. */
  | { readonly kind: 'failed'; readonly code: string };

// File systems without second names say one of these.
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Writes a file that was not there, readable for its owner only. It appears under its name when all of it is on the disk, and
 * nothing that is there is ever replaced; after a crash a file `NAME.new-…` may be left beside it.
 */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<NewFile> {
  const temporary = `${path}.new-${randomBytes(4).toString('hex')}`;
  try {
    if (await isThere(path)) return { kind: 'exists' };
    await writeNew(temporary, bytes);
    const named = await giveName(temporary, path);
    await syncFolder(dirname(path));
    return named;
  } catch (error) {
    return { kind: 'failed', code: codeOf(error) };
  } finally {
    await unlink(temporary).catch(() => undefined); // it has its own name now, or it never came about
  }
}

/** What came of it as a problem with what was asked for, where it was not written. */
export function writtenTo(path: string, written: NewFile): Parsed<null> {
  if (written.kind === 'exists') return refused('file_exists', path);
  return written.kind === 'failed' ? refused('file_not_written', path, written.code) : accepted(null);
}

/** A second name cannot be one that is there; where there are none, what came in between is looked for once more. */
async function giveName(temporary: string, path: string): Promise<NewFile> {
  try {
    await link(temporary, path);
    return { kind: 'written' };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return { kind: 'exists' };
    if (!WITHOUT_LINKS.has(code)) return { kind: 'failed', code };
  }
  if (await isThere(path)) return { kind: 'exists' };
  await rename(temporary, path);
  return { kind: 'written' };
}

/** Whether anything has a name: a file, a folder, a link to nowhere. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false; // or it cannot be seen, and then it cannot be written either
  }
}
