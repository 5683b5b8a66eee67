import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/findings/explain.ts';
import { SERVER_KINDS } from '../../shared/mail/device.ts';
import { describeWith } from '../parts.ts';
import { openKeys, openedKey, placeAt, showKey } from './key-scenes.ts';
import { LAPTOP, LOST, PHONE } from './sample-keys.ts';
import { practise } from './scenes.ts';
import { alertText, clipboardText, focusedId, mainText, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';
import type { OpenWindow } from './window.ts';

describeWith(['chromium-headless-shell'], 'the servers of a key', () => {
  const lab = useLab();
  const window = useWindow(lab);

  const page = (): Promise<string> => window.page.locator('article').innerText();

  it.each(SERVER_KINDS)('have a page for %s, which names key and server and sends nothing', async (kind) => {
    await openedKey(PHONE)(window);

    await placeAt(window, kind);

    expect(await mainText(window)).toContain(
      'Noted: this key is for imap.example.org. Nothing was sent there',
    );
    expect(await page()).toContain('imap.example.org');
    expect(await page()).toMatch(/-----BEGIN CERTIFICATE-----|([0-9A-F]{2}:){31}/);
    expect(await page()).toContain('How one sees that it worked');
    expect(window.engine.argumentsOf('keys.register')).toEqual([
      { deviceId: PHONE.device.id, place: { server: kind, host: 'imap.example.org' } },
    ]);
  });

  it('have their page in the other language as soon as a person switches to it', async () => {
    await openedKey(PHONE)(window);
    await placeAt(window, 'dovecot');
    const english = await page();

    await speakGerman(window);

    expect(english).toContain('Register the key at imap.example.org (Dovecot)');
    await expect.poll(page).toContain('Den Schlüssel bei imap.example.org (Dovecot) registrieren');
    expect(await page()).not.toMatch(/Register the key|How one sees|Mind this/);
    expect(window.engine.argumentsOf('keys.register')).toHaveLength(1);
  });

  it('are listed, and the last of them stands in the form', async () => {
    await openedKey(LAPTOP)(window);

    expect(await mainText(window)).toContain('imap.example.org (Dovecot), noted on 10 November 2026');
    expect(await window.page.isChecked('input[value=dovecot]')).toBe(true);
    expect(await window.page.inputValue('#key-host')).toBe('imap.example.org');
  });

  it('have the problem of a host beside its field, until it is corrected', async () => {
    await openedKey(PHONE)(window);
    await window.page.fill('#key-host', 'not a host');
    await window.page.press('#key-host', 'Enter');

    expect(await window.page.locator('#key-host-problem').innerText()).toContain('is not a host name');
    await expect.poll(() => focusedId(window)).toBe('key-host');
    expect(await window.page.locator('article').count()).toBe(0);
    await window.page.press('#key-host', 'Backspace');
    expect(await window.page.locator('#key-host-problem').count()).toBe(0);
  });

  it('say why nothing was noted', async () => {
    window.engine.keys.refuseNext('keys.register', ['key', 'devices_busy', 'devices.json']);
    await openedKey(PHONE)(window);
    await window.page.fill('#key-host', 'imap.example.org');
    await window.page.press('#key-host', 'Enter');

    expect(await alertText(window)).toContain('Nothing was changed');
    expect(await mainText(window)).not.toContain('Noted');
  });

  it('of a revoked key have a page that says what to remove', async () => {
    await openedKey(LOST)(window);
    await placeAt(window, 'postfix');

    expect(await page()).toMatch(/Revoke the key|Remove the key/);
    expect(await mainText(window)).not.toContain('Noted');
    expect(window.engine.argumentsOf('keys.revoke')).toEqual([
      { deviceId: LOST.device.id, place: { server: 'postfix', host: 'imap.example.org' } },
    ]);
    expect(window.engine.argumentsOf('keys.register')).toEqual([]);
  });

  it('are only one in a practice, which takes the key itself', async () => {
    window.engine.keys.isKept = false;
    window.engine.keys.keys = [PHONE];
    await practise(window);
    await openKeys(window);
    await showKey(window, PHONE);

    await window.page.click('text=Register it at the practice mailbox');
    await window.page.waitForSelector('text=The practice mailbox knows the key now.');

    expect(window.engine.argumentsOf('keys.register')).toMatchObject([
      { place: { host: 'imap.practice.test' } },
    ]);
    expect(await window.page.locator('#key-host').count()).toBe(0);
  });

  describe('a text to copy', () => {
    it('is in the clipboard as it stands', async () => {
      await window.page.context().grantPermissions(['clipboard-write']);
      await openedKey(PHONE)(window);
      await placeAt(window, 'mox');
      await copyFirst(window);
      await expect.poll(() => window.page.locator('article figure').first().innerText()).toContain('Copied');

      const pasted = await clipboardText(window);
      expect(pasted).toContain('-----BEGIN CERTIFICATE-----');
      expect(pasted).toBe(await window.page.locator('article pre').first().textContent());
    });

    it('is marked where the clipboard is not to be had', async () => {
      await window.page.evaluate(() => {
        Object.defineProperty(navigator.clipboard, 'writeText', {
          value: () => Promise.reject(new Error('no')),
        });
      });
      await openedKey(PHONE)(window);
      await placeAt(window, 'mox');

      await copyFirst(window);

      const literal = await window.page.locator('article pre').first().textContent();
      await expect.poll(() => window.page.evaluate(() => String(getSelection()))).toBe(literal?.trimEnd());
      expect(await window.page.locator('article figure').first().innerText()).not.toContain('Copied');
    });

    it('can be scrolled by the keyboard, and is read aloud with its name', async () => {
      await openedKey(PHONE)(window);
      await placeAt(window, 'dovecot');

      const block = window.page.locator('article pre').first();

      expect(await block.getAttribute('tabindex')).toBe('0');
      expect(await block.getAttribute('aria-label')).toBe('The certificate');
    });
  });

  it.each(LANGUAGES)('say nothing that is glued or empty (%s)', async (language) => {
    const open = await lab.open({ locale: language === 'en' ? 'en-GB' : 'de-DE' });
    await openedKey(LAPTOP)(open);
    await placeAt(open, 'exim');

    // What is to be copied has signs of its own.
    await open.page.evaluate(() => document.querySelectorAll('pre').forEach((block) => block.remove()));
    const text = await mainText(open);

    expect(text).not.toMatch(/undefined|null|\[object|\$\{/);
    expect(text).not.toMatch(/ {2}\S|\.[A-ZÄÖÜ][a-zäöü]/);
    await open.page.context().close();
  });
});

function copyFirst({ page }: Pick<OpenWindow, 'page'>): Promise<void> {
  return page.locator('article figure button').first().click();
}
