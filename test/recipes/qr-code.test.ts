import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qrText } from '../../electron/cli/terminal/qr-text.ts';
import { qrMatrix, type QrMatrix } from '../../electron/node/recipes/qr-matrix.ts';
import { qrPath } from '../../renderer/components/qr-path.ts';
import { describeWith } from '../parts.ts';
import { startChromium } from '../renderer/chromium.ts';
import { takePicture } from '../renderer/shots.ts';
import { accessibilityProblems } from '../renderer/window.ts';
import { drawPicture, pictureFolder, scanned } from './qr-picture.ts';

const TEXT =
  '[1,[1,1],[0,"imap.example.org",993,3,1,"alice@example.org"],[[[0,"smtp.example.org",465,3,1,"alice@example.org"],["alice@example.org","Alice Müller"]]]]';
const MATRIX = qrMatrix(TEXT);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The colours of a terminal, and those that a code asks for: true where something is dark. */
interface Theme {
  readonly text: boolean;
  readonly ground: boolean;
}

const DARK: Theme = { text: false, ground: true };
const LIGHT: Theme = { text: true, ground: false };
const INKS: Readonly<Record<string, boolean>> = { '16': true, '231': false };

// eslint-disable-next-line no-control-regex -- the escape of terminals is one
const DRAWN_LINE = /^(?:\u001b\[38;5;(\d+);48;5;(\d+)m)?([█▀▄ ]*)(?:\u001b\[0m)?$/;

/** What a terminal shows of a text, in halves of characters: it knows colours of 256, and the end of them. */
function shown(text: string, theme: Theme): QrMatrix {
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const [, ink, ground, blocks = ''] = DRAWN_LINE.exec(line) ?? [];
      const dark = { text: INKS[ink ?? ''] ?? theme.text, ground: INKS[ground ?? ''] ?? theme.ground };
      const half = (drawn: string): readonly boolean[] =>
        [...blocks].map((block) => (drawn.includes(block) ? dark.text : dark.ground));
      return [half('█▀'), half('█▄')];
    });
}

/** Without the row that a terminal adds below an odd number. */
function withoutLast(matrix: QrMatrix): QrMatrix {
  return matrix.slice(0, -1);
}

const TERMINAL = { isTTY: true, columns: 100 };

describe('A code in a terminal', () => {
  it.each([
    ['a dark terminal', DARK, {}],
    ['a light terminal', LIGHT, {}],
    ['a dark terminal without colours', DARK, { NO_COLOR: '1' }],
  ] as const)('is dark on light in %s', (_, theme, env) => {
    const text = qrText(MATRIX, TERMINAL, env) ?? '';

    expect(withoutLast(shown(text, theme))).toEqual(MATRIX);
  });

  it('has no colours where they cannot be shown, or are not wanted', () => {
    const plain = [
      qrText(MATRIX, {}, {}),
      qrText(MATRIX, TERMINAL, { NO_COLOR: '1' }),
      qrText(MATRIX, TERMINAL, { TERM: 'dumb' }),
    ];

    expect(new Set(plain).size).toBe(1);
    expect(plain[0]).toMatch(/^[█▀▄ \n]+$/);
  });

  it('is not drawn where its lines would break', () => {
    expect(qrText(MATRIX, { isTTY: true, columns: MATRIX.length - 1 }, {})).toBeNull();
    expect(qrText(MATRIX, { isTTY: true, columns: MATRIX.length }, {})).not.toBeNull();
    expect(qrText(MATRIX, { isTTY: true, columns: 0 }, {})).not.toBeNull();
  });

  it('is as dark as its matrix, of any code', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const matrix = qrMatrix(text);

        expect(withoutLast(shown(qrText(matrix, {}, {}) ?? '', DARK))).toEqual(matrix);
      }),
      { numRuns: 20 },
    );
  });
});

describe('A code as a path', () => {
  it('has a rectangle for each run of dark modules', () => {
    const path = qrPath([
      [false, true, true],
      [true, false, true],
      [false, false, false],
    ]);

    expect(path).toBe('M1 0h2v1h-2zM0 1h1v1h-1zM2 1h1v1h-1z');
  });
});

describeWith(['zbarimg'], 'A code in a terminal, read by zbar', () => {
  it.each([
    ['dark', DARK],
    ['light', LIGHT],
  ] as const)('says what it was made of, in a %s terminal', async (name, theme) => {
    const path = join(await pictureFolder(), `${name}.pbm`);

    await drawPicture(path, shown(qrText(MATRIX, TERMINAL, {}) ?? '', theme));

    expect(await scanned([path])).toBe(TEXT);
  });
});

describeWith(['chromium', 'zbarimg'], 'A code in the window', () => {
  let browser: Browser;
  let page: string;

  beforeAll(async () => {
    browser = await startChromium();
    page = await pageWith(MATRIX);
  });
  afterAll(() => browser.close());

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['contrast', { colorScheme: 'dark', contrast: 'more' }],
    ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
  ] as const)('is read by zbar, and gives axe nothing to find: %s', async (look, media) => {
    const window = await browser.newPage({ viewport: { width: 480, height: 520 } });
    await window.setContent(page);
    await window.emulateMedia(media);
    const path = join(await pictureFolder(), 'code.png');

    await window.screenshot({ path });
    await takePicture(window, `qr-code-${look}`);
    const problems = await accessibilityProblems(window);
    const name = await window.getByRole('img').getAttribute('aria-label');
    await window.close();

    expect(await scanned([path])).toBe(TEXT);
    expect(problems).toEqual([]);
    expect(name).toBe('QR code for Thunderbird');
  });
});

/** A page with the component alone, and the styles of every page. */
async function pageWith(matrix: QrMatrix): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-vite-'));
  const vite = await createServer({
    configFile: false,
    root: ROOT,
    appType: 'custom',
    logLevel: 'error',
    cacheDir: folder,
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, watch: null, ws: false },
    // Svelte has to be the one that renders it below.
    ssr: { external: ['svelte'], optimizeDeps: { noDiscovery: true, include: [] } },
    plugins: [
      svelte({
        configFile: false,
        compilerOptions: { runes: true, css: 'injected', dev: false },
        prebundleSvelteLibraries: false,
      }),
    ],
  });
  const { default: QrCode } = (await vite.ssrLoadModule('/renderer/components/QrCode.svelte')) as {
    default: Component<{ matrix: QrMatrix; title: string }>;
  };
  const { head, body } = render(QrCode, { props: { matrix, title: 'QR code for Thunderbird' } });
  await vite.close();
  await rm(folder, { recursive: true });
  const styles = await Promise.all(
    ['tokens.css', 'base.css'].map((name) => readFile(join(ROOT, 'renderer/styles', name), 'utf8')),
  );
  return `<!doctype html><html lang="en"><head><title>QR code</title><style>${styles.join('')}</style>${head}</head><body><main><h1>QR code</h1>${body}</main></body></html>`;
}
