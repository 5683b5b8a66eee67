import type { BrowserWindow, MessageBoxOptions, SaveDialogOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { dialogHanding, type Desktop } from '../../electron/main/handing.ts';
import type { Handing } from '../../electron/node/handing.ts';
import { KEY_FORMS } from '../../shared/mail/device.ts';

// Nothing is asked of it.
const WINDOW = Object.create(null) as BrowserWindow;
const PASSWORD = '7KQM-2XWD-ABCD-EFGH-JKLM';
const FILE = '/home/ada/Documents/Laptop.p12';
const COPY = 0;
const DONE = 1;

/** A desktop that answers dialogs as it is told, and keeps what they said. */
function desktop(answers: readonly number[], chosen: { canceled: boolean; filePath: string }) {
  const boxes: MessageBoxOptions[] = [];
  const saves: SaveDialogOptions[] = [];
  const copied: string[] = [];
  const given = [...answers];
  const parts = {
    dialog: {
      async showMessageBox(_window: BrowserWindow, options: MessageBoxOptions) {
        boxes.push(options);
        const response = given.shift();
        if (response === undefined) throw new Error('it asks once more');
        return { response, checkboxChecked: false };
      },
      async showSaveDialog(_window: BrowserWindow, options: SaveDialogOptions) {
        saves.push(options);
        return chosen;
      },
    },
    clipboard: { writeText: (text: string) => void copied.push(text) },
    folder: () => '/home/ada/Documents',
  };
  // Of the overloads of Electron's functions, those with a window are the ones that are called.
  const handing: Handing = dialogHanding(WINDOW, parts as unknown as Desktop);
  return { handing, boxes, saves, copied };
}

const NOTHING = { canceled: true, filePath: '' };

describe('the password of a P12, in a dialog of the system', () => {
  it.each([
    ['en', 'The password of Laptop.p12', ['Copy the password', 'Done']],
    ['de', 'Das Passwort von Laptop.p12', ['Passwort kopieren', 'Fertig']],
  ] as const)('is shown in the language of the window (%s)', async (language, message, buttons) => {
    const { handing, boxes, copied } = desktop([DONE], NOTHING);

    await handing.showPassword(PASSWORD, FILE, language);

    expect(boxes).toEqual([
      expect.objectContaining({ message, buttons, detail: expect.stringContaining(PASSWORD) as string }),
    ]);
    expect(copied).toEqual([]);
    expect(handing.showsIn).toBe('dialog');
  });

  it('stays while it is copied, says that it was, and goes when the person is done', async () => {
    const { handing, boxes, copied } = desktop([COPY, COPY, DONE], NOTHING);

    await handing.showPassword(PASSWORD, FILE, 'en');

    expect(copied).toEqual([PASSWORD, PASSWORD]);
    expect(boxes.map(({ detail }) => detail?.includes('It was copied.'))).toEqual([false, true, true]);
  });

  it('goes when the dialog is closed, and “Done” is what the enter key presses', async () => {
    const { handing, boxes } = desktop([DONE], NOTHING);

    await handing.showPassword(PASSWORD, FILE, 'en');

    expect(boxes).toEqual([expect.objectContaining({ cancelId: DONE, defaultId: DONE })]);
  });

  it('stands in the text alone: neither in the title nor on a button', async () => {
    const { handing, boxes } = desktop([DONE], NOTHING);

    await handing.showPassword(PASSWORD, FILE, 'de');

    const [{ detail, ...others } = { detail: '' }] = boxes;
    expect(detail).toContain(PASSWORD);
    expect(JSON.stringify(others)).not.toContain(PASSWORD);
  });
});

describe('a file that a person saves, in a dialog of the system', () => {
  it('is proposed in their documents, and goes where they say', async () => {
    const { handing, saves } = desktop([], { canceled: false, filePath: '/media/stick/x.p12' });

    const path = await handing.chooseFile('Laptop.p12', 'p12', 'en');

    expect(path).toBe('/media/stick/x.p12');
    expect(saves).toMatchObject([
      { defaultPath: FILE, buttonLabel: 'Save', title: 'Save the P12 file with the key' },
    ]);
  });

  it.each([NOTHING, { canceled: true, filePath: '/x' }, { canceled: false, filePath: '' }])(
    'goes nowhere where they want none: %j',
    async (chosen) => {
      const { handing } = desktop([], chosen);

      expect(await handing.chooseFile('Laptop.p12', 'p12', 'en')).toBeNull();
    },
  );

  it('is called what it is in each form and language, and “unprotected” where nothing protects a key in it', async () => {
    const { handing, saves } = desktop([], NOTHING);

    for (const form of KEY_FORMS)
      for (const language of ['en', 'de'] as const) await handing.chooseFile('x', form, language);

    const titles = saves.map(({ title }) => title ?? '');
    expect(new Set(titles).size).toBe(KEY_FORMS.length * 2);
    const areUnprotected = titles.map((title) => /unprotected|[Uu]ngeschützt/.test(title));
    expect(areUnprotected).toEqual(
      KEY_FORMS.flatMap((form) =>
        Array<boolean>(2).fill(!['p12', 'mobileconfig', 'certificate'].includes(form)),
      ),
    );
  });
});

describe('a file that is to be written for a mail program, in a dialog of the system', () => {
  const YES = 0;
  const NO = 1;
  const DIFF = '@@ -1,3 +1,3 @@\n same\n-set from=x\n--- x\n+set from=y\n+++ x\n';

  it.each([
    ['en', 'Write the file “/home/ada/.muttrc”?', ['Write', 'Cancel']],
    ['de', 'Die Datei „/home/ada/.muttrc“ schreiben?', ['Schreiben', 'Abbrechen']],
  ] as const)('is asked about in the language of the window (%s)', async (language, message, buttons) => {
    const { handing, boxes } = desktop([YES], NOTHING);

    expect(await handing.agreesTo({ path: '/home/ada/.muttrc', diff: null }, language)).toBe(true);
    expect(boxes).toEqual([expect.objectContaining({ message, buttons, defaultId: NO, cancelId: NO })]);
  });

  it('is not written where the dialog is closed, or somebody says no', async () => {
    const { handing } = desktop([NO], NOTHING);

    expect(await handing.agreesTo({ path: '/home/ada/.muttrc', diff: DIFF }, 'en')).toBe(false);
  });

  it('shows what goes and what comes, and nothing that stays', async () => {
    const { handing, boxes } = desktop([YES], NOTHING);

    await handing.agreesTo({ path: '/home/ada/.muttrc', diff: DIFF }, 'en');

    expect(boxes[0]?.message).toBe('Change the file “/home/ada/.muttrc”?');
    expect(boxes[0]?.detail?.split('\n\n')[1]).toBe('−set from=x\n−-- x\n+set from=y\n+++ x');
  });

  it('has room for long files and long lines', async () => {
    const { handing, boxes } = desktop([YES], NOTHING);
    const lines = Array.from({ length: 1_000 }, (_, at) => `+${at}${'x'.repeat(10_000)}`);

    await handing.agreesTo({ path: '/home/ada/.muttrc', diff: lines.join('\n') }, 'en');

    const detail = boxes[0]?.detail ?? '';
    expect(detail.split('\n')).toHaveLength(27);
    expect(detail).toMatch(/… and 976 more lines$/);
    expect(Math.max(...detail.split('\n').map((line) => line.length))).toBeLessThan(150);
  });
});
