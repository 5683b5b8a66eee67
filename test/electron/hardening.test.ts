import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { askForPermissions, evaluatesText, permissionsHeld } from './hostile.ts';
import { launchForAll, launchForTest, launchUnguardedForTest, reload } from './launch.ts';
import { startLureForTest } from './lure.ts';

// The numbers are the items of Electron's security tutorial. 1, 5 to 8 and 13 to 15 as far as they concern the network
// are in network.test.ts, 17 and 20 in ipc.test.ts, 19 in package.test.ts. 16, a current Electron, is package.json's.

/** What the page sees beside what every page sees. */
interface PageGlobals {
  readonly letterlock: object;
}

describeWith(['electron', 'xvfb'], 'The window of the app', () => {
  const launched = launchForAll();

  /** What a page answers in a window without any guard, in ours, and in ours without the content security policy. */
  async function askInEachWindow(question: () => Promise<readonly string[]>): Promise<{
    readonly unguarded: readonly string[];
    readonly ours: readonly string[];
    readonly withoutPolicy: readonly string[];
  }> {
    const { target } = await startLureForTest();
    const unguarded = await launchUnguardedForTest(`${target.url}/`);
    const withoutPolicy = await launchForTest({ bypassCSP: true });
    return {
      unguarded: await unguarded.page.evaluate(question),
      ours: await launched.page.evaluate(question),
      withoutPolicy: await withoutPolicy.page.evaluate(question),
    };
  }

  it('has no Node and nothing of Electron in its page (2, 20)', async () => {
    const seen = await launched.page.evaluate(() => {
      const names = [
        'require',
        'module',
        'process',
        'Buffer',
        'global',
        'ipcRenderer',
        'electron',
        '__dirname',
      ];
      return names.filter((name) => name in globalThis);
    });

    expect(seen).toEqual([]);
  });

  it('gives its page two functions and no more, which the page cannot replace (3, 20)', async () => {
    const bridge = await launched.page.evaluate(() => {
      const { letterlock } = globalThis as unknown as PageGlobals;
      return { keys: Object.keys(letterlock), isFixed: Object.isFrozen(letterlock) };
    });

    expect(bridge).toEqual({ keys: ['invoke', 'subscribe'], isFixed: true });
  });

  it('was made with every guard on (2, 3, 4, 6, 8, 9, 10, 11)', async () => {
    const preferences = await launched.app.evaluate(({ BrowserWindow }) => {
      // Not in the types: Electron keeps it for its own tests.
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });

    expect(preferences).toMatchObject({
      allowRunningInsecureContent: false,
      contextIsolation: true,
      enableBlinkFeatures: '',
      experimentalFeatures: false,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('makes no code out of text, and no markup, unlike a window without guards (7)', async () => {
    const unguarded = await launchUnguardedForTest('data:text/html,<body>');

    const ways = await unguarded.page.evaluate(evaluatesText);
    const open = await launched.page.evaluate(evaluatesText);

    expect(ways).toHaveLength(9);
    expect(open).toEqual([]);
    expect(await launched.page.evaluate(() => 'ranText' in globalThis)).toBe(false);
  });

  it('violates its own content security policy nowhere, and would be seen where it did (7)', async () => {
    const { app, page } = await launchForTest();
    await reload(app, page);

    const atStart = await page.evaluate(violations);
    await page.evaluate(() => fetch('https://example.org/').catch(() => undefined));
    const afterOne = await page.evaluate(violations);

    expect(atStart).toEqual([]);
    expect(afterOne).toContain('connect-src');
  });

  it('refuses every permission that a page can ask for but to write text to the clipboard, unlike a window without guards (5)', async () => {
    const granted = await askInEachWindow(askForPermissions);

    expect(granted).toEqual({
      unguarded: expect.arrayContaining(['clipboard to read', 'notifications', 'storage that stays']),
      ours: ['clipboard to write'],
      withoutPolicy: ['clipboard to write'],
    });
  });

  it('is told of no other permission that it has, unlike a window without guards (5)', async () => {
    const held = await askInEachWindow(permissionsHeld);

    expect(held).toEqual({
      unguarded: expect.arrayContaining(['notifications', 'clipboard-read', 'geolocation']),
      ours: ['clipboard-write'],
      withoutPolicy: ['clipboard-write'],
    });
  });

  it('has no webview (11, 12)', async () => {
    const kind = await launched.page.evaluate(() => {
      const webview = document.createElement('webview');
      document.body.append(webview);
      return [webview.constructor.name, 'loadURL' in webview];
    });

    expect(kind).toEqual(['HTMLElement', false]);
  });

  it('opens no second window (14)', async () => {
    const opened = await launched.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), {
        href: 'https://example.org/',
        target: '_blank',
      });
      document.body.append(link);
      link.click();
      return [window.open('https://example.org/'), window.open('about:blank'), window.open(location.href)];
    });
    const count = await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

    expect(opened).toEqual([null, null, null]);
    expect(count).toBe(1);
  });

  it('downloads nothing', async () => {
    const { app, page } = await launchForTest({ bypassCSP: true });
    // Listened for before anything is clicked: what is only on its way to the main process may come too late.
    await app.evaluate(({ session }) => {
      const prevented = new Promise((resolve) => {
        session.fromPartition('letterlock').once('will-download', (event) => resolve(event.defaultPrevented));
      });
      Object.assign(globalThis, { prevented });
    });

    await page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['text']));
      Object.assign(document.createElement('a'), { href, download: 'file.txt' }).click();
    });

    const prevented = await app.evaluate(
      () => (globalThis as unknown as { prevented: Promise<boolean> }).prevented,
    );
    expect(prevented).toBe(true);
  });

  it('has a menu with which a page can be neither loaded again nor inspected', async () => {
    const roles = await launched.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items.map(({ role }) => role) ?? []),
    );

    expect(roles).toContain('paste');
    expect(roles).not.toContain('reload');
    expect(roles).not.toContain('forcereload');
    expect(roles).not.toContain('toggledevtools');
  });

  it('keeps its session in memory', async () => {
    const isPersistent = await launched.app.evaluate(({ session }) =>
      session.fromPartition('letterlock').isPersistent(),
    );

    expect(isPersistent).toBe(false);
  });
});

/** The directives that were violated since the page began, also before anybody listened. Runs in the page. */
function violations(): readonly unknown[] {
  const observer = new ReportingObserver(() => undefined, { types: ['csp-violation'], buffered: true });
  observer.observe();
  return observer
    .takeRecords()
    .map(({ body }) => (body as { effectiveDirective?: unknown } | null)?.effectiveDirective);
}
