import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { startChromium } from '../renderer/chromium.ts';
import { collectComplaints } from '../renderer/window.ts';
import { endWithUs, stopChild } from '../servers/child.ts';
import { startDovecot23, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';
import { goThroughRun, watchRungs } from './whole-run.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/letterlock.js', import.meta.url));

describeWith(['chromium', 'dovecot'], 'letterlock serve in a real browser', () => {
  let dovecot: Dovecot23;
  let cli: ChildProcess;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    dovecot = await startDovecot23(await makePki());
    const child = spawn(process.execPath, [PROGRAM, 'serve', '--ca', dovecot.caFile]);
    cli = child;
    endWithUs(child);
    child.stdout.setEncoding('utf8');
    const [printed] = (await once(child.stdout, 'data')) as [string];
    url = printed.trim();
    browser = await startChromium();
  });

  afterAll(async () => {
    await browser.close();
    await stopChild(cli);
    await dovecot.stop();
  });

  it('prints an address on 127.0.0.1 with a token behind #', () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{40,}$/);
  });

  it('takes a person from the address over lit rungs to “everything works”', async () => {
    const page = await browser.newPage({ viewport: { width: 1040, height: 740 } });
    const complaints = await collectComplaints(page);
    await page.goto(url);
    const rungs = await watchRungs(page);

    await goThroughRun(page, dovecot, { name: 'serve-healthy' });

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('works');
    expect(await rungs()).toEqual(
      expect.arrayContaining(['Server reached', 'The server says what it offers']),
    );
    expect(page.url()).not.toContain('token');
    expect(complaints).toEqual([]);
  });

  it('shows a page without its token nothing but a way to the right address', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(url.replace(/#.*/, ''));

    await page.getByText('Letterlock does not know this page').first().waitFor();
  });
});
