import { expect, it } from 'vitest';
import { LARGEST_REPORT_BYTES } from '../../shared/report/open-report.ts';
import { describeWith } from '../parts.ts';
import { drag, DROP } from './drag.ts';
import {
  BROKEN,
  fileOf,
  openFiles,
  openReports,
  opened,
  reportOf,
  searchFor,
  WORKED,
  type ChosenFile,
} from './report-scenes.ts';
import { openKeys } from './key-scenes.ts';
import { openProgram } from './program-scenes.ts';
import { ended, HEALTHY, PLANNED, TWO_PROBLEMS } from './runs.ts';
import { during } from './scenes.ts';
import { alertText, clipboardText, focusedId, focusedText, mainText, press } from './screen.ts';
import { openSend } from './send-scenes.ts';
import { useLab, useWindow } from './use-window.ts';

const ADDRESS = 'ada@example.org';

describeWith(['chromium-headless-shell'], 'a report that is opened', () => {
  const window = useWindow(useLab());
  const title = (): Promise<string> => window.page.locator('#status-title').innerText();

  it('is shown as what was seen, by its name and day, and asks the engine nothing', async () => {
    await opened(WORKED)(window);

    const text = await mainText(window);
    expect(await title()).toContain('works');
    expect(text).toContain('worked.json');
    expect(text).toMatch(/Made 20 November 2026 at .* by Letterlock/);
    expect(text).toContain('Today’s rules say the same of what was seen then.');
    expect(await focusedId(window)).toBe('status-title');
    expect(window.engine.calls.filter(({ name }) => name.startsWith('run.'))).toEqual([]);
  });

  it('has the servers of a run in one table, and the sign-in among what took time', async () => {
    await opened(WORKED)(window);

    const text = await window.page.locator('table').innerText();
    expect(text).toMatch(/imap\.example\.org[^]*993[^]*smtp\.example\.org[^]*465/);
    expect(await mainText(window)).toContain('sign-in');
  });

  it('is judged with the rules of today, and what they say otherwise stands beside it', async () => {
    const healthy = reportOf(HEALTHY);
    await opened(fileOf(reportOf(TWO_PROBLEMS, { findings: healthy.findings, verdict: 'healthy' })))(window);

    const text = await mainText(window);
    expect(await title()).toContain('expired');
    expect(text).toContain('It said, and today’s rules do not');
    expect(text).toContain('It did not say, and today’s rules do');
  });

  it('names findings of a later Letterlock by their code', async () => {
    const report = reportOf(HEALTHY);
    const unknown = { ...report.findings[0], code: 'tls_of_tomorrow' };
    await opened(fileOf({ ...report, findings: [...report.findings, unknown] }))(window);

    expect(await mainText(window)).toContain('tls_of_tomorrow');
  });

  it.each<[string, ChosenFile, RegExp]>([
    ['no report', fileOf({ format: 'shopping' }, 'list.json'), /list\.json/],
    ['no JSON', { name: 'photo.json', mimeType: '', buffer: Buffer.from('\u0000PNG') }, /photo\.json/],
    ['of a later version', fileOf({ ...reportOf(HEALTHY), version: 2 }, 'new.json'), /newer|later/],
    ['damaged', fileOf({ ...reportOf(HEALTHY), observations: [1] }, 'cut.json'), /cut\.json/],
    [
      'too large',
      { name: 'big.json', mimeType: '', buffer: Buffer.alloc(LARGEST_REPORT_BYTES + 1, 32) },
      /big\.json/,
    ],
  ])('is refused in a sentence where it is %s', async (_, file, sentence) => {
    await openFiles(window, file);
    await window.page.waitForSelector('[role=alert]');

    expect(await alertText(window)).toMatch(sentence);
    expect(await window.page.isVisible('label[for=report-file]')).toBe(true);
  });

  it('stays where another one is refused', async () => {
    await opened(WORKED)(window);

    await drag(window, 'body', [fileOf({}, 'empty.json')], DROP);
    await window.page.waitForSelector('[role=alert]');

    expect(await alertText(window)).toContain('empty.json');
    expect(await mainText(window)).toContain('worked.json');
  });

  it('shows markup of a server as text', async () => {
    const hostile = '<img src=x onerror="document.title=1"><b>bold</b>';
    const transcript = { connection: 'c1', endpoint: null, address: null, lines: [] };
    const { transcripts } = JSON.parse(WORKED.buffer.toString()) as { transcripts: object[] };
    const lines = [{ at: 1, from: 'server', text: hostile }];
    await opened(
      fileOf({ ...reportOf(HEALTHY), transcripts: [{ ...transcript, ...transcripts[0], lines }] }),
    )(window);
    await searchFor(window, 'onerror');

    expect(await mainText(window)).toContain(hostile);
    expect(await window.page.locator('main img').count()).toBe(0);
  });

  it('is compared with another one, and what may explain a new problem comes first', async () => {
    await opened(WORKED)(window);

    await window.page.setInputFiles('#report-other', [BROKEN]);
    await window.page.waitForSelector('#comparison-heading');

    const text = await mainText(window);
    expect(text).toMatch(/What changed from 20 November 2026[^]*to 22 November 2026/);
    expect(text).toMatch(/The connection: made before, now turned away\.[^]*would fit/);
    await window.page.click('text=End the comparison');
    expect(await window.page.locator('#comparison-heading').count()).toBe(0);
  });

  it.each([
    ['the earlier one first', [WORKED, BROKEN]],
    ['the later one first', [BROKEN, WORKED]],
  ])('is compared where two are dropped, %s', async (_, files) => {
    await drag(window, 'body', files, DROP);
    await window.page.waitForSelector('#comparison-heading');

    expect(await mainText(window)).toMatch(/What changed from 20 November 2026[^]*to 22 November 2026/);
    expect(await title()).toContain('expired');
  });

  it('is opened from any screen where it is dropped', async () => {
    await window.page.fill('#address', ADDRESS);
    await drag(window, 'body', [WORKED], DROP);
    await window.page.waitForSelector('#status-title');

    expect(await mainText(window)).toContain('worked.json');
    await window.page.click('text=Back to the start');
    await expect.poll(() => window.page.inputValue('#address')).toBe(ADDRESS);
  });

  it('says where to drop it while it is dragged', async () => {
    await drag(window, 'body', [WORKED], ['dragenter']);
    expect(await window.page.isVisible('text=Drop the report to open it')).toBe(true);

    await drag(window, 'body', [WORKED], ['dragleave']);
    expect(await window.page.isVisible('text=Drop the report to open it')).toBe(false);
  });

  it('can be copied for a ticket, without the person', async () => {
    await window.page.context().grantPermissions(['clipboard-write']);
    await opened(WORKED)(window);

    await window.page.click('text=Copy for a ticket');
    await window.page.waitForSelector('button >> text=Copied');

    const copied = await clipboardText(window);
    expect(copied).toContain('imap.example.org');
    expect(copied).not.toContain('a…a@example.org');
    expect(copied).not.toContain('250-LINE');
  });

  it('can be redacted and copied, and is not saved by the engine, which does not have it', async () => {
    await opened(WORKED)(window);

    await openSend(window);

    expect(await mainText(window)).toContain('Copy as text');
    expect(await mainText(window)).not.toContain('Save …');
    await window.page.click('text=Back to the result');
    await expect.poll(() => mainText(window)).toContain('worked.json');
  });

  it('is chosen, closed and left by the keyboard alone', async () => {
    await openReports(window);
    const chooser = window.page.waitForEvent('filechooser');
    await press(window, 'Tab');
    expect(await focusedId(window)).toBe('report-file');
    await press(window, 'Enter');
    await (await chooser).setFiles([WORKED]);
    await window.page.waitForSelector('#status-title');

    await press(window, 'Shift+Tab');
    expect(await focusedText(window)).toBe('Close');
    await press(window, 'Enter');
    await window.page.waitForSelector('label[for=report-file]');
    expect(await mainText(window)).not.toContain('worked.json');
  });
});

