import type { Page } from 'playwright-core';

/** What has a page: a window of these tests, or one that was opened in another way. */
interface Shown {
  readonly page: Page;
}

/** The id of what has the focus. */
export function focusedId({ page }: Shown): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id);
}

/** The words of what has the focus. */
export function focusedText({ page }: Shown): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText);
}

/** Presses keys, one after the other. */
export async function press({ page }: Shown, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What a person reads on the present screen. */
export function mainText({ page }: Shown): Promise<string> {
  return page.locator('main').innerText();
}

/** What is on the clipboard, as another page gets it that somebody pastes into. The window may not read it. */
export async function clipboardText({ page }: Shown): Promise<string> {
  const other = await page.context().newPage();
  await other.setContent('<textarea autofocus></textarea>');
  await other.press('textarea', 'Control+V');
  return other.inputValue('textarea');
}

/** What the window says when it cannot go on. */
export function alertText({ page }: Shown): Promise<string> {
  return page.locator('[role=alert]').innerText();
}

/** Types an address, the usual one where none is given, and sends the form. */
export async function sendAddress({ page }: Shown, address = 'ada@example.org'): Promise<void> {
  await page.fill('#address', address);
  await page.press('#address', 'Enter');
}

/** Types a password and sends it. */
export async function sendPassword({ page }: Shown, password = 'correct horse'): Promise<void> {
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
}

/** Unfolds the fields for servers that a person knows. */
export async function openServers({ page }: Shown): Promise<void> {
  await page.click('summary >> text=/^(I know the servers|Ich kenne die Server)$/');
  await page.waitForSelector('#incoming:visible');
}

/** Unfolds where the settings come from. */
export async function openOrigins({ page }: Shown): Promise<void> {
  await page.click('summary >> text=/^(Where |Woher |Wo nach )/');
  await page.waitForSelector('.origins:visible');
}

/** Switches the window to German, by the button in its head, and waits until all of it is. */
export async function speakGerman({ page }: Shown): Promise<void> {
  await page.click('header button');
  await page.waitForSelector('html[lang=de]');
}

/** Opens the window once more without the pages of findings, and with them all that is not the first screen, until they are released. */
export async function openWithoutPages({ page }: Shown): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/assets/pages-*', async (route) => {
    await released;
    await route.continue();
  });
  const address = page.url();
  // Straight from itself it would be a page that is loaded again.
  await page.goto('about:blank');
  await page.goto(address);
  return () => release();
}
