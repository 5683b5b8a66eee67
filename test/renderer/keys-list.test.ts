import { describe, expect, it } from 'vitest';
import type { InputProblemCode } from '../../shared/mail/parsed.ts';
import { describeWith } from '../parts.ts';
import { end, openKeys, openNewKey, REVOKE, saveP12, showKey } from './key-scenes.ts';
import { HEALTHY, ended } from './runs.ts';
import { LAPTOP, LOST, PHONE } from './sample-keys.ts';
import { during, openAbout, practise } from './scenes.ts';
import { alertText, focusedId, focusedText, mainText } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

const FILE = '/home/ada/.config/Letterlock/devices.json';
const UNREADABLE: readonly (readonly [InputProblemCode, string])[] = [
  ['devices_damaged', 'is damaged. It was left as it is'],
  ['devices_newer', 'was written by a newer version of Letterlock'],
  ['devices_unusable', 'cannot be used (0644)'],
];

describeWith(['chromium-headless-shell'], 'the keys of this device', () => {
  const window = useWindow(useLab());

  const card = (name: string): Promise<string> =>
    window.page.locator('main li', { hasText: name }).innerText();

  describe('their door', () => {
    it('opens the list, with the focus on its heading and a title of its own', async () => {
      await openKeys(window);

      expect(await focusedText(window)).toBe('Keys of this device');
      expect(await window.page.title()).toBe('Keys of this device – Letterlock');
      expect(await window.page.locator('header').innerText()).toContain('Keys of this device');
    });

    it('leads back to the start, where everything is as it was', async () => {
      await window.page.fill('#address', 'ada@example.org');
      await openKeys(window);

      await window.page.click('text=Back to the start');

      expect(await window.page.inputValue('#address')).toBe('ada@example.org');
      await expect.poll(() => focusedId(window)).toBe('address');
    });

    it('is closed while a check begins', async () => {
      window.engine.holdNext('run.start');
      await window.page.fill('#address', 'ada@example.org');
      await window.page.press('#address', 'Enter');

      const door = window.page.getByRole('button', { name: 'Keys of this device' });
      await expect.poll(() => door.isDisabled()).toBe(true);
    });
  });

  describe('their list', () => {
    it('says that it is read, and until then neither that there are none nor how to make one', async () => {
      const release = window.engine.holdNext('keys.list');
      await openKeys(window);

      const reading = await mainText(window);
      release();
      await window.page.waitForSelector('text=No key yet.');

      expect(reading).toContain('Reading the keys …');
      expect(reading).not.toMatch(/No key yet|Make a key/);
    });

    it('says where keys work at all when there is none', async () => {
      await openKeys(window);
      await window.page.waitForSelector('text=No key yet.');

      expect(await mainText(window)).toMatch(/mox, Dovecot, Postfix, Exim and Cyrus do/);
    });

    it.each(UNREADABLE)('never says that there are none where the file tells %s', async (code, words) => {
      window.engine.keys.keys = [LAPTOP];
      window.engine.keys.refuseNext('keys.list', ['key', code, FILE, '0644']);

      await openKeys(window);

      expect(await alertText(window)).toContain(words);
      expect(await alertText(window)).toContain(FILE);
      expect(await mainText(window)).not.toMatch(/No key yet|Make a key/);
    });

    it('looks again at what could not be read', async () => {
      window.engine.keys.keys = [LAPTOP];
      window.engine.keys.refuseNext('keys.list', ['key', 'devices_damaged', FILE]);
      await openKeys(window);

      await window.page.click('text=Look again');

      await window.page.waitForSelector('main li');
      expect(await window.page.locator('[role=alert]').count()).toBe(0);
    });

    it('says so when the engine does not answer, and shows no list of before', async () => {
      window.engine.keys.keys = [LAPTOP];
      await openKeys(window);
      await window.page.click('text=Back to the start');
      window.engine.failNext('keys.list');

      await openKeys(window);

      expect(await alertText(window)).toContain('error of its own');
      expect(await mainText(window)).not.toMatch(/No key yet|Laptop|Reading/);
      await window.page.click('text=Look again');
      await window.page.waitForSelector('main li');
      expect(await window.page.locator('[role=alert]').count()).toBe(0);
    });

    it('tells keys in use from revoked ones in words, with what came of the last sign-in', async () => {
      window.engine.keys.keys = [LAPTOP, PHONE, LOST];
      await openKeys(window);

      expect(await card('for ada@example.org\n\nMay send')).toMatch(
        /^Laptop\s+for ada@example\.org\s+May send, by its certificate alone – smtp\.example\.org\s+in use$/,
      );
      expect(await card('Zoe’s phone')).toMatch(/not tried yet\s+in use$/);
      expect(await card('Lost laptop')).toMatch(/The server refused it – imap\.example\.org\s+revoked$/);
    });

    it('opens a key at the top of its page, with the focus on its name, and leads back', async () => {
      window.engine.keys.keys = [LAPTOP, PHONE, LOST];
      await window.page.setViewportSize({ width: 720, height: 500 });
      await openKeys(window);

      await showKey(window, LOST);

      expect(await focusedText(window)).toMatch(/^Revoked on/);
      expect(await window.page.evaluate(() => scrollY)).toBe(0);
      await window.page.click('text=All keys');
      expect(await window.page.locator('main li').count()).toBe(3);
    });
  });

  describe('in a practice', () => {
    it('are its own, and it says that nothing of them is kept', async () => {
      window.engine.keys.isKept = false;
      await practise(window);

      await openKeys(window);
      await window.page.waitForSelector('text=No key yet.');

      expect(await mainText(window)).toContain('are gone when you leave it');
    });

    it('begin with the user name of the practice mailbox', async () => {
      window.engine.keys.isKept = false;
      await practise(window);

      await openNewKey(window);

      expect(await window.page.inputValue('#key-login')).toBe('alice@practice.test');
    });

    it('are left together with it', async () => {
      window.engine.keys.isKept = false;
      window.engine.keys.keys = [PHONE];
      await practise(window);
      await openKeys(window);

      await window.page.click('text=Leave practice');
      await window.page.waitForSelector('text=Try it with');
      window.engine.keys.isKept = true;
      window.engine.keys.keys = [];
      await openNewKey(window);

      expect(await window.page.inputValue('#key-login')).toBe('');
    });
  });

  describe('offered on Result', () => {
    it('carry over the user name and the server that were checked, and lead back', async () => {
      await during(ended(HEALTHY))(window);

      await window.page.click('text=Make a key for this device');
      await window.page.waitForSelector('#key-name');

      expect(await window.page.inputValue('#key-login')).toBe('ada@example.org');
      await window.page.click('text=Make the key');
      await window.page.waitForSelector('text=The key is made');
      expect(await window.page.inputValue('#key-host')).toBe('imap.example.org');
      await window.page.click('text=All keys');
      await window.page.click('text=Back to the result');
      expect(await mainText(window)).toContain('Everything that was checked is fine');
      expect(window.engine.argumentsOf('run.start')).toHaveLength(1);
    });

    it('are not where nothing was signed in to', async () => {
      await during(ended(HEALTHY.slice(0, 10)))(window);

      expect(await mainText(window)).not.toContain('Rather no password?');
    });

    it('lead to the list where the keys cannot be read', async () => {
      window.engine.keys.refuseNext('keys.list', ['key', 'devices_damaged', FILE]);
      await during(ended(HEALTHY))(window);

      await window.page.click('text=Make a key for this device');

      expect(await alertText(window)).toContain('is damaged');
    });
  });

  describe('while something is done to one of them', () => {
    const openOneOfTwo = async (): Promise<void> => {
      window.engine.keys.keys = [LAPTOP, PHONE];
      await openKeys(window);
      await showKey(window, LAPTOP);
    };
    const turnToOther = async (): Promise<void> => {
      await window.page.click('text=All keys');
      await showKey(window, PHONE);
    };

    it.each([
      { what: 'a file that was saved for it', refused: false, path: '/home/ada/Laptop.p12' },
      { what: 'why it was not done', refused: true, path: '/media/usb/Laptop.p12' },
    ])('show nothing at another of $what', async ({ refused, path }) => {
      if (refused) window.engine.keys.refuseNext('keys.save', ['key', 'file_not_written', path, 'ENOSPC']);
      const release = window.engine.holdNext('keys.save');
      await openOneOfTwo();
      await saveP12(window);
      await turnToOther();

      release();
      // What was released is there long before the dialog.
      await openAbout(window);

      expect(await mainText(window)).not.toContain(path);
    });

    it('show nothing at another of where it is to be removed, and the list has what was done', async () => {
      const release = window.engine.holdNext('keys.revoke');
      await openOneOfTwo();
      await end(window, REVOKE);
      await window.page.click('[role=group] button >> nth=0');
      await expect.poll(() => window.engine.argumentsOf('keys.revoke').length).toBe(1);
      await turnToOther();

      release();
      await openAbout(window);
      await window.page.keyboard.press('Escape');

      expect(await window.page.locator('article h3').count()).toBe(0);
      await window.page.click('text=All keys');
      await expect.poll(() => card(LAPTOP.device.name)).toContain('revoked');
    });

    it('are a list all the same when they are opened anew', async () => {
      const release = window.engine.holdNext('keys.save');
      await openOneOfTwo();
      await saveP12(window);
      await window.page.click('text=All keys');
      await window.page.click('text=Back to the start');

      await openKeys(window);

      await expect.poll(() => window.page.locator('main li').count()).toBe(2);
      release();
      await expect.poll(() => window.engine.argumentsOf('keys.list').length).toBe(2);
    });
  });
});
