import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { filesBelow, type Place } from './search.ts';

/** Folders that one run may write to, and nobody else does. */
export interface Room {
  /** Where it starts, and where the system leaves its memory when it crashes. */
  readonly workFolder: string;
  /** Where diagnostic reports of the runtime go. */
  readonly reportFolder: string;
  /** The profile of a browser or of Electron. */
  readonly profileFolder: string;
  /** Home, data folder and temporary files, as variables say where they are. */
  readonly variables: Readonly<Record<string, string>>;
  /** What is in all of them. */
  readonly files: () => readonly Place[];
  /** The same, of what a crash left. */
  readonly dumps: () => readonly Place[];
}

const FOLDERS = [
  'work',
  'reports',
  'profile',
  'home',
  'data',
  'temporary',
  'config',
  'cache',
  'share',
] as const;

/** Makes the folders of a run. They are gone when the test ends. */
export function makeRoom(): Room {
  const folder = mkdtempSync(join(tmpdir(), 'letterlock-canary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: (typeof FOLDERS)[number]): string => join(folder, name);
  for (const name of FOLDERS) mkdirSync(at(name), { mode: 0o700 });
  return {
    workFolder: at('work'),
    reportFolder: at('reports'),
    profileFolder: at('profile'),
    variables: {
      HOME: at('home'),
      LETTERLOCK_HOME: at('data'),
      TMPDIR: at('temporary'),
      XDG_CONFIG_HOME: at('config'),
      XDG_CACHE_HOME: at('cache'),
      XDG_DATA_HOME: at('share'),
    },
    files: () => filesBelow(folder),
    dumps: () => filesBelow(at('work')).filter(({ name }) => name.startsWith('core')),
  };
}
