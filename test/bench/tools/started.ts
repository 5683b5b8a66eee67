import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { electronPath } from '../../parts.ts';
import { endWithUs, stopChild } from '../../servers/child.ts';

/** What a start of an app took. */
export interface Started {
  /** From where the page began to load until something was painted, in milliseconds. */
  readonly paintMs: number;
  /** The same, until the field for the address had the focus. */
  readonly readyMs: number;
  /** From where the program was started until that. */
  readonly sinceStartMs: number;
  /** What all of its processes have in memory at rest, each shared page in equal parts. */
  readonly pssMib: number;
}

/** What the page tells, in its own time. */
interface Seen {
  readonly timeOrigin: number;
  readonly paint: number;
  readonly ready: number;
}

const REST_MS = 5_000;
const START_MS = 30_000;
const MARK = 'letterlock-bench ';
const KIB_IN_MIB = 1024;

/**
 * Starts an app, once, with a profile of its own, watches its first page from inside, and ends it.
 *
 * @param folder the app
 * @param display as in `DISPLAY`
 * @throws where it does not come to be ready
 */
export async function startOnce(folder: string, display: string): Promise<Started> {
  const profile = mkdtempSync(join(tmpdir(), 'letterlock-bench-profile-'));
  const watch = writeWatch(profile);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const startedAt = Date.now();
  const child = spawn(electronPath(), [...asRoot, `--user-data-dir=${profile}`, '-r', watch, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DISPLAY: display, LETTERLOCK_HOME: join(profile, 'home') },
  });
  endWithUs(child);
  try {
    const { timeOrigin, paint, ready } = await told(child);
    await wait(REST_MS);
    return {
      paintMs: paint,
      readyMs: ready,
      sinceStartMs: timeOrigin + ready - startedAt,
      pssMib: pssOf(familyOf(child.pid ?? 0)),
    };
  } finally {
    await stopChild(child);
    rmSync(profile, { recursive: true, force: true });
  }
}

async function told(child: ChildProcess): Promise<Seen> {
  if (child.stdout === null) throw new Error('it was started without a pipe');
  const lines = createInterface({ input: child.stdout });
  const signal = AbortSignal.timeout(START_MS);
  for (;;) {
    const [line] = (await once(lines, 'line', { signal })) as [string];
    if (line.startsWith(MARK)) return JSON.parse(line.slice(MARK.length)) as Seen; // the script below has written it
  }
}

/** A script for the main process, which gives every page another one to run before its own. */
function writeWatch(folder: string): string {
  const page = join(folder, 'watch-page.cjs');
  const main = join(folder, 'watch-main.cjs');
  writeFileSync(page, IN_THE_PAGE);
  writeFileSync(
    main,
    `(${inTheMain.toString()})(require('electron'), ${JSON.stringify({ page, mark: MARK })});`,
  );
  return main;
}

/** Runs in the main process of the app. Electron 35 gave the older way to add a preload script up. */
function inTheMain(
  { app, ipcMain }: typeof Electron.CrossProcessExports,
  { page, mark }: { readonly page: string; readonly mark: string },
): void {
  app.on('session-created', (session) => {
    const older = session as unknown as { setPreloads?(paths: readonly string[]): void };
    if ('registerPreloadScript' in session) session.registerPreloadScript({ type: 'frame', filePath: page });
    else older.setPreloads?.([page]);
  });
  ipcMain.on('letterlock-bench', (_event, seen: unknown) => {
    process.stdout.write(`${mark}${JSON.stringify(seen)}\n`);
  });
}

// The field is asked for where the page has changed, and then until it has the focus: an effect gives it that.
const IN_THE_PAGE = `
  const { ipcRenderer } = require('electron');
  const seen = { timeOrigin: performance.timeOrigin };
  const tell = () => 'paint' in seen && 'ready' in seen && ipcRenderer.send('letterlock-bench', seen);
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') seen.paint = startTime;
    }
    tell();
  }).observe({ type: 'paint', buffered: true });
  const changes = new MutationObserver(look);
  changes.observe(document, { childList: true, subtree: true });
  function look() {
    const field = document.getElementById('address');
    if (field === null || 'ready' in seen) return;
    changes.disconnect();
    if (field.disabled || document.activeElement !== field) return void setTimeout(look, 0);
    seen.ready = performance.now();
    tell();
  }
`;

/** A process and all that come from it. */
function familyOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const isOfFamily = (pid: number): boolean => pid === root || isOfFamilyBy(parents.get(pid));
  const isOfFamilyBy = (parent: number | undefined): boolean => parent !== undefined && isOfFamily(parent);
  return [...parents.keys()].filter(isOfFamily);
}

/** proc(5): the field behind the name, which is in brackets and may have anything in it. */
function parentOf(pid: string): number | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function pssOf(pids: readonly number[]): number {
  const sizes = pids.map(
    (pid) => /^Pss:\s+(\d+) kB$/m.exec(readOrNull(`/proc/${pid}/smaps_rollup`) ?? '')?.[1],
  );
  return sizes.reduce((sum, size) => sum + Number(size ?? 0), 0) / KIB_IN_MIB;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // it has ended meanwhile
  }
}
