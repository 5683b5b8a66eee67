import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { FORGET, RENEW, REVOKE, end, openedKey } from './key-scenes.ts';
import { LAPTOP, LOST, TABLET } from './sample-keys.ts';
import { alertText, focusedId, focusedText, mainText, press } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'the end of a key', () => {
  const window = useWindow(useLab());

  describe('to revoke it', () => {
    it('is asked about first, with the focus on the question', async () => {
      await openedKey(LAPTOP)(window);

      await end(window, REVOKE);

      expect(await focusedText(window)).toBe('Revoke this key?');
      expect(await mainText(window)).toContain('There is no way back.');
      expect(window.engine.argumentsOf('keys.revoke')).toEqual([]);
    });

    it('is left, and the focus is on the button again', async () => {
      await openedKey(LAPTOP)(window);
      await end(window, REVOKE);

      await window.page.click('text=Leave it as it is');

      await expect.poll(() => focusedText(window)).toBe('Revoke');
      expect(await mainText(window)).not.toContain('Revoke this key?');
      expect(window.engine.argumentsOf('keys.revoke')).toEqual([]);
    });

    it('makes another screen of it, at its top, with what is to be removed where', async () => {
      await openedKey(LAPTOP)(window);
      await end(window, REVOKE);

      await sure('Revoke');
      await window.page.waitForSelector('article');

      expect(await focusedText(window)).toBe('Revoked on 22 November 2026');
      expect(await window.page.evaluate(() => scrollY)).toBe(0);
      expect(await window.page.locator('article h3').innerText()).toContain('imap.example.org');
      expect(await mainText(window)).not.toMatch(/Save the P12 file|New certificate/);
      expect(window.engine.argumentsOf('keys.revoke')).toEqual([{ deviceId: LAPTOP.device.id, place: null }]);
    });

    it('says why it was not done, and the key is as it was', async () => {
      window.engine.keys.refuseNext('keys.revoke', ['key', 'devices_busy', 'devices.json']);
      await openedKey(LAPTOP)(window);
      await end(window, REVOKE);

      await sure('Revoke');

      expect(await alertText(window)).toContain('Nothing was changed');
      expect(await window.page.locator('h1').innerText()).toBe('Laptop');
    });
  });

  describe('to forget it', () => {
    it('is for revoked keys alone, and asked about first', async () => {
      await openedKey(LOST)(window);

      await end(window, FORGET);

      expect(await focusedText(window)).toBe('Forget this key?');
      expect(window.engine.argumentsOf('keys.forget')).toEqual([]);
    });

    it('leads back to a list without it', async () => {
      await openedKey(LOST)(window);
      await end(window, FORGET);

      await sure('Forget');
      await window.page.waitForSelector('text=No key yet.');

      expect(await focusedText(window)).toBe('Keys of this device');
      expect(window.engine.argumentsOf('keys.forget')).toEqual([{ deviceId: LOST.device.id }]);
    });

    it('says why it was not done', async () => {
      window.engine.keys.refuseNext('keys.forget', ['key', 'devices_damaged', 'devices.json']);
      await openedKey(LOST)(window);
      await end(window, FORGET);

      await sure('Forget');

      expect(await alertText(window)).toContain('is damaged');
      expect(await window.page.locator('h1').innerText()).toMatch(/^Revoked on/);
    });
  });

  describe('to renew its certificate', () => {
    it('says what servers and mail programs have to be given', async () => {
      await openedKey(LAPTOP)(window);

      await end(window, RENEW);
      await window.page.waitForSelector('article');

      const text = await mainText(window);
      expect(text).toContain('The key has a new certificate. Mail programs have to be given it, too');
      expect(text).toMatch(/Certificate until\s+22 November 2036/);
      expect(await window.page.locator('article h3').innerText()).toContain('imap.example.org');
    });

    it('wants the passphrase first where one protects the key', async () => {
      await openedKey(TABLET)(window);
      await end(window, RENEW);

      await expect.poll(() => focusedId(window)).toBe('renew-passphrase');
      expect(window.engine.argumentsOf('keys.renew')).toEqual([]);
      await window.page.keyboard.type('a fox, a box');
      await press(window, 'Enter');
      await window.page.waitForSelector('text=The key has a new certificate.');
      expect(window.engine.argumentsOf('keys.renew')).toEqual([
        { deviceId: TABLET.device.id, passphrase: 'a fox, a box' },
      ]);
    });
  });

  function sure(words: string): Promise<void> {
    return window.page.getByRole('group').getByRole('button', { name: words }).click();
  }
});
