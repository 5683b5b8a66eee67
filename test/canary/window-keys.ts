import type { ElectronApplication, Page } from 'playwright-core';
import type { Account } from './windows.ts';

/**
 * Has somebody at the dialogs of the app who saves files at these places, one after the other, and writes down the password
 * that is shown: the test is not told it by the app, as what is told passes through more than the app.
 */
export async function saveAt(
  app: ElectronApplication | undefined,
  files: readonly string[],
  passwordFile: string,
): Promise<void> {
  await app?.evaluate(
    ({ dialog }, [written, ...paths]) => {
      Object.assign(dialog, {
        showSaveDialog: async () => ({ canceled: false, filePath: paths.shift() ?? '' }),
        showMessageBox: async (_window: unknown, { detail }: { readonly detail: string }) => {
          process.getBuiltinModule('node:fs').writeFileSync(written ?? '', detail);
          return { response: 1 };
        },
      });
    },
    [passwordFile, ...files],
  );
}

/** Makes a key for an account of the practice server, as a person does where there is no keyring. */
export async function makeKey(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('button', { name: 'Keys of this device' }).click();
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByLabel('What you call this device').fill('Laptop');
  await page.getByLabel('It signs in as').fill('alice@practice.test');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same once more', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.locator('#save-passphrase').waitFor();
}

/** Saves the key that is shown. */
export async function saveKey(page: Page, passphrase: string, button: RegExp, file: string): Promise<void> {
  await page.locator('#save-passphrase').fill(passphrase);
  await page.getByRole('button', { name: button }).click();
  await page.getByText(`Saved: ${file}`).waitFor();
}

/** Signs in with the key that is shown, and waits for the result. */
export async function signInWithKey(
  page: Page,
  passphrase: string,
  { incoming, outgoing }: Account,
): Promise<void> {
  await page.getByText('I know the servers', { exact: true }).click();
  await page.getByLabel('Incoming server').fill(incoming);
  await page.getByLabel('Outgoing server').fill(outgoing);
  await page.locator('#check-passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Sign in with the key' }).click();
  await page.getByRole('heading', { name: 'Before you sign in' }).waitFor();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Your key did not leave this computer.').first().waitFor();
}
