import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../parts.ts';
import { speakGerman } from '../renderer/screen.ts';
import { launchForTest, type Launched } from './launch.ts';

/** What the main process of these tests keeps of what the app wanted to show. */
interface MainGlobals {
  readonly shown: (Electron.Notification & { readonly title: string; readonly body: string })[];
  readonly flashed: boolean[];
}

describeWith(['electron', 'xvfb'], 'A run that nobody looks at', () => {
  it('goes on while the window is hidden, and tells by the system when it asks and when it ends', async () => {
    const launched = await practising();
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

    await press(launched.page, 'Check');
    await expect.poll(() => bodiesOf(launched)).toEqual(['The check is waiting for you.']);
    await press(launched.page, 'Go on without signing in');
    await expect
      .poll(() => bodiesOf(launched))
      .toEqual(['The check is waiting for you.', 'The check has ended.']);

    expect(await launched.app.evaluate(() => (globalThis as unknown as MainGlobals).flashed)).toContain(true);
  });

  it('is before the person when they click what the system showed, at its end and with its title', async () => {
    const launched = await practising();
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await press(launched.page, 'Check');
    await expect.poll(() => bodiesOf(launched)).toHaveLength(1);

    await launched.app.evaluate(() => (globalThis as unknown as MainGlobals).shown[0]?.emit('click'));

    await expect.poll(() => stateOf(launched)).toEqual({ isVisible: true, isFocused: true });
    await launched.page.getByRole('heading', { name: 'Before you sign in' }).waitFor();
    expect(await titleOf(launched)).toBe('Practice: Sign in – Letterlock');
  });

  it('tells in the language of the window, and no more than that', async () => {
    // Of its own: the next window begins in the language that was chosen in the last one.
    const data = await mkdtemp(join(tmpdir(), 'letterlock-data-'));
    onTestFinished(() => rm(data, { recursive: true }));
    const launched = await practising(data);
    await speakGerman(launched);
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());

    await press(launched.page, 'Prüfen');
    await expect.poll(() => bodiesOf(launched)).toEqual(['Die Prüfung wartet auf Sie.']);

    const titles = await launched.app.evaluate(() =>
      (globalThis as unknown as MainGlobals).shown.map(({ title }) => title),
    );
    expect(titles).toEqual(['Letterlock']);
  });

  it('tells nothing while the window is in front', async () => {
    const launched = await practising();
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());

    await press(launched.page, 'Check');
    await press(launched.page, 'Go on without signing in');
    await launched.page.getByRole('button', { name: 'Check again' }).waitFor();

    expect(await bodiesOf(launched)).toEqual([]);
  });

  it('has counted the time when the window is seen again', async () => {
    const port = await silentServerForTest();
    const { app, page } = await launchForTest();
    await page.fill('#address', 'ada@example.org');
    await page.getByText('I know the servers', { exact: true }).click();
    await page.getByLabel('Incoming server').fill(`127.0.0.1:${port}/implicit-tls`);
    await press(page, 'Check');
    await page.locator('.elapsed').first().waitFor();
    const startedAt = performance.now();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

    await expect.poll(() => performance.now() - startedAt, { timeout: 5000 }).toBeGreaterThan(2500);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());

    await expect.poll(() => elapsedSeconds(page)).toBeGreaterThanOrEqual(2.5);
    expect(await elapsedSeconds(page)).toBeLessThan((performance.now() - startedAt) / 1000 + 5);
  });
});

/** The app with the practice mailbox open, in which whatever the system would show is kept and not shown. */
async function practising(data?: string): Promise<Launched> {
  const launched = await launchForTest(data === undefined ? {} : { data });
  await launched.app.evaluate(({ BrowserWindow, Notification }) => {
    const kept: MainGlobals = { shown: [], flashed: [] };
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      kept.shown.push(this);
    };
    const window = BrowserWindow.getAllWindows()[0];
    if (window !== undefined) window.flashFrame = (isOn) => void kept.flashed.push(isOn);
    Object.assign(globalThis, kept);
  });
  await press(launched.page, 'Try it with the practice mailbox');
  await launched.page.getByLabel('Let something go wrong').waitFor();
  await launched.page.locator('button[type=submit]:enabled').waitFor();
  return launched;
}

/** The port of a server that takes connections and says nothing. */
async function silentServerForTest(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // the other side leaves as it likes
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port; // it listens on TCP
}

/** Presses a button when it is there. Not by the mouse: a window that is hidden has no place to click at. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).evaluate((button) => (button as HTMLElement).click());
}

function bodiesOf({ app }: Pick<Launched, 'app'>): Promise<readonly string[]> {
  return app.evaluate(() => (globalThis as unknown as MainGlobals).shown.map(({ body }) => body));
}

function stateOf({
  app,
}: Pick<Launched, 'app'>): Promise<{ isVisible?: boolean | undefined; isFocused?: boolean | undefined }> {
  return app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return { isVisible: window?.isVisible(), isFocused: window?.isFocused() };
  });
}

function titleOf({ app }: { readonly app: ElectronApplication }): Promise<string | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
}

async function elapsedSeconds(page: Page): Promise<number> {
  const text = await page.locator('.elapsed').first().innerText();
  return Number(/[\d.]+/.exec(text)?.[0]);
}
