import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Keyring } from '../../electron/node/devices/keyring-seal.ts';
import { encodeDocument } from '../../electron/node/files/checked-document.ts';
import { createKeyDesk } from '../../electron/node/key-desk.ts';
import {
  KEYRING,
  PLACE,
  openWithKeyring,
  devicesFile,
  p12Of,
  deskOptions,
  newKey,
  openKeysWindow,
  refusedWith,
} from './keys-window.ts';

describe('the keys of a window, when they are listed', () => {
  it.each<[string, Keyring | null, 'keyring' | 'passphrase']>([
    ['a keyring', KEYRING, 'keyring'],
    ['a keyring that protects nothing', { ...KEYRING, isAvailable: async () => false }, 'passphrase'],
    ['none', null, 'passphrase'],
  ])(
    'are none at first, and with %s it is said what will protect one',
    async (_what, keyring, protection) => {
      const { call } = await openKeysWindow({ keyring });

      const list = await call('keys.list', null);

      expect(list).toMatchObject({ kind: 'keys', keys: [], protection, isKept: true });
    },
  );

  it('are those of the data folder, in the order in which they were made, also to another window', async () => {
    const first = await openWithKeyring();
    await first.make({ name: 'Laptop' });
    await first.make({ name: 'Telephone' });
    const other = createKeyDesk(deskOptions({ keyring: null }));

    const lists = [await first.call('keys.list', null), await other.handlers['keys.list'](null)];

    for (const list of lists)
      expect(list).toMatchObject({
        keys: [{ device: { name: 'Laptop' } }, { device: { name: 'Telephone' } }],
      });
  });

  it.each([
    ['damaged', 'devices_damaged', (text: string) => text.replace('"Laptop"', '"Leptop"')],
    ['cut off', 'devices_damaged', (text: string) => text.slice(0, -20)],
    ['empty', 'devices_damaged', () => ''],
    ['of a newer Letterlock', 'devices_newer', asNewer],
  ])('are never none where their file is %s, and the file stays as it is', async (_what, code, change) => {
    const window = await openWithKeyring();
    const { device } = await window.make();
    const changed = change(await readFile(devicesFile(window), 'utf8'));
    await writeFile(devicesFile(window), changed);

    const answers = [
      await window.call('keys.list', null),
      await window.call('keys.make', newKey()),
      await window.call('keys.register', { deviceId: device.id, place: PLACE }),
      await window.call('keys.renew', { deviceId: device.id, passphrase: null }),
      await window.call('keys.revoke', { deviceId: device.id, place: null }),
      await window.call('keys.forget', { deviceId: device.id }),
      await window.call('keys.save', p12Of(device.id)),
    ];

    expect(answers).toEqual(answers.map(() => refusedWith(code, 'key')));
    expect(await readFile(devicesFile(window), 'utf8')).toBe(changed);
    expect(window.asked).toEqual([]);
  });

  it.each([
    ['a link', (data: string) => symlink('/tmp', data)],
    ['a file', (data: string) => writeFile(data, '')],
    ['open to others', (data: string) => mkdir(data).then(() => chmod(data, 0o777))],
  ])('are never none where their folder is %s', async (_what, make) => {
    const { data, call } = await openWithKeyring();
    await make(data);

    const answers = [await call('keys.list', null), await call('keys.make', newKey())];

    expect(answers).toEqual(answers.map(() => refusedWith('devices_unusable', 'key')));
  });

  it.each([
    ['ada-laptop', 'ada-laptop'],
    ['ada-laptop.home.arpa', 'ada-laptop'],
    ['', ''],
    ['a'.repeat(65), ''],
    ['💻', ''],
  ])('propose a name for the next one where the computer %j has one: %j', async (computerName, name) => {
    await openWithKeyring();

    const list = await createKeyDesk(deskOptions({ computerName })).handlers['keys.list'](null);

    expect(list).toMatchObject({ suggestedName: name });
  });
});

/** The same devices as a newer Letterlock would keep them. */
function asNewer(text: string): string {
  const { format, devices } = JSON.parse(text) as { readonly format: string; readonly devices: unknown };
  return new TextDecoder().decode(encodeDocument({ format, version: 2, content: { devices } }));
}