describeWith(['chromium-headless-shell'], 'what was said in a run', () => {
  const window = useWindow(useLab());

  it('has a block in place of every secret', async () => {
    await opened(WORKED)(window);

    await searchFor(window, 'AUTHENTICATE');

    const text = await mainText(window);
    expect(text).toMatch(/a2 AUTHENTICATE SCRAM-SHA-256\s+secret, 56 characters/);
    expect(text).toContain('challenge, 112 characters');
  });

  it('is searched, counted, and gone through by Enter', async () => {
    await opened(WORKED)(window);
    await searchFor(window, 'capability');
    expect(await mainText(window)).toContain('Found at 4 places');

    await window.page.press('#transcript-search', 'Enter');
    await window.page.press('#transcript-search', 'Enter');

    const marked = await window.page.evaluate(() => {
      const marks = [...document.querySelectorAll('mark')];
      return marks.findIndex((one) => getSelection()?.containsNode(one, true) === true);
    });
    expect(marked).toBe(1);
    await searchFor(window, 'nobody says this');
    expect(await mainText(window)).toContain('Nothing found');
  });

  it('is shown whole only where somebody wants it, when it is long', async () => {
    await opened(WORKED)(window);
    await window.page.click('summary >> text=smtp.example.org:465');
    const count = (): Promise<number> => window.page.locator('main ol li').count();
    await expect.poll(count).toBe(400);

    await window.page.click('text=Show all 900 lines');

    expect(await count()).toBe(900);
  });
});

