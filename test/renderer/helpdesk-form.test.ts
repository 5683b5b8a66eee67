import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import {
  HEALTHY_LOOK,
  TROUBLED,
  TROUBLED_LOOK,
  askFor,
  cellButton,
  lookingDuring,
  openHelpdesk,
} from './helpdesk-scenes.ts';
import { HOST } from './helpdesk-servers.ts';
import { alertText, focusedId, focusedText, press } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'the helpdesk', () => {
  const window = useWindow(useLab());

  describe('its door', () => {
    it('opens from the start with the focus in its one field', async () => {
      await openHelpdesk(window);

      await expect.poll(() => focusedId(window)).toBe('host');
      expect(await window.page.title()).toBe('Helpdesk – Letterlock');
    });

    it('leads back to the start, where everything is as it was', async () => {
      await window.page.fill('#address', 'ada@example.org');
      await openHelpdesk(window);

      await window.page.click('text=Back to the start');

      expect(await window.page.inputValue('#address')).toBe('ada@example.org');
    });

    it('ends a look that goes on when a person leaves', async () => {
      await lookingDuring(TROUBLED_LOOK.slice(0, 20))(window);

      await window.page.click('text=Back to the start');
      await window.engine.push(TROUBLED.slice(20));

      expect(window.engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
      expect(await window.page.locator('#address').isVisible()).toBe(true);
    });

    it('ends a look that a person left before the engine had answered', async () => {
      const { page, engine } = window;
      let answer: () => void = () => undefined;
      engine.onStart = () => new Promise((resolve) => (answer = resolve));
      await openHelpdesk(window);
      await askFor(window);
      await page.waitForSelector('#host[readonly]');

      await page.click('text=Back to the start');
      answer();

      await expect.poll(() => engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
      await openHelpdesk(window);
      expect(await page.locator('table').count()).toBe(0);
    });
  });

  describe('its field', () => {
    it('is sent as it was typed', async () => {
      await lookingDuring([], 'mail.example.org:993/implicit-tls')(window);

      expect(window.engine.argumentsOf('run.probe')).toEqual([{ host: 'mail.example.org:993/implicit-tls' }]);
    });

    it('has its problem beside it in words of the window, until it is corrected', async () => {
      const given = 'mail.example.org:2525';
      window.engine.refuseNext(['host', 'protocol_not_named', given]);
      await openHelpdesk(window);
      await askFor(window, given);

      const sentence = await window.page.locator('#host-problem').innerText();
      expect(sentence).toContain(`The port in “${given}” is none of the usual ones`);
      expect(sentence).not.toContain('--');
      await expect.poll(() => focusedId(window)).toBe('host');
      expect(await window.page.locator('table').count()).toBe(0);
      await window.page.press('#host', 'Backspace');
      expect(await window.page.locator('#host-problem').count()).toBe(0);
    });

    it('keeps what was typed when the engine does not answer', async () => {
      window.engine.failNext('run.probe');
      await openHelpdesk(window);
      await askFor(window);

      expect(await alertText(window)).toContain('error of its own');
      expect(await window.page.inputValue('#host')).toBe(HOST);
    });

    it('looks again at what stands in it', async () => {
      await lookingDuring(TROUBLED)(window);
      await cellButton(window, 993, 'IPv4').click();
      window.engine.nextStart = { kind: 'started', runId: 'run-2' };

      await window.page.click('text="Look"');
      await window.page.waitForSelector('#host[readonly]');
      await window.engine.push(HEALTHY_LOOK, 'run-2');

      expect(window.engine.argumentsOf('run.probe')).toEqual([{ host: HOST }, { host: HOST }]);
      expect(await window.page.locator('td[colspan]').count()).toBe(0);
    });
  });

  describe('by keyboard alone', () => {
    it('goes from one tab to another, and into it only when it is chosen', async () => {
      await openHelpdesk(window);
      await press(window, 'Shift+Tab', 'End');
      expect(await focusedText(window)).toBe('An error message');
      expect(await window.page.isVisible('#host')).toBe(true);

      await press(window, 'Enter');

      await expect.poll(() => focusedId(window)).toBe('pasted');
      await press(window, 'Shift+Tab', 'Home', 'Enter');
      await expect.poll(() => focusedId(window)).toBe('host');
    });

    it('goes from the start into a cell and back', async () => {
      const { page, engine } = window;
      await press(window, 'Shift+Tab', 'Shift+Tab');
      await page.getByRole('button', { name: 'Helpdesk' }).focus();
      await press(window, 'Enter');
      await expect.poll(() => focusedId(window)).toBe('host');
      await page.keyboard.type(HOST);
      await press(window, 'Tab', 'Enter');
      await page.waitForSelector('#host[readonly]');
      expect(await focusedText(window)).toBe('Cancel');
      await engine.push(TROUBLED);
      expect(await focusedText(window)).toBe('Look');
      await press(window, 'Tab');
      expect(await focusedText(window)).toBe('Report or letter …');
      await press(window, 'Tab');
      expect(await focusedText(window)).toBe('Copy for a ticket');
      await press(window, 'Tab');
      expect(await focusedText(window)).toContain('Port 993 over IPv6:');
      await press(window, 'Tab', 'Space');
      expect(await page.locator('td[colspan] h3').innerText()).toBe('Port 993 over IPv4');
      await press(window, ...Array<string>(6).fill('Shift+Tab'));
      expect(await focusedText(window)).toBe('A mail server');
      await press(window, 'Shift+Tab');
      expect(await focusedText(window)).toBe('Back to the start');
      await press(window, 'Enter');
      await expect.poll(() => focusedId(window)).toBe('address');
    });
  });
});
