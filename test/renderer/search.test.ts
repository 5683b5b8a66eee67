import { beforeEach, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { IMAP, SMTP, endpoint, looked, plan, planned, step } from '../shared/report/events.ts';
import { submitAddress } from './scenes.ts';
import { mainText } from './screen.ts';
import { ANSWERS, SEARCHING, SUGGESTED, searched, servers } from './search-events.ts';
import {
  HALF_SEARCHED,
  NOTHING_FOUND,
  NOTHING_FOUND_END,
  OFFLINE,
  OFFLINE_END,
  SEARCH_CANCELLED,
} from './search-runs.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'the search for settings', () => {
  const window = useWindow(useLab());
  const rung = (at: number): Promise<string> => window.page.locator('main ol > li').nth(at).innerText();

  beforeEach(() => submitAddress(window));

  it('is the first rung, and lights up while sources answer', async () => {
    await window.engine.push([SEARCHING]);
    expect(await rung(0)).toContain('0 of 10 sources have answered');

    await window.engine.push(HALF_SEARCHED.slice(1));

    expect(await rung(0)).toMatch(/Finding the settings.*under way/s);
    expect(await rung(0)).toContain('7 of 10 sources have answered');
    expect(await rung(0)).toContain('waiting for ISPDB, Autodiscover, Autodiscover v2');
    expect(await rung(1)).toMatch(/Reaching the server.*waiting/s);
  });

  it('says where the settings are from, and goes on with the servers that were found', async () => {
    await window.engine.push([SEARCHING, ...ANSWERS, ...looked(IMAP), ...looked(SMTP), servers(IMAP, SMTP)]);

    expect(await rung(0)).toMatch(/Settings found.*from SRV, autoconfig, ISPDB/s);
    expect(await rung(1)).toMatch(/Server reached.*imap\.example\.org 993.*smtp\.example\.org 465/s);
    expect(await window.page.locator('[role=status]').innerText()).toBe(
      'The server says what it offers: done',
    );
  });

  it('says that nothing was found, and does not pretend to check on', async () => {
    await window.engine.push(NOTHING_FOUND);

    expect(await rung(0)).toContain('no source names any, and no server answers at a usual name');
    expect(await rung(1)).toContain('not checked');
    await window.engine.push(NOTHING_FOUND_END.slice(-1));
    expect(await window.page.locator('h1').innerText()).toBe('No mail server was found for example.org');
  });

  it('says that nobody could be asked where the computer is offline', async () => {
    await window.engine.push(OFFLINE);

    expect(await rung(0)).toContain('nobody could be asked');
    await window.engine.push(OFFLINE_END.slice(OFFLINE.length));
    expect(await window.page.locator('h1').innerText()).toBe('This computer seems to be offline');
  });

  it('keeps servers apart that sources name at the same port with another encryption', async () => {
    const other = endpoint('imap', 'imap.example.org:993/starttls');
    await window.engine.push([SEARCHING, ...looked(IMAP), ...looked(other), servers(IMAP, other)]);

    expect(await window.page.locator('main ol > li').nth(1).locator('dt').allInnerTexts()).toEqual([
      'imap.example.org 993',
      'imap.example.org 993',
    ]);
  });

  it('lists the two servers that are used beside the result, and not all that were looked at', async () => {
    const others = ['mail.example.org:993', 'mx.example.org:993', 'imap.example.org:143'].map((written) =>
      endpoint('imap', written),
    );
    const all = [IMAP, SMTP, ...others];
    const events = [
      SEARCHING,
      ...ANSWERS,
      ...all.flatMap((one) => looked(one)),
      servers(...all),
      plan(planned(IMAP), planned(SMTP)),
    ];
    await window.engine.push(searched(events, SUGGESTED));

    const list = window.page.locator('section', { has: window.page.locator('#servers-heading') });
    expect(await list.locator('h3').allInnerTexts()).toEqual([
      'imap.example.org 993',
      'smtp.example.org 465',
    ]);
  });

  it('is cancelled like every other check', async () => {
    await window.engine.push(HALF_SEARCHED);

    await window.page.keyboard.press('Escape');
    await window.page.waitForSelector('text=Cancelling');
    await window.engine.push(SEARCH_CANCELLED.slice(-1));

    expect(window.engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
    expect(await mainText(window)).toContain('The check did not come to its end');
  });

  it('tells who was asked about the domain, and that no address was', async () => {
    await window.engine.push([SEARCHING, ...ANSWERS, step(IMAP, 'connect')]);

    const aside = window.page.locator('aside');
    expect(await aside.innerText()).toContain('Questions about example.org to DNS and 5 web servers.');
    expect(await aside.innerText()).toContain('No address, no password.');
    await aside.locator('summary').click();
    expect(await aside.locator('details li').allInnerTexts()).toEqual([
      'autoconfig.example.org',
      'example.org',
      'www.example.org',
      'v1.ispdb.net',
      'autodiscover.example.org',
    ]);
  });
});
