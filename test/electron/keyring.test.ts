import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeStorageKeyring, type SafeStorage } from '../../electron/main/keyring.ts';

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;
const SECRET = Buffer.from('thirty-two bytes, and no others.');

/** Electron's, with a keyring that turns every bit over. */
function safeStorageWith(changes: Partial<SafeStorage> = {}): SafeStorage {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => Buffer.concat([Buffer.from('v11'), Buffer.from(text).map((byte) => ~byte)]),
    decryptString: (sealed) => Buffer.from(sealed.subarray(3).map((byte) => ~byte)).toString(),
    ...changes,
  };
}

function throwing(): never {
  throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
}

describe("the keyring of Electron's safeStorage", () => {
  it.each<readonly [string, boolean, boolean]>([
    ['gnome_libsecret', true, true],
    ['kwallet', true, true],
    ['kwallet5', true, true],
    ['kwallet6', true, true],
    ['gnome_libsecret', false, false],
    ['basic_text', false, false],
    ['basic_text', true, false],
    ['unknown', true, false],
  ])('on Linux with the backend %s, which can encrypt: %s, is available: %s', async (backend, can, is) => {
    const safeStorage = safeStorageWith({
      getSelectedStorageBackend: () => backend,
      isEncryptionAvailable: () => can,
    });

    expect(await safeStorageKeyring(safeStorage, 'linux').isAvailable()).toBe(is);
  });

  it.each(['darwin', 'win32'] as const)(
    'on %s is available where Electron can encrypt, and asks for no backend',
    async (platform) => {
      const able = safeStorageWith({ getSelectedStorageBackend: throwing });
      const unable = { ...able, isEncryptionAvailable: () => false };

      expect(await safeStorageKeyring(able, platform).isAvailable()).toBe(true);
      expect(await safeStorageKeyring(unable, platform).isAvailable()).toBe(false);
    },
  );

  it('asks the person for nothing where the backend protects nothing', async () => {
    const safeStorage = safeStorageWith({
      getSelectedStorageBackend: () => 'basic_text',
      isEncryptionAvailable: throwing,
    });

    expect(await safeStorageKeyring(safeStorage, 'linux').isAvailable()).toBe(false);
  });

  it.each(PLATFORMS)('gives back any bytes, which are ASCII on their way (%s)', async (platform) => {
    const texts: string[] = [];
    const { encryptString, ...rest } = safeStorageWith();
    const noting = (text: string): Buffer => (texts.push(text), encryptString(text));
    const keyring = safeStorageKeyring({ ...rest, encryptString: noting }, platform);

    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 500 }), async (bytes) => {
        const sealed = await keyring.seal(bytes);

        expect(sealed).not.toBeNull();
        expect(await keyring.unseal(sealed!)).toEqual(Buffer.from(bytes));
      }),
    );
    expect(texts.join('')).toMatch(/^[A-Za-z0-9+/=]+$/);
  });

  it.each(PLATFORMS)('answers null where Electron throws, and says nothing (%s)', async (platform) => {
    const keyring = safeStorageKeyring(
      safeStorageWith({ encryptString: throwing, decryptString: throwing }),
      platform,
    );

    expect(await keyring.seal(SECRET)).toBeNull();
    expect(await keyring.unseal(Buffer.from('v11 and something'))).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['bytes that are no text', '\ufffd\ufffd\u0003'],
    ['a line end behind it', `${SECRET.toString('base64')}\n`],
    ['a character missing', SECRET.toString('base64').slice(0, -1)],
    ['the other alphabet', '-_-_'],
    ['bits that belong to no byte', 'AB=='],
  ])('answers null where what comes out was never sealed: %s', async (_, text) => {
    const keyring = safeStorageKeyring(safeStorageWith({ decryptString: () => text }), 'linux');

    expect(await keyring.unseal(Buffer.from('v11 and something'))).toBeNull();
  });

  it('on Linux neither gives nor opens what a password that everybody knows has sealed', async () => {
    const fixed = Buffer.from('v10 and something');
    const openable = safeStorageWith({
      encryptString: () => fixed,
      decryptString: () => SECRET.toString('base64'),
    });
    const [onLinux, onMac] = [safeStorageKeyring(openable, 'linux'), safeStorageKeyring(openable, 'darwin')];

    expect(await onLinux.seal(SECRET)).toBeNull();
    expect(await onLinux.unseal(fixed)).toBeNull();
    // There the same mark is on everything.
    expect(await onMac.seal(SECRET)).toEqual(fixed);
    expect(await onMac.unseal(fixed)).toEqual(SECRET);
  });
});
