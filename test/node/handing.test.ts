import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { handingIn } from '../../electron/cli/handing.ts';
import type { Terminal } from '../../electron/cli/terminal/terminal.ts';
import { fileNameFor, freeFile } from '../../electron/node/handing.ts';
import { KEY_FORMS } from '../../shared/mail/device.ts';
import { parseDeviceName } from '../../shared/mail/device-name.ts';

const ID = '0123456789abcdef';

describe('the name of a file for a device', () => {
  it.each([
    ['Laptop', 'Laptop.p12'],
    ['Ada’s Laptop', 'Ada-s-Laptop.p12'],
    ['../../etc/passwd', 'etc-passwd.p12'],
    ['C:\\Windows', 'C-Windows.p12'],
    ['.', `${ID}.p12`],
    ['..', `${ID}.p12`],
    ['...hidden', 'hidden.p12'],
    ['ends with dots...', 'ends-with-dots.p12'],
    ['--output=x', 'output-x.p12'],
    ['$(reboot) `x` "y"', 'reboot-x-y.p12'],
    ['a\0b\nc', 'a-b-c.p12'],
    ['?*|<>', `${ID}.p12`],
    ['Zoës Gerät', 'Zoës-Gerät.p12'],
    ['Ноутбук Анны', 'Ноутбук-Анны.p12'],
    ['मेरा लैपटॉप', 'मेरा-लैपटॉप.p12'],
    ['笔记本', '笔记本.p12'],
    // What Windows takes for a device, whatever stands behind a dot (Naming Files, Paths, and Namespaces).
    ['CON', `CON-${ID}.p12`],
    ['nul', `nul-${ID}.p12`],
    ['Com1', `Com1-${ID}.p12`],
    ['LPT¹', `LPT¹-${ID}.p12`],
    ['aux.', `aux-${ID}.p12`],
    ['CONIO', 'CONIO.p12'],
    ['COM10', 'COM10.p12'],
  ])('that is called %j is %s', (name, file) => {
    expect(fileNameFor({ name, id: ID }, 'p12')).toBe(file);
  });

  it('tells the forms apart', () => {
    const names = KEY_FORMS.map((form) => fileNameFor({ name: 'Laptop', id: ID }, form));

    expect(new Set(names).size).toBe(KEY_FORMS.length);
  });

  it('is one name in any folder, which no system takes for another, whatever the device is called', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 70 }),
        fc.constantFrom(...KEY_FORMS),
        (given, form) => {
          const name = parseDeviceName(given);
          if (!name.ok) return;
          const file = fileNameFor({ name: name.value, id: ID }, form);

          expect(win32.basename(file)).toBe(file);
          expect(file).not.toMatch(/^[-.\s]|[\p{C}\p{Z}\\/:*?"<>|$`']|\.$/u);
          expect(file).toMatch(/\.(p12|pem|mobileconfig)$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has room in every folder, also while it is written and with a number behind it', () => {
    const longest = fileNameFor({ name: '記'.repeat(64), id: ID }, 'sec1');

    // 255 bytes in the file systems of Linux; `-100` and `.new-01234567` are ours.
    expect(Buffer.byteLength(longest) + '-100'.length + '.new-01234567'.length).toBeLessThanOrEqual(255);
  });
});

describe('the first free name in a folder', () => {
  it('is the name itself, and with a number where that is taken by anything', async () => {
    const folder = await folderForTest();
    const take = [
      (path: string) => writeFile(path, ''),
      (path: string) => mkdir(path),
      (path: string) => symlink('nowhere', path),
    ];
    const found: (string | null)[] = [];

    for (const one of take) {
      const free = await freeFile(folder, 'My-Laptop.p12');
      found.push(free);
      await one(free ?? '');
    }

    const names = ['My-Laptop.p12', 'My-Laptop-2.p12', 'My-Laptop-3.p12'];
    expect(found).toEqual(names.map((name) => join(folder, name)));
  });

  it('of a file that begins with a dot has no ending that is none', async () => {
    const folder = await folderForTest();
    for (const name of ['.mbsyncrc', '.config.toml']) await writeFile(join(folder, name), '');

    expect(await freeFile(folder, '.mbsyncrc')).toBe(join(folder, '.mbsyncrc-2'));
    expect(await freeFile(folder, '.config.toml')).toBe(join(folder, '.config-2.toml'));
  });

  it('is none where a hundred are taken', async () => {
    const folder = await folderForTest();
    for (let taken = 0; taken < 100; taken += 1) await writeFile((await freeFile(folder, 'a.pem')) ?? '', '');

    expect(await freeFile(folder, 'a.pem')).toBeNull();
    expect(await readdir(folder)).toContain('a-100.pem');
  });

  it('is one in a folder that cannot be seen, too: who writes there hears why not', async () => {
    const folder = join(await folderForTest(), 'absent');

    expect(await freeFile(folder, 'a.pem')).toBe(join(folder, 'a.pem'));
  });
});

describe('a browser’s window', () => {
  it.each([
    ['en', 'Written: /x/Laptop.p12\nPassword of the P12 file, shown this once: ABCD-EFGH\n'],
    ['de', 'Geschrieben: /x/Laptop.p12\nPasswort der P12-Datei, nur dieses eine Mal gezeigt: ABCD-EFGH\n'],
  ] as const)('has the password of a P12 in the terminal (%s)', async (language, words) => {
    const said: string[] = [];
    const handing = handingIn('/x', terminalSaying(said));

    await handing.showPassword('ABCD-EFGH', '/x/Laptop.p12', language);

    expect(handing.showsIn).toBe('terminal');
    expect(said.join('')).toBe(words);
  });

  it('has files where the program was started, under names that are free', async () => {
    const folder = await folderForTest();
    await writeFile(join(folder, 'Laptop.p12'), '');

    const path = await handingIn(folder, terminalSaying([])).chooseFile('Laptop.p12', 'p12', 'en');

    expect(path).toBe(join(folder, 'Laptop-2.p12'));
  });

  it('asks nobody where nobody is at the terminal, and takes that for a no', async () => {
    const said: string[] = [];
    const handing = handingIn('/x', terminalSaying(said));

    expect(handing.asksIn).toBeNull();
    expect(await handing.agreesTo({ path: '/x/.muttrc', diff: '-old\n+new\n' }, 'en')).toBe(false);
    expect(said.join('')).toContain('“/x/.muttrc” is there, and would become:\n-old\n+new\n');
  });
});

/** A terminal that nobody is at. */
function terminalSaying(said: string[]): Terminal {
  const stream = { write: (text: string) => said.push(text) > 0, isTTY: false };
  return { stdin: stream, stdout: stream, stderr: stream, env: {} } as never; // all that is used of one
}

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-handing-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
