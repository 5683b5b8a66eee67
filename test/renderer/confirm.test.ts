import { expect, it } from 'vitest';
import type { RunEvent } from '../../shared/report/events.ts';
import { describeWith } from '../parts.ts';
import { during } from './scenes.ts';
import { focusedId, press, sendPassword } from './screen.ts';
import { FOUND, GUESSED, HOSTED_ELSEWHERE, LOOKALIKE_SERVERS, toConfirm } from './search-runs.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'servers to confirm', () => {
  const window = useWindow(useLab());
  const sent = (): readonly unknown[] => window.engine.argumentsOf('run.signIn');
  const panel = (): Promise<string> => window.page.locator('section[data-tone=warning]').innerText();

  it('are asked about before the password can be sent, and never ticked before', async () => {
    await during(GUESSED)(window);
    expect(await window.page.isChecked('#confirmed')).toBe(false);

    await sendPassword(window);
    await window.page.waitForSelector('#confirmed-problem');

    expect(sent()).toEqual([]);
    await expect.poll(() => focusedId(window)).toBe('confirmed');
    expect(await window.page.getAttribute('#confirmed', 'aria-invalid')).toBe('true');
    expect(await window.page.getAttribute('#confirmed', 'aria-describedby')).toContain('confirmed-problem');
    expect(await window.page.inputValue('#password')).toBe('correct horse');
  });

  it('are confirmed by the tick alone, with the keyboard too, and the engine is told so', async () => {
    await during(GUESSED)(window);
    await press(window, 'Tab');
    await expect.poll(() => focusedId(window)).toBe('confirmed');

    await press(window, 'Space', 'Tab');
    await window.page.keyboard.type('correct horse');
    await press(window, 'Enter');
    await window.page.waitForSelector('text=Signing in');

    expect(sent()).toEqual([
      { runId: 'run-1', password: 'correct horse', isConfirmed: true, sendsTestMail: false, language: 'en' },
    ]);
  });

  it('are not confirmed any more once the tick is taken back', async () => {
    await during(GUESSED)(window);
    await window.page.check('#confirmed');
    await window.page.uncheck('#confirmed');

    await sendPassword(window);
    await window.page.waitForSelector('#confirmed-problem');
    await window.page.check('#confirmed');

    expect(sent()).toEqual([]);
    expect(await window.page.locator('#confirmed-problem').count()).toBe(0);
  });

  it('stay unconfirmed for who goes on without signing in', async () => {
    await during(GUESSED)(window);
    await window.page.check('#confirmed');

    await window.page.click('text=Go on without signing in');
    await window.page.waitForSelector('text=Checking your mail servers');

    expect(sent()).toEqual([
      { runId: 'run-1', password: null, isConfirmed: false, sendsTestMail: false, language: 'en' },
    ]);
  });

  it('are not asked about where there is nothing to confirm', async () => {
    await during(FOUND)(window);
    expect(await window.page.locator('#confirmed').count()).toBe(0);

    await sendPassword(window);
    await window.page.waitForSelector('text=Signing in');

    expect(sent()).toEqual([
      { runId: 'run-1', password: 'correct horse', isConfirmed: false, sendsTestMail: false, language: 'en' },
    ]);
  });

  it('are shown by their domain in bold, with why: nobody vouches for guesses', async () => {
    await during(GUESSED)(window);

    expect(await window.page.locator('.site b').allInnerTexts()).toEqual(['example.org']);
    expect(await panel()).toContain('Nobody who can be trusted names these servers');
    expect(await panel()).not.toContain('another domain');
  });

  it('are shown with why: another domain, and who names it', async () => {
    await during(HOSTED_ELSEWHERE)(window);

    expect(await window.page.locator('.site b').allInnerTexts()).toEqual(['hosting.test']);
    expect(await panel()).toContain('Your address is of another domain, example.org.');
    expect(await panel()).toContain('Named by: Settings file of the domain (autoconfig).');
    expect(await panel()).toContain('imap.hosting.test 993');
  });

  it('are shown with why: their own domain vouches for them, so that it is the port', async () => {
    await during(toConfirm('example.org', null))(window);

    expect(await panel()).toContain('at a port that mail servers do not usually have');
  });

  it('are all shown where the two ways lead to two domains', async () => {
    await during(toConfirm('one.test', 'two.test'))(window);

    expect(await window.page.locator('.site b').allInnerTexts()).toEqual(['one.test', 'two.test']);
    expect(await window.page.locator('#confirmed').count()).toBe(1);
  });

  it('that offer less than before are asked about as well, and the tick says both', async () => {
    await during(weaker(toConfirm('one.test', null)))(window);

    expect(await panel()).toContain('offered SCRAM-SHA-512-PLUS at an earlier check');
    expect(await panel()).toContain('it is meant that they offer less');
  });

  it('that only offer less than before are not asked about as strangers', async () => {
    await during(weaker(FOUND))(window);

    expect(await panel()).toContain('Is it meant that less is offered?');
    expect(await panel()).not.toContain('Compare the domain');
    await window.page.fill('#password', 'correct horse');
    await window.page.press('#password', 'Enter');
    expect(sent()).toEqual([]);
    await expect.poll(() => focusedId(window)).toBe('confirmed');
  });

  it('have their A-label form in bold where the name has other letters, and the letters beside it', async () => {
    await during(LOOKALIKE_SERVERS)(window);

    expect(await window.page.locator('.site b').innerText()).toBe('xn--exmple-cua.org');
    expect(await panel()).toContain('which can look like others');
    expect(await panel()).toContain('exämple.org');
  });
});

/** The same, with a stronger mechanism that was there before. */
function weaker(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.map((event) =>
    event.type !== 'plan' || event.plan.incoming === null
      ? event
      : {
          ...event,
          plan: { ...event.plan, incoming: { ...event.plan.incoming, strongerBefore: 'SCRAM-SHA-512-PLUS' } },
        },
  );
}
