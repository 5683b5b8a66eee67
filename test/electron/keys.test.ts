import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { describeWith } from '../parts.ts';
import { doorOf } from '../practice/doors.ts';
import { faultsNamed } from '../practice/faults.ts';
import { takePicture } from '../renderer/shots.ts';
import { runPart } from '../servers/run.ts';
import { startKeyringSession, type KeyringSession } from './keyring-session.ts';
import { launchForTest, type Launched } from './launch.ts';

const ALICE = 'alice@practice.test';
const PASSPHRASE = 'Twas brillig and the slithy toves';
const PRINTED = /([A-HJ-NP-Z2-9]{4}-){4}[A-HJ-NP-Z2-9]{4}/;
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

describeWith(
  ['linux', 'electron', 'xvfb', 'dbus', 'gnome-keyring', 'openssl'],
  'the keys of this computer in the app',
  () => {
    let practice: Practice;
    let folder: string;

    beforeAll(async () => {
      practice = await startPractice({ date: () => new Date(), faults: faultsNamed('external-by-key') });
      folder = await mkdtemp(join(tmpdir(), 'letterlock-app-keys-'));
      await writeFile(join(folder, 'ca.pem'), practice.caPem);
    });
    afterAll(async () => {
      await practice.close();
      await rm(folder, { recursive: true });
    });

    it('are made, saved, registered and used, sealed by a keyring, which has to be the same one the next time', async () => {
      const session = await sessionForTest();
      const data = join(folder, 'with-keyring');
      const first = await open(data, session);

      await openForm(first.page);
      await takePicture(first.page, 'app-keys-1-new');
      await makeKey(first.page);
      await takePicture(first.page, 'app-keys-2-made');
      const p12 = await savedP12(first, join(folder, 'keyring.p12'));
      await takePicture(first.page, 'app-keys-3-saved');
      const certificate = await handIn(first.page);
      await takePicture(first.page, 'app-keys-4-registered');
      practice.registerKey(ALICE, certificate);
      await signIn(first.page);
      await takePicture(first.page, 'app-keys-5-signed-in');
      await first.close();

      expect(await certificateIn(p12)).toBe(new X509Certificate(certificate).fingerprint256);

      const second = await open(data, session);
      await openKey(second.page);
      expect(await second.page.getByText('Signed in with it (EXTERNAL)').count()).toBe(2);
      await signIn(second.page);
      await second.close();

      const other = await open(data, await sessionForTest());
      await openKey(other.page);
      await beginSignIn(other.page);
      await other.page.getByText('The keyring of this computer would not help').waitFor();
      await takePicture(other.page, 'app-keys-6-another-keyring');
      expect(await other.page.getByRole('heading', { level: 1 }).count()).toBe(1);
      await other.page.getByRole('button', { name: 'All keys' }).click();
      expect(await other.page.getByText('Laptop').count()).toBe(1);
    }, 120_000);

    it('are sealed by a passphrase where there is no keyring, which is asked for each time', async () => {
      const data = join(folder, 'with-passphrase');
      const first = await open(data);

      await openForm(first.page);
      await first.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await first.page.getByLabel('The same once more', { exact: true }).fill(PASSPHRASE);
      await takePicture(first.page, 'app-keys-7-passphrase');
      await makeKey(first.page);
      await first.page.locator('#save-passphrase').fill(PASSPHRASE);
      const p12 = await savedP12(first, join(folder, 'passphrase.p12'));
      const certificate = await handIn(first.page);
      practice.registerKey(ALICE, certificate);
      await first.close();

      expect(await certificateIn(p12)).toBe(new X509Certificate(certificate).fingerprint256);

      const second = await open(data);
      await openKey(second.page);
      const asked = second.page.locator('#check-passphrase');
      await asked.fill('and the mome raths outgrabe');
      await beginSignIn(second.page);
      await second.page.getByText('That is not the passphrase of').first().waitFor();
      await takePicture(second.page, 'app-keys-8-wrong-passphrase');
      await asked.fill(PASSPHRASE);
      await signIn(second.page);
      const kept = await readFile(join(data, 'devices.json'), 'utf8');
      expect(kept).toContain('"external"');
      expect(kept).not.toContain(PASSPHRASE);
    }, 120_000);

    it('are saved nowhere where the person closes the dialog, and nobody is shown a password', async () => {
      const { app, page } = await open(join(folder, 'cancelled'), await sessionForTest());
      await openForm(page);
      await makeKey(page);
      await stubDialogs(app, null);

      await page.getByRole('button', { name: 'Save the P12 file …' }).click();

      await expect
        .poll(() => dialogsOf(app))
        .toEqual([{ kind: 'save', text: expect.stringMatching(/Laptop\.p12$/) as string }]);
      expect(await page.getByText('Saved:').count()).toBe(0);
    }, 60_000);

    it('are copied to the clipboard where the person says so, and nothing else is', async () => {
      const { app, page } = await open(join(folder, 'clipboard'), await sessionForTest());
      await openForm(page);
      await makeKey(page);
      const certificate = await handIn(page);

      await page.getByRole('button', { name: /^Copy/ }).filter({ visible: true }).first().click();

      await expect
        .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
        .toContain(certificate.slice(0, 100));
    }, 60_000);

    function open(data: string, session?: KeyringSession): Promise<Launched> {
      const args = ['--ca', join(folder, 'ca.pem')];
      return launchForTest({ args, data, ...(session === undefined ? {} : { session }) });
    }

    /** Checks the key that is shown, to its end. */
    async function signIn(page: Page): Promise<void> {
      await beginSignIn(page);
      await page.getByRole('heading', { name: 'Before you sign in' }).waitFor();
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByText('Your key did not leave this computer.').first().waitFor();
      expect(await page.getByText('Mechanism: EXTERNAL').count()).toBe(2);
    }

    async function beginSignIn(page: Page): Promise<void> {
      const servers = page.getByLabel('Incoming server');
      if (!(await servers.isVisible())) await page.getByText('I know the servers', { exact: true }).click();
      await servers.fill(door('imap'));
      await page.getByLabel('Outgoing server').fill(door('submission'));
      await page.getByRole('button', { name: 'Sign in with the key' }).click();
    }

    function door(protocol: string): string {
      return `127.0.0.1:${doorOf(practice, protocol, 'implicit-tls').port}/implicit-tls`;
    }
  },
);

