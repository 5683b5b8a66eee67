import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPractice } from '../../electron/node/practice/practice.ts';
import { dataFolder } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { doorOf } from '../practice/doors.ts';
import { takePicture } from '../renderer/shots.ts';
import { launchForTest } from './launch.ts';

describeWith(['electron', 'xvfb'], 'several accounts in the app', () => {
  it('are checked at real servers, and open to what was found', async () => {
    const practice = await startPractice({ date: () => new Date() });
    onTestFinished(() => practice.close());
    const ca = join(dataFolder(), 'ca.pem');
    await writeFile(ca, practice.caPem);
    const door = doorOf(practice, 'imap', 'implicit-tls');
    const list = [
      'Adresse;Posteingang',
      `ada@example.org;127.0.0.1:${door.port}/implicit-tls`,
      `bob@example.org;127.0.0.1:${door.port}/implicit-tls`,
      'eve@example.net;127.0.0.1:1/implicit-tls',
    ];
    const { page } = await launchForTest({ args: ['--ca', ca] });
    await page.getByRole('button', { name: 'Helpdesk' }).click();
    await page.getByRole('tab', { name: 'Several accounts' }).click();

    await page.getByLabel('Accounts', { exact: true }).fill(list.join('\n'));
    await page.getByRole('button', { name: 'Check the accounts' }).click();

    await page.getByRole('heading', { name: '1 of 3 accounts has a problem' }).waitFor();
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^eve@example\.net\s+Problem\s/),
      expect.stringMatching(/^ada@example\.org\s+Fine\s/),
      expect.stringMatching(/^bob@example\.org\s+Fine\s/),
    ]);
    await page.getByRole('button', { name: 'bob@example.org' }).click();
    await page.getByText('One other account of the list has the same servers').waitFor();
    await takePicture(page, 'app-accounts');
    await page.getByRole('button', { name: 'Report or letter …' }).click();
    await page.getByRole('heading', { name: 'A report to send' }).waitFor();
  });
});
