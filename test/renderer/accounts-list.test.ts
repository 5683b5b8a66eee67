import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { LIST, openAccounts, sendList } from './accounts-scenes.ts';
import { drag, DROP } from './drag.ts';
import { heapOf } from './heap.ts';
import { alertText, focusedId, mainText } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

const SECRET = 'kx7Qw!Zebra4711-unmistakable';

describeWith(['chromium-headless-shell'], 'a list of several accounts', () => {
  const window = useWindow(useLab());

  const fileOf = (name: string, bytes: Buffer) => ({ name, mimeType: 'text/csv', buffer: bytes });

  it('go to the engine as the list has them, and never with more than the contract knows', async () => {
    await openAccounts(window);

    await sendList(
      window,
      'Name;Adresse;Posteingang;Benutzername\nAda; ada@example.org ;imap.example.org;ada\n',
    );
    await window.page.waitForSelector('#accounts-heading');

    expect(window.engine.argumentsOf('batch.start')).toEqual([
      {
        accounts: [
          { address: 'ada@example.org', incoming: 'imap.example.org', outgoing: '', username: 'ada' },
        ],
      },
    ]);
    expect(await mainText(window)).toContain('left out: Name.');
  });

  it('are refused with passwords, which stay nowhere, and nothing is sent', async () => {
    await openAccounts(window);

    await sendList(window, `address;note\nada@example.org;${SECRET}`);
    await window.page.waitForSelector('[aria-invalid]');

    expect(await mainText(window)).toContain('In the column “note” stands what looks like passwords.');
    expect(await focusedId(window)).toBe('accounts');
    expect(await window.page.inputValue('#accounts')).toBe('');
    expect(JSON.stringify(window.engine.calls)).not.toContain('Zebra');
    await window.page.click('text=Back to the start');
    await window.page.waitForSelector('#address');
    await expect
      .poll(async () => (await heapOf(window.page)).includes(SECRET), { timeout: 20_000 })
      .toBe(false);
  });

  it.each([
    ['UTF-8', Buffer.from('\ufeffAdresse;Büro\r\nada@example.org;Köln\r\n')],
    ['UTF-16', Buffer.from('\ufeffAdresse\tBüro\r\nada@example.org\tKöln\r\n', 'utf16le')],
    ['Windows-1252', Buffer.from('Adresse;Büro\r\nada@example.org;Köln\r\n', 'latin1')],
  ])('come out of a file, and stand in the field to be mended: %s', async (_what, bytes) => {
    await openAccounts(window);

    await window.page.setInputFiles('input[type=file]', fileOf('accounts.csv', bytes));
    await window.page.waitForSelector('#accounts-heading');

    expect(await mainText(window)).toContain('left out: Büro.');
    expect(window.engine.argumentsOf('batch.start')).toMatchObject([
      { accounts: [{ address: 'ada@example.org' }] },
    ]);
  });

  it('come out of a file that is dropped on the field', async () => {
    await openAccounts(window);

    await drag(window, '#accounts', [fileOf('accounts.csv', Buffer.from('ada@example.org\nbob\n'))], DROP);
    await window.page.waitForSelector('#wrong-heading');

    expect(await window.page.inputValue('#accounts')).toBe('ada@example.org\nbob\n');
    expect(await window.page.locator('.drop').count()).toBe(0);
  });

  it('leave their field in sight while a file is dragged to it', async () => {
    await openAccounts(window);

    await drag(window, '#accounts', [fileOf('accounts.csv', Buffer.from('ada@example.org'))], ['dragenter']);
    await window.page.waitForSelector('.drop');

    expect(await window.page.locator('.drop').innerText()).toBe('');
  });

  it('do not come out of what cannot be read, which is said', async () => {
    await openAccounts(window);
    await window.page.evaluate(() => {
      File.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    });

    await window.page.setInputFiles(
      'input[type=file]',
      fileOf('accounts.csv', Buffer.from('ada@example.org')),
    );
    await window.page.waitForSelector('[aria-invalid]');

    expect(await mainText(window)).toContain('cannot be read: it is a folder');
    expect(await focusedId(window)).toBe('accounts');
    expect(window.engine.argumentsOf('batch.start')).toEqual([]);
  });

  it('of a file that is too large are not even read', async () => {
    await openAccounts(window);
    await window.page.evaluate(() => {
      Blob.prototype.arrayBuffer = () => Promise.reject(new Error('it was read'));
    });

    await window.page.setInputFiles('input[type=file]', fileOf('accounts.csv', Buffer.alloc(4_000_000, 'a')));
    await window.page.waitForSelector('[aria-invalid]');

    expect(await mainText(window)).toContain('longer than a megabyte');
  });

  it.each([
    ['is too large', Buffer.alloc(3_000_000, 'a'), 'longer than a megabyte'],
    ['is no text', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]), 'not a list in text form'],
  ])('do not come out of a file that %s', async (_what, bytes, words) => {
    await openAccounts(window);

    await window.page.setInputFiles('input[type=file]', fileOf('accounts.xlsx', bytes));
    await window.page.waitForSelector('[aria-invalid]');

    expect(await mainText(window)).toContain(words);
    expect(window.engine.argumentsOf('batch.start')).toEqual([]);
  });

  it('with wrong lines wait until a person has seen them, and go on without them', async () => {
    await openAccounts(window);
    await sendList(window, 'ada@example.org\nbob\neve@example.net');
    await window.page.waitForSelector('#wrong-heading');
    expect(window.engine.argumentsOf('batch.start')).toEqual([]);

    expect(await mainText(window)).toContain('Line 2, address: “bob” is not a mail address');
    await window.page.click('text=Check the other 2');
    await window.page.waitForSelector('#accounts-heading');

    expect(window.engine.argumentsOf('batch.start')).toMatchObject([
      { accounts: [{ address: 'ada@example.org' }, { address: 'eve@example.net' }] },
    ]);
  });

  it('say when the engine cannot begin, and leave the list as it is', async () => {
    await openAccounts(window);
    window.engine.failNext('batch.start');

    await sendList(window);

    expect(await alertText(window)).toContain('error of its own');
    expect(await window.page.inputValue('#accounts')).toBe(LIST);
  });
});
