import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { IMAP, PASSWORD_REFUSED, finished, saw } from '../shared/report/events.ts';
import { PLANNED, ended } from './runs.ts';
import { during } from './scenes.ts';
import { focusedId, focusedText, mainText, press, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'the window', () => {
  const lab = useLab();
  const window = useWindow(lab);

  describe('by keyboard alone', () => {
    it('goes from the address to the result, and opens and closes what is there', async () => {
      const { page, engine } = window;
      await page.keyboard.type('ada@example.org');
      await press(window, 'Tab');
      expect(await focusedText(window)).toBe('I know the servers');
      await press(window, 'Tab', 'Tab', 'Tab');
      expect(await focusedText(window)).toBe('Check');
      await press(window, 'Enter');
      await page.waitForSelector('text=Checking your mail servers');
      await engine.push(PLANNED);

      expect(await focusedText(window)).toBe('Before you sign in');
      await press(window, 'Tab');
      await expect.poll(() => focusedId(window)).toBe('password');
      await page.keyboard.type('correct horse');
      // Shows the password, and passes by the wish for a test mail.
      await press(window, 'Tab', 'Space', 'Tab', 'Tab');
      expect(await focusedText(window)).toBe('Sign in');
      await press(window, 'Enter');
      await page.waitForSelector('text=Signing in');
      await engine.push([saw(IMAP, PASSWORD_REFUSED), finished([...PLANNED, saw(IMAP, PASSWORD_REFUSED)])]);

      expect(await focusedText(window)).toContain('did not accept');
      await press(window, 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
      expect(await focusedText(window)).toContain('What to do, and how we know');
      await press(window, 'Enter');
      expect(await page.locator('main details[open]').count()).toBe(0);
      await press(window, 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
      expect(await focusedText(window)).toBe('Check again');
    });
  });

  describe('in German', () => {
    it('speaks German where the system does', async () => {
      const german = await lab.open({ locale: 'de-AT' });

      expect(await german.page.getAttribute('html', 'lang')).toBe('de');
      expect(await german.page.locator('h1').innerText()).toContain('Sehen Sie');
      await german.page.context().close();
    });

    it('switches in the middle of a run, and remembers it', async () => {
      const events = [...PLANNED, saw(IMAP, PASSWORD_REFUSED)];
      await during(ended(events))(window);

      await speakGerman(window);

      expect(await window.page.getAttribute('html', 'lang')).toBe('de');
      expect(await mainText(window)).toContain('Ein Problem wurde gefunden');
      expect(await window.page.title()).toBe('Ergebnis – Letterlock');
      await window.page.reload();
      await window.page.waitForSelector('#status-title');
      expect(await mainText(window)).toContain('Ein Problem wurde gefunden');
    });
  });
});
