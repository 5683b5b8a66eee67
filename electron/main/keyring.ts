import type { Keyring } from '../node/devices/keyring-seal.ts';

/**
 * What is used of Electron's `safeStorage`: its synchronous half, the only one that Electron 33 has. Electron 45 still has
 * it, calls it deprecated, and opens with the asynchronous half what this one has sealed, so that changing over will lose no
 * key. Until then it costs this: as long as the system asks the person something (a keychain that wants to be allowed, a
 * keyring that wants its password), the main process waits, and with it the window; nobody hears that the system has a new
 * key (`shouldReEncrypt`); and the secret portal of Flatpak is not used.
 */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** Is there on Linux only. */
  getSelectedStorageBackend(): string;
  encryptString(plainText: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

/** The first seals with a password that is in Chromium's source. The second: Electron does not know yet. */
const UNPROTECTED_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** What Chromium on Linux writes before what it has sealed with that password. Elsewhere it is on everything. */
const FIXED_PASSWORD_MARK = 'v10';

/**
 * The keyring of the person's system, by way of Electron: the keychain of macOS, DPAPI, or a secret service or wallet. It
 * is for use when the app is ready: before, it is not available.
 *
 * Whatever keeps it from sealing or opening is null, as Electron tells these apart in English only: the person said no,
 * another keyring has sealed it, or it is no sealed text at all.
 *
 * On Linux Chromium asks for the keyring once in the life of a process. One that is absent then, or is locked and stays so
 * when the person is asked, is unavailable until the app is started again; one that was open is available to the end.
 *
 * @param platform as `process.platform` has it
 */
export function safeStorageKeyring(safeStorage: SafeStorage, platform: NodeJS.Platform): Keyring {
  const isLinux = platform === 'linux';
  const isProtected = (sealed: Uint8Array): boolean => !isLinux || !isByFixedPassword(sealed);
  return {
    async isAvailable() {
      // The backend first: where it protects nothing, nobody has to be asked for a password.
      if (isLinux && UNPROTECTED_BACKENDS.has(safeStorage.getSelectedStorageBackend())) return false;
      return safeStorage.isEncryptionAvailable();
    },
    async seal(bytes) {
      // It takes text only.
      const sealed = orNull(() => safeStorage.encryptString(Buffer.from(bytes).toString('base64')));
      return sealed !== null && isProtected(sealed) ? sealed : null;
    },
    async unseal(sealed) {
      // Chromium opens what anybody can have sealed, although it has a keyring.
      if (!isProtected(sealed)) return null;
      const text = orNull(() => safeStorage.decryptString(Buffer.from(sealed)));
      return text === null ? null : bytesOf(text);
    },
  };
}

function isByFixedPassword(sealed: Uint8Array): boolean {
  return Buffer.from(sealed).toString('latin1').startsWith(FIXED_PASSWORD_MARK);
}

function orNull<Value>(use: () => Value): Value | null {
  try {
    return use();
  } catch {
    return null; // Electron throws what the system answers, with no code that would tell the reasons apart
  }
}

/**
 * The bytes that were sealed as this text. Null where nothing can have been: on Linux a text is opened without a check
 * of its own (AES-CBC), so that changed or foreign bytes become some text now and then; and no bytes become an empty one.
 */
function bytesOf(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : null;
}
