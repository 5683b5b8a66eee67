import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { ended, HEALTHY, TWO_PROBLEMS } from './runs.ts';
import { during, openAbout } from './scenes.ts';
import { alertText, clipboardText, focusedText, mainText, speakGerman } from './screen.ts';
import { openSend } from './send-scenes.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'a report to send', () => {
  const window = useWindow(useLab());

  const preview = (): Promise<string> => window.page.locator('main pre').first().innerText();

  it('opens from the result, and leads back there', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);

    expect(await focusedText(window)).toBe('A report to send');
    expect(await window.page.title()).toBe('Report – Letterlock');
    await window.page.click('text=Back to the result');
    await window.page.waitForSelector('text=Check again');
  });

  it('is for a helpdesk at first: servers are named, and the person is not', async () => {
    await during(ended(TWO_PROBLEMS))(window);

    await openSend(window);

    expect(await window.page.isChecked('input[value=helpdesk]')).toBe(true);
    expect(await preview()).toContain('imap.example.org');
    expect(await preview()).not.toContain('a…a@example.org');
  });

  it('names neither the person nor the servers where it is for everybody, and marks what stands in their place', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);

    await window.page.check('input[value=minimal]');

    await expect.poll(preview).not.toMatch(/example\.org/);
    expect(await window.page.locator('main pre mark').count()).toBeGreaterThan(0);
    expect(await mainText(window)).toMatch(/What is hidden[^]*(name|names|times the name) of a server/);
  });

  it('says that nothing is hidden where it is as it was recorded', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);

    await window.page.check('input[value=full]');

    await expect.poll(() => mainText(window)).toContain('Nothing more is hidden.');
    expect(await window.page.locator('main pre mark').count()).toBe(0);
  });

  it('is written by the engine, which is told which run and how, and no content', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);
    await window.page.check('input[value=minimal]');
    await window.page.check('input[value=md]');

    await window.page.click('text=Save …');
    await window.page.waitForSelector('text=Saved: /home/ada/letterlock-2026-11-22.html');

    expect(window.engine.argumentsOf('report.save')).toEqual([
      { runId: 'run-1', level: 'minimal', format: 'md', language: 'en' },
    ]);
  });

  it('says why it was not written', async () => {
    window.engine.nextReportSaved = {
      kind: 'refused',
      problem: { code: 'file_exists', given: '/home/ada/report.html' },
    };
    await during(ended(HEALTHY))(window);
    await openSend(window);

    await window.page.click('text=Save …');

    expect(await alertText(window)).toContain('“/home/ada/report.html” is there already');
  });

  it('says nothing where the person chose no file', async () => {
    window.engine.nextReportSaved = { kind: 'cancelled' };
    await during(ended(HEALTHY))(window);
    await openSend(window);

    await window.page.click('text=Save …');
    await expect.poll(() => window.engine.argumentsOf('report.save').length).toBe(1);

    expect(await mainText(window)).not.toContain('Saved');
    expect(await window.page.locator('[role=alert]').count()).toBe(0);
  });

  it('is copied as it is shown', async () => {
    await window.page.context().grantPermissions(['clipboard-write']);
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);
    await window.page.click('text=Copy as text');
    await window.page.waitForSelector('text=Copied');

    expect(await clipboardText(window)).toBe(await window.page.locator('main pre').first().textContent());
  });

  it('has a letter to the provider where the provider has to act, and says so where nobody has', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);
    const withProblems = await mainText(window);
    await window.page.click('text=Back to the result');
    await window.page.click('text=Start over');
    await during(ended(HEALTHY))(window);
    await openSend(window);

    expect(withProblems).toContain('To your provider');
    expect(await mainText(window)).toContain('Nothing that was found has to be repaired by somebody else.');
  });

  it('changes its language with the window', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);

    await speakGerman(window);

    await expect.poll(preview).toContain('Was zu tun ist');
  });

  it('is for a helpdesk at first, whomever the one before was for', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);
    await window.page.check('input[value=full]');
    await window.page.click('text=Back to the result');

    await openSend(window);

    expect(await window.page.isChecked('input[value=helpdesk]')).toBe(true);
  });

  it('says nothing of the file of another report, which was written meanwhile', async () => {
    const release = window.engine.holdNext('report.save');
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);
    await window.page.click('text=Save …');
    await expect.poll(() => window.engine.argumentsOf('report.save').length).toBe(1);
    await window.page.click('text=Back to the result');
    await window.page.click('text=Start over');
    await during(ended(HEALTHY))(window);
    await openSend(window);

    release();
    // What was released is there long before the dialog.
    await openAbout(window);

    expect(await mainText(window)).not.toContain('Saved:');
  });
});