async function openForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keys of this device' }).click();
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByLabel('What you call this device').fill('Laptop');
  await page.getByLabel('It signs in as').fill(ALICE);
  await page.getByLabel('Thunderbird', { exact: true }).check();
}

async function makeKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('heading', { name: 'The key is made, and kept on this computer' }).waitFor();
}

async function openKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keys of this device' }).click();
  await page.getByRole('button', { name: 'Laptop' }).click();
}

/** A file that was saved, and the password that the person was shown. */
interface SavedP12 {
  readonly path: string;
  readonly password: string;
}

/** Saves the P12 of the key that is shown, and has its password copied on the way. */
async function savedP12({ app, page }: Launched, path: string): Promise<SavedP12> {
  await stubDialogs(app, path);
  await page.getByRole('button', { name: 'Save the P12 file …' }).click();
  await page.getByText(`Saved: ${path}`).waitFor();
  const shown = await dialogsOf(app);
  expect(shown.map(({ kind }) => kind)).toEqual(['save', 'message', 'message']);
  const [password = ''] = PRINTED.exec(shown.at(-1)?.text ?? '') ?? [];
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(password);
  expect(await page.content()).not.toContain(password);
  return { path, password };
}

/** Has it said what to hand in at a Dovecot, and gives the certificate that stands there. */
async function handIn(page: Page): Promise<string> {
  await page.getByLabel('Dovecot', { exact: true }).check();
  await page.getByLabel('Mail server', { exact: true }).fill('imap.practice.test');
  await page.getByRole('button', { name: 'Show what to hand in' }).click();
  await page.getByText('Noted: this key is for imap.practice.test.').waitFor();
  const [certificate] = PEM.exec((await page.locator('.pages').textContent()) ?? '') ?? [];
  if (certificate === undefined) throw new Error('the page has no certificate');
  return certificate;
}

/** The fingerprint of the certificate in a P12 that both openssl and Node open with its password, and with no other. */
async function certificateIn({ path, password }: SavedP12): Promise<string> {
  const args = ['pkcs12', '-in', path, '-nodes', '-passin', 'stdin'];
  const opened = await runPart('openssl', args, { stdin: `${password}\n` });
  expect(opened.exitCode).toBe(0);
  expect(opened.output).toContain('BEGIN PRIVATE KEY');
  expect((await runPart('openssl', args, { stdin: `${password.toLowerCase()}\n` })).exitCode).not.toBe(0);
  const pfx = await readFile(path);
  expect(createSecureContext({ pfx, passphrase: password }).context).toBeDefined();
  expect(() => createSecureContext({ pfx, passphrase: password.toLowerCase() })).toThrow();
  return new X509Certificate(PEM.exec(opened.output)?.[0] ?? '').fingerprint256;
}

/** A dialog of the system that was opened, and what a person reads in it, or where a file would go. */
interface Opened {
  readonly kind: 'save' | 'message';
  readonly text: string;
}

/** Has somebody at the dialogs of the system: saves a file there, or nowhere, copies what is shown, and closes it. */
async function stubDialogs(app: Launched['app'], path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    const opened: Opened[] = [];
    Object.assign(globalThis, { opened });
    Object.assign(dialog, {
      showSaveDialog: async (_window: unknown, { defaultPath }: { readonly defaultPath: string }) => {
        opened.push({ kind: 'save', text: defaultPath });
        return { canceled: filePath === null, filePath: filePath ?? '' };
      },
      showMessageBox: async (_window: unknown, { detail }: { readonly detail: string }) => {
        const response = opened.some(({ kind }) => kind === 'message') ? 1 : 0;
        opened.push({ kind: 'message', text: detail });
        return { response };
      },
    });
  }, path);
}

function dialogsOf(app: Launched['app']): Promise<readonly Opened[]> {
  return app.evaluate(() => (globalThis as unknown as { opened: readonly Opened[] }).opened);
}

/** A desktop with a keyring of its own. */
async function sessionForTest(): Promise<KeyringSession> {
  const home = await mkdtemp(join(tmpdir(), 'letterlock-keyring-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const session = await startKeyringSession(home, 'what the person signs in with');
  onTestFinished(() => session.stop());
  return session;
}
