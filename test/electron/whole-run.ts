import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { takePicture } from '../renderer/shots.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from '../servers/dovecot-folder.ts';
import type { Dovecot } from '../servers/dovecot.ts';

/** How a person goes through a run. */
export interface RunOptions {
  /** Begins the names of the screenshots. */
  readonly name: string;
  readonly password?: string;
  /** The mechanism that is planned for both servers; SCRAM-SHA-256, which Dovecot 2.3 has at best, without it. */
  readonly mechanism?: string;
  /** Whether a test mail is wanted. */
  readonly sendsTestMail?: boolean;
  /** The address of Dovecot to use, by what is wrong with it. */
  readonly fault?: keyof Dovecot['addresses'];
}

/** Types the address and the servers, as a person does, and starts the check. */
export async function startCheck(
  page: Page,
  dovecot: Dovecot,
  { name, fault = 'good' }: RunOptions,
): Promise<void> {
  const host = dovecot.addresses[fault];
  await page.getByLabel('Your mail address').fill(TEST_AUTHCID);
  await page.getByText('I know the servers', { exact: true }).click();
  await page.getByLabel('Incoming server').fill(`${host}:${dovecot.ports.imaps}/implicit-tls`);
  await page.getByLabel('Outgoing server').fill(`${host}:${dovecot.ports.submission}/starttls`);
  await takePicture(page, `${name}-1-start`);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

/** The whole way: start, looking, sign in, result. Checks on the way what a person sees. */
export async function goThroughRun(page: Page, dovecot: Dovecot, options: RunOptions): Promise<void> {
  const { name, password = TEST_PASSWORD, mechanism = 'SCRAM-SHA-256', sendsTestMail = false } = options;
  await startCheck(page, dovecot, options);

  await page.getByRole('heading', { name: 'Before you sign in' }).waitFor();
  expect(await page.getByText('Your password is not sent, only a proof of it.').count()).toBe(2);
  expect(await page.getByText(mechanism, { exact: true }).count()).toBe(2);
  await takePicture(page, `${name}-2-sign-in`);

  await page.getByLabel('Password', { exact: true }).fill(password);
  if (sendsTestMail) await page.getByLabel('Also send a test mail to myself').check();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Check again' }).waitFor();
  await takePicture(page, `${name}-3-result`);
}

/** What a person sees of the rungs while a run goes on, each state once, in the order in which it appeared. */
export async function watchRungs(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seenRungs: seen });
    new MutationObserver(() => {
      for (const rung of document.querySelectorAll('main ol > li')) {
        const lines = (rung as HTMLElement).innerText.split('\n');
        for (const line of lines) if (!seen.includes(line)) seen.push(line);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { seenRungs: string[] }).seenRungs);
}
