import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  decodeWindow,
  encodeWindow,
  LEAST,
  openingOn,
  type Area,
  type WindowPlace,
} from '../../electron/main/window-place.ts';
import { describeWith } from '../parts.ts';
import { launchForTest, type Launched } from './launch.ts';

const SCREEN: Area = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND: Area = { x: 1920, y: 0, width: 1280, height: 1000 };

/** Loaded ahead of the app: counts how often it has a window maximised. */
const COUNTS_MAXIMISING = `
  const { BrowserWindow } = require('electron');
  const { maximize } = BrowserWindow.prototype;
  globalThis.maximised = 0;
  BrowserWindow.prototype.maximize = function () {
    globalThis.maximised += 1;
    return maximize.call(this);
  };
`;

const at = (x: number, y: number, width = 900, height = 700, isMaximised = false): WindowPlace => ({
  area: { x, y, width, height },
  isMaximised,
});

describe('The place of the window', () => {
  it('is the usual one where nothing is remembered', () => {
    expect(openingOn(null, [SCREEN])).toEqual({ width: 1040, height: 740, isMaximised: false });
  });

  it.each<[string, WindowPlace, readonly Area[], object]>([
    ['where it was', at(100, 50), [SCREEN], { x: 100, y: 50, width: 900, height: 700 }],
    ['on the second screen', at(2000, 50), [SCREEN, SECOND], { x: 2000, y: 50, width: 900, height: 700 }],
    ['maximised as it was', at(100, 50, 900, 700, true), [SCREEN], { x: 100, y: 50, isMaximised: true }],
    ['no larger than its screen', at(0, 0, 4000, 3000), [SCREEN], { x: 0, width: 1920, height: 1040 }],
    ['no smaller than it can be', at(0, 0, 10, 10), [SCREEN], { ...LEAST }],
    ['with its upper edge in sight', at(10, -30), [SCREEN], { x: 10, y: 0 }],
  ])('is %s', (_what, place, screens, wanted) => {
    expect(openingOn(place, screens)).toMatchObject(wanted);
  });

  it.each<[string, WindowPlace, readonly Area[]]>([
    ['a screen that is gone', at(2000, 50), [SCREEN]],
    ['beside every screen', at(-5000, -5000), [SCREEN, SECOND]],
    ['with too little to take hold of', at(1900, 50), [SCREEN]],
    ['below the screen', at(100, 1030), [SCREEN]],
  ])('is left to the system where it was on %s, with its size', (_what, place, screens) => {
    expect(openingOn(place, screens)).toEqual({ width: 900, height: 700, isMaximised: false });
  });

  it('is always one in which the window can be seen and taken hold of, whatever was remembered', () => {
    const pixels = fc.integer({ min: -200_000, max: 200_000 });
    const area = fc.record({ x: pixels, y: pixels, width: pixels, height: pixels });

    fc.assert(
      fc.property(area, fc.boolean(), (anywhere, isMaximised) => {
        const { x, y, width, height } = openingOn({ area: anywhere, isMaximised }, [SCREEN, SECOND]);

        expect(width).toBeGreaterThanOrEqual(LEAST.width);
        expect(height).toBeGreaterThanOrEqual(LEAST.height);
        expect(width).toBeLessThanOrEqual(SCREEN.width);
        expect(height).toBeLessThanOrEqual(SCREEN.height);
        if (x === undefined || y === undefined) return;
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThan(SCREEN.height);
        expect(x + width).toBeGreaterThan(0);
        expect(x).toBeLessThan(SECOND.x + SECOND.width);
      }),
    );
  });

  it('is read as it was written', () => {
    for (const language of ['en', 'de', null] as const) {
      const kept = { place: at(-7, 3, 900, 700, true), language };
      expect(decodeWindow(encodeWindow(kept))).toEqual(kept);
    }
  });

  it.each<[string, (text: string) => string]>([
    ['nothing', () => ''],
    ['no JSON', () => '{'],
    ['a list', () => '[]'],
    ['a number that was changed', (text) => text.replace('900', '901')],
    ['half of it', (text) => text.slice(0, text.length / 2)],
    ['another format', (text) => text.replace('letterlock-window', 'letterlock-hosts')],
  ])('is not known from %s', (_what, change) => {
    const text = new TextDecoder().decode(encodeWindow({ place: at(1, 2), language: 'de' }));

    expect(decodeWindow(new TextEncoder().encode(change(text)))).toBeNull();
  });

  it.each([NaN, 1.5, 1e9, '900', null])('is not known where a number is %s', (width) => {
    const area = { ...at(0, 0).area, width: width as number };
    const bytes = encodeWindow({ place: { area, isMaximised: false }, language: null });

    expect(decodeWindow(bytes)).toBeNull();
  });

  it('comes to a value with any bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => decodeWindow(bytes) === null));
  });
});

