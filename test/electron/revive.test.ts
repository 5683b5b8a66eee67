import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { launchForTest, type Launched } from './launch.ts';

/** Ends the process of the page, as the system does where it wants its memory. */
function endPage({ app }: Launched): Promise<void> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
}

/** What stands in the field for the address; null while there is none. */
function addressIn({ app }: Launched): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed()) return null;
    const asked = contents.executeJavaScript('document.getElementById("address")?.value ?? null');
    // A page that goes while it is asked never answers.
    const late = new Promise((resolve) => setTimeout(() => resolve(null), 500));
    return Promise.race([asked.catch(() => null), late]);
  });
}

describeWith(['electron', 'xvfb'], 'a window whose page has lost its process', () => {
  it('has it again, with what was typed', async () => {
    const launched = await launchForTest();
    await launched.page.getByLabel('Your mail address').fill('ada@example.org');

    await endPage(launched);

    await expect.poll(() => addressIn(launched), { timeout: 10_000 }).toBe('ada@example.org');
  });

  it('is given up in a sentence where it loses it again at once', async () => {
    const launched = await launchForTest();
    await launched.app.evaluate(({ dialog }) => {
      // Nobody is there to close it.
      dialog.showErrorBox = (title, content) => console.log(`shown: ${title}: ${content}`);
    });
    const said: string[] = [];
    launched.app.process().stdout?.on('data', (chunk) => said.push(String(chunk)));
    await launched.page.getByLabel('Your mail address').fill('ada@example.org');
    await endPage(launched);
    await expect.poll(() => addressIn(launched), { timeout: 10_000 }).toBe('ada@example.org');

    const gone = launched.app.waitForEvent('close');
    await endPage(launched).catch(() => undefined);
    await gone;

    expect(said.join('')).toContain('shown: Letterlock: The window of Letterlock broke, and broke again');
    expect(said.join('')).toContain('Start Letterlock again. Nothing was changed by this.');
  });
});
