import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import { accepted } from '../../shared/mail/parsed.ts';
import { endAtUncaughtErrors } from '../node/last-words.ts';
import { leaveMemoryOutOfDumps } from '../node/no-core-dump.ts';
import { loadRendererFiles } from '../node/renderer-files.ts';
import { readTrustAnchors } from '../node/trust-anchors.ts';
import { caFileOf, debuggingOptionOf } from './command-line.ts';
import { lazyEngine } from './engine.ts';
import { hardenApp } from './harden.ts';
import { answerCalls, pushTo, type Caller } from './ipc.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serveFiles } from './protocol.ts';
import { openWindow } from './window.ts';

// Built, this file is in dist/main.
const PRELOAD = join(import.meta.dirname, '../preload/preload.cjs');
const RENDERER = join(import.meta.dirname, '../renderer');

/** The one window with its engine; null where it is closed, which on macOS does not end the app. */
let current: Caller | null = null;

leaveMemoryOutOfDumps();
endAtUncaughtErrors((words) => {
  dialog.showErrorBox('Letterlock', words);
  leave(1, words);
});

const debugging = app.isPackaged ? debuggingOptionOf(process.argv) : undefined;
if (debugging !== undefined) leave(2, `${debugging} is not possible with this app.`);
else if (!app.requestSingleInstanceLock())
  leave(0, 'Letterlock is running already: its window comes to the front.');
else prepare();

/** Everything that has to be said to Electron before it is ready. */
function prepare(): void {
  registerScheme();
  hardenApp();
  answerCalls(() => current);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  start(caFileOf(process.argv)).catch((error: unknown) => leave(1, String(error)));
}

async function start(caFile: string | null): Promise<void> {
  const anchors = caFile === null ? accepted([]) : await readTrustAnchors(caFile);
  if (!anchors.ok) {
    leave(2, describeProblem(anchors.problem, 'en'));
    return;
  }
  const [files] = await Promise.all([loadRendererFiles(RENDERER), app.whenReady()]);
  setMenu(process.platform);
  serveFiles(ourSession(), files);
  const show = (): void => showWindow(anchors.value);
  app.on('second-instance', show);
  app.on('activate', show);
  show();
}

function showWindow(trustAnchors: readonly string[]): void {
  if (current === null) return openWithEngine(trustAnchors);
  if (current.window.isMinimized()) current.window.restore();
  current.window.focus();
}

/** A window and an engine of its own: they end together, so that no run and no password outlives the window. */
function openWithEngine(trustAnchors: readonly string[]): void {
  const window = openWindow({ session: ourSession(), preload: PRELOAD, devTools: !app.isPackaged });
  const engine = lazyEngine(async () => {
    const { createService } = await import('../node/service.ts');
    const { readSystemProxy } = await import('../node/http/system-proxy.ts');
    return createService({
      shell: 'electron',
      push: (push) => pushTo(window, push),
      trustAnchors,
      proxyFor: async ({ href }) => readSystemProxy(await ourSession().resolveProxy(href)),
    });
  });
  // The process of the page comes from one that was there before us.
  const { webContents } = window;
  webContents.on('dom-ready', () => leaveMemoryOutOfDumps(webContents.getOSProcessId()));
  // Where loading fails, every call says so.
  window.once('ready-to-show', () => void engine.handlers().catch(() => undefined));
  window.once('closed', () => {
    engine.close();
    current = null;
  });
  current = { window, engine };
}

/** The session of the window. Not a `persist:` name: it lives in memory and leaves nothing on the disk. */
function ourSession(): Electron.Session {
  return session.fromPartition('letterlock');
}

function leave(code: number, message: string): void {
  process.stderr.write(`letterlock: ${message}\n`);
  app.exit(code);
}
