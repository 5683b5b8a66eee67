import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Report } from '../../../shared/report/report.ts';
import { renderHtml } from '../../../shared/report/render-html.ts';
import { STYLE, STYLE_HASH } from '../../../shared/report/render-html-style.ts';
import { describeWith } from '../../parts.ts';
import { startChromium } from '../../renderer/chromium.ts';
import { takePicture } from '../../renderer/shots.ts';
import { accessibilityProblems, collectComplaints } from '../../renderer/window.ts';
import { sampleReport, withEveryText } from './samples.ts';

const HIDDEN = [
  { kind: 'user', shown: 'user-1@practice.test', count: 12 },
  { kind: 'lan-address', shown: 'lan-1', count: 2 },
] as const;

const NASTY: Readonly<Record<string, string>> = {
  script: '<script>document.title="ran"</script><svg onload="document.title=`ran`">',
  attribute: `"'><img src="http://127.0.0.1:9/x.png" onerror="document.title='ran'"><a href=javascript:document.title='ran'>x</a>`,
  address: "javascript:document.title='ran'",
  comment: '--><!-- ]]></style></title></textarea><plaintext><base href="http://127.0.0.1:9/">',
  'hidden marks': 'a\u202egnp.exe\u2066\u2069\u200fb\u0000\u001b[31m\u{e0041}\ud800',
  'right to left': '\u05d0\u05d1\u05d2 999 <b>\u0645\u0631\u062d\u0628\u0627</b> \u05d3',
  megabyte: 'x'.repeat(1_000_000),
};

describe('a report as HTML', () => {
  it('allows nothing but its own style sheet, by its hash', () => {
    const hash = createHash('sha256').update(STYLE).digest('base64');

    expect(STYLE_HASH).toBe(`sha256-${hash}`);
  });
});

describeWith(['chromium'], 'a report as HTML in Chromium', () => {
  let browser: Browser;
  let problems: Report;
  let healthy: Report;

  beforeAll(async () => {
    browser = await startChromium();
    problems = await sampleReport(['certificate-expired']);
    healthy = await sampleReport([], { isSearch: true });
  }, 60_000);
  afterAll(() => browser.close());

  interface Opened {
    readonly page: Page;
    readonly complaints: readonly string[];
    readonly requests: readonly string[];
  }

  async function open(html: string, isDark = false): Promise<Opened> {
    const context = await browser.newContext({
      viewport: { width: 1040, height: 800 },
      colorScheme: isDark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    const complaints = await collectComplaints(page);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(html);
    return { page, complaints, requests };
  }

  it.each([
    ['problems', 'en'],
    ['problems', 'de'],
    ['healthy', 'en'],
    ['healthy', 'de'],
  ] as const)('is read by everybody, on screens and on paper: %s, %s', async (name, language) => {
    const html = renderHtml(name === 'healthy' ? healthy : problems, {
      pages: ALL_PAGES[language],
      hidden: HIDDEN,
    });
    const found: string[] = [];

    for (const isDark of [false, true]) {
      const { page, complaints, requests } = await open(html, isDark);
      await takePicture(page, `report-${name}-${language}-${isDark ? 'dark' : 'light'}`);
      found.push(...(await accessibilityProblems(page)), ...complaints, ...requests);
      await page.setViewportSize({ width: 360, height: 700 });
      const widest = await page.evaluate(() => document.documentElement.scrollWidth);
      if (isDark) await takePicture(page, `report-${name}-${language}-narrow`);
      expect(widest).toBe(360);
      await page.context().close();
    }

    expect(found).toEqual([]);
  });

  it('shows on paper what is folded on a screen, in dark letters', async () => {
    const { page } = await open(renderHtml(problems, { pages: ALL_PAGES.en, hidden: HIDDEN }), true);
    const folded = page.locator('details pre').first();

    const before = await folded.evaluate((one) => one.checkVisibility({ contentVisibilityAuto: true }));
    await page.emulateMedia({ media: 'print' });
    const after = await folded.evaluate((one) => one.checkVisibility({ contentVisibilityAuto: true }));
    const height = await folded.evaluate((one) => one.getBoundingClientRect().height);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.setViewportSize({ width: 794, height: 1123 });
    await takePicture(page, 'report-problems-en-print');

    expect(before).toBe(false);
    expect(after).toBe(true);
    expect(height).toBeGreaterThan(30);
    expect(ground).toBe('rgb(255, 255, 255)');
    await page.context().close();
  });

  it.each(Object.keys(NASTY))('is nothing but text where every text is %s', async (name) => {
    const report = withEveryText(problems, NASTY[name] ?? '');
    const hidden = [{ kind: 'user', shown: NASTY[name] ?? '', count: 1 }] as const;

    const html = renderHtml(report, { pages: ALL_PAGES.en, hidden });
    const { page, complaints, requests } = await open(html);
    const seen = await page.evaluate(() => ({
      title: document.title,
      strange: document.querySelectorAll('script, img, svg, iframe, base, link, object, form, b').length,
      away: [...document.querySelectorAll('a')].filter((one) => !one.getAttribute('href')?.startsWith('#'))
        .length,
      handlers: [...document.querySelectorAll('*')].filter((one) =>
        one.getAttributeNames().some((attribute) => attribute.startsWith('on')),
      ).length,
      widest: document.documentElement.scrollWidth,
      lastSection: document.querySelector('main > section:last-child')?.id,
    }));
    await takePicture(page, `report-nasty-${name.replaceAll(' ', '-')}`);

    expect(seen).toMatchObject({ strange: 0, away: 0, handlers: 0, widest: 1040, lastSection: 'hidden' });
    expect(seen.title).not.toBe('ran');
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
    expect(html.length).toBeLessThan(2_000_000);
    expect(html).not.toMatch(/[^\P{C}\n]/u);
    await page.context().close();
  });
});
