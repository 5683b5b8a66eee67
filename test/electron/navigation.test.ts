import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { launchForAll, launchForTest, launchUnguardedForTest, type Launched } from './launch.ts';

const ELSEWHERE = 'https://example.org/';
// Behind the hash is the language that it begins in.
const HOME = 'letterlock://app/index.html#en';
const FILE = '/etc/hostname';

/** Ways for a page to go somewhere else. They run in the page. */
const WAYS: Readonly<Record<string, (url: string) => void>> = {
  'an assignment to location': (url) => {
    location.href = url;
  },
  'location.replace': (url) => location.replace(url),
  'a click on a link': (url) => Object.assign(document.createElement('a'), { href: url }).click(),
  'a meta refresh': (url) => {
    document.head.append(
      Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` }),
    );
  },
  'loading itself again': () => location.reload(),
};

describeWith(['electron', 'xvfb'], 'The page of the app (13)', () => {
  const launched = launchForAll();

  it.each(Object.entries(WAYS))('is not left by %s', async (_name, way) => {
    const prevented = await nextNavigation(launched);

    await launched.page.evaluate(way, ELSEWHERE);

    expect(await prevented()).toBe(true);
    expect(launched.page.url()).toBe(HOME);
  });

  it('is not left for another page of its own origin', async () => {
    const prevented = await nextNavigation(launched);

    await launched.page.evaluate((url) => location.assign(url), 'letterlock://app/icon.svg');

    expect(await prevented()).toBe(true);
    expect(launched.page.url()).toBe(HOME);
  });

  it('sends no form', async () => {
    const violated = await launched.page.evaluate((action) => {
      const form = Object.assign(document.createElement('form'), { action, method: 'post' });
      document.body.append(form);
      return new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        form.submit();
      });
    }, ELSEWHERE);

    expect(violated).toBe('form-action');
  });

  it('holds no frame of anywhere, by its policy and without it', async () => {
    const { app, page } = await launchForTest({ bypassCSP: true });
    const prevented = await nextNavigation({ app });

    await page.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    }, ELSEWHERE);

    expect(await prevented()).toBe(true);
    expect(page.frames().map((frame) => frame.url())).not.toContain(ELSEWHERE);
  });

  it.each(['header', '#address', 'h1', 'footer', 'html'])(
    'does not open a file that is dropped on it, on %s',
    async (selector) => {
      await dropFile(launched.page, selector);

      expect(await urlsOf(launched)).toEqual([HOME]);
      // For a moment there may be no field: the page of reports is loaded.
      expect(await launched.page.evaluate(() => document.querySelector('input')?.value ?? '')).toBe('');
    },
  );

  it('would have opened it in a window that allows that', async () => {
    const { app } = await launchUnguardedForTest('data:text/html,<h1>other');
    const [page] = await Promise.all([
      app.waitForEvent('window'),
      app.evaluate(({ BrowserWindow }) =>
        new BrowserWindow({ webPreferences: { navigateOnDragDrop: true } }).loadURL(
          'data:text/html,<h1>drop',
        ),
      ),
    ]);
    await page.waitForSelector('h1');

    await dropFile(page, 'h1');

    await expect.poll(() => urlsOf({ app })).toContain(`file://${FILE}`);
  });

  it.each([
    'letterlock://app/..%2f..%2fpackage.json',
    'letterlock://app/..%5c..%5cpackage.json',
    'letterlock://app/../../package.json',
    'letterlock://app/%2e%2e/%2e%2e/package.json',
    'letterlock://app//etc/passwd',
    'letterlock://app/%2fetc%2fpasswd',
    'letterlock://app/index.html%00.png',
    'letterlock://app/%00',
    'letterlock://app/',
    'letterlock://app/assets',
    'letterlock://app/__proto__',
    'letterlock://other/index.html',
  ])('finds nothing at %s', async (url) => {
    const answer = await launched.app.evaluate(async ({ session }, address) => {
      const { status, headers } = await session.fromPartition('letterlock').fetch(address);
      return { status, policy: headers.get('content-security-policy') };
    }, url);

    expect(answer).toEqual({ status: 404, policy: expect.stringContaining("default-src 'none'") });
  });

  it('comes with every header', async () => {
    const headers = await launched.app.evaluate(async ({ session }, address) => {
      const answer = await session.fromPartition('letterlock').fetch(address);
      return Object.fromEntries(answer.headers.entries());
    }, HOME);

    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("connect-src 'none'"),
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

/** Drags a file over the middle of something in a page, and lets it go there. */
async function dropFile(page: Page, selector: string): Promise<void> {
  const at = await page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    element?.scrollIntoView();
    const { x = 0, y = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {};
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  }, selector);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [FILE], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
}

/** What all windows show. Where a file that is dropped is opened, it is in a window of its own. */
function urlsOf({ app }: Pick<Launched, 'app'>): Promise<readonly string[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );
}

/** Listens for the next navigation that the page begins; the function it gives tells whether it was prevented. */
async function nextNavigation({ app }: Pick<Launched, 'app'>): Promise<() => Promise<boolean>> {
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const prevented = new Promise((resolve) => {
      contents?.once('will-frame-navigate', (event) => resolve(event.defaultPrevented));
    });
    Object.assign(globalThis, { prevented });
  });
  return () => app.evaluate(() => (globalThis as unknown as { prevented: Promise<boolean> }).prevented);
}
