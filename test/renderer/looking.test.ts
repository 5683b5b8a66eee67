import { beforeEach, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { ARRIVED, IMAP, SMTP, finished, looked, saw, started, step } from '../shared/report/events.ts';
import { SCENES, submitAddress } from './scenes.ts';
import { mainText } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'Looking', () => {
  const window = useWindow(useLab());

  describe('once it runs', () => {
    beforeEach(() => submitAddress(window));

    it('lights up its rungs as events come', async () => {
      const rungs = window.page.locator('main ol > li');

      await window.engine.push([started(IMAP, SMTP), ...looked(IMAP), step(SMTP, 'connect')]);
      expect(await rungs.nth(0).innerText()).toContain('Reaching the server');
      await window.engine.push([...looked(SMTP).slice(0, 6), step(SMTP, 'greeting')]);

      expect(await rungs.nth(0).innerText()).toContain('Server reached');
      expect(await rungs.nth(1).innerText()).toMatch(
        /smtp\.example\.org 465\s+TLS 1\.3 · certificate until 3 March 2027/,
      );
      expect(await rungs.nth(2).innerText()).toMatch(/smtp\.example\.org 465\s+waiting for its greeting/);
      expect(await rungs.nth(3).innerText()).toContain('waiting');
    });

    it('counts the checks that are done', async () => {
      await window.engine.push([started(IMAP, SMTP), ...looked(IMAP), ...looked(SMTP).slice(0, 6)]);

      expect(await window.page.locator('text=5 of 10 checks done').isVisible()).toBe(true);
    });

    it('announces rungs that are settled and not the clock', async () => {
      const status = window.page.locator('[role=status]');

      await window.engine.push([started(IMAP), ...looked(IMAP).slice(0, 4)]);
      const announced = await status.innerText();
      const clock = window.page.locator('.elapsed');
      const then = await clock.innerText();
      await expect.poll(() => clock.innerText()).not.toBe(then);

      expect(announced).toBe('Server reached: done');
      expect(await status.innerText()).toBe(announced);
    });

    it('lists what was sent, and that no address and no password was', async () => {
      expect(await window.page.locator('aside').innerText()).toContain('Nothing yet.');

      await window.engine.push([started(IMAP, SMTP), step(IMAP, 'resolve'), step(IMAP, 'connect')]);

      const sent = await window.page.locator('aside').innerText();
      expect(sent).toContain('imap.example.org');
      expect(sent).not.toContain('smtp.example.org');
      expect(sent).toContain('No address, no password.');
    });

    it.each(['Escape', 'the button'])('cancels its run by %s', async (way) => {
      await window.engine.push([started(IMAP)]);

      if (way === 'Escape') await window.page.keyboard.press('Escape');
      else await window.page.click('text=Cancel');
      await window.page.waitForSelector('text=Cancelling');

      expect(window.engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
    });

    it('shows what was seen until it was cancelled', async () => {
      const before = [started(IMAP), ...looked(IMAP)];
      await window.engine.push(before);
      await window.page.keyboard.press('Escape');

      await window.engine.push([finished(before, { isCancelled: true })]);

      expect(await mainText(window)).toContain('The check did not come to its end');
    });

    it('says nothing about a run that ended in the moment of cancelling', async () => {
      const before = [started(IMAP), ...looked(IMAP)];
      await window.engine.push(before);
      window.engine.failures.set('run.cancel', { ok: false, error: 'unknown-run' });

      await window.page.evaluate(
        (push) => {
          dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
          self.fakePush(push);
        },
        { runId: 'run-1', event: finished(before) },
      );
      await expect.poll(() => window.engine.argumentsOf('run.cancel').length).toBe(1);

      expect(await window.page.locator('[role=alert]').count()).toBe(0);
    });

    it('ignores the events of another run', async () => {
      await window.engine.push([started(IMAP, SMTP), ...looked(IMAP)], 'run-of-yesterday');

      expect(await window.page.locator('main ol > li').nth(0).innerText()).toContain('waiting');
    });
  });

  it('says what is done in the mailbox, and what a test mail waits for', async () => {
    await SCENES['test-mail-waiting']?.(window);

    const rungs = window.page.locator('main ol > li');
    expect(await rungs.nth(4).innerText()).toMatch(
      /imap\.example\.org 993\s+the mailbox opens\s+smtp\.example\.org 465\s+takes mail from you/,
    );
    expect(await rungs.nth(5).innerText()).toMatch(
      /imap\.example\.org 993\s+waiting for the test mail to arrive, a minute at most\s+smtp\.example\.org 465\s+took the test mail/,
    );

    await window.engine.push([saw(IMAP, ARRIVED)]);
    expect(await rungs.nth(5).innerText()).toMatch(/the test mail arrived after 1\.2\ss/);
  });

  it('does not lose events that overtake the answer to run.start', async () => {
    const { page, engine } = window;
    engine.onStart = () => engine.push([started(IMAP, SMTP), ...looked(IMAP)]);
    await submitAddress(window);

    expect(await page.locator('text=3 of 10 checks done').isVisible()).toBe(true);
  });
});
