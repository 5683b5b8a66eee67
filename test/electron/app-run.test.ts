import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../parts.ts';
import { heapOf } from '../renderer/heap.ts';
import { takePicture } from '../renderer/shots.ts';
import { startDovecot24 } from '../servers/dovecot24.ts';
import type { Dovecot } from '../servers/dovecot.ts';
import { TEST_AUTHCID } from '../servers/dovecot-folder.ts';
import { startDovecot23, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';
import { launchForTest, reload, type Launched } from './launch.ts';
import { goThroughRun, startCheck, watchRungs } from './whole-run.ts';

describeWith(['electron', 'xvfb', 'dovecot'], 'the app with a real mail server', () => {
  let dovecot: Dovecot23;

  beforeAll(async () => {
    dovecot = await startDovecot23(await makePki());
  });

  afterAll(() => dovecot.stop());

  const withCa = () => launchForTest({ args: ['--ca', dovecot.caFile] });

  it('takes a person from the address over lit rungs to “everything works”', async () => {
    const { page } = await withCa();
    const rungs = await watchRungs(page);

    await goThroughRun(page, dovecot, { name: 'app-healthy' });

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('works');
    expect(await page.getByText('The password itself was not sent.').count()).toBe(2);
    expect(await rungs()).toEqual(
      expect.arrayContaining(['Server reached', 'Encrypted, and the certificate is right', 'Sign-in']),
    );
  });

  it('tries a wrong password once at each server, says what to do, and keeps the server’s words apart', async () => {
    const before = await dovecot.authAttempts();
    const { page } = await withCa();

    await goThroughRun(page, dovecot, { name: 'app-wrong-password', password: 'not-it' });

    expect((await dovecot.authAttempts()) - before).toBe(2);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('did not accept');
    expect(await page.getByText('The server says').count()).toBeGreaterThan(0);
  });

  it('ends at a bad certificate and never asks for a password', async () => {
    const before = await dovecot.authAttempts();
    const { page } = await withCa();

    await startCheck(page, dovecot, { name: 'app-expired', fault: 'expired' });
    await page.getByRole('button', { name: 'Check again' }).waitFor();

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('expired');
    expect((await dovecot.authAttempts()) - before).toBe(0);
  });

  it('goes on where it was when its page is loaded again, and signs in once', async () => {
    const before = await dovecot.authAttempts();
    const { app, page } = await withCa();
    await startCheck(page, dovecot, { name: 'app-reloaded' });
    await page.getByRole('heading', { name: 'Before you sign in' }).waitFor();

    await reload(app, page);
    await page.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Check again' }).waitFor();
    await reload(app, page);
    await page.getByRole('button', { name: 'Check again' }).waitFor();

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('works');
    expect((await dovecot.authAttempts()) - before).toBe(2);
  });

  it('puts the settings of a mail program where that reads them, when the person has agreed', async () => {
    const home = await mkdtemp(join(tmpdir(), 'letterlock-home-'));
    onTestFinished(() => rm(home, { recursive: true }));
    const path = join(home, '.mbsyncrc');
    await writeFile(path, 'IMAPAccount mine\n');
    const { app, page } = await launchForTest({ args: ['--ca', dovecot.caFile], env: { HOME: home } });
    await goThroughRun(page, dovecot, { name: 'app-program' });
    await page.getByRole('button', { name: 'Set up a mail program …' }).click();
    await page.getByLabel('mbsync').check();
    const place = page.getByRole('button', { name: 'Put it there …' });

    const asked = [await answerDialogs(app, NO)];
    await place.click();
    await expect.poll(() => asked[0]?.()).toHaveLength(1);
    const left = await readFile(path, 'utf8');
    asked.push(await answerDialogs(app, YES));
    await place.click();
    await page.getByText(`It is there: ${path}`).waitFor();

    expect(left).toBe('IMAPAccount mine\n');
    expect((await asked[1]?.())?.join()).toContain('\n+IMAPAccount "letterlock"\n');
    expect(await readFile(path, 'utf8')).toMatch(/^IMAPAccount mine\n\n#.*\nIMAPAccount "letterlock"\n/);
    const [kept = ''] = (await readdir(home)).filter((name) => name.startsWith('.mbsyncrc.before-'));
    expect(await readFile(join(home, kept), 'utf8')).toBe('IMAPAccount mine\n');
    expect(await page.content()).not.toContain('IMAPAccount mine');
    await takePicture(page, 'app-program-placed');
  });

  it('keeps no password in the window once it was sent', async () => {
    const { page } = await withCa();

    await goThroughRun(page, dovecot, { name: 'app-password' });

    expect(await page.content()).not.toContain(TEST_PASSWORD);
    const memory = await heapOf(page);
    expect(memory.includes(TEST_PASSWORD)).toBe(false);
  });
});

const YES = 0;
const NO = 1;

/** Has somebody answer every question of the app. What they were asked is read by calling what this returns. */
async function answerDialogs(
  app: Launched['app'],
  answer: number,
): Promise<() => Promise<readonly string[]>> {
  const questions = await app.evaluateHandle(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(dialog, {
      showMessageBox: async (_window: unknown, { message, detail }: { message: string; detail: string }) => {
        asked.push(`${message}\n${detail}`);
        return { response };
      },
    });
    return asked;
  }, answer);
  return () => questions.jsonValue();
}

describeWith(['electron', 'xvfb', 'dovecot24'], 'the app with a server that binds its sign-in', () => {
  let dovecot: Dovecot;
  let passing: NodeJS.Timeout;

  beforeAll(async () => {
    dovecot = await startDovecot24(await makePki());
    // What is sent goes to a relay, which passes it on to the inbox, as a provider's does.
    let passed = 0;
    passing = setInterval(() => {
      for (const message of dovecot.relay.messages.slice(passed)) {
        passed += 1;
        void dovecot.deliver(TEST_AUTHCID, `${message}\n`);
      }
    }, 20);
  });

  afterAll(async () => {
    clearInterval(passing);
    await dovecot.stop();
  });

  it('chooses SCRAM-SHA-256-PLUS, and says what was proved by it, and that a test mail came', async () => {
    const { page } = await launchForTest({ args: ['--ca', dovecot.caFile] });
    const rungs = await watchRungs(page);

    await goThroughRun(page, dovecot, {
      name: 'app-bound',
      mechanism: 'SCRAM-SHA-256-PLUS',
      sendsTestMail: true,
    });

    const proved = page.getByRole('region', { name: 'What was proved' });
    const host = dovecot.addresses.good;
    for (const said of [
      `${host} accepted you and proved that it knows your password, too.`,
      `Nobody sits in between: the sign-in was bound to this connection with ${host}.`,
      'The password itself was not sent.',
      'Mechanism: SCRAM-SHA-256-PLUS',
    ]) {
      expect(await proved.getByText(said).count()).toBe(2);
    }
    expect(await proved.innerText()).toContain('the test mail arrived');
    // That it was sent can come with the result, and then it is in no picture of its own.
    expect(await rungs()).toEqual(expect.arrayContaining(['The mailbox is ready', 'Test mail']));
  });
});
