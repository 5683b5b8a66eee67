import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { _electron, chromium, type ElectronApplication, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { PROGRAM } from '../cli/run-cli.ts';
import { withDisplay } from '../electron/display.ts';
import { APP, askAgainWhereLost } from '../electron/launch.ts';
import { pathOf } from '../parts.ts';
import { ARGUMENTS } from '../renderer/chromium.ts';
import { heapOf, WHOLE_STRINGS } from '../renderer/heap.ts';
import { endWithUs, stopChild } from '../servers/child.ts';
import { makeRoom, type Room } from './rooms.ts';
import type { Place } from './search.ts';
import { dumpCores, familyOf, watchProcesses } from './watch.ts';

/** A window, and everything that it leaves. */
export interface Opened {
  readonly page: Page;
  readonly room: Room;
  /** The app itself, where it is that. */
  readonly app?: ElectronApplication;
  /** Ends it. A second time does nothing. */
  readonly close: () => Promise<void>;
  /** What was said, what everybody could see, and what is in the files, until now. */
  readonly places: () => readonly Place[];
}

/** What there is around a window while it is being opened. */
interface Output {
  readonly stdout: Place[];
  readonly hear: (name: string, stream: NodeJS.ReadableStream | null) => void;
}

/** Opens the app on a display of its own, with every core file switched on. It is closed when the test ends. */
export async function openApp(caFile: string): Promise<Opened> {
  const room = makeRoom();
  const display = await withDisplay();
  const { stdout, hear } = listen();
  const app = await _electron.launch({
    args: ['--no-sandbox', WHOLE_STRINGS, `--user-data-dir=${room.profileFolder}`, APP, '--ca', caFile],
    cwd: room.workFolder,
    env: { ...environment(room), DISPLAY: display.display },
  });
  askAgainWhereLost(app);
  const main = app.process();
  hear('stdout', main.stdout);
  hear('stderr', main.stderr);
  const pid = main.pid ?? 0;
  const page = await app.firstWindow();
  await page.waitForLoadState();
  const family = familyOf(pid);
  dumpCores(...family);
  const seen = watchProcesses(pid);
  const close = endOnce(async () => {
    if (main.exitCode === null && main.signalCode === null) await app.close();
    seen.end();
    await display.stop();
  });
  onTestFinished(close);
  return { page, room, app, close, places: () => [...stdout, ...seen.end(), ...room.files()] };
}

/** Serves the screens, and opens them in a browser with a profile of its own. All is ended when the test ends. */
export async function openServed(caFile: string): Promise<Opened> {
  const room = makeRoom();
  const { stdout, hear } = listen();
  const cli = spawn(process.execPath, [PROGRAM, 'serve', '--ca', caFile], {
    cwd: room.workFolder,
    env: environment(room),
  });
  endWithUs(cli);
  const printed = once(cli.stdout.setEncoding('utf8'), 'data') as Promise<[string]>;
  hear('stdout', cli.stdout);
  hear('stderr', cli.stderr);
  const seen = watchProcesses(cli.pid ?? 0);
  const [url] = await printed;
  const { page, close: closeBrowser } = await openPage(room, url.trim());
  const close = endOnce(async () => {
    seen.end();
    await closeBrowser();
    await stopChild(cli);
  });
  onTestFinished(close);
  return { page, room, close, places: () => [...stdout, ...seen.end(), ...room.files()] };
}

/** Opens a page in a browser whose profile is in a room. */
export async function openPage(
  room: Room,
  url: string,
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const browser = await chromium.launchPersistentContext(room.profileFolder, {
    executablePath: pathOf('chromium'),
    args: ARGUMENTS,
    env: environment(room),
  });
  const close = endOnce(() => browser.close());
  onTestFinished(close);
  const page = await browser.newPage();
  await page.goto(url);
  return { page, close };
}

// What a page is given as bytes is a text nowhere but where the page makes one of it.
const LATE = Buffer.from('stands behind a long text');

/** What a page has in its memory, and on its screen. */
export async function memoryOf(page: Page): Promise<readonly Place[]> {
  await page.evaluate(
    (late) => {
      const bytes = Uint8Array.from([...new Array<number>(100_000).fill(32), ...late]);
      Object.assign(window, { late: new TextDecoder().decode(bytes) });
    },
    [...LATE],
  );
  const { strings } = JSON.parse(await heapOf(page)) as { readonly strings: readonly string[] };
  const memory = strings.join('\n');
  // The snapshot does hold the page's strings, to their ends.
  expect(memory).toContain('practice.test');
  expect(memory).toContain(LATE.toString());
  return [
    { name: 'the memory of the page', bytes: Buffer.from(memory) },
    { name: 'the page', bytes: Buffer.from(await page.content()) },
  ];
}

/** Where somebody signs in. */
export interface Account {
  readonly address: string;
  readonly incoming: string;
  readonly outgoing: string;
}

/** Types an address and its servers, as a person does, and waits for the question. */
export async function goToSignIn(page: Page, { address, incoming, outgoing }: Account): Promise<void> {
  await page.getByLabel('Your mail address').fill(address);
  const servers = page.getByLabel('Incoming server');
  if (!(await servers.isVisible())) await page.getByText('I know the servers', { exact: true }).click();
  await servers.fill(incoming);
  await page.getByLabel('Outgoing server').fill(outgoing);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('heading', { name: 'Before you sign in' }).waitFor();
}

/** Types a password and sends it. */
export async function givePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

function environment(room: Room): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...room.variables };
}

function listen(): Output {
  const stdout: Place[] = [];
  return {
    stdout,
    hear: (name, stream) =>
      stream?.on('data', (bytes: Buffer) => stdout.push({ name, bytes: Buffer.from(bytes) })),
  };
}

function endOnce(end: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined;
  return () => (ended ??= end());
}
