import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { takePicture } from './shots.ts';
import { useLab } from './use-window.ts';
import { accessibilityProblems, colourProblems, SIZES, type Scene } from './window.ts';

const LOCALES = { en: 'en-GB', de: 'de-DE' } as const;
/** The usual window at 200 % zoom: half as many pixels for the style sheets. */
const ZOOMED = { width: SIZES.usual.width / 2, height: SIZES.usual.height / 2 };

/**
 * Tests how some screens look: each leaves pictures in `shots/`, to be looked at by people, gives axe nothing to find, and
 * fits a window at 200 %.
 */
export function describeLooks(screens: string, scenes: Readonly<Record<string, Scene>>): void {
  describeWith(['chromium-headless-shell'], screens, () => looksOf(scenes));
}

function looksOf(scenes: Readonly<Record<string, Scene>>): void {
  const lab = useLab();
  const cases = Object.entries(scenes).flatMap(([name, scene]) =>
    (['en', 'de'] as const).map((language) => ({ name, scene, language })),
  );

  it.each(cases)(
    '$name ($language) gives axe nothing to find, and fits',
    async ({ name, scene, language }) => {
      const window = await lab.open({ locale: LOCALES[language], reducedMotion: 'reduce' });
      const problems: string[] = [];
      const picture = (look: string): Promise<void> =>
        takePicture(window.page, `${name}-${language}-${look}`);

      await scene(window);
      // Screens are loaded when somebody comes to them: their heading tells that they are there.
      await window.page.waitForSelector('h1');
      for (const colorScheme of ['light', 'dark'] as const) {
        await window.page.emulateMedia({ colorScheme });
        for (const [size, viewport] of Object.entries(SIZES)) {
          await window.page.setViewportSize(viewport);
          await picture(`${colorScheme}-${size}`);
        }
        if (colorScheme === 'light') problems.push(...(await accessibilityProblems(window.page)));
        // A scheme changes colours alone: with one of them all else was looked at. They are the same in every language.
        else if (language === 'en') problems.push(...(await colourProblems(window.page)));
      }
      await window.page.setViewportSize(SIZES.usual);
      await window.page.emulateMedia({ forcedColors: 'active' });
      await picture('forced-usual');
      await window.page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
      await picture('contrast-usual');
      if (language === 'en') problems.push(...(await colourProblems(window.page)));
      await window.page.emulateMedia({ contrast: null });
      await window.page.setViewportSize(ZOOMED);
      await picture('dark-zoomed');
      const widest = await window.page.evaluate(() => document.documentElement.scrollWidth);

      await window.page.context().close();
      expect(problems).toEqual([]);
      expect(widest).toBe(ZOOMED.width);
      expect(window.complaints).toEqual([]);
    },
  );
}
