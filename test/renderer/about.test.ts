import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { INFO, PACKAGES } from './fake-about.ts';
import { HALF } from './runs.ts';
import { during, openAbout } from './scenes.ts';
import { focusedText, press, openWithoutPages } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'about the program', () => {
  const lab = useLab();
  const window = useWindow(lab);
  const dialog = (): Promise<string> => window.page.locator('[role=dialog]').innerText();

  it('says its version, what it runs on, and the licence of every package', async () => {
    await openAbout(window);

    const said = await dialog();

    expect(said).toContain(`Version ${INFO.version}`);
    for (const { name, version } of INFO.components)
      expect(said).toContain(`${name}\n${version ?? 'part of'}`);
    for (const { name, version, licence } of PACKAGES)
      expect(said).toContain(`${name} ${version}\n${licence ?? 'no licence stated'}`);
    expect(said).toContain('LICENSES.chromium.html');
  });

  it('unfolds the text of a licence, and says where there is none', async () => {
    await openAbout(window);
    expect(await dialog()).not.toContain('Permission is hereby granted');

    await window.page.click('summary >> text=/^bits-ui/');
    await window.page.click('summary >> text=/^saxes/');

    expect(await dialog()).toContain('Permission is hereby granted');
    expect(await dialog()).toContain('no file with the text of its licence');
  });

  it('keeps the focus, goes with Escape, and gives the focus back', async () => {
    await window.page.focus('footer button');
    await press(window, 'Enter');
    await window.page.waitForSelector('[role=dialog]');
    const isInside = (): Promise<boolean> =>
      window.page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);

    const inside: boolean[] = [];
    for (let count = 0; count < PACKAGES.length + 3; count += 1) {
      inside.push(await isInside());
      await press(window, 'Tab');
    }
    await press(window, 'Escape');
    await window.page.waitForSelector('[role=dialog]', { state: 'detached' });

    expect(new Set(inside)).toEqual(new Set([true]));
    await expect.poll(() => focusedText(window)).toBe('About Letterlock');
  });

  it('over a running check goes with Escape, and the check goes on', async () => {
    await during(HALF)(window);
    await openAbout(window);

    await press(window, 'Escape');
    await window.page.waitForSelector('[role=dialog]', { state: 'detached' });

    expect(window.engine.argumentsOf('run.cancel')).toEqual([]);
  });

  it('waits for its words, where somebody asks before they are there', async () => {
    const release = await openWithoutPages(window);

    await window.page.click('footer button');
    expect(window.engine.argumentsOf('app.licences')).toEqual([]);
    release();

    await window.page.waitForSelector('[role=dialog]');
  });

  it('asks for it anew each time, and closes by its button', async () => {
    await openAbout(window);
    await window.page.click('[role=dialog] button');
    await window.page.waitForSelector('[role=dialog]', { state: 'detached' });

    await openAbout(window);

    expect(window.engine.argumentsOf('app.licences')).toHaveLength(2);
  });

  it('loads its dialog only when somebody wants to see it', async () => {
    const loaded = (): Promise<number> =>
      window.page.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => /\/About-.*\.js$/.test(name)).length,
      );
    expect(await loaded()).toBe(0);

    await openAbout(window);

    expect(await loaded()).toBe(1);
  });
});
