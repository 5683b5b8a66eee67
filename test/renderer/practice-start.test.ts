import { beforeEach, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { PRACTICE_PASSWORD } from './practice-mailbox.ts';
import { practise } from './scenes.ts';
import { alertText, focusedId, mainText } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'the practice mailbox at the start', () => {
  const window = useWindow(useLab());

  const band = (): Promise<string> => window.page.locator('header').innerText();
  const status = (): Promise<string> => window.page.locator('#fault-status').innerText();
  const played = (): readonly unknown[] => window.engine.argumentsOf('practice.start');

  describe('its door', () => {
    it('says what it is before it is opened', async () => {
      const text = await mainText(window);

      expect(text).toContain('A mail server inside Letterlock, on this computer only. Nothing is kept.');
    });

    it('says that it opens, keeps the focus, and opens once', async () => {
      let open = (): void => undefined;
      window.engine.onPracticeStart = () => new Promise((resolve) => (open = () => resolve()));

      await window.page.click('text=Try it with');
      await window.page.waitForSelector('text=Starting the practice mailbox');
      await window.page.keyboard.press('Enter');

      expect(await window.page.isDisabled('button[type=submit]')).toBe(true);
      open();
      await window.page.waitForSelector('#fault');
      expect(played()).toEqual([{ fault: null }]);
    });

    it('says so when it does not open, and keeps what was typed', async () => {
      window.engine.failNext('practice.start');
      await window.page.fill('#address', 'ada@example.org');

      await window.page.click('text=Try it with');

      expect(await alertText(window)).toContain('error of its own');
      expect(await window.page.inputValue('#address')).toBe('ada@example.org');
      expect(await window.page.isEnabled('button[type=submit]')).toBe(true);
    });
  });

  describe('Start', () => {
    beforeEach(() => practise(window));

    it('has every field filled in, readable and not to be changed', async () => {
      const fields = ['#address', '#practice-password', '#incoming', '#outgoing'];

      const values = await Promise.all(fields.map((field) => window.page.inputValue(field)));
      const editable = await Promise.all(fields.map((field) => window.page.isEditable(field)));

      expect(values).toEqual([
        'alice@practice.test',
        PRACTICE_PASSWORD,
        'imap.practice.test:10993/implicit-tls',
        'smtp.practice.test:10465/implicit-tls',
      ]);
      expect(editable).toEqual([false, false, false, false]);
      expect(await window.page.isEnabled('#address')).toBe(true);
    });

    it('begins at the faults, which stand in groups behind “nothing”', async () => {
      const groups = await window.page
        .locator('#fault optgroup')
        .evaluateAll((all) => all.map((group) => (group as HTMLOptGroupElement).label));

      await expect.poll(() => focusedId(window)).toBe('fault');
      expect(await window.page.getByLabel('Let something go wrong').count()).toBe(1);
      expect(await window.page.locator('#fault option').first().innerText()).toBe('Nothing: all is well');
      expect(groups).toEqual(['Certificate', 'STARTTLS', 'Sign-in']);
    });

    it('lets the chosen fault be played, and fills the form for it', async () => {
      await window.page.selectOption('#fault', 'starttls-not-offered');
      await expect.poll(status).toContain('Set. Check');

      expect(played()).toEqual([{ fault: null }, { fault: 'starttls-not-offered' }]);
      expect(await window.page.inputValue('#incoming')).toBe('imap.practice.test:10143/starttls');
      expect(await band()).toContain('Played now: STARTTLS is not offered.');
    });

    it('takes the fault back', async () => {
      await window.page.selectOption('#fault', 'certificate-expired');
      await expect.poll(status).toContain('Set. Check');

      await window.page.selectOption('#fault', '');
      await expect.poll(status).toContain('no problem');

      expect(played().at(-1)).toEqual({ fault: null });
      expect(await band()).not.toContain('Played now');
    });

    it('ends at the last of many choices, and checks nothing before that', async () => {
      let answer = (): void => undefined;
      window.engine.onPracticeStart = () => new Promise((resolve) => (answer = () => resolve()));
      await window.page.selectOption('#fault', 'certificate-expired');
      await window.page.selectOption('#fault', 'certificate-wrong-name');
      await window.page.selectOption('#fault', 'starttls-not-offered');
      await window.page.press('#address', 'Enter');
      window.engine.onPracticeStart = async () => undefined;

      answer();
      await expect.poll(status).toContain('Set. Check');

      expect(played().slice(1)).toEqual([
        { fault: 'certificate-expired' },
        { fault: 'starttls-not-offered' },
      ]);
      expect(await window.page.inputValue('#fault')).toBe('starttls-not-offered');
      expect(window.engine.argumentsOf('run.start')).toEqual([]);
    });

    it('shows the fault that is still played when another could not be set', async () => {
      await window.page.selectOption('#fault', 'certificate-expired');
      await expect.poll(status).toContain('Set. Check');
      window.engine.failNext('practice.start');

      await window.page.selectOption('#fault', 'starttls-not-offered');
      await window.page.waitForSelector('[role=alert]');

      expect(await window.page.inputValue('#fault')).toBe('certificate-expired');
      expect(await window.page.inputValue('#incoming')).toContain('implicit-tls');
    });

    it('starts a run that says that it is practice', async () => {
      await window.page.click('button[type=submit]');
      await window.page.waitForSelector('text=Checking the practice mailbox');

      expect(window.engine.argumentsOf('run.start')).toEqual([
        {
          address: 'alice@practice.test',
          incoming: 'imap.practice.test:10993/implicit-tls',
          outgoing: 'smtp.practice.test:10465/implicit-tls',
          username: '',
          tellsAddress: false,
          isPractice: true,
        },
      ]);
    });

    it('says what to do when the practice mailbox has ended', async () => {
      window.engine.refuseNext(['address', 'practice_not_running', '']);

      await window.page.click('button[type=submit]');

      expect(await window.page.locator('#address-problem').innerText()).toContain('Leave practice');
    });
  });
});
