import { lstat, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { codeOf } from './files/system-code.ts';

/** What decides where the data folder is. */
export interface Whereabouts {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home; null where they have none. */
  readonly home: string | null;
}

/** What stands where the data folder should be. */
export type FolderState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'absent' }
  /** It is there and is not used: a link, no folder, somebody else's, or one that others can put files into. */
  | { readonly kind: 'refused'; readonly reason: 'link' | 'not-a-folder' | 'not-ours' | 'open-to-others' }
  | { readonly kind: 'failed'; readonly code: string };

const WRITABLE_BY_OTHERS = 0o022;

/**
 * The one folder that the app and the command line keep things in: `LETTERLOCK_HOME`, otherwise the usual place of the
 * platform. Null where there is none to be had.
 */
export function dataFolderPath({ platform, env, home }: Whereabouts = thisMachine()): string | null {
  const { resolve, join, isAbsolute } = platform === 'win32' ? win32 : posix;
  const named = env['LETTERLOCK_HOME'] ?? '';
  if (named !== '') return resolve(named);
  // XDG Base Directory Specification: a relative path is invalid and ignored. The same is done with APPDATA.
  const absolute = (name: string): string | null =>
    isAbsolute(env[name] ?? '') ? (env[name] ?? null) : null;
  const inHome = (...parts: readonly string[]): string | null =>
    home === null ? null : join(home, ...parts);
  const parent: Readonly<Partial<Record<NodeJS.Platform, string | null>>> = {
    win32: absolute('APPDATA') ?? inHome('AppData', 'Roaming'),
    darwin: inHome('Library', 'Application Support'),
  };
  const folder = parent[platform];
  if (folder !== undefined) return folder === null ? null : join(folder, 'Letterlock');
  const data = absolute('XDG_DATA_HOME') ?? inHome('.local', 'share');
  return data === null ? null : join(data, 'letterlock');
}

/** Looks at the data folder and changes nothing. */
export async function checkDataFolder(path: string): Promise<FolderState> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return { kind: 'refused', reason: 'link' };
    if (!stats.isDirectory()) return { kind: 'refused', reason: 'not-a-folder' };
    // Windows has neither owners nor modes here; its profile folders are private by their access lists.
    if (process.getuid === undefined) return { kind: 'ready' };
    if (stats.uid !== process.getuid()) return { kind: 'refused', reason: 'not-ours' };
    if ((stats.mode & WRITABLE_BY_OTHERS) !== 0) return { kind: 'refused', reason: 'open-to-others' };
    return { kind: 'ready' };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? { kind: 'absent' } : { kind: 'failed', code };
  }
}

/** Makes the data folder for its owner only, where there is none. A folder that is there keeps its mode. */
export async function makeDataFolder(path: string): Promise<FolderState> {
  const before = await checkDataFolder(path);
  if (before.kind !== 'absent') return before;
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    return { kind: 'failed', code: codeOf(error) };
  }
  return checkDataFolder(path);
}

function thisMachine(): Whereabouts {
  return { platform: process.platform, env: process.env, home: homeOrNull() };
}

function homeOrNull(): string | null {
  try {
    return homedir() === '' ? null : homedir();
  } catch {
    return null; // a user without an entry in the password file has none
  }
}
