import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { probed } from './helpdesk-events.ts';
import { HEALTHY_LOOK, TROUBLED, TROUBLED_LOOK, cellButton, lookingDuring } from './helpdesk-scenes.ts';
import { noted } from './runs.ts';
import { mainText, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

// Fewer than come between two announcements.
const FEW = 5;

describeWith(['chromium-headless-shell'], 'a look of the helpdesk', () => {
  const window = useWindow(useLab());

  const announced = (): Promise<string> =>
    window.page.locator('main [role=tabpanel] > [role=status]').innerText();

  describe('while it looks', () => {
    it.each(['Escape', 'the button'])('is cancelled by %s', async (way) => {
      await lookingDuring(TROUBLED_LOOK.slice(0, 40))(window);

      if (way === 'Escape') await window.page.keyboard.press('Escape');
      else await window.page.click('text="Cancel"');
      await window.page.waitForSelector('text=Cancelling');
      const half = TROUBLED_LOOK.slice(0, 40);
      await window.engine.push([probed(half, { isCancelled: true })]);

      expect(window.engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
      expect(await window.page.locator('h1').innerText()).toBe('The check was stopped before its end');
      expect(await window.page.locator('td .word', { hasText: 'not finished' }).count()).toBeGreaterThan(8);
    });

    it('announces how far it is four times at the most, and then what it found', async () => {
      await lookingDuring(HEALTHY_LOOK.slice(0, 1))(window);
      const heard: string[] = [];

      for (let at = 1; at < HEALTHY_LOOK.length; at += FEW) {
        await window.engine.push(HEALTHY_LOOK.slice(at, at + FEW));
        const now = await announced();
        if (now !== heard.at(-1)) heard.push(now);
      }
      await window.engine.push([probed(HEALTHY_LOOK)]);

      expect(heard).toEqual([
        '',
        '4 of 16 looked at',
        '8 of 16 looked at',
        '12 of 16 looked at',
        '16 of 16 looked at',
      ]);
      expect(await announced()).toBe('The look is done: The mail servers for mail.example.org are in order');
    });

    it('keeps the focus where a person left it when it ends', async () => {
      await lookingDuring(TROUBLED_LOOK)(window);
      await cellButton(window, 993, 'IPv4').focus();

      await window.engine.push(TROUBLED.slice(-1));

      expect(await cellButton(window, 993, 'IPv4').evaluate((node) => node === document.activeElement)).toBe(
        true,
      );
    });
  });

  describe('when it has looked', () => {
    it('begins with the verdict and ends with the findings', async () => {
      await lookingDuring(TROUBLED)(window);

      const text = await mainText(window);

      const places = [
        'A problem was found',
        'The certificate of mail.example.org has expired',
        'Ports',
        'What was found',
        'What to do, and how we know',
        'mail.example.org cannot be reached over IPv6',
      ].map((words) => text.indexOf(words));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((left, right) => left - right));
    });

    it('says what was noted on this computer, in both languages', async () => {
      await lookingDuring(noted(TROUBLED))(window);

      expect(await mainText(window)).toMatch(
        /On this computer\s+Letterlock has noted on this computer what these servers offer/,
      );
      await speakGerman(window);
      expect(await mainText(window)).toMatch(
        /Auf diesem Computer\s+Letterlock hat auf diesem Computer notiert, was diese Server/,
      );
    });

    it('says that nothing was changed on this computer where nothing was, and before the end nothing', async () => {
      await lookingDuring(TROUBLED_LOOK)(window);
      expect(await mainText(window)).not.toContain('On this computer');

      await window.engine.push(TROUBLED.slice(-1));

      expect(await mainText(window)).toMatch(/On this computer\s+Nothing was changed\./);
    });

    it('speaks German when it is asked to, with what was opened still open', async () => {
      await lookingDuring(TROUBLED)(window);
      await cellButton(window, 587, 'IPv4').click();

      await speakGerman(window);

      const text = await mainText(window);
      expect(text).toContain('Das Zertifikat von mail.example.org ist abgelaufen');
      expect(text).toContain('Die Worte des Servers');
    });
  });
});
