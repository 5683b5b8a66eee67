import { join } from 'node:path';
import { app, clipboard, dialog, safeStorage, screen, session } from 'electron';
import { languageOfSystem, type Language } from '../../shared/findings/explain.ts';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import { accepted } from '../../shared/mail/parsed.ts';
import { endAtUncaughtErrors } from '../node/last-words.ts';
import { leaveMemoryOutOfDumps } from '../node/no-core-dump.ts';
import { loadRendererFiles } from '../node/renderer-files.ts';
import { readTrustAnchors } from '../node/trust-anchors.ts';
import { caFileOf, debuggingOptionOf } from './command-line.ts';
import { lazyEngine } from './engine.ts';
import { hardenApp } from './harden.ts';
import { dialogHanding } from './handing.ts';
import { answerCalls, pushTo, type Caller } from './ipc.ts';
import { safeStorageKeyring } from './keyring.ts';
import { AppMenu } from './menu.ts';
import { createNotices } from './notices.ts';
import { registerScheme, serveFiles } from './protocol.ts';
import { GIVEN_UP, reviveOnce } from './revive.ts';
import { WindowMemory } from './window-memory.ts';
import { openingOn, type Opening } from './window-place.ts';
import { bringToFront, openWindow } from './window.ts';

// Built, this file is in dist/main.
const BUILT = join(import.meta.dirname, '..');
const PRELOAD = join(BUILT, 'preload/preload.cjs');
const RENDERER = join(BUILT, 'renderer');

/** A window that is laid out is on the screen by then. */
const SHOWN_MS = 1000;

// The `appId` of build/electron-builder.mjs: Windows shows notifications of programs that have one.
const APP_ID = 'org.letterlock.Letterlock';

/** The one window with its engine; null where it is closed, which on macOS does not end the app. */
let current: Caller | null = null;

/** From the moment that the app is ready. */
let menu: AppMenu | null = null;

const memory = new WindowMemory();

leaveMemoryOutOfDumps();
endAtUncaughtErrors(endWith);

const debugging = app.isPackaged ? debuggingOptionOf(process.argv) : undefined;
if (debugging !== undefined) leave(2, `${debugging} is not possible with this app.`);
else if (!app.requestSingleInstanceLock())
  leave(0, 'Letterlock is running already: its window comes to the front.');
else prepare();

/** Everything that has to be said to Electron before it is ready. */
function prepare(): void {
  registerScheme();
  hardenApp();
  app.setAppUserModelId(APP_ID);
  answerCalls(() => current, {
    'app.menu': async (told) => {
      menu?.tell(told);
      memory.language = told.language === systemLanguage() ? null : told.language;
      return null;
    },
  });
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
  const [files] = await Promise.all([loadRendererFiles(RENDERER), memory.load(), app.whenReady()]);
  menu = new AppMenu(process.platform, memory.language ?? systemLanguage(), (command) => {
    if (current !== null) pushTo(current.window, { command });
  });
  serveFiles(ourSession(), files);
  // A second start brings the window to the front, and nothing else: what else stands in its command line is not read.
  const show = (): void => showWindow(anchors.value);
  app.on('second-instance', show);
  app.on('activate', show);
  show();
}

function showWindow(trustAnchors: readonly string[]): void {
  if (current === null) openWithEngine(trustAnchors);
  else bringToFront(current.window);
}

/** A window and an engine of its own: they end together, so that no run and no password outlives the window. */
function openWithEngine(trustAnchors: readonly string[]): void {
  const window = openWindow({
    session: ourSession(),
    opening: openingToday(),
    language: memory.language ?? systemLanguage(),
    preload: PRELOAD,
    devTools: !app.isPackaged,
  });
  memory.follow(window);
  const notice = createNotices(window, () => menu?.language ?? 'en');
  const engine = lazyEngine(async () => {
    const { createService } = await import('../node/service.ts');
    const { readSystemProxy } = await import('../node/http/system-proxy.ts');
    return createService({
      shell: 'electron',
      push(push) {
        pushTo(window, push);
        notice(push);
      },
      builtFolder: BUILT,
      trustAnchors,
      keyring: safeStorageKeyring(safeStorage, process.platform),
      handing: dialogHanding(window, { dialog, clipboard, folder: () => app.getPath('documents') }),
      proxyFor: async ({ href }) => readSystemProxy(await ourSession().resolveProxy(href)),
    });
  });
  // The process of the page comes from one that was there before us.
  const { webContents } = window;
  reviveOnce(webContents, () => endWith(GIVEN_UP[menu?.language ?? systemLanguage()]));
  webContents.on('dom-ready', () => leaveMemoryOutOfDumps(webContents.getOSProcessId()));
  // Electron says so at the first layout. What is laid out has to be painted and shown, which loading would hold up; nobody
  // needs the engine so soon, and who does has it loaded by asking. Where loading fails, every call says so.
  let loading: NodeJS.Timeout | undefined;
  window.once('ready-to-show', () => {
    loading = setTimeout(() => void engine.handlers().catch(() => undefined), SHOWN_MS);
  });
  window.once('closed', () => {
    clearTimeout(loading);
    engine.close();
    current = null;
    menu?.forget();
  });
  current = { window, engine };
}

function systemLanguage(): Language {
  return languageOfSystem(app.getLocale());
}

/** Where the window was, as far as the screens that there are now allow it. */
function openingToday(): Opening {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  return openingOn(
    memory.place,
    screens.map(({ workArea }) => workArea),
  );
}

/** The session of the window. Not a `persist:` name: it lives in memory and leaves nothing on the disk. */
function ourSession(): Electron.Session {
  return session.fromPartition('letterlock');
}

/** Ends the app where it cannot go on, and says so in a box of the system: there may be no window to say it in. */
function endWith(words: string): void {
  dialog.showErrorBox('Letterlock', words);
  leave(1, words);
}

function leave(code: number, message: string): void {
  process.stderr.write(`letterlock: ${message}\n`);
  app.exit(code);
}
