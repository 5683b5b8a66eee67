import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { securityHeaders } from '../../electron/node/content-security-policy.ts';
import { loadRendererFiles, type RendererFiles } from '../../electron/node/renderer-files.ts';
import { builtWindow } from './built-window.ts';
import { startChromiumShell } from './chromium.ts';
import { FakeEngine } from './fake-engine.ts';

declare global {
  interface Window {
    fakeComplain(text: string): void;
  }
}

/** The window in a browser: its built files, served with the app's own headers, and the browser that shows them. */
export interface WindowLab {
  readonly browser: Browser;
  readonly files: RendererFiles;
  /** Opens the window with a fake engine behind it. */
  open(options?: BrowserContextOptions): Promise<OpenWindow>;
  close(): Promise<void>;
}

/** One open window. */
export interface OpenWindow {
  readonly page: Page;
  readonly engine: FakeEngine;
  /** What the content security policy forbade, and what was thrown or written to the console as an error. */
  readonly complaints: readonly string[];
}

/** The steps of a person and an engine that bring a new window to a screen. */
export type Scene = (window: OpenWindow) => Promise<void>;

/** The window's usual size, and the smallest it can be made. */
export const SIZES = { usual: { width: 1040, height: 700 }, small: { width: 720, height: 700 } } as const;

/** Serves the built window, and starts Chromium. */
export async function startWindowLab(): Promise<WindowLab> {
  const files = await loadRendererFiles(await builtWindow());
  const server = await serve(files);
  const browser = await startChromiumShell();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`; // it listens on TCP
  return {
    browser,
    files,
    open: (options) => openWindow(browser, address, options),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Collects what a page complains about; call it before the page is opened. */
export async function collectComplaints(page: Page): Promise<readonly string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.exposeFunction('fakeComplain', (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.fakeComplain(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  return complaints;
}

async function openWindow(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenWindow> {
  const context = await browser.newContext({ viewport: SIZES.usual, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const engine = new FakeEngine();
  const complaints = await collectComplaints(page);
  await engine.installIn(page);
  await page.goto(address);
  // The pages of findings and the screens of a run are loaded after the first screen.
  await page.waitForSelector('main');
  await page.waitForFunction(() => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    return ['/pages-', '/Run-'].every((part) => loaded.some((name) => name.includes(part)));
  });
  return { page, engine, complaints };
}

async function serve(files: RendererFiles): Promise<Server> {
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? '').slice(1));
    response.writeHead(file === undefined ? 404 : 200, {
      ...securityHeaders("'none'", file),
      ...(file === undefined ? {} : { 'Content-Type': file.type }),
    });
    response.end(file?.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What axe-core finds on the page as it stands; each entry names the rule and the first element. */
export function accessibilityProblems(page: Page): Promise<readonly string[]> {
  return problemsIn(page, {});
}

/** The part of it that a scheme of colours can make different: for a page of which the rest was looked at before. */
export function colourProblems(page: Page): Promise<readonly string[]> {
  return problemsIn(page, { runOnly: COLOUR_RULES });
}

async function problemsIn(
  page: Page,
  options: { readonly runOnly?: readonly string[] },
): Promise<readonly string[]> {
  // Half a megabyte, which a page has to read only once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE_SOURCE);
  return page.evaluate(async (chosen) => {
    const axe = Reflect.get(window, 'axe') as {
      run(options: object): Promise<{
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
      }>;
    };
    const { violations } = await axe.run(chosen);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }, options);
}

const AXE_SOURCE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** Those of axe's category cat.color that it runs when nothing is chosen. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