describeWith(['electron', 'xvfb'], 'The window of the app', () => {
  it('opens where it was closed', async () => {
    const data = await folderForTest();
    const first = await launchForTest({ data });
    await move(first, { x: 50, y: 60, width: 800, height: 600 });
    await first.close();

    const second = await launchForTest({ data });

    expect(await boundsOf(second)).toEqual({ x: 50, y: 60, width: 800, height: 600 });
  });

  it('is in the language that was chosen in it, also after a reload', async () => {
    const data = await folderForTest();
    const first = await launchForTest({ data });
    await first.page.getByRole('button', { name: 'Deutsch' }).click();
    await first.page.waitForSelector('html[lang=de]');
    await first.page.reload();
    await first.page.waitForSelector('html[lang=de]');
    await first.close();

    const second = await launchForTest({ data });

    await second.page.waitForSelector('html[lang=de]');
    const menu = await second.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items[0]?.label);
    expect(menu).toBe('&Datei');
  });

  it('is maximised where it was', async () => {
    const data = await folderForTest();
    await writeFile(
      join(data, 'window.json'),
      encodeWindow({ place: at(50, 60, 800, 600, true), language: null }),
    );
    const watch = join(data, 'watch.cjs');
    await writeFile(watch, COUNTS_MAXIMISING);

    const { app, page } = await launchForTest({ data, session: { env: {}, playwrightArgs: ['-r', watch] } });
    await page.waitForSelector('#address');

    // What comes of it is up to a window manager, of which there is none here.
    await expect.poll(() => app.evaluate(() => (globalThis as { maximised?: number }).maximised)).toBe(1);
  });

  it.each([
    ['broken', '{ "format": "letterlock-window", "ver'],
    ['too long', ' '.repeat(5000)],
  ])(
    'opens as usual where the file is %s, which is replaced, and leaves nothing else',
    async (_what, text) => {
      const data = await folderForTest();
      await writeFile(join(data, 'window.json'), text);
      const launched = await launchForTest({ data });
      expect(await boundsOf(launched)).toMatchObject({ width: 1040, height: 740 });

      await move(launched, { x: 10, y: 20, width: 900, height: 700 });
      await launched.close();

      const bytes = new Uint8Array(await readFile(join(data, 'window.json')));
      expect(decodeWindow(bytes)).toEqual({ place: at(10, 20), language: null });
      expect(await readdir(data)).toEqual(['window.json']);
    },
  );

  it('writes nothing where it was not moved', async () => {
    const data = await folderForTest();
    const launched = await launchForTest({ data: join(data, 'none') });

    await launched.close();

    expect(await readdir(data)).toEqual([]);
  });

  it('comes to the front at a second start, which opens no file that it names', async () => {
    const launched = await launchForTest();
    await launched.app.evaluate(({ app, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.hide();
      // What Electron tells of a second start: its command line and its folder.
      const argv = ['letterlock-app', '/tmp/report.json', 'letterlock://app/icon.svg', '--ca', '/tmp/ca.pem'];
      app.emit('second-instance', { preventDefault: () => undefined }, argv, '/tmp', null);
    });

    const seen = await launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.webContents.getURL()]),
    );
    expect(seen).toEqual([[true, 'letterlock://app/index.html#en']]);
    expect(await launched.page.title()).toBe('Letterlock');
  });
});

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-place-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Moves a window that a person sees: what happens to it before is not their doing. */
async function move({ app }: Launched, bounds: Area): Promise<void> {
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
  await app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  );
  await expect.poll(() => boundsOf({ app })).toEqual(bounds);
}

function boundsOf({ app }: Pick<Launched, 'app'>): Promise<Area | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}