describeWith(['chromium-headless-shell'], 'everything that was seen in a check', () => {
  const window = useWindow(useLab());

  it('is one step from the result, and the result one step back', async () => {
    await during(ended(TWO_PROBLEMS))(window);

    await window.page.click('text=Everything that was seen');
    await window.page.waitForSelector('table');

    expect(await mainText(window)).toContain('What was seen just now');
    expect(await window.page.locator('[role=tab][aria-selected=true]').innerText()).toBe('A report');
    await openSend(window);
    expect(await mainText(window)).toContain('Save …');
    await window.page.click('text=Back to the result');
    await window.page.waitForSelector('table');
    await window.page.click('text=Back to the result');
    await window.page.waitForSelector('text=Check again');
  });

  it.each([
    ['a report to send', openSend],
    ['a mail program', openProgram],
  ])('is seen where it is dropped over %s', async (_what, open) => {
    await during(ended(HEALTHY))(window);
    await open(window);

    await drag(window, 'body', [BROKEN], DROP);

    await expect.poll(() => mainText(window)).toContain('broken.json');
  });

  it('leads back to the check that it was dropped on, and says so', async () => {
    await during(PLANNED)(window);
    await drag(window, 'body', [BROKEN], DROP);
    await expect.poll(() => mainText(window)).toContain('broken.json');

    await window.page.click('text=Back to the check');

    await window.page.waitForSelector('#password');
  });

  it('leads back to the keys that it was dropped on, and says so', async () => {
    await openKeys(window);
    await drag(window, 'body', [BROKEN], DROP);
    await expect.poll(() => mainText(window)).toContain('broken.json');

    await window.page.click('text=Back to the keys');

    await expect.poll(() => focusedText(window)).toBe('Keys of this device');
  });

  it('leaves the focus at the heading when it is closed', async () => {
    await opened(WORKED)(window);

    await window.page.click('text=Close');

    await expect.poll(() => focusedText(window)).toBe('Open a report');
  });

  it('gives the focus to a comparison, and has it again when that is ended', async () => {
    await opened(WORKED)(window);

    await window.page.setInputFiles('#report-other', [BROKEN]);
    await expect.poll(() => focusedId(window)).toBe('comparison-heading');
    await window.page.click('text=End the comparison');

    await expect.poll(() => focusedId(window)).toBe('status-title');
  });

  it('keeps the focus where another one is chosen while it is read', async () => {
    await opened(WORKED)(window);
    await window.page.focus('#report-other');
    await window.page.evaluate(() => {
      Blob.prototype.arrayBuffer = () => new Promise(() => undefined);
    });

    await window.page.setInputFiles('#report-other', [BROKEN]);
    await window.page.waitForSelector('text=Reading …');

    expect(await focusedId(window)).toBe('report-other');
  });
});
