import { expect, it } from 'vitest';
import type { ObservedFacts } from '../../shared/mail/observation.ts';
import { describeWith } from '../parts.ts';
import {
  CONNECTED,
  ENCRYPTED,
  GREETED,
  IMAP,
  PASSWORD_REFUSED,
  saw,
  started,
} from '../shared/report/events.ts';
import { mailbox } from '../shared/findings/mail-facts.ts';
import { HEALTHY, PLANNED, TWO_PROBLEMS, ended, noted } from './runs.ts';
import { during } from './scenes.ts';
import { mainText, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';
import { SIZES } from './window.ts';

describeWith(['chromium-headless-shell'], 'Result', () => {
  const window = useWindow(useLab());

  const changes = (): Promise<string> =>
    window.page.locator('section', { has: window.page.locator('#disk-heading') }).innerText();

  it('begins with the verdict, and what to do about it is open', async () => {
    const events = [...PLANNED, saw(IMAP, PASSWORD_REFUSED)];
    await during(ended(events))(window);

    expect(await window.page.locator('section').first().innerText()).toContain('A problem was found');
    expect(await window.page.locator('h1').innerText()).toBe(
      'imap.example.org did not accept the user name or the password',
    );
    const card = window.page.locator('main details[open]').first();
    expect(await card.innerText()).toContain('You can repair this');
    expect(await card.innerText()).toContain('What to do');
    expect(await card.innerText()).toMatch(
      /The server says\s+imap\.example\.org 993\s+\[AUTHENTICATIONFAILED\]/,
    );
  });

  it('says what was proved, and what was seen of each server', async () => {
    await during(ended(HEALTHY))(window);

    const aside = await window.page.locator('aside').innerText();

    expect(aside).toContain('imap.example.org accepted you and proved that it knows your password, too.');
    expect(aside).toContain('The password itself was not sent.');
    expect(aside).toMatch(/Certificate until\s+3 March 2027/);
  });

  it('says that mail works, as far as it was seen, in both languages', async () => {
    await during(ended([...HEALTHY, saw(IMAP, mailbox())]))(window);

    const english = await window.page.locator('aside').innerText();
    await speakGerman(window);
    const german = await window.page.locator('aside').innerText();

    expect(english).toContain('Mail works: newest mail of 21 November 2026, 4 folders, 1 MB of 50 MB used.');
    expect(german).toMatch(
      /Mail funktioniert: neueste Mail vom 21\. November 2026, 4 Ordner.*1 MB von 50 MB/,
    );
  });

  it('says what was noted on this computer and how to forget it, in both languages', async () => {
    await during(noted(ended(HEALTHY)))(window);

    const english = await changes();
    await speakGerman(window);
    const german = await changes();

    expect(english).toContain('On this computer');
    expect(english).toContain('has noted on this computer what these servers offer');
    expect(english).toContain('delete hosts.json');
    expect(german).toContain('Auf diesem Computer');
    expect(german).toContain('hat auf diesem Computer notiert, was diese Server anbieten');
    expect(german).toContain('löschen Sie hosts.json');
    expect(english + german).not.toMatch(/Nothing was changed|nichts geändert/);
  });

  it('says that nothing was changed on this computer where nothing was', async () => {
    await during(ended(HEALTHY))(window);

    expect(await changes()).toContain('Nothing was changed.');
    await speakGerman(window);
    expect(await changes()).toContain('Es wurde nichts geändert.');
  });

  it('claims nothing about changes where it has nothing else to say, but was noted', async () => {
    const [end] = ended([started(IMAP)]).slice(-1);
    if (end?.type !== 'finished') throw new Error('a run ends with its report');
    await during(noted([started(IMAP), { ...end, report: { ...end.report, findings: [] } }]))(window);

    const text = await mainText(window);

    expect(text).toContain('Nothing was found');
    expect(text).toContain('has noted on this computer what these servers offer');
    expect(text).not.toContain('Nothing was changed');
  });

  it('breaks a command between its words and nowhere else', async () => {
    await window.page.setViewportSize(SIZES.small);
    await during(ended(TWO_PROBLEMS))(window);
    await window.page.click('text=For the helpdesk');

    const lines = await window.page
      .locator('code', { hasText: 'openssl s_client' })
      .locator('span')
      .evaluateAll((words) => words.map((word) => word.getClientRects().length));

    expect(lines.length).toBeGreaterThan(10);
    expect(Math.max(...lines)).toBe(1);
  });

  it('shows hostile words as text', async () => {
    const words = {
      responseCode: '<b>X</b>',
      text: '\u202e<img src=x onerror="document.title=1"> {@html} `',
    };
    const events = [
      started(IMAP),
      saw(IMAP, CONNECTED),
      saw(IMAP, ENCRYPTED),
      saw(IMAP, { ...GREETED, outcome: 'unavailable', words } as ObservedFacts),
    ];
    await during(ended(events))(window);

    const quote = window.page.locator('blockquote');

    expect(await quote.innerText()).toContain('<img src=x onerror="document.title=1">');
    expect(await window.page.locator('main img, main b b').count()).toBe(0);
    expect(await window.page.title()).toBe('Result – Letterlock');
  });

  it('keeps a right-to-left override of a server inside its own words', async () => {
    const words = { text: '\u202eevil' };
    const events = [started(IMAP), saw(IMAP, { ...GREETED, outcome: 'unavailable', words } as ObservedFacts)];
    await during(ended(events))(window);

    const bidi = await window.page
      .locator('blockquote bdi')
      .evaluate((element) => getComputedStyle(element).unicodeBidi);

    expect(bidi).toBe('isolate');
  });

  it('checks again with what was typed', async () => {
    await during(ended(HEALTHY))(window);
    window.engine.nextStart = { kind: 'started', runId: 'run-2' };

    await window.page.click('text=Check again');
    await window.page.waitForSelector('text=Checking your mail servers');

    const [first, second] = window.engine.argumentsOf('run.start');
    expect(second).toEqual(first);
  });

  it('goes back to the form as it was, or to an empty one', async () => {
    await during(ended(HEALTHY))(window);
    await window.page.click('text=Change what I typed');
    expect(await window.page.inputValue('#address')).toBe('ada@example.org');

    await during(ended(HEALTHY))(window);
    await window.page.click('text=Start over');

    expect(await window.page.inputValue('#address')).toBe('');
    expect(await window.page.inputValue('#incoming')).toBe('');
  });
});
