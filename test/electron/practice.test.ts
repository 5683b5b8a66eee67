import { connect } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { takePicture } from '../renderer/shots.ts';
import { launchForTest } from './launch.ts';

describeWith(['electron', 'xvfb'], 'the practice mailbox in the app', () => {
  it('takes a person without any mailbox to “everything works”, bound to the connection', async () => {
    const { page } = await launchForTest();
    await openPractice(page);

    await check(page);
    await page.getByRole('heading', { name: 'Before you sign in' }).waitFor();
    await page.getByRole('button', { name: 'Fill it in' }).click();
    await takePicture(page, 'app-practice-2-sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await resultOf(page);
    await takePicture(page, 'app-practice-3-healthy');

    expect(await verdictOf(page)).toContain('practice.test works');
    expect(await page.getByText('Mechanism: SCRAM-SHA-256-PLUS').count()).toBe(2);
    expect(await page.getByRole('banner').innerText()).toContain('This is not your mailbox.');
  });

  it('says what is wrong when something is, and is well again afterwards', async () => {
    const { page } = await launchForTest();
    await openPractice(page);
    await play(page, 'The certificate has expired.');

    await check(page);
    await resultOf(page);
    await takePicture(page, 'app-practice-4-expired');

    expect(await verdictOf(page)).toMatch(/certificate of imap\.practice\.test (has )?expired/);
    await page.getByRole('button', { name: 'Try another fault' }).click();
    await play(page, 'Nothing: all is well');
    await check(page);
    await page.getByRole('button', { name: 'Go on without signing in' }).click();
    await resultOf(page);
    expect(await verdictOf(page)).not.toContain('expired');
  });

  // What goes wrong most: an old certificate, a port that is closed, encryption that is gone, a password that is no more, a full mailbox.
  it('names the cause in its headline, for the five things that go wrong most', async () => {
    const { page } = await launchForTest();
    await openPractice(page);
    const said: Record<string, string> = {};

    for (const fault of Object.keys(COMMON_FAULTS)) {
      await page.getByLabel('Let something go wrong').selectOption(fault);
      await check(page);
      await signInIfAsked(page);
      await resultOf(page);
      said[fault] = await verdictOf(page);
      await takePicture(page, `app-fault-${fault}`);
      await page.getByRole('button', { name: 'Try another fault' }).click();
    }

    for (const [fault, words] of Object.entries(COMMON_FAULTS)) expect(said[fault]).toMatch(words);
  });

  it('asks for no password where a key signs in, and says that the key stayed here', async () => {
    const { page } = await launchForTest();
    await openPractice(page);
    await page.getByLabel('Let something go wrong').selectOption('external-by-key');

    await check(page);
    await page.getByRole('heading', { name: 'Before you sign in' }).waitFor();
    expect(await page.getByText('Your key stays here. The server gets a proof of it.').count()).toBe(2);
    expect(await page.getByLabel('Password', { exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Fill it in' }).count()).toBe(0);
    await takePicture(page, 'app-practice-5-key');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await resultOf(page);
    await takePicture(page, 'app-practice-6-key-result');

    expect(await page.getByText('Your key did not leave this computer.').count()).toBe(2);
    expect(await page.getByText('Mechanism: EXTERNAL').count()).toBe(2);
  });

  it('fills the form for the door that the fault is met at', async () => {
    const { page } = await launchForTest();
    await openPractice(page);
    const incoming = page.getByLabel('Incoming server');
    expect(await incoming.inputValue()).toMatch(/^imap\.practice\.test:\d+\/implicit-tls$/);

    await page.getByLabel('Let something go wrong').selectOption('starttls-missing');

    await expect.poll(() => incoming.inputValue()).toMatch(/^imap\.practice\.test:\d+\/starttls$/);
  });

  it('ends when a person leaves it, with what they had typed in the form', async () => {
    const { page } = await launchForTest();
    await page.getByLabel('Your mail address').fill('ada@example.org');
    await openPractice(page);
    const [host, port] = (await page.getByLabel('Incoming server').inputValue()).split(/[:/]/);
    expect(host).toBe('imap.practice.test');
    expect(await isListening(Number(port))).toBe(true);

    await page.getByRole('button', { name: 'Leave practice' }).click();

    expect(await page.getByLabel('Your mail address').inputValue()).toBe('ada@example.org');
    await expect.poll(() => isListening(Number(port))).toBe(false);
  });
});

const COMMON_FAULTS: Readonly<Record<string, RegExp>> = {
  'certificate-expired': /certificate of imap\.practice\.test (has )?expired/,
  'port-closed': /nothing listens/i,
  'starttls-missing': /encryption|STARTTLS/,
  'password-expired': /password has to be renewed/,
  'over-quota': /mailbox at imap\.practice\.test is full/,
};

/** With the password of the practice mailbox; where something is wrong before that, nobody is asked for it. */
async function signInIfAsked(page: Page): Promise<void> {
  const question = page.getByRole('heading', { name: 'Before you sign in' });
  await question
    .or(page.getByRole('button', { name: 'Check again' }))
    .first()
    .waitFor();
  if (!(await question.isVisible())) return;
  await page.getByRole('button', { name: 'Fill it in' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function openPractice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with the practice mailbox' }).click();
  await page.getByLabel('Let something go wrong').waitFor();
  await takePicture(page, 'app-practice-1-start');
}

async function play(page: Page, label: string): Promise<void> {
  await page.getByLabel('Let something go wrong').selectOption({ label });
}

async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

async function resultOf(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check again' }).waitFor();
}

function verdictOf(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText();
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
