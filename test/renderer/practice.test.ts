import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { IMAP, SMTP, finished, looked, plan, planned, started } from '../shared/report/events.ts';
import { PRACTICE_PASSWORD } from './practice-mailbox.ts';
import { HEALTHY, during, practise, practisingDuring } from './scenes.ts';
import { startWindowLab, type OpenWindow, type WindowLab } from './window.ts';

const PLANNED = [started(IMAP, SMTP), ...looked(IMAP), ...looked(SMTP), plan(planned(IMAP), planned(SMTP))];
const DONE = [...HEALTHY, finished(HEALTHY)];

describeWith(['chromium'], 'the practice mailbox in the window', () => {
  let lab: WindowLab;
  let window: OpenWindow;

  beforeAll(async () => {
    lab = await startWindowLab();
  });
  afterAll(() => lab.close());
  beforeEach(async () => {
    window = await lab.open({ reducedMotion: 'reduce' });
  });
  afterEach(async () => {
    expect(window.complaints).toEqual([]);
    await window.page.context().close();
  });

  const focused = (): Promise<string | undefined> => window.page.evaluate(() => document.activeElement?.id);
  const band = (): Promise<string> => window.page.locator('header').innerText();
  const status = (): Promise<string> => window.page.locator('#fault-status').innerText();
  const played = (): readonly unknown[] => window.engine.argumentsOf('practice.start');

  describe('its door', () => {
    it('says what it is before it is opened', async () => {
      const text = await window.page.locator('main').innerText();

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
      window.engine.failures.set('practice.start', { ok: false, error: 'internal' });
      await window.page.fill('#address', 'ada@example.org');

      await window.page.click('text=Try it with');

      expect(await window.page.locator('[role=alert]').innerText()).toContain('error of its own');
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

      expect(await focused()).toBe('fault');
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
      window.engine.failures.set('practice.start', { ok: false, error: 'internal' });

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
          isPractice: true,
        },
      ]);
    });

    it('says what to do when the practice mailbox has ended', async () => {
      window.engine.nextStart = {
        kind: 'refused',
        problems: [{ field: 'address', problem: { code: 'practice_not_running', given: '' } }],
      };

      await window.page.click('button[type=submit]');

      expect(await window.page.locator('#address-problem').innerText()).toContain('Leave practice');
    });
  });

  describe('the way out', () => {
    it('leads back to everything that was typed', async () => {
      await window.page.fill('#address', 'ada@example.org');
      await window.page.fill('#outgoing', 'mail.example.org:587');
      await practise(window, 'certificate-expired');

      await window.page.click('text=Leave practice');
      await window.page.waitForSelector('text=Try it with');

      expect(window.engine.argumentsOf('practice.stop')).toEqual([null]);
      expect(await window.page.inputValue('#address')).toBe('ada@example.org');
      expect(await window.page.inputValue('#incoming')).toBe('imap.example.org');
      expect(await window.page.inputValue('#outgoing')).toBe('mail.example.org:587');
      expect(await band()).not.toContain('Practice');
      expect(await focused()).toBe('address');
    });

    it('is open during a run, whose events then change nothing', async () => {
      await practisingDuring(PLANNED)(window);

      await window.page.click('text=Leave practice');
      await window.engine.push(DONE);

      expect(await window.page.inputValue('#address')).toBe('');
      await window.page.fill('#address', 'ada@example.org');
      await window.page.press('#address', 'Enter');
      expect(window.engine.argumentsOf('run.start').at(-1)).toMatchObject({ isPractice: false });
    });

    it('is gone through also when the engine cannot say so', async () => {
      await practise(window);
      window.engine.failures.set('practice.stop', { ok: false, error: 'internal' });

      await window.page.click('text=Leave practice');
      await window.page.waitForSelector('[role=alert]');

      expect(await band()).not.toContain('Practice');
    });
  });

  describe('Sign in', () => {
    it('shows the practice password, fills it in, and sends it like any other', async () => {
      await practisingDuring(PLANNED)(window);
      expect(await window.page.locator('main').innerText()).toContain(PRACTICE_PASSWORD);
      expect(await window.page.inputValue('#password')).toBe('');

      await window.page.click('text=Fill it in');

      expect(await window.page.inputValue('#password')).toBe(PRACTICE_PASSWORD);
      expect(await window.page.getAttribute('#password', 'type')).toBe('password');
      expect(await focused()).toBe('password');
      await window.page.keyboard.press('Enter');
      await window.page.waitForSelector('text=Signing in');
      expect(window.engine.argumentsOf('run.signIn')).toEqual([
        { runId: 'run-1', password: PRACTICE_PASSWORD },
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
      const events = { looking: PLANNED.slice(0, 3), 'sign-in': PLANNED, result: DONE }[screen];

      await practisingDuring(events, 'certificate-expired')(window);

      expect(await band()).toMatch(/Practice\s+This is not your mailbox/);
      expect(await band()).toContain('Played now: The certificate has expired.');
      expect(await window.page.title()).toMatch(/^Practice: /);
    });

    it('is a part of what is read when a screen appears', async () => {
      await practisingDuring(DONE)(window);

      const described = await window.page.getAttribute('h1', 'aria-describedby');

      expect(await window.page.locator(`#${described}`).innerText()).toContain('not your mailbox');
    });
  });

  describe('Result', () => {
    it('leads to another fault, with the last one still chosen', async () => {
      await practisingDuring(DONE, 'certificate-expired')(window);

      await window.page.click('text=Try another fault');

      expect(await focused()).toBe('fault');
      expect(await window.page.inputValue('#fault')).toBe('certificate-expired');
      expect(await window.page.inputValue('#address')).toBe('alice@practice.test');
      expect(await band()).toContain('Practice');
    });

    it('checks the practice mailbox again', async () => {
      await practisingDuring(DONE)(window);
      window.engine.nextStart = { kind: 'started', runId: 'run-2' };

      await window.page.click('text=Check again');
      await window.page.waitForSelector('text=Checking the practice mailbox');

      const [first, second] = window.engine.argumentsOf('run.start');
      expect(second).toEqual(first);
    });
  });

  it('works by keyboard alone, from the door to the result and out again', async () => {
    const { page, engine } = window;
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focusedText = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText);

    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    expect(await focusedText()).toBe('Try it with the practice mailbox');
    await press('Enter');
    await page.waitForSelector('#fault');
    await press('ArrowDown');
    await expect.poll(status).toContain('Set. Check');
    expect(await page.inputValue('#fault')).toBe('certificate-expired');
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    expect(await focusedText()).toBe('Check');
    await press('Enter');
    await page.waitForSelector('text=Checking the practice mailbox');
    await engine.push(PLANNED);
    await press('Tab');
    expect(await focusedText()).toBe('Fill it in');
    await press('Enter');
    await press('Enter');
    await page.waitForSelector('text=Signing in');
    await engine.push(DONE.slice(PLANNED.length));
    await press('Tab');
    expect(await focusedText()).toBe('Try another fault');
    await press('Shift+Tab');
    expect(await focusedText()).toBe('Leave practice');
    await press('Enter');

    expect(await focused()).toBe('address');
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
