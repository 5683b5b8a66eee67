import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { takePicture } from '../renderer/shots.ts';
import { launchForTest } from './launch.ts';

const PORTS = ['993', '143', '465', '587', '995', '110', '4190', '25'];

describeWith(['electron', 'xvfb'], 'the helpdesk in the app', () => {
  it('looks at every mail port of a host, and fills a cell for each', async () => {
    const { page } = await launchForTest();

    await lookAt(page, 'localhost');
    await page.getByRole('heading', { name: 'What was found' }).waitFor();

    const rows = await page.locator('th[scope=row] .port').allInnerTexts();
    expect(rows).toEqual(PORTS);
    // Whatever runs on this machine, and whether or not it has IPv6: every cell has come to a word.
    const words = await page.locator('tbody td').allInnerTexts();
    expect(words).toHaveLength(2 * PORTS.length);
    expect(words.filter((word) => /waiting|under way|not finished|…/.test(word))).toEqual([]);
    await page.getByRole('button', { name: 'Port 993 over IPv4:' }).click();
    expect(await page.locator('td[colspan]').innerText()).toContain('127.0.0.1');
    await takePicture(page, 'app-helpdesk-localhost');
  });

  it('says beside the field which ports it knows, where the port that was named tells no protocol', async () => {
    const { page } = await launchForTest();

    await lookAt(page, 'localhost:10993/implicit-tls');

    await page.getByText('“localhost:10993/implicit-tls” is none of the usual ones').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('host');
    await takePicture(page, 'app-helpdesk-refused');
  });
});

async function lookAt(page: Page, host: string): Promise<void> {
  await page.getByRole('button', { name: 'Helpdesk' }).click();
  await page.getByLabel('Mail server', { exact: true }).fill(host);
  await page.getByRole('button', { name: 'Look', exact: true }).click();
}
