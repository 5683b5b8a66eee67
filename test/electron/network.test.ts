import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { findWaysOut, reachOut, REQUESTS, type Target } from './hostile.ts';
import { launchForTest, launchUnguardedForTest } from './launch.ts';
import { startLureForTest } from './lure.ts';

describeWith(['electron', 'xvfb'], 'The network of the window', () => {
  it('is there for a window without guards, by each of the ways that are tried', async () => {
    const lure = await startLureForTest();
    const { page } = await launchUnguardedForTest(`${lure.target.url}/`);

    await page.evaluate(reachOut, lure.target);

    await expect.poll(() => [...lure.visits].sort()).toEqual(['/', ...REQUESTS, 'connection', 'udp'].sort());
  });

  it('is closed by the content security policy', async () => {
    const lure = await startLureForTest();
    const { page, close } = await launchForTest();

    await page.evaluate(noteViolations);
    await page.evaluate(reachOut, lure.target);
    const failures = await page.evaluate(outcomes, lure.target);

    expect(failures).toEqual({ fetch: 'error', xhr: 'error', websocket: 'error', image: 'error' });
    await expect
      .poll(() =>
        page.evaluate(() => (globalThis as unknown as { violations: readonly string[] }).violations),
      )
      .toEqual(expect.arrayContaining([...DIRECTIVES]));
    await close();
    expect([...lure.visits]).toEqual([]);
  });

  it('is closed without the content security policy too: every request is cancelled', async () => {
    const lure = await startLureForTest();
    const { app, page, close } = await launchForTest({ bypassCSP: true });
    await app.evaluate(({ session }) => {
      const cancelled: string[] = [];
      Object.assign(globalThis, { cancelled });
      session.fromPartition('letterlock').webRequest.onErrorOccurred(({ url, error }) => {
        if (error === 'net::ERR_BLOCKED_BY_CLIENT') cancelled.push(new URL(url).pathname);
      });
    });

    await page.evaluate(reachOut, lure.target);

    const cancelled = (): Promise<string[]> =>
      app.evaluate(() => (globalThis as unknown as { cancelled: string[] }).cancelled);
    // The frame is stopped one step earlier, as a navigation.
    const wanted = REQUESTS.filter((path) => !['/frame', '/object', '/embed'].includes(path));
    await expect.poll(async () => [...new Set(await cancelled())].sort()).toEqual(wanted);
    await close();
    expect([...lure.visits]).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'letterlock://other/index.html', 'chrome://version/'])(
    'does not lead to %s, without the content security policy neither',
    async (url) => {
      const { page } = await launchForTest({ bypassCSP: true });

      const answer = await page.evaluate((address) => fetch(address).then(String, String), url);

      expect(answer).toBe('TypeError: Failed to fetch');
    },
  );

  it('has no addresses: neither a name nor a literal one is resolved', async () => {
    const { app } = await launchForTest();

    const answers = await app.evaluate(({ session }) =>
      Promise.all(
        ['localhost', '127.0.0.1', 'example.org'].map((host) =>
          session.fromPartition('letterlock').resolveHost(host).then(String, String),
        ),
      ),
    );

    expect(answers).toEqual(Array(3).fill(expect.stringContaining('ERR_NAME_NOT_RESOLVED')));
  });

  it('gives WebRTC no way out', async () => {
    const lure = await startLureForTest();
    const { page, close } = await launchForTest();

    const ways = await page.evaluate(findWaysOut, lure.target);

    expect(ways).toEqual([]);
    await close();
    expect([...lure.visits]).toEqual([]);
  });
});

const DIRECTIVES = ['connect-src', 'font-src', 'frame-src', 'img-src', 'media-src', 'style-src-elem'];

/** Notes each directive that is violated from now on. Runs in the page. */
function noteViolations(): void {
  const violations: string[] = [];
  Object.assign(globalThis, { violations });
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
}

/** How the ways with an event end. Runs in the page. */
async function outcomes({ url }: Target): Promise<Record<string, string>> {
  const ended = (target: EventTarget, good: string): Promise<string> =>
    new Promise((resolve) => {
      for (const name of [good, 'error']) target.addEventListener(name, () => resolve(name));
    });
  const request = new XMLHttpRequest();
  request.open('GET', `${url}/xhr`);
  const requestEnded = ended(request, 'load');
  request.send();
  const image = new Image();
  const imageEnded = ended(image, 'load');
  image.src = `${url}/image`;
  return {
    fetch: await fetch(`${url}/fetch`).then(
      () => 'ok',
      () => 'error',
    ),
    xhr: await requestEnded,
    websocket: await ended(new WebSocket(`${url.replace('http', 'ws')}/websocket`), 'open'),
    image: await imageEnded,
  };
}
