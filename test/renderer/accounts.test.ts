import { expect, it } from 'vitest';
import type { Report } from '../../shared/report/report.ts';
import { describeWith } from '../parts.ts';
import {
  ALL,
  BATCH_END,
  checkingDuring,
  endOf,
  LIST,
  openAccounts,
  reportIn,
  rowButtons,
  sendList,
} from './accounts-scenes.ts';
import { ended, LOOKED, TWO_PROBLEMS } from './runs.ts';
import { alertText, focusedText, mainText, press, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

const WELL = reportIn(ended(LOOKED));

describeWith(['chromium-headless-shell'], 'several accounts', () => {
  const window = useWindow(useLab());

  const addresses = async (): Promise<readonly string[]> =>
    (await window.page.locator('tbody th').allInnerTexts()).map((text) => text.trim().slice(0, 3));
  const sortOf = (name: string): Promise<string | null> =>
    window.page.locator('thead th', { hasText: name }).getAttribute('aria-sort');
  const sortBy = (name: string): Promise<void> =>
    window.page.locator('thead button', { hasText: name }).click();
  const announced = (): Promise<readonly string[]> =>
    window.page.locator('p.unseen[role=status]').allInnerTexts();

  it('appear as they are done, with how many of how many, announced in quarters', async () => {
    const list = Array.from({ length: 8 }, (_, at) => `a${at}@example.org`).join('\n');
    await checkingDuring([endOf(0, WELL)], list)(window);
    expect(await mainText(window)).toContain('1 of 8 checked');
    expect(await announced()).toContain('');

    await window.engine.pushBatch([endOf(1, WELL), endOf(2, WELL)]);
    await window.page.waitForSelector('tbody tr:nth-child(3)');

    expect(await window.page.locator('progress').getAttribute('value')).toBe('3');
    expect(await announced()).toContain('2 of 8 accounts checked');
  });

  it('may be done before their start is answered', async () => {
    const release = window.engine.holdNext('batch.start');
    await openAccounts(window);
    await sendList(window, 'ada@example.org');
    await expect.poll(() => window.engine.argumentsOf('batch.start').length).toBe(1);

    await window.engine.pushBatch([endOf(0, WELL), BATCH_END]);
    release();

    await window.page.waitForSelector('text=The account is fine');
  });

  it('stand with what is wrong first, and are sorted by every heading, both ways', async () => {
    await checkingDuring(ALL)(window);
    expect(await addresses()).toEqual(['gra', 'eds', 'hed', 'x@e', 'ada', 'bob']);
    expect(await sortOf('Result')).toBe('ascending');

    await sortBy('Account');
    expect(await addresses()).toEqual(['ada', 'bob', 'eds', 'gra', 'hed', 'x@e']);
    await sortBy('Account');
    expect(await addresses()).toEqual(['x@e', 'hed', 'gra', 'eds', 'bob', 'ada']);
    expect([await sortOf('Account'), await sortOf('Result')]).toEqual(['descending', 'none']);
    await sortBy('Took');
    expect(await addresses()).toEqual(['ada', 'gra', 'bob', 'eds', 'hed', 'x@e']);
    await sortBy('Who must act');
    expect((await addresses()).slice(-2)).toEqual(['gra', 'hed']);
    await sortBy('What was found');
    expect(await sortOf('What was found')).toBe('ascending');
  });

  it('can be narrowed to one result', async () => {
    await checkingDuring(ALL)(window);

    await window.page.getByLabel('Problem (2)').check();
    expect(await addresses()).toEqual(['gra', 'eds']);
    await window.page.getByLabel('All (6)').check();

    expect(await addresses()).toHaveLength(6);
  });

  it('open to what was found, and to the report of exactly that account', async () => {
    await checkingDuring(ALL)(window);

    await rowButtons(window).first().click();
    await window.page.waitForSelector('td[colspan] details[open]');

    const opened = window.page.getByRole('group', { name: 'What was found for grace.hopper@navy.example' });
    expect(await opened.innerText()).toContain('What to do');
    expect(await rowButtons(window).first().getAttribute('aria-expanded')).toBe('true');
    await opened.getByText('Report or letter …').click();
    await window.page.waitForSelector('main pre');
    expect(window.engine.argumentsOf('batch.report')).toEqual(Array(2).fill({ runId: 'account-1' }));
    await window.page.click('text=Back to the result');
    await window.page.waitForSelector('tbody');
    expect(await addresses()).toHaveLength(6);
  });

  it('are as they were left when a person comes back from a report: sorted, narrowed and opened', async () => {
    await checkingDuring(ALL)(window);
    await window.page.getByLabel('Problem (2)').check();
    await sortBy('Account');
    await sortBy('Account');
    const before = await addresses();
    await rowButtons(window).first().click();
    await window.page.waitForSelector('td[colspan] details');

    await window.page.click('text=Report or letter …');
    await window.page.waitForSelector('main pre');
    await window.page.click('text=Back to the result');
    await window.page.waitForSelector('tbody');

    expect(await addresses()).toEqual(before);
    expect(await sortOf('Account')).toBe('descending');
    await expect.poll(() => window.page.locator('td[colspan] details').count()).toBeGreaterThan(0);
  });

  it('of another list begin as every list does', async () => {
    await checkingDuring(ALL)(window);
    await sortBy('Took');
    await rowButtons(window).first().click();

    await window.page.click('text=Another list');
    await sendList(window);
    await window.page.waitForSelector('#accounts-heading');
    await window.engine.pushBatch(ALL);
    await window.page.waitForSelector('text=2 of 6 accounts have a problem');

    expect(await sortOf('Result')).toBe('ascending');
    expect(await window.page.locator('td[colspan]').count()).toBe(0);
  });

  it('say which of them were looked at together', async () => {
    const runIds = ['account-0', 'account-0', 'account-0'];
    window.engine.nextBatch = { kind: 'started', batchId: 'batch-1', runIds };
    await checkingDuring([endOf(0, WELL), BATCH_END], LIST.split('\n').slice(0, 3).join('\n'))(window);

    expect(await addresses()).toHaveLength(3);
    await rowButtons(window).first().click();

    await window.page.waitForSelector('text=2 other accounts of the list have the same servers');
  });

  it('are cancelled by Escape and by the button; what was not begun says so', async () => {
    await checkingDuring([endOf(0, WELL)])(window);

    await press(window, 'Escape');
    await window.page.waitForSelector('text=Cancelling');
    await window.engine.pushBatch([BATCH_END]);
    await window.page.waitForSelector('text=1 of 6 accounts was checked');

    expect(window.engine.argumentsOf('batch.cancel')).toEqual([{ batchId: 'batch-1' }]);
    expect(await window.page.getByText('Not checked', { exact: true }).count()).toBe(5);
    expect(await announced()).toContain('The check was cancelled: 1 of 6 accounts was checked');
  });

  it('go on while the helpdesk is left, and are there when it is opened again', async () => {
    await checkingDuring([])(window);

    await window.page.click('text=Back to the start');
    await window.page.waitForSelector('#address');
    await window.engine.pushBatch(ALL);
    await window.page.click('main button >> text=/^Helpdesk$/');

    await window.page.waitForSelector('text=2 of 6 accounts have a problem');
    expect(window.engine.argumentsOf('batch.cancel')).toEqual([]);
  });

  it('are saved by the engine, which says where, and the list is there to be changed', async () => {
    await checkingDuring(ALL)(window);
    window.engine.nextReportSaved = { kind: 'refused', problem: { code: 'file_exists', given: 'x.csv' } };

    await window.page.click('text=Save as CSV …');
    expect(await alertText(window)).toContain('x.csv');
    window.engine.nextReportSaved = { kind: 'saved', path: '/home/ada/x.csv' };
    await window.page.click('text=Save as CSV …');
    await window.page.waitForSelector('text=Saved: /home/ada/x.csv');
    await window.page.click('text=Another list');

    expect(window.engine.argumentsOf('batch.save')).toEqual(
      Array(2).fill({ batchId: 'batch-1', language: 'en' }),
    );
    await expect.poll(() => window.page.inputValue('#accounts')).toBe(LIST);
  });

  it('are copied as a table that a spreadsheet takes apart', async () => {
    await window.page.evaluate(() => {
      navigator.clipboard.writeText = async (text) => void Object.assign(globalThis, { copied: text });
    });
    await checkingDuring(ALL)(window);

    await window.page.click('text=Copy the table');
    await window.page.waitForSelector('text=Copied');

    const copied = await window.page.evaluate(() => (globalThis as unknown as { copied: string }).copied);
    const rows = copied.trimEnd().split('\r\n');
    expect(rows).toHaveLength(7);
    expect(rows[0]).toBe('"Account"\t"Result"\t"What was found"\t"Who must act"\t"Took"');
  });

  it('speak the language that is chosen, and sort by it', async () => {
    await checkingDuring(ALL)(window);

    await speakGerman(window);

    const text = await mainText(window);
    expect(text).toContain('2 von 6 Konten haben ein Problem');
    expect(text).toContain('Das Zertifikat von imap.example.org ist abgelaufen');
    expect(text).not.toMatch(/Problem found|Fine|Took/);
  });

  it('work by the keyboard alone, and the focus stays where it is when the last one is done', async () => {
    await openAccounts(window);
    await window.page.keyboard.type('ada@example.org\nbob@example.net');
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Check the accounts');
    await press(window, 'Enter');
    await window.page.waitForSelector('#accounts-heading');
    window.engine.reports.set('account-1', reportIn(ended(TWO_PROBLEMS)));
    await window.engine.pushBatch([endOf(1, reportIn(ended(TWO_PROBLEMS)))]);
    await rowButtons(window).first().focus();
    await press(window, 'Enter');
    await window.page.waitForSelector('td[colspan] details');

    await window.engine.pushBatch([endOf(0, WELL), BATCH_END]);
    await window.page.waitForSelector('text=1 of 2 accounts has a problem');

    expect(await focusedText(window)).toContain('bob@example.net');
    await press(window, 'Enter');
    expect(await window.page.locator('td[colspan]').count()).toBe(0);
  });

  it('are five hundred, done at the same moment, of which some are shown and the others are wanted', async () => {
    const list = Array.from({ length: 500 }, (_, at) => `a${at}@example${at}.org`).join('\n');
    await checkingDuring([], list)(window);
    const reports: readonly Report[] = [WELL, reportIn(ended(TWO_PROBLEMS))];
    const events = Array.from({ length: 500 }, (_, at) => endOf(at, reports[at % 2] ?? WELL));

    await window.engine.pushBatch([...events, BATCH_END]);
    await window.page.waitForSelector('text=250 of 500 accounts have a problem');

    await window.page.click('text=Show 50 more');
    expect(await rowButtons(window).count()).toBe(100);
    expect((await focusedText(window))?.length).toBeGreaterThan(5);
  });

  it('that were not checked are shown on demand as well, and the focus goes to the first of them', async () => {
    const list = Array.from({ length: 120 }, (_, at) => `a${at}@example${at}.org`).join('\n');
    await checkingDuring([endOf(0, reportIn(ended(TWO_PROBLEMS)))], list)(window);
    await press(window, 'Escape');
    await window.engine.pushBatch([BATCH_END]);

    await window.page.click('text=Show 50 more');

    await expect.poll(() => focusedText(window)).toContain('a50@example50.org');
  });
});
