import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { chooseProgram, openProgram } from './program-scenes.ts';
import { ended, HEALTHY } from './runs.ts';
import { during, openAbout, submitAddress } from './scenes.ts';
import { focusedText, mainText, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'setting up a mail program', () => {
  const window = useWindow(useLab());

  const opened = async (): Promise<void> => {
    await during(ended(HEALTHY))(window);
    await openProgram(window);
  };

  it('begins with the address, where somebody has not checked it yet', async () => {
    await window.page.getByRole('button', { name: 'Set up a mail program' }).click();

    expect(await window.page.evaluate(() => document.activeElement?.id)).toBe('address');
    expect(await mainText(window)).toContain('The result leads on to your mail program.');
  });

  it('opens from the result, and leads back there', async () => {
    await opened();

    expect(await focusedText(window)).toBe('Set up your mail program');
    expect(await window.page.title()).toBe('Mail program – Letterlock');
    await window.page.click('text=Back to the result');
    await window.page.waitForSelector('text=Check again');
  });

  it('says how a program signs in, why not in a stronger way, and what to do', async () => {
    await opened();

    await chooseProgram(window, 'mbsync');

    const shown = await mainText(window);
    expect(shown).toContain(
      'mbsync signs in with SCRAM-SHA-256. The password is not sent, only a proof of it.',
    );
    expect(shown).toContain('Not with SCRAM-SHA-256-PLUS: mbsync');
    expect(shown).toContain('secret-tool store');
    expect(shown).toContain('IMAPAccount "letterlock"');
  });

  it('makes the recipe anew for a name, and for where the password comes from', async () => {
    await opened();
    await chooseProgram(window, 'mbsync');

    await window.page.getByLabel('The password store pass').check();
    await window.page.getByLabel('Your name').fill('Ada');

    await expect.poll(() => mainText(window)).toContain('pass insert letterlock/');
    await expect
      .poll(() => window.engine.argumentsOf('recipe.make').at(-1))
      .toMatchObject({
        runId: 'run-1',
        program: 'mbsync',
        displayName: 'Ada',
        store: 'pass',
        deviceId: null,
      });
  });

  it('has the file of a step written by naming the step, and says where it is', async () => {
    window.engine.nextReportSaved = { kind: 'saved', path: '/home/ada/mbsyncrc' };
    await opened();
    await chooseProgram(window, 'mbsync');

    await window.page.getByRole('button', { name: 'Save as a file …' }).click();

    await expect.poll(() => mainText(window)).toContain('Saved: /home/ada/mbsyncrc');
    const [asked] = window.engine.argumentsOf('recipe.save');
    expect(asked).toMatchObject({ request: { program: 'mbsync' }, step: 1, language: 'en' });
    expect(JSON.stringify(asked)).not.toContain('IMAPAccount');
  });

  it.each([
    [
      { kind: 'placed', path: '/home/ada/.mbsyncrc', backup: '/home/ada/.mbsyncrc.before-1a2b3c4d' },
      ['It is there: /home/ada/.mbsyncrc', 'The old file is kept: /home/ada/.mbsyncrc.before-1a2b3c4d'],
    ],
    [{ kind: 'placed', path: '/home/ada/.mbsyncrc', backup: null }, ['It is there: /home/ada/.mbsyncrc']],
    [
      { kind: 'same', path: '/home/ada/.mbsyncrc' },
      ['It was there already, word for word: /home/ada/.mbsyncrc'],
    ],
    [
      { kind: 'refused', problem: { code: 'file_not_comparable', given: '/home/ada/.mbsyncrc' } },
      ['is a link, or no text that can be compared, and was not touched'],
    ],
    [
      {
        kind: 'refused',
        problem: { code: 'file_not_written', given: '/home/ada/.mbsyncrc', wanted: 'ENOSPC' },
      },
      ['could not be written (ENOSPC)'],
    ],
  ] as const)(
    'has it put where the program reads it, and says what came of it (%#)',
    async (placed, words) => {
      window.engine.nextPlaced = placed;
      await opened();
      await chooseProgram(window, 'mbsync');

      await window.page.getByRole('button', { name: 'Put it there …' }).click();

      for (const some of words) await expect.poll(() => mainText(window)).toContain(some);
      const [asked] = window.engine.argumentsOf('recipe.place');
      expect(asked).toMatchObject({ request: { program: 'mbsync' }, step: 1, language: 'en' });
      expect(JSON.stringify(asked)).not.toContain('mbsyncrc');
    },
  );

  it('says where the person is asked, and asks once', async () => {
    const agree = window.engine.holdNext('recipe.place');
    await opened();
    await chooseProgram(window, 'mbsync');
    const button = window.page.getByRole('button', { name: 'Put it there …' });

    await button.click();
    await expect.poll(() => mainText(window)).toContain('Say in the dialog whether it may.');
    await button.click({ force: true });
    agree();

    await expect.poll(() => mainText(window)).not.toContain('Say in the dialog');
    expect(window.engine.argumentsOf('recipe.place')).toHaveLength(1);
  });

  it('offers no place for what belongs on another system', async () => {
    await opened();
    await chooseProgram(window, 'mbsync');

    await window.page.getByLabel('macOS', { exact: true }).check();

    await expect.poll(() => window.page.getByRole('button', { name: 'Put it there …' }).count()).toBe(0);
    expect(await window.page.getByRole('button', { name: 'Save as a file …' }).count()).toBe(1);
  });

  it('draws a code for a phone', async () => {
    await opened();

    await chooseProgram(window, 'thunderbird-android');

    expect(await window.page.getByRole('img', { name: 'QR code with the settings' }).count()).toBe(1);
  });

  it('speaks German without asking anew', async () => {
    await opened();
    await chooseProgram(window, 'mbsync');
    const before = window.engine.argumentsOf('recipe.make').length;

    await speakGerman(window);

    expect(await mainText(window)).toContain('mbsync meldet sich mit SCRAM-SHA-256 an.');
    expect(window.engine.argumentsOf('recipe.make')).toHaveLength(before);
  });

  it('works by the keyboard alone', async () => {
    await during(ended(HEALTHY))(window);
    await window.page.getByRole('button', { name: 'Set up a mail program …' }).press('Enter');
    await window.page.waitForSelector('input[name=program]');

    await window.page.keyboard.press('Tab');
    await window.page.keyboard.press('Space');

    await window.page.waitForSelector('#how-heading');
    expect(await window.page.locator('input[name=program]:checked').count()).toBe(1);
  });

  it('is there again when the page is loaded anew', async () => {
    await opened();
    await chooseProgram(window, 'mbsync');

    await window.page.reload();

    await window.page.waitForSelector('#how-heading');
    expect(await mainText(window)).toContain('IMAPAccount "letterlock"');
  });

  it('shows nothing of a recipe that was on its way when another check was made', async () => {
    await opened();
    const release = window.engine.holdNext('recipe.make');
    await window.page.click('label:has(input[value=mbsync])');
    await expect.poll(() => window.engine.argumentsOf('recipe.make').length).toBe(1);
    await window.page.click('text=Back to the result');
    await window.page.click('text=Start over');
    window.engine.nextStart = { kind: 'started', runId: 'run-2' };
    await submitAddress(window);
    await window.engine.push(ended(HEALTHY), 'run-2');
    await openProgram(window);

    release();
    // What was released is there long before the dialog.
    await openAbout(window);

    expect(await window.page.locator('#how-heading').count()).toBe(0);
  });

  it('shows no recipe of one program where that of another cannot be made', async () => {
    await opened();
    await chooseProgram(window, 'mbsync');
    window.engine.failNext('recipe.make');

    await window.page.click('label:has(input[value=msmtp])');
    await window.page.waitForSelector('[role=alert]');

    await expect.poll(() => window.page.locator('#how-heading').count()).toBe(0);
  });

  it('says nothing at the step of one program of a file that was written for another', async () => {
    const release = window.engine.holdNext('recipe.save');
    await opened();
    await chooseProgram(window, 'mbsync');
    await window.page.getByRole('button', { name: 'Save as a file …' }).click();
    await expect.poll(() => window.engine.argumentsOf('recipe.save').length).toBe(1);
    await window.page.click('label:has(input[value=msmtp])');
    await expect.poll(() => mainText(window)).toContain('msmtp signs in');

    release();
    await openAbout(window);

    expect(await mainText(window)).not.toContain('Saved:');
  });

  it('writes one file at a time', async () => {
    const release = window.engine.holdNext('recipe.save');
    await opened();
    await chooseProgram(window, 'mbsync');
    const save = window.page.getByRole('button', { name: 'Save as a file …' });

    await save.click();
    await expect.poll(() => save.getAttribute('aria-disabled')).toBe('true');
    await save.click({ force: true });
    await window.page.getByRole('button', { name: 'Put it there …' }).click({ force: true });
    release();

    await expect.poll(() => mainText(window)).toContain('Saved:');
    expect(window.engine.argumentsOf('recipe.save')).toHaveLength(1);
    expect(window.engine.argumentsOf('recipe.place')).toEqual([]);
  });

  it('waits with a new recipe until a name is typed, and says once that there is one', async () => {
    await opened();
    await chooseProgram(window, 'mbsync');
    const before = window.engine.argumentsOf('recipe.make').length;
    const name = 'Augusta Ada King, Countess of Lovelace';

    await window.page.getByLabel('Your name').pressSequentially(name);

    await expect
      .poll(() => window.engine.argumentsOf('recipe.make').at(-1))
      .toMatchObject({ displayName: name });
    expect(window.engine.argumentsOf('recipe.make').length).toBeLessThan(before + name.length / 2);
    expect(await window.page.locator('main [aria-live]').count()).toBe(0);
    expect(await mainText(window)).toContain('The steps for mbsync are there.');
  });
});
