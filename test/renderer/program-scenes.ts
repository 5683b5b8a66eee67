import { during } from './scenes.ts';
import { ended, HEALTHY } from './runs.ts';
import type { OpenWindow, Scene } from './window.ts';

/** Opens the choice of a mail program from the result that is shown. */
export async function openProgram({ page }: Pick<OpenWindow, 'page'>): Promise<void> {
  await page.click('main button >> text=/^(Set up a mail program …|Mailprogramm einrichten …)$/');
  await page.waitForSelector('input[name=program]');
}

/** Chooses one, and waits for its recipe. */
export async function chooseProgram({ page }: Pick<OpenWindow, 'page'>, id: string): Promise<void> {
  await page.click(`label:has(input[value="${id}"])`);
  await page.waitForSelector('#how-heading');
}

function chosen(id: string): Scene {
  return async (window) => {
    await during(ended(HEALTHY))(window);
    await openProgram(window);
    await chooseProgram(window, id);
    await window.page.evaluate(() => scrollTo(0, 0));
  };
}

/** Every state of the screen for mail programs. */
export const PROGRAM_SCENES: Readonly<Record<string, Scene>> = {
  'program-door': async ({ page }) => {
    await page.click('main button >> text=/^(Set up a mail program|Mailprogramm einrichten)$/');
  },
  'program-choice': async (window) => {
    await during(ended(HEALTHY))(window);
    await openProgram(window);
  },
  'program-thunderbird': chosen('thunderbird'),
  'program-mbsync': chosen('mbsync'),
  'program-placing': async (window) => {
    window.engine.holdNext('recipe.place');
    await chosen('mbsync')(window);
    await window.page.click('.hand button >> nth=0');
    await window.page.waitForSelector('text=/in the dialog|im Dialog/');
  },
  'program-replaced': async (window) => {
    const [path, backup] = ['/home/ada/.mbsyncrc', '/home/ada/.mbsyncrc.before-1a2b3c4d'];
    window.engine.nextPlaced = { kind: 'placed', path, backup };
    await chosen('mbsync')(window);
    await window.page.click('.hand button >> nth=0');
    await window.page.waitForSelector('text=before-1a2b3c4d');
  },
  'program-not-placed': async (window) => {
    const problem = { code: 'file_not_comparable', given: '/home/ada/.mbsyncrc' } as const;
    window.engine.nextPlaced = { kind: 'refused', problem };
    await chosen('mbsync')(window);
    await window.page.click('.hand button >> nth=0');
    await window.page.waitForSelector('main [role=status] ~ p, main .problem');
  },
  'program-android': chosen('thunderbird-android'),
  'program-outlook-new': chosen('outlook-new'),
  'program-openssl': chosen('openssl'),
  'program-other': chosen('other'),
};
