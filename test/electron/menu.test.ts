import { expect, it } from 'vitest';
import { COMMANDS } from '../../shared/ipc/app-calls.ts';
import { describeWith } from '../parts.ts';
import { speakGerman } from '../renderer/screen.ts';
import { launchForAll, launchForTest, type Launched } from './launch.ts';

/** An item of the menu, as somebody sees it. */
interface Seen {
  readonly id: string;
  readonly label: string;
  readonly keys: string | null;
  readonly isEnabled: boolean;
}

describeWith(['electron', 'xvfb'], 'The menu of the app', () => {
  const launched = launchForAll();

  it('has every command of the window once, each but one with keys of its own', async () => {
    const commands = (await itemsOf(launched)).filter(({ id }) => isCommand(id));

    expect(commands.map(({ id }) => id).toSorted()).toEqual(COMMANDS.toSorted());
    const keys = commands.flatMap((item) => item.keys ?? []);
    expect(new Set(keys).size).toBe(COMMANDS.length - 1);
  });

  it.each([
    ['helpdesk', 'Helpdesk – Letterlock'],
    ['keys', 'Keys of this device – Letterlock'],
    ['explain', 'An error message – Letterlock'],
    ['open-report', 'Helpdesk – Letterlock'],
    ['new-check', 'Letterlock'],
  ])('leads the window to %s, and the title of the window with it', async (id, title) => {
    await expect.poll(() => isEnabled(launched, id)).toBe(true);

    await choose(launched, id);

    await expect.poll(() => titleOf(launched)).toBe(title);
  });

  it('does not offer to send a report before there is one', async () => {
    expect(await isEnabled(launched, 'send-report')).toBe(false);
  });

  it('shows what the app is, with the licences of what was built in', async () => {
    const { app, page } = await launchForTest();
    await expect.poll(() => isEnabled({ app }, 'about')).toBe(true);
    await choose({ app }, 'about');

    const dialog = page.locator('[role=dialog]');
    await dialog.waitFor();

    const said = await dialog.innerText();
    expect(said).toContain(await app.evaluate(() => process.versions.electron));
    for (const name of ['svelte', 'imapflow', 'node-forge', 'commander', 'zod']) expect(said).toContain(name);
  });

  it('speaks the language of the window, with the same keys', async () => {
    const { app, page } = await launchForTest();
    const english = await itemsOf({ app });

    await speakGerman({ page });
    await expect.poll(async () => (await itemsOf({ app }))[0]?.label).toBe('&Neue Prüfung');

    const german = await itemsOf({ app });
    expect(german.map(({ keys }) => keys)).toEqual(english.map(({ keys }) => keys));
    const same = german.filter(({ label }, at) => label !== '' && label === english[at]?.label);
    expect(same.map(({ label }) => label)).toEqual(['&Helpdesk']);
  });

  it('offers nothing of a window that is closed', async () => {
    const { app } = await launchForTest();
    await expect.poll(() => isEnabled({ app }, 'helpdesk')).toBe(true);
    // As on macOS, where the app outlives its window.
    await app.evaluate(({ app: electron, BrowserWindow }) => {
      electron.removeAllListeners('window-all-closed');
      electron.on('window-all-closed', () => undefined);
      BrowserWindow.getAllWindows()[0]?.close();
    });

    await expect.poll(() => isEnabled({ app }, 'helpdesk')).toBe(false);
    await choose({ app }, 'helpdesk');
  });
});

function isCommand(id: string): boolean {
  return (COMMANDS as readonly string[]).includes(id);
}

function itemsOf({ app }: Pick<Launched, 'app'>): Promise<readonly Seen[]> {
  return app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
      (submenu?.items ?? []).map(({ id, label, accelerator, enabled }) => ({
        id,
        label,
        keys: accelerator?.toString() ?? null,
        isEnabled: enabled,
      })),
    ),
  );
}

async function isEnabled(launched: Pick<Launched, 'app'>, id: string): Promise<boolean | undefined> {
  return (await itemsOf(launched)).find((item) => item.id === id)?.isEnabled;
}

function choose({ app }: Pick<Launched, 'app'>, id: string): Promise<void> {
  return app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.click(), id);
}

function titleOf({ app }: Pick<Launched, 'app'>): Promise<string | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
}
