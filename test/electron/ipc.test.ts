import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { APP, launchForAll, launchForTest, reload, type Launched } from './launch.ts';
import { callFrom } from './page-calls.ts';

interface PageGlobals {
  /** What our preload script gives the page. */
  readonly letterlock: { invoke(name: unknown, args: unknown): Promise<unknown> };
  /** What a page has that took its own process over: it speaks to the other side as it likes. */
  readonly takenOver: { invoke(channel: string, ...words: readonly unknown[]): Promise<unknown> };
}

const TAKEN_OVER = `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('takenOver', { invoke: (...words) => ipcRenderer.invoke(...words) });
`;

describeWith(['electron', 'xvfb'], 'The calls of the window (17, 20)', () => {
  const launched = launchForAll();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-preload-'));
    await writeFile(join(folder, 'taken-over.cjs'), TAKEN_OVER);
    await takeOver(launched, join(folder, 'taken-over.cjs'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are answered', async () => {
    const answer = await callFrom(launched.page, 'app.info', null);

    expect(answer).toEqual({
      ok: true,
      value: {
        shell: 'electron',
        version: expect.any(String),
        components: ['Electron', 'Chromium', 'Node.js', 'BoringSSL'].map((name) => ({
          name,
          version: name === 'BoringSSL' ? null : expect.stringMatching(/^\d+\.\d+\.\d+/),
        })),
      },
    });
  });

  it.each(['app.quit', '', 'constructor', '__proto__', 'toString', 7, null, ['app.info']])(
    'with the name %j are unknown on both sides',
    async (name) => {
      const answers = await launched.page.evaluate((unknownName) => {
        const { letterlock, takenOver } = globalThis as unknown as PageGlobals;
        const text = JSON.stringify({ name: unknownName, args: null });
        return Promise.all([letterlock.invoke(unknownName, null), takenOver.invoke('letterlock:call', text)]);
      }, name);

      expect(answers).toEqual(Array(2).fill({ ok: false, error: 'unknown-call' }));
    },
  );

  it.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['another type', () => 'null'],
    ['a field too much', () => ({ runId: 'r', path: '/etc/passwd' })],
    ['a field of another type', () => ({ runId: 7 })],
    ['its field in the prototype', () => Object.create({ runId: 'r' })],
    ['more text than the field may have', () => ({ runId: 'r'.repeat(65) })],
    ['ten megabytes', () => ({ runId: 'r'.repeat(10_000_000) })],
    ['a big integer', () => ({ runId: 1n })],
    [
      'a cycle',
      () => {
        const cycle: Record<string, unknown> = { runId: 'r' };
        return Object.assign(cycle, { cycle });
      },
    ],
  ])('with %s for arguments are refused', async (_what, make) => {
    const args = await launched.page.evaluateHandle(make);

    const answer = await launched.page.evaluate(
      (badArgs) => (globalThis as unknown as PageGlobals).letterlock.invoke('run.cancel', badArgs),
      args,
    );

    expect(answer).toEqual({ ok: false, error: 'bad-request' });
  });

  it.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['an object that is a call', () => ({ name: 'app.info', args: null })],
    ['text that is no JSON', () => 'app.info'],
    ['JSON that is no call', () => '["app.info",null]'],
    ['a prototype for a call', () => '{"__proto__":{"name":"app.info","args":null}}'],
    ['ten megabytes of a call', () => JSON.stringify({ name: 'app.info', args: null }).padEnd(10_000_000)],
    ['ten megabytes of bytes', () => new Uint8Array(10_000_000)],
    [
      'a cycle',
      () => {
        const cycle: Record<string, unknown> = { name: 'app.info', args: null };
        return Object.assign(cycle, { cycle });
      },
    ],
  ])('of a page that was taken over, with %s on the channel, are refused', async (_what, make) => {
    const payload = await launched.page.evaluateHandle(make);

    const answer = await launched.page.evaluate(
      (word) => (globalThis as unknown as PageGlobals).takenOver.invoke('letterlock:call', word),
      payload,
    );

    expect(answer).toEqual({ ok: false, error: 'bad-request' });
  });

  it.each(['letterlock:push', 'letterlock:other', 'ELECTRON_BROWSER_REQUIRE', 'fs'])(
    'have no other channel: not %s',
    async (channel) => {
      const error = await launched.page.evaluate(
        (name) => (globalThis as unknown as PageGlobals).takenOver.invoke(name).catch(String),
        channel,
      );

      expect(error).toContain('No handler registered');
    },
  );

  it('cannot come from a frame: a frame has no bridge', async () => {
    const bridges = await launched.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return ['letterlock', 'takenOver'].map((name) => name in (frame.contentWindow ?? {}));
    });

    expect(bridges).toEqual([false, false]);
  });

  describe('are not allowed', () => {
    it('from another window, even with our page and our preload script', async () => {
      const [other] = await Promise.all([
        launched.app.waitForEvent('window'),
        launched.app.evaluate(
          async ({ BrowserWindow, session }, preload) => {
            const ours = { session: session.fromPartition('letterlock'), preload };
            await new BrowserWindow({ show: false, webPreferences: ours }).loadURL(
              'letterlock://app/index.html',
            );
          },
          join(APP, 'dist/preload/preload.cjs'),
        ),
      ]);
      await other.waitForLoadState();

      const answer = await callFrom(other, 'app.info', null);

      expect(answer).toEqual({ ok: false, error: 'not-allowed' });
      await other.close();
    });

    it('from our window, while it shows what is not our page', async () => {
      const stranger = await launchForTest();
      await stranger.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.loadURL('about:blank'),
      );
      await stranger.page.waitForURL('about:blank');

      const answer = await callFrom(stranger.page, 'app.info', null);

      expect(answer).toEqual({ ok: false, error: 'not-allowed' });
    });
  });
});

/** Gives the page of the window what it would have if it had broken out of its own world. */
async function takeOver({ app, page }: Omit<Launched, 'close'>, preload: string): Promise<void> {
  await app.evaluate(({ session }, filePath) => {
    const ours = session.fromPartition('letterlock');
    // Electron 35 gave the older of the two up; the types are those of a newer one.
    const older = ours as unknown as { setPreloads?(paths: readonly string[]): void };
    if ('registerPreloadScript' in ours) ours.registerPreloadScript({ type: 'frame', filePath });
    else older.setPreloads?.([filePath]);
  }, preload);
  await reload(app, page);
}
