import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { PRACTICE_PASSWORD } from './practice-mailbox.ts';
import { HEALTHY, PLANNED, ended } from './runs.ts';
import { during, practise, practisingDuring } from './scenes.ts';
import { openSend } from './send-scenes.ts';
import { focusedId, focusedText, mainText, openServers, press } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'a run against the practice mailbox', () => {
  const lab = useLab();
  const window = useWindow(lab);

  const band = (): Promise<string> => window.page.locator('header').innerText();
  const status = (): Promise<string> => window.page.locator('#fault-status').innerText();

  describe('the way out', () => {
    it('leads back to everything that was typed', async () => {
      await window.page.fill('#address', 'ada@example.org');
      await openServers(window);
      await window.page.fill('#outgoing', 'mail.example.org:587');
      await practise(window, 'certificate-expired');

      await window.page.click('text=Leave practice');
      await window.page.waitForSelector('text=Try it with');

      expect(window.engine.argumentsOf('practice.stop')).toEqual([null]);
      expect(await window.page.inputValue('#address')).toBe('ada@example.org');
      expect(await window.page.inputValue('#incoming')).toBe('');
      expect(await window.page.inputValue('#outgoing')).toBe('mail.example.org:587');
      expect(await band()).not.toContain('Practice');
      await expect.poll(() => focusedId(window)).toBe('address');
    });

    it('is open during a run, whose events then change nothing', async () => {
      await practisingDuring(PLANNED)(window);

      await window.page.click('text=Leave practice');
      await window.engine.push(ended(HEALTHY));

      expect(await window.page.inputValue('#address')).toBe('');
      await window.page.fill('#address', 'ada@example.org');
      await window.page.press('#address', 'Enter');
      expect(window.engine.argumentsOf('run.start').at(-1)).toMatchObject({ isPractice: false });
    });

    it('leads out of the report for somebody else, too', async () => {
      await practisingDuring(ended(HEALTHY))(window);
      await openSend(window);

      await window.page.click('text=Leave practice');

      await expect.poll(() => focusedId(window)).toBe('address');
      expect(await band()).not.toContain('Practice');
    });

    it('is gone through also when the engine cannot say so', async () => {
      await practise(window);
      window.engine.failNext('practice.stop');

      await window.page.click('text=Leave practice');
      await window.page.waitForSelector('[role=alert]');

      expect(await band()).not.toContain('Practice');
    });
  });

  describe('Sign in', () => {
    it('shows the practice password, fills it in, and sends it like any other', async () => {
      await practisingDuring(PLANNED)(window);
      expect(await mainText(window)).toContain(PRACTICE_PASSWORD);
      expect(await window.page.inputValue('#password')).toBe('');

      await window.page.click('text=Fill it in');

      expect(await window.page.inputValue('#password')).toBe(PRACTICE_PASSWORD);
      expect(await window.page.getAttribute('#password', 'type')).toBe('password');
      await expect.poll(() => focusedId(window)).toBe('password');
      await window.page.keyboard.press('Enter');
      await window.page.waitForSelector('text=Signing in');
      expect(window.engine.argumentsOf('run.signIn')).toEqual([
        {
          runId: 'run-1',
          password: PRACTICE_PASSWORD,
          isConfirmed: false,
          sendsTestMail: false,
          language: 'en',
        },
      ]);
    });

    it('knows nothing of practice in a real run', async () => {
      await during(PLANNED)(window);

      expect(await window.page.locator('text=Fill it in').count()).toBe(0);
      expect(await window.page.locator('body').innerText()).not.toContain('ractice');
    });
  });

  describe('its mark', () => {
    it.each(['looking', 'sign-in', 'result'] as const)('stands at %s, in the title, too', async (screen) => {
      const events = { looking: PLANNED.slice(0, 3), 'sign-in': PLANNED, result: ended(HEALTHY) }[screen];

      await practisingDuring(events, 'certificate-expired')(window);

      expect(await band()).toMatch(/Practice\s+This is not your mailbox/);
      expect(await band()).toContain('Played now: The certificate has expired.');
      expect(await window.page.title()).toMatch(/^Practice: /);
    });

    it('is a part of what is read when a screen appears', async () => {
      await practisingDuring(ended(HEALTHY))(window);

      const described = await window.page.getAttribute('h1', 'aria-describedby');

      expect(await window.page.locator(`#${described}`).innerText()).toContain('not your mailbox');
    });
  });

  describe('Result', () => {
    it('leads to another fault, with the last one still chosen', async () => {
      await practisingDuring(ended(HEALTHY), 'certificate-expired')(window);

      await window.page.click('text=Try another fault');

      await expect.poll(() => focusedId(window)).toBe('fault');
      expect(await window.page.inputValue('#fault')).toBe('certificate-expired');
      expect(await window.page.inputValue('#address')).toBe('alice@practice.test');
      expect(await band()).toContain('Practice');
    });

    it('checks the practice mailbox again', async () => {
      await practisingDuring(ended(HEALTHY))(window);
      window.engine.nextStart = { kind: 'started', runId: 'run-2' };

      await window.page.click('text=Check again');
      await window.page.waitForSelector('text=Checking the practice mailbox');

      const [first, second] = window.engine.argumentsOf('run.start');
      expect(second).toEqual(first);
    });
  });

  it('works by keyboard alone, from the door to the result and out again', async () => {
    const { page, engine } = window;
    await press(window, 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    expect(await focusedText(window)).toBe('Try it with the practice mailbox');
    await press(window, 'Enter');
    await page.waitForSelector('#fault');
    await press(window, 'ArrowDown');
    await expect.poll(status).toContain('Set. Check');
    expect(await page.inputValue('#fault')).toBe('certificate-expired');
    await press(window, 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    expect(await focusedText(window)).toBe('Check');
    await press(window, 'Enter');
    await page.waitForSelector('text=Checking the practice mailbox');
    await engine.push(PLANNED);
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Fill it in');
    await press(window, 'Enter');
    await press(window, 'Enter');
    await page.waitForSelector('text=Signing in');
    await engine.push(ended(HEALTHY).slice(PLANNED.length));
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Try another fault');
    await press(window, 'Shift+Tab');
    expect(await focusedText(window)).toBe('Leave practice');
    await press(window, 'Enter');

    await expect.poll(() => focusedId(window)).toBe('address');
  });

  it('speaks German, its faults, too', async () => {
    const german = await lab.open({ locale: 'de-AT' });
    await practise(german, 'certificate-expired');

    const text = await german.page.locator('body').innerText();

    expect(text).toContain('Das ist nicht Ihr Postfach.');
    expect(text).toContain('Aktiv: Das Zertifikat ist abgelaufen.');
    await german.page.context().close();
  });
});
