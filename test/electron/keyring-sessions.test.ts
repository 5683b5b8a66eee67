import { spawn } from 'node:child_process';
import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { SafeStorage } from '../../electron/main/keyring.ts';
import { encryptKey } from '../../electron/node/devices/key-cipher.ts';
import type { KeyOwner, KeyringSealed } from '../../electron/node/devices/sealed-key.ts';
import { bundle } from '../interop/programs.ts';
import { describeWith, electronPath } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';
import { withDisplay, type Display } from './display.ts';
import type { KeyringAnswer, KeyringJob } from './keyring-program.ts';
import { launchForTest } from './launch.ts';
import { startKeyringSession, type KeyringSession } from './keyring-session.ts';

const PASSWORD = 'what the person signs in with';
const LONGEST_RUN_MS = 20_000;

interface SealedHere {
  readonly sealedKey: KeyringSealed;
  readonly owner: KeyOwner;
}

describeWith(
  ['linux', 'electron', 'xvfb', 'dbus', 'gnome-keyring'],
  'a device key in the keyring of a real system',
  () => {
    let program: string;
    let display: Display;

    beforeAll(async () => {
      [program, display] = await Promise.all([bundle('../electron/keyring-program'), withDisplay()]);
    });
    afterAll(() => display.stop());

    it('is sealed by one process and opened by the next one, also after the person signed in again', async () => {
      const home = await homeForTest();
      const first = await sessionForTest(home, PASSWORD);
      const sealed = await sealIn(first);
      const [next] = await run(first, [open(sealed)]);
      await first.stop();

      const [later] = await run(await sessionForTest(home, PASSWORD), [open(sealed)]);

      const opened = { kind: 'opened', spkiFingerprint: sealed.owner.spkiFingerprint };
      expect([next, later]).toEqual([opened, opened]);
    });

    it('is refused by the keyring of somebody else', async () => {
      const sealed = await sealIn(await sessionForTest(await homeForTest(), PASSWORD));
      const theirs = await sessionForTest(await homeForTest(), PASSWORD);

      const answers = await run(theirs, [open(sealed), { kind: 'seal' }, open(sealed)]);

      expect(answers.map(({ kind }) => kind)).toEqual(['keyring-refused', 'sealed', 'keyring-refused']);
    });

    it('is refused when any bit of what the keyring made is another, or some of it is missing', async () => {
      const session = await sessionForTest(await homeForTest(), PASSWORD);
      const sealed = await sealIn(session);
      const wrapped = Buffer.from(sealed.sealedKey.wrapped, 'base64');
      const flipped = Array.from({ length: wrapped.length * 8 }, (_, bit) => {
        const bytes = Buffer.from(wrapped);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        return bytes;
      });
      const cut = Array.from(wrapped, (_, length) => wrapped.subarray(0, length));

      const answers = await run(
        session,
        [...flipped, ...cut, wrapped].map((bytes) => open(withWrapped(sealed, bytes))),
      );

      expect(wrapped.length).toBeGreaterThan(32);
      expect(answers.pop()).toMatchObject({ kind: 'opened' });
      expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['keyring-refused']));
    });

    it('is damaged where the keyring gives its part and the text is another, or of another device', async () => {
      const session = await sessionForTest(await homeForTest(), PASSWORD);
      const sealed = await sealIn(session);
      const { ciphertext } = sealed.sealedKey;
      const changed = `${ciphertext.startsWith('A') ? 'B' : 'A'}${ciphertext.slice(1)}`;

      const answers = await run(session, [
        open({ ...sealed, sealedKey: { ...sealed.sealedKey, ciphertext: changed } }),
        open({ ...sealed, owner: { ...sealed.owner, id: 'another' } }),
      ]);

      expect(answers.map(({ kind }) => kind)).toEqual(['damaged', 'damaged']);
    });

    it('is not opened where it is sealed with the password that is in the source of Chromium', async () => {
      const session = await sessionForTest(await homeForTest(), PASSWORD);
      const key = randomBytes(32);
      const owner = { id: 'anybody', spkiFingerprint: '00' };
      const text = encryptKey(randomBytes(48), owner, key);
      const wrapped = sealedByFixedPassword(key.toString('base64')).toString('base64');

      const [answer] = await run(session, [open({ sealedKey: { by: 'keyring', wrapped, ...text }, owner })]);

      expect(answer).toEqual({ kind: 'keyring-refused' });
    });

    it('waits for its passphrase while the keyring is locked, and opens when it no longer is', async () => {
      const home = await homeForTest();
      const first = await sessionForTest(home, PASSWORD);
      const sealed = await sealIn(first);
      await first.stop();

      const locked = await sessionForTest(home, 'another password');
      const answers = await run(locked, [open(sealed), { kind: 'seal' }]);
      await locked.stop();
      const [unlocked] = await run(await sessionForTest(home, PASSWORD), [open(sealed)]);

      expect(answers.map(({ kind }) => kind)).toEqual(['keyring-unavailable', 'keyring-unavailable']);
      expect(unlocked).toMatchObject({ kind: 'opened' });
    });

    it('has none where no secret service is on the bus', async () => {
      const session = await sessionForTest(await homeForTest(), null);

      const answers = await run(session, [{ kind: 'seal' }, open(SEALED_ELSEWHERE)]);

      expect(answers.map(({ kind }) => kind)).toEqual(['keyring-unavailable', 'keyring-unavailable']);
    });

    it('has none where Electron knows none (basic_text), not even where it would use its fixed password', async () => {
      const session = await sessionForTest(await homeForTest(), PASSWORD);
      const jobs: readonly KeyringJob[] = [
        { kind: 'seal' },
        { kind: 'allow-fixed-password' },
        { kind: 'seal' },
        open(SEALED_ELSEWHERE),
      ];

      const answers = await run(session, jobs, ['--password-store=basic']);

      expect(answers.map(({ kind }) => kind)).toEqual([
        'keyring-unavailable',
        'allowed',
        'keyring-unavailable',
        'keyring-unavailable',
      ]);
    });

    it('is there for the app, as the tests of its window start it', async () => {
      const session = await sessionForTest(await homeForTest(), PASSWORD);

      const { app } = await launchForTest({ session });

      const found = await app.evaluate(({ safeStorage }: { readonly safeStorage: SafeStorage }) => ({
        backend: safeStorage.getSelectedStorageBackend(),
        isAvailable: safeStorage.isEncryptionAvailable(),
      }));
      expect(found).toEqual({ backend: 'gnome_libsecret', isAvailable: true });
    });

    async function sealIn(session: KeyringSession): Promise<SealedHere> {
      const [answer] = await run(session, [{ kind: 'seal' }]);
      if (answer?.sealedKey === undefined || answer.owner === undefined)
        throw new Error(`it was not sealed: ${answer?.kind}`);
      return { sealedKey: answer.sealedKey, owner: answer.owner };
    }

    /** Does jobs in an Electron of their own that is part of the session. */
    async function run(
      { env }: KeyringSession,
      jobs: readonly KeyringJob[],
      options: readonly string[] = [],
    ): Promise<KeyringAnswer[]> {
      // Electron does not start as root with its sandbox. What is tested here does not rest on the sandbox.
      const child = spawn(electronPath(), ['--no-sandbox', ...options, program], {
        env: { ...process.env, ...env, DISPLAY: display.display },
        timeout: LONGEST_RUN_MS,
      });
      endWithUs(child);
      let out = '';
      let errors = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
      child.stdin.on('error', () => undefined); // it ended without reading: what it printed says what that means
      child.stdin.end(JSON.stringify(jobs));
      await once(child, 'close');
      const lines = out.split('\n').filter((line) => line.startsWith('{'));
      if (lines.length !== jobs.length) throw new Error(`it did not do its jobs: ${out}${errors}`);
      return lines.map((line) => JSON.parse(line) as KeyringAnswer); // the program prints exactly these
    }
  },
);

/** Sealed on another computer, as far as anybody can tell. */
const SEALED_ELSEWHERE: SealedHere = {
  sealedKey: {
    by: 'keyring',
    wrapped: Buffer.from(`v11${'0'.repeat(48)}`).toString('base64'),
    nonce: '',
    ciphertext: '',
  },
  owner: { id: 'another', spkiFingerprint: '00' },
};

async function homeForTest(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'letterlock-keyring-'));
  onTestFinished(() => rm(home, { recursive: true }));
  return home;
}

async function sessionForTest(home: string, password: string | null): Promise<KeyringSession> {
  const session = await startKeyringSession(home, password);
  onTestFinished(() => session.stop());
  return session;
}

function open(sealed: SealedHere): KeyringJob {
  return { kind: 'open', ...sealed };
}

function withWrapped({ sealedKey, owner }: SealedHere, wrapped: Buffer): SealedHere {
  return { sealedKey: { ...sealedKey, wrapped: wrapped.toString('base64') }, owner };
}

/** What Chromium on Linux makes of a text without a keyring: anybody can. */
function sealedByFixedPassword(text: string): Buffer {
  const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
  return Buffer.concat([Buffer.from('v10'), cipher.update(text), cipher.final()]);
}
