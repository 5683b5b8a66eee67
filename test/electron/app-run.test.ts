import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { heapOf } from '../renderer/heap.ts';
import { startDovecot23, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';
import { launchForTest } from './launch.ts';
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

  it('keeps no password in the window once it was sent', async () => {
    const { page } = await withCa();

    await goThroughRun(page, dovecot, { name: 'app-password' });

    expect(await page.content()).not.toContain(TEST_PASSWORD);
    const memory = await heapOf(page);
    expect(memory.includes(dovecot.addresses.good)).toBe(true); // the snapshot does hold the page's strings
    expect(memory.includes(TEST_PASSWORD)).toBe(false);
  });
});
