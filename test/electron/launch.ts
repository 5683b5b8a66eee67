import { dataFolder } from '../cli/run-cli.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { WHOLE_STRINGS } from '../renderer/heap.ts';
import { withDisplay } from './display.ts';
import type { KeyringSession } from './keyring-session.ts';

/** The folder of the app: its package.json names the built dist/main. */
export const APP = fileURLToPath(new URL('../..', import.meta.url));

/** A running Electron with its first window. */
export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Closes Electron and its display, and removes the profile it wrote. A second time does nothing. */
  readonly close: () => Promise<void>;
}

/** How to start Electron. */
export interface LaunchOptions {
  /** What Electron is to run; the app without it. */
  readonly target?: string;
  /** Words after the target. */
  readonly args?: readonly string[];
  /** Takes the content security policy away, to see what holds without it. */
  readonly bypassCSP?: boolean;
  /** The desktop session that it is part of, which has a keyring. Without one Electron has none here. */
  readonly session?: Pick<KeyringSession, 'env' | 'playwrightArgs'>;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The data folder; one that all tests of a file share, where it is not given. */
  readonly data?: string;
}

/** Starts Electron on a display and with a profile of its own, and waits for its window to be loaded. */
async function launch({
  target = APP,
  args = [],
  bypassCSP = false,
  session = { env: {}, playwrightArgs: [] },
  data = dataFolder(),
  env = {},
}: LaunchOptions = {}): Promise<Launched> {
  const display = await withDisplay();
  const profile = await mkdtemp(join(tmpdir(), 'letterlock-profile-'));
  const app = await _electron.launch({
    // No executablePath: only with the Electron that the package names does Playwright hold the app back until it listens.
    // Electron does not start as root with its sandbox. What is tested here does not rest on the sandbox.
    args: [
      ...['--no-sandbox', WHOLE_STRINGS, `--user-data-dir=${profile}`],
      ...[...session.playwrightArgs, target, ...args],
    ],
    env: { ...plainEnvironment(), ...session.env, ...env, DISPLAY: display.display, LETTERLOCK_HOME: data },
    bypassCSP,
  });
  askAgainWhereLost(app);
  const page = await app.firstWindow();
  // A window is there before it is led anywhere, and empty it counts as loaded.
  await page.waitForURL((url) => url.href !== 'about:blank');
  if (bypassCSP) await reload(app, page); // it holds for pages that are loaded from now on
  const end = async (): Promise<void> => {
    await app.close();
    await display.stop();
    await rm(profile, { recursive: true, force: true });
  };
  let ended: Promise<void> | undefined;
  return { app, page, close: () => (ended ??= end()) };
}

/** The same for all tests around the call: started before the first of them, closed after the last. */
export function launchForAll(): Omit<Launched, 'close'> {
  let launched: Launched;
  beforeAll(async () => {
    launched = await launch();
  });
  afterAll(() => launched.close());
  return {
    get app() {
      return launched.app;
    },
    get page() {
      return launched.page;
    },
  };
}

/** The same for one test alone: closed when the test ends, however it ends. */
export async function launchForTest(options?: LaunchOptions): Promise<Launched> {
  const launched = await launch(options);
  onTestFinished(() => launched.close());
  return launched;
}

/** A window without any guard that shows a page: what an attack does there, it would do to us. For one test alone. */
export async function launchUnguardedForTest(url: string): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-unguarded-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'main.cjs'), UNGUARDED);
  return launchForTest({ target: join(folder, 'main.cjs'), args: [url] });
}

const UNGUARDED = `
  const { app, BrowserWindow } = require('electron');
  app.whenReady().then(() => new BrowserWindow().loadURL(process.argv.at(-1)));
`;

/** Loads the page again from the outside. From the inside it cannot be done. */
export async function reload(app: ElectronApplication, page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await loaded;
}

const MOST_TRIES = 4;

/** Where the main process tidies its memory at the wrong moment, Playwright loses an answer: then it is asked again. */
export function askAgainWhereLost(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as (...args: readonly unknown[]) => Promise<unknown>;
  const askAgain = async (...args: readonly unknown[]): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await evaluate(...args);
      } catch (error) {
        const isLost = error instanceof Error && error.message.includes('promise was garbage collected');
        if (!isLost || tries === MOST_TRIES) throw error;
      }
    }
  };
  app.evaluate = askAgain as typeof app.evaluate;
}

function plainEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'));
}
