import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Keyring } from '../../electron/node/devices/keyring-seal.ts';
import { createKeyDesk } from '../../electron/node/key-desk.ts';
import type { NewKeyRequest } from '../../shared/ipc/key-calls.ts';
import { describeWith } from '../parts.ts';
import { keyringOf } from './devices/sample-devices.ts';
import { makeReadOnly, mountSmallDisk, unmount } from './file-faults.ts';
import {
  KEYRING,
  PLACE,
  openWithKeyring,
  devicesFile,
  deskOptions,
  newKey,
  openKeysWindow,
  PASSPHRASE,
  refusedWith,
  type KeysWindow,
} from './keys-window.ts';

describe('a key of a window, when it is made', () => {
  it.each<[string, Partial<NewKeyRequest>, code: string, field: 'name' | 'login' | 'passphrase']>([
    ['without a name', { name: ' ' }, 'device_name_empty', 'name'],
    ['with a name too long', { name: 'a'.repeat(65) }, 'device_name_too_long', 'name'],
    ['with NUL in its name', { name: 'a\0b' }, 'device_name_control_characters', 'name'],
    ['with a name in two lines', { name: 'a\nb' }, 'device_name_control_characters', 'name'],
    ['with an emoji', { name: 'Laptop 💻' }, 'device_name_emoji', 'name'],
    ['with a mark that turns the direction', { name: 'a\u202eb' }, 'device_name_direction_marks', 'name'],
    ['with a character that nobody sees', { name: 'a\u200bb' }, 'device_name_invisible', 'name'],
    ['without a user name', { login: '' }, 'username_unusable', 'login'],
    ['with a user name in two lines', { login: 'a\r\nb' }, 'username_unusable', 'login'],
    ['with a user name too long', { login: 'a'.repeat(256) }, 'username_unusable', 'login'],
    ['with an empty passphrase', { passphrase: '' }, 'passphrase_unusable', 'passphrase'],
    ['with a passphrase in two lines', { passphrase: 'a\nb' }, 'passphrase_unusable', 'passphrase'],
  ])('%s is refused beside the field, and nothing is kept', async (_what, typed, code, field) => {
    const window = await openWithKeyring();

    const answer = await window.call('keys.make', newKey(typed));

    expect(answer).toEqual(refusedWith(code, field));
    expect(await window.list()).toEqual([]);
  });

  it('says which fields it has, and what protects it', async () => {
    const window = await openWithKeyring();

    const made = await window.call(
      'keys.make',
      newKey({ name: ' Zoe\u0308s Laptop ', programs: ['thunderbird', 'mutt'], statesPurpose: true }),
    );

    expect(made).toMatchObject({
      kind: 'changed',
      keys: [
        {
          device: {
            name: 'Zoës Laptop',
            login: 'alice@practice.test',
            algorithm: 'p256',
            programs: ['thunderbird', 'mutt'],
            registrations: [],
            trials: [],
            revokedAt: null,
          },
          sealedBy: 'keyring',
          fingerprints: { curlPin: expect.stringMatching(/^sha256\/\//) as string },
          dovecotEntry: expect.stringContaining('-----BEGIN CERTIFICATE-----') as string,
        },
      ],
    });
  });

  it.each([
    [[], null, 'ed25519'],
    [['mutt'], null, 'ed25519'],
    [['apple-mail'], null, 'p256'],
    [['a program of a newer version'], null, 'ed25519'],
    [['apple-mail'], 'ed25519', 'ed25519'],
    [[], 'rsa-2048', 'rsa-2048'],
  ] as const)('for %j, asked for as %j, is one of %s', async (programs, algorithm, kind) => {
    const { make } = await openWithKeyring();

    const { device } = await make({ programs, algorithm });

    expect(device).toMatchObject({ algorithm: kind });
  });

  it('has two devices of one name apart', async () => {
    const { make } = await openWithKeyring();

    const [one, other] = [await make(), await make()];

    expect(one.device.id).not.toBe(other.device.id);
    expect(one.device.spkiFingerprint).not.toBe(other.device.spkiFingerprint);
  });

  it.each<[string, Keyring | null, code: string, field: 'key' | 'passphrase']>([
    ['the keyring will not', { ...KEYRING, seal: async () => null }, 'keyring_refused', 'key'],
    [
      'the keyring protects nothing',
      { ...KEYRING, isAvailable: async () => false },
      'passphrase_missing',
      'passphrase',
    ],
    ['there is no keyring', null, 'passphrase_missing', 'passphrase'],
  ])('without a passphrase is not kept where %s', async (_what, keyring, code, field) => {
    const { call, list } = await openKeysWindow({ keyring });

    const answer = await call('keys.make', newKey());

    expect(answer).toEqual(refusedWith(code, field));
    expect(await list()).toEqual([]);
  });

  it('is sealed by the passphrase where there is no keyring, and opens by it alone', async () => {
    const { call, make } = await openKeysWindow({ keyring: null });

    const { device, sealedBy } = await make();

    expect(sealedBy).toBe('passphrase');
    const renewed = [
      await call('keys.renew', { deviceId: device.id, passphrase: null }),
      await call('keys.renew', { deviceId: device.id, passphrase: 'and the mome raths' }),
      await call('keys.renew', { deviceId: device.id, passphrase: PASSPHRASE }),
    ];
    expect(renewed).toEqual([
      refusedWith('passphrase_missing', 'passphrase'),
      refusedWith('passphrase_wrong', 'passphrase'),
      expect.objectContaining({ kind: 'changed' }),
    ]);
  });

  it('stays closed to another keyring, and where there is none any more', async () => {
    const { make } = await openWithKeyring();
    const { device } = await make();
    const keyrings = [keyringOf('somebody else’s'), null];

    const answers = await Promise.all(
      keyrings.map((keyring) =>
        createKeyDesk(deskOptions({ keyring })).handlers['keys.renew']({
          deviceId: device.id,
          passphrase: PASSPHRASE,
        }),
      ),
    );

    expect(answers).toEqual([
      refusedWith('keyring_refused', 'key'),
      refusedWith('device_key_in_keyring', 'key'),
    ]);
  });
});

describeWith(['root'], 'a key of a window, on a disk of its own,', () => {
  it('is not kept where that is full, and the others are as they were', async () => {
    const window = await onSmallDisk();
    await window.make({ name: 'Kept' });
    const before = await readFile(devicesFile(window));
    await writeFile(join(window.data, 'filler'), Buffer.alloc(1024 * 1024)).catch(() => undefined);

    const answer = await window.call('keys.make', newKey());

    expect(answer).toEqual(refusedWith('devices_unusable', 'key'));
    expect((await window.list()).map(({ device }) => device.name)).toEqual(['Kept']);
    expect(await readFile(devicesFile(window))).toEqual(before);
  });

  it('is not changed where that may only be read, and can be listed', async () => {
    const window = await onSmallDisk();
    const { device } = await window.make({ name: 'Kept' });
    makeReadOnly(window.data);

    const answers = [
      await window.call('keys.make', newKey()),
      await window.call('keys.register', { deviceId: device.id, place: PLACE }),
      await window.call('keys.revoke', { deviceId: device.id, place: null }),
    ];

    expect(answers).toEqual(answers.map(() => refusedWith('devices_unusable', 'key')));
    expect(await window.list()).toMatchObject([{ device: { registrations: [], revokedAt: null } }]);
  });

  async function onSmallDisk(): Promise<KeysWindow> {
    const window = await openWithKeyring();
    await mkdir(window.data, { mode: 0o700 });
    mountSmallDisk(window.data, '32k');
    onTestFinished(() => unmount(window.data));
    return window;
  }
});

describe('whatever is typed for a key', () => {
  it('it is made or refused in words, and nothing else', async () => {
    const { call } = await openWithKeyring();
    await call('practice.start', { fault: null });

    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constant('Laptop'), anyText), anyText, async (name, login) => {
        const made = await call('keys.make', newKey({ name, login, algorithm: 'ed25519' }));
        if (made.kind === 'refused') return;
        await call('keys.revoke', { deviceId: made.deviceId, place: null });
        await call('keys.forget', { deviceId: made.deviceId });
      }),
    );
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc.string({
    unit: fc.constantFrom('\ud800', 'a', '\u2028', '\ufffe', ' ', ',', '/', '\u{1f511}'),
    maxLength: 5,
  }),
);
