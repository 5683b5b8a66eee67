import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { dataFolder } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { startChromium } from '../renderer/chromium.ts';
import { openOrigins } from '../renderer/screen.ts';
import { takePicture } from '../renderer/shots.ts';
import { accessibilityProblems, collectComplaints, SIZES } from '../renderer/window.ts';
import { endWithUs, stopChild } from '../servers/child.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/letterlock.js', import.meta.url));

/** What a person reads and presses on the way. */
const WORDS = {
  en: {
    locale: 'en-GB',
    practice: 'Try it with the practice mailbox',
    fault: 'Let something go wrong',
    check: 'Check',
    before: 'Before you sign in',
    fill: 'Fill it in',
    signIn: 'Sign in',
    again: 'Check again',
    questions: /^All \d+ questions/,
  },
  de: {
    locale: 'de-DE',
    practice: 'Mit dem Übungspostfach ausprobieren',
    fault: 'Etwas schiefgehen lassen',
    check: 'Prüfen',
    before: 'Bevor Sie sich anmelden',
    fill: 'Eintragen',
    signIn: 'Anmelden',
    again: 'Noch einmal prüfen',
    questions: /^Alle \d+ Fragen/,
  },
} as const;

type Language = keyof typeof WORDS;

describeWith(['chromium'], 'a search with the real engine, in the window', () => {
  let cli: ChildProcess;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    const child = spawn(process.execPath, [PROGRAM, 'serve'], {
      env: { ...process.env, LETTERLOCK_HOME: dataFolder() },
    });
    cli = child;
    endWithUs(child);
    child.stdout.setEncoding('utf8');
    const [printed] = (await once(child.stdout, 'data')) as [string];
    url = printed.trim();
    browser = await startChromium();
  });

  afterAll(async () => {
    await browser.close();
    await stopChild(cli);
  });

  it.each(['en', 'de'] as const)(
    'shows where the settings come from, and where sources do not agree (%s)',
    async (language) => {
      const { page, complaints } = await searched(language, 'autoconfig-conflict');
      await signIn(page, language);
      await openOrigins({ page });

      const part = page.locator('.origins');
      const text = await part.innerText();
      for (const source of ['PACC', 'ISPDB', 'SRV', 'mailconf', 'Autodiscover']) {
        expect(text).toContain(source);
      }
      expect(text).toContain('imap.practice.test');
      expect(await part.locator('dl dd').count()).toBeGreaterThan(4);
      await part.getByText(WORDS[language].questions).click();
      expect(await part.innerText()).toContain('https://ispdb.providers.test/practice.test');
      await takeAll(page, `search-conflict-${language}`);
      expect(complaints).toEqual([]);
    },
  );

  it.each(['en', 'de'] as const)(
    'asks to confirm whom only the MX record leads to, and says who names it (%s)',
    async (language) => {
      const { page, complaints } = await searched(language, 'mx-other-domain');

      const confirm = page.locator('section[aria-labelledby=confirm-heading]');
      const text = await confirm.innerText();
      expect(await confirm.locator('b').innerText()).toBe('other-practice.test');
      expect(text).toContain('imap.other-practice.test');
      expect(text).toMatch(/by MX|über MX/);
      await takeAll(page, `search-confirm-${language}`);
      await page.locator('#confirmed').check();
      await signIn(page, language);
      await openOrigins({ page });
      const origins = await page.locator('.origins').innerText();
      expect(origins).toMatch(/the same as above|dieselben wie oben/);
      for (const source of ['ISPDB', 'MX']) expect(origins).toContain(source);
      expect(await page.locator('.origins tr.chosen').allInnerTexts()).toEqual([
        expect.stringContaining('imap.other-practice.test'),
        expect.stringContaining('smtp.other-practice.test'),
      ]);
      await takeAll(page, `search-mx-${language}`);
      expect(complaints).toEqual([]);
    },
  );

  it.each(['en', 'de'] as const)('names guesses as what they are (%s)', async (language) => {
    const { page, complaints } = await searched(language, 'settings-unpublished');

    expect(await page.locator('section[aria-labelledby=confirm-heading] b').innerText()).toBe(
      'practice.test',
    );
    await page.locator('#confirmed').check();
    await signIn(page, language);
    await openOrigins({ page });

    const rows = await page.locator('.origins tr.chosen').allInnerTexts();
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatch(/guessed|geraten/);
    await takeAll(page, `search-guessed-${language}`);
    expect(complaints).toEqual([]);
  });

  it('says what a network does that answers in everybody’s place', async () => {
    const { page, complaints } = await opened('en');
    await begin(page, 'en', 'captive-portal-certificate');
    await page.getByRole('button', { name: WORDS.en.again }).waitFor();

    expect(await page.locator('main').innerText()).toContain('wants you to sign in first');
    await takeAll(page, 'search-portal-en');
    expect(complaints).toEqual([]);
  });

  async function opened(
    language: Language,
  ): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
    const context = await browser.newContext({
      viewport: SIZES.usual,
      locale: WORDS[language].locale,
      reducedMotion: 'reduce',
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints = await collectComplaints(page);
    await page.goto(url);
    return { page, complaints };
  }

  /** A search for the practice mailbox with a fault, up to the question for the password. */
  async function searched(language: Language, fault: string): ReturnType<typeof opened> {
    const shown = await opened(language);
    await begin(shown.page, language, fault);
    await shown.page.getByRole('heading', { name: WORDS[language].before }).waitFor();
    return shown;
  }
});

async function begin(page: Page, language: Language, fault: string): Promise<void> {
  const words = WORDS[language];
  await page.getByRole('button', { name: words.practice }).click();
  await page.getByLabel(words.fault).selectOption(fault);
  const check = page.getByRole('button', { name: words.check, exact: true });
  await expect.poll(() => check.isEnabled()).toBe(true);
  await check.click();
}

async function signIn(page: Page, language: Language): Promise<void> {
  const words = WORDS[language];
  await page.getByRole('button', { name: words.fill }).click();
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await page.getByRole('button', { name: words.again }).waitFor();
}

/** Pictures in light and dark, wide and narrow; in each axe finds nothing, and everything fits. */
async function takeAll(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries({ ...SIZES, narrow: { width: 520, height: 700 } })) {
      await page.setViewportSize(viewport);
      await page.evaluate(() => scrollTo(0, 0));
      await takePicture(page, `${name}-${colorScheme}-${size}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    }
    expect(await accessibilityProblems(page)).toEqual([]);
  }
  await page.setViewportSize(SIZES.usual);
}
