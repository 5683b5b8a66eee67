import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { IMAP, plan, planned, step } from '../shared/report/events.ts';
import { heapOf } from './heap.ts';
import { HEALTHY, LOOKED, PLANNED, PLANNED_WITH_PASSWORD, ended } from './runs.ts';
import { during } from './scenes.ts';
import { focusedId, mainText, sendPassword, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'Sign in', () => {
  const window = useWindow(useLab());

  it('says what each server learns before it asks', async () => {
    await during(PLANNED_WITH_PASSWORD)(window);

    const text = await mainText(window);

    const order = [
      'tries once at each',
      'imap.example.org 993',
      'Your password is not sent, only a proof of it.',
      'prove that it knows your password',
      'SCRAM-SHA-256',
      'smtp.example.org 465',
      'It gets the password itself',
      'PLAIN',
      'Password',
      'Sign in',
      'Go on without signing in',
    ].map((words) => text.lastIndexOf(words));
    expect(order).not.toContain(-1);
    expect(order.slice(4)).toEqual(order.slice(4).toSorted((left, right) => left - right));
  });

  it('is left out where nothing can be signed in to', async () => {
    await during([...LOOKED, plan(null, null)])(window);

    expect(await window.page.locator('#password').count()).toBe(0);
  });

  it('warns of a space at either end, and sends the password as it was typed', async () => {
    await during(PLANNED)(window);

    await window.page.fill('#password', ' correct horse');
    expect(await window.page.locator('#password-note').innerText()).toContain('begins or ends with a space');
    await window.page.press('#password', 'Enter');
    await window.page.waitForSelector('text=Signing in');

    expect(window.engine.argumentsOf('run.signIn')).toEqual([
      {
        runId: 'run-1',
        password: ' correct horse',
        isConfirmed: false,
        sendsTestMail: false,
        language: 'en',
      },
    ]);
  });

  it('sends a test mail only where a person ticks that, in the language of the window', async () => {
    await during(PLANNED)(window);
    await speakGerman(window);

    await window.page.check('#test-mail');
    await window.page.fill('#password', 'correct horse');
    await window.page.press('#password', 'Enter');

    await expect
      .poll(() => window.engine.argumentsOf('run.signIn'))
      .toEqual([
        {
          runId: 'run-1',
          password: 'correct horse',
          isConfirmed: false,
          sendsTestMail: true,
          language: 'de',
        },
      ]);
  });

  it('offers no test mail where no mail can be sent', async () => {
    await during([...LOOKED, plan(planned(IMAP), null)])(window);

    expect(await window.page.locator('#password').count()).toBe(1);
    expect(await window.page.locator('#test-mail').count()).toBe(0);
  });

  it('asks again instead of sending an empty password', async () => {
    await during(PLANNED)(window);

    await window.page.press('#password', 'Enter');

    expect(await window.page.locator('#password-note').innerText()).toContain('Type the password');
    await expect.poll(() => focusedId(window)).toBe('password');
    expect(window.engine.argumentsOf('run.signIn')).toEqual([]);
  });

  it('goes on without signing in where a person wants that', async () => {
    await during(PLANNED)(window);

    await window.page.fill('#password', 'typed and regretted');
    await window.page.click('text=Go on without signing in');
    await window.page.waitForSelector('text=Checking your mail servers');

    expect(window.engine.argumentsOf('run.signIn')).toEqual([
      { runId: 'run-1', password: null, isConfirmed: false, sendsTestMail: false, language: 'en' },
    ]);
  });

  it('hides the password until it is asked to show it', async () => {
    await during(PLANNED)(window);
    expect(await window.page.getAttribute('#password', 'type')).toBe('password');

    await window.page.click('[aria-label="Show: Password"]');

    expect(await window.page.getAttribute('#password', 'type')).toBe('text');
  });

  it('asks again when the engine did not take the answer', async () => {
    await during(PLANNED)(window);
    window.engine.failNext('run.signIn');

    await sendPassword(window);
    await window.page.waitForSelector('[role=alert]');

    expect(await window.page.inputValue('#password')).toBe('');
  });

  it('shows the ladder again, with its last rung working, and what is sent', async () => {
    await during(PLANNED)(window);
    await sendPassword(window);

    await window.engine.push([step(IMAP, 'sign-in')]);

    expect(await window.page.locator('main ol > li').nth(3).innerText()).toContain('signing in');
    expect(await window.page.locator('aside').innerText()).toContain(
      'To imap.example.org 993: your user name and a proof of your password',
    );
  });

  it('lets the password out once and keeps it nowhere', async () => {
    const password = 'Sesam-öffne-dich-4711';
    await during(PLANNED)(window);
    await window.page.keyboard.press('Tab');
    await window.page.keyboard.insertText(password);
    await window.page.keyboard.press('Enter');
    await window.page.waitForSelector('text=Signing in');
    await window.engine.push(ended(HEALTHY).slice(PLANNED.length));
    await window.page.waitForSelector('text=Everything that was checked is fine');

    const memory = await heapOf(window.page);

    expect(memory.includes('Sesam')).toBe(false);
    expect((await window.page.content()).includes('Sesam')).toBe(false);
    expect(JSON.stringify(window.engine.calls).split(password)).toHaveLength(2);
  });
});
