import { describe, expect, it } from 'vitest';
import type { Command } from '../../shared/ipc/app-calls.ts';
import { describeWith } from '../parts.ts';
import { HALF, HEALTHY, PLANNED, ended } from './runs.ts';
import { lookingDuring, TROUBLED } from './helpdesk-scenes.ts';
import { during, practisingDuring, submitAddress } from './scenes.ts';
import { mainText, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

const PLACES: readonly Command[] = ['new-check', 'keys', 'helpdesk', 'open-report', 'explain'];

describeWith(['chromium-headless-shell'], 'the menu of the app', () => {
  const lab = useLab();
  const window = useWindow(lab);
  const told = (): unknown => window.engine.argumentsOf('app.menu').at(-1);
  const title = (): Promise<string> => window.page.title();

  it.each<[Command, string]>([
    ['keys', 'Keys of this device – Letterlock'],
    ['helpdesk', 'Helpdesk – Letterlock'],
    ['open-report', 'Helpdesk – Letterlock'],
    ['explain', 'An error message – Letterlock'],
    ['new-check', 'Letterlock'],
  ])('leads to %s, from the start and from any other place', async (command, wanted) => {
    for (const before of PLACES) {
      await window.engine.choose(before);
      await window.engine.choose(command);

      await expect.poll(title).toBe(wanted);
    }
  });

  it('shows what the program is', async () => {
    await window.engine.choose('about');

    await window.page.waitForSelector('[role=dialog]');
  });

  it('leaves what was typed', async () => {
    await window.page.fill('#address', 'ada@example.org');

    await window.engine.choose('helpdesk');
    await window.engine.choose('new-check');

    await expect.poll(() => window.page.inputValue('#address')).toBe('ada@example.org');
  });

  it('begins anew after a result, with an empty form', async () => {
    await during(ended(HEALTHY))(window);

    await window.engine.choose('new-check');

    await expect.poll(() => window.page.inputValue('#address')).toBe('');
  });

  it('begins anew in the practice mailbox with the form that it has filled', async () => {
    await practisingDuring(ended(HEALTHY))(window);

    await window.engine.choose('new-check');
    await window.page.click('button[type=submit]');
    await expect.poll(() => window.engine.argumentsOf('run.start').length).toBe(2);

    const [before, again] = window.engine.argumentsOf('run.start');
    expect(again).toEqual(before);
  });

  it.each(['helpdesk', 'open-report'] as const)(
    'goes to %s in the helpdesk without forgetting what was looked at there',
    async (command) => {
      await lookingDuring(TROUBLED)(window);
      const before = await window.page.locator('#status-title').innerText();
      await window.page.click('[role=tab] >> nth=1');

      await window.engine.choose(command);
      await window.page.click('[role=tab] >> nth=0');

      await window.page.waitForSelector('#status-title');
      expect(await window.page.locator('#status-title').innerText()).toBe(before);
    },
  );

  it('leads from the report of a look back to the look', async () => {
    await lookingDuring(TROUBLED)(window);
    await window.engine.choose('send-report');
    await window.page.waitForSelector('main pre');

    await window.engine.choose('helpdesk');

    await window.page.waitForSelector('#status-title');
  });

  it('takes a result to where it is sent', async () => {
    await during(ended(HEALTHY))(window);

    await window.engine.choose('send-report');

    await expect.poll(title).toBe('Report – Letterlock');
  });

  it.each([
    ['is looked', HALF],
    ['a password is waited for', PLANNED],
  ])('leads nowhere while %s: nothing that is under way gets lost', async (_what, events) => {
    await during(events)(window);
    const before = await mainText(window);

    for (const command of [...PLACES, 'send-report'] as const) await window.engine.choose(command);

    expect(await title()).not.toBe('Letterlock');
    expect((await mainText(window)).split('\n')[0]).toBe(before.split('\n')[0]);
    expect(window.engine.argumentsOf('run.cancel')).toEqual([]);
    expect(told()).toEqual({ language: 'en', possible: ['about'] });
  });

  describe('is told', () => {
    it('what is possible at the start', async () => {
      await expect.poll(told).toEqual({ language: 'en', possible: [...PLACES, 'about'] });
    });

    it('that a report can be sent, once there is one and until it is being sent', async () => {
      await submitAddress(window);
      await window.engine.push(ended(HEALTHY));
      await expect.poll(told).toEqual({ language: 'en', possible: [...PLACES, 'send-report', 'about'] });

      await window.engine.choose('send-report');

      await expect.poll(told).toEqual({ language: 'en', possible: [...PLACES, 'about'] });
    });

    it('the language, at the start and when it is switched', async () => {
      await speakGerman(window);

      await expect.poll(told).toEqual({ language: 'de', possible: [...PLACES, 'about'] });
    });

    it('nothing twice', async () => {
      await window.page.fill('#address', 'ada@example.org');
      await window.page.fill('#address', 'eve@example.org');

      expect(window.engine.argumentsOf('app.menu')).toHaveLength(1);
    });

    it('and where it cannot be told, the window goes on', async () => {
      window.engine.failNext('app.menu');
      await speakGerman(window);

      expect(await window.page.locator('[role=alert]').count()).toBe(0);
    });
  });
});
