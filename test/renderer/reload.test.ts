import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { HEALTHY_LOOK, lookingDuring, openHelpdesk, TROUBLED } from './helpdesk-scenes.ts';
import { ended, HEALTHY, LOOKED, PLANNED, TWO_PROBLEMS } from './runs.ts';
import { during, practisingDuring } from './scenes.ts';
import { mainText, openServers, sendPassword } from './screen.ts';
import { lookup, SEARCHING } from './search-events.ts';
import { useLab, useWindow } from './use-window.ts';

const PASSWORD = 'correct horse battery';

describeWith(['chromium-headless-shell'], 'a window that is loaded again', () => {
  const window = useWindow(useLab());

  async function reload(): Promise<void> {
    await window.page.reload();
    await window.page.waitForSelector('main');
  }
  const signIns = (): number => window.engine.argumentsOf('run.signIn').length;

  it('begins empty where nothing was there', async () => {
    await reload();

    expect(await window.page.inputValue('#address')).toBe('');
    expect(window.engine.argumentsOf('run.replay')).toEqual([]);
  });

  it('has what was typed before', async () => {
    await window.page.fill('#address', 'ada@example.org');
    await openServers(window);
    await window.page.fill('#incoming', 'imap.example.org');

    await reload();

    expect(await window.page.inputValue('#address')).toBe('ada@example.org');
    expect(await window.page.inputValue('#incoming')).toBe('imap.example.org');
  });

  it('goes on with a check, and with what it told meanwhile', async () => {
    await during(LOOKED)(window);
    window.engine.tell(PLANNED.slice(LOOKED.length));

    await reload();

    await window.page.waitForSelector('#password');
    await sendPassword(window, PASSWORD);
    await window.engine.push(ended(HEALTHY).slice(PLANNED.length));
    await window.page.waitForSelector('#status-title');
    expect(window.engine.argumentsOf('run.start')).toHaveLength(1);
  });

  it('asks for a password again that was not sent, and for none that was', async () => {
    await during(PLANNED)(window);
    await window.page.fill('#password', PASSWORD);
    await reload();
    expect(await window.page.inputValue('#password')).toBe('');

    await sendPassword(window, PASSWORD);
    await expect.poll(signIns).toBe(1);
    await reload();

    await window.page.waitForSelector('ol');
    expect(await window.page.isVisible('#password')).toBe(false);
    expect(signIns()).toBe(1);
  });

  it('has nothing of a password in what it keeps', async () => {
    await during(PLANNED)(window);
    await window.page.fill('#password', PASSWORD);
    await sendPassword(window, PASSWORD);
    await window.engine.push(ended(HEALTHY).slice(PLANNED.length));

    const kept = await window.page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));

    expect(kept).toContain('ada@example.org');
    expect(kept).not.toContain(PASSWORD);
  });

  it('shows a result again', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    const before = await mainText(window);

    await reload();
    await window.page.waitForSelector('#status-title');

    expect(await mainText(window)).toBe(before);
  });

  it('counts an event once that comes while it asks what was told', async () => {
    const answers = ['https://example.org/a', 'https://example.org/b'].map((uri) => lookup('pacc', uri));
    const rung = window.page.locator('main ol > li').first();
    await during([SEARCHING])(window);
    const release = window.engine.holdNext('run.replay');
    await window.page.reload();
    await expect.poll(() => window.engine.argumentsOf('run.replay').length).toBe(1);
    await window.engine.push(answers.slice(0, 1));
    release();

    // This source has answered once it has done so twice.
    await expect.poll(() => rung.innerText()).toContain('0 of 10 sources have answered');
    await window.engine.push(answers.slice(1));
    await expect.poll(() => rung.innerText()).toContain('1 of 10 sources have answered');
  });

  it('begins at its beginning where the engine does not know the run any more', async () => {
    await during(ended(TWO_PROBLEMS))(window);
    await window.page.evaluate(() => {
      const kept = sessionStorage.getItem('letterlock-window') ?? '';
      sessionStorage.setItem('letterlock-window', kept.replace('run-1', 'run-0'));
    });

    await reload();

    expect(await window.page.inputValue('#address')).toBe('ada@example.org');
    expect(await window.page.locator('[role=alert]').count()).toBe(0);
  });

  it.each(['{', '[]', '{"version":1}', '{"version":1,"run":{"form":null}}', 'null', '{"version":2}'])(
    'begins at its beginning where %s is kept',
    async (kept) => {
      await window.page.evaluate((text) => sessionStorage.setItem('letterlock-window', text), kept);

      await reload();

      expect(await window.page.isVisible('#address')).toBe(true);
    },
  );

  it('is still in the practice, with its fault', async () => {
    await practisingDuring(ended(HEALTHY), 'certificate-expired')(window);

    await reload();
    await window.page.waitForSelector('#status-title');

    expect(await window.page.locator('header').innerText()).toContain('Practice');
    expect(window.engine.argumentsOf('practice.start').at(-1)).toEqual({ fault: 'certificate-expired' });
  });

  it('is still in the helpdesk, with its look', async () => {
    await lookingDuring(HEALTHY_LOOK.slice(0, 9))(window);

    await reload();
    await window.page.waitForSelector('table');
    await window.engine.push(TROUBLED.slice(-1));

    await window.page.waitForSelector('#status-title');
    expect(await window.page.inputValue('#host')).toBe('mail.example.org');
  });

  it('is still at the tab of the helpdesk that was open', async () => {
    await openHelpdesk(window);
    await window.page.click('text=An error message');

    await reload();

    await window.page.waitForSelector('#pasted');
  });

  it('is still among the keys', async () => {
    await window.page.click('text=Keys of this device');
    await window.page.waitForSelector('text=No key yet.');

    await reload();

    await window.page.waitForSelector('text=No key yet.');
  });
});
