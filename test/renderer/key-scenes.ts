import type { Page } from 'playwright-core';
import type { ShownKey } from '../../shared/ipc/key-calls.ts';
import type { ServerKind } from '../../shared/mail/device.ts';
import { KEY_TAKEN, REVOKED_REFUSED } from './key-runs.ts';
import { PLANNED_WITH_KEY } from './runs.ts';
import { LAPTOP, LONGEST, LOST, PHONE, TABLET } from './sample-keys.ts';
import type { OpenWindow, Scene } from './window.ts';

/** Opens the list of keys from where a person is. */
export async function openKeys({ page }: Pick<OpenWindow, 'page'>): Promise<void> {
  await page.click('main button >> text=/^(Keys of this device|Schlüssel dieses Geräts)$/');
  await page.waitForSelector('h1 >> text=/^(Keys of this device|Schlüssel dieses Geräts)$/');
}

/** Opens one key out of a list that has it alone. */
export function openedKey(shown: ShownKey): Scene {
  return async (window) => {
    window.engine.keys.keys = [shown];
    await openKeys(window);
    await showKey(window, shown);
  };
}

/** Opens a key of the list that is shown. */
export async function showKey({ page }: Pick<OpenWindow, 'page'>, { device }: ShownKey): Promise<void> {
  await page.click(`main li button:has-text("${device.name}")`);
  await page.waitForSelector('#status-title');
}

/** Opens the form for a new key, with nothing in the list. */
export async function openNewKey(window: Pick<OpenWindow, 'page'>): Promise<void> {
  await openKeys(window);
  await window.page.click('text=/^(Make a key|Einen Schlüssel machen)$/');
  await window.page.waitForSelector('#key-name');
}

/** The button that sends the form whose words are these, in either language. */
function send({ page }: Pick<OpenWindow, 'page'>, words: RegExp): Promise<void> {
  return page.click(`main button[type=submit] >> text=${String(words)}`);
}

/** Makes a key with what stands in the form. */
export async function make(window: Pick<OpenWindow, 'page'>): Promise<void> {
  await send(window, /^(Make the key|Den Schlüssel machen)$/);
}

/** Makes a key from the form as it is suggested. */
async function makeKey(window: Pick<OpenWindow, 'page'>): Promise<void> {
  await openNewKey(window);
  await window.page.fill('#key-login', 'ada@example.org');
  await make(window);
  await window.page.waitForSelector('#status-title');
}

/** Saves the P12 file of the key that is shown. */
export function saveP12(window: Pick<OpenWindow, 'page'>): Promise<void> {
  return send(window, /^(Save the P12 file …|P12-Datei speichern …)$/);
}

/** Has it said what to do at a server for the key that is shown. */
export async function placeAt({ page }: Pick<OpenWindow, 'page'>, kind: ServerKind): Promise<void> {
  await page.check(`input[name=server-kind][value=${kind}]`);
  await page.fill('#key-host', 'imap.example.org');
  await page.press('#key-host', 'Enter');
  await page.waitForSelector('article h3');
}

/** Begins a check with the key that is shown. */
export function check(window: Pick<OpenWindow, 'page'>): Promise<void> {
  return send(window, /^(Sign in with the key|Mit dem Schlüssel anmelden)$/);
}

/** Unfolds what has a summary with such words. */
export function unfold({ page }: Pick<OpenWindow, 'page'>, words: RegExp): Promise<void> {
  return page.click(`summary >> text=${String(words)}`);
}

/** Opens what ends a key, and presses one of its buttons. */
export async function end(window: Pick<OpenWindow, 'page'>, words: RegExp): Promise<void> {
  const fold = window.page.locator('summary >> text=/^(Renew, revoke|Erneuern, widerrufen)/');
  if ((await fold.count()) > 0) await fold.click();
  await window.page.click(`main button >> text=${String(words)}`);
}

/** The words of the buttons that end a key, in either language. */
export const REVOKE = /^(Revoke|Widerrufen)$/;
export const RENEW = /^(New certificate|Neues Zertifikat)$/;
export const FORGET = /^(Forget|Vergessen)$/;

/** A check with a key up to its end. */
function checked(shown: ShownKey, events = KEY_TAKEN): Scene {
  return async (window) => {
    await openedKey(shown)(window);
    await check(window);
    await window.page.waitForSelector('ol >> css=li >> nth=3');
    await window.engine.push(events);
  };
}

async function toTop({ page }: Pick<OpenWindow, 'page'>): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
}

function placed(shown: ShownKey, kind: ServerKind): Scene {
  return async (window) => {
    await openedKey(shown)(window);
    await placeAt(window, kind);
    await toTop(window);
  };
}

async function practised(page: Page): Promise<void> {
  await page.click('text=/practice mailbox|Übungspostfach/');
  await page.waitForSelector('#fault');
}

/** Every state of the keys that looks different, by the name of its pictures. */
export const KEY_SCENES: Readonly<Record<string, Scene>> = {
  'keys-reading': async (window) => {
    window.engine.holdNext('keys.list');
    await openKeys(window);
  },
  'keys-empty': openKeys,
  'keys-unreadable': async (window) => {
    window.engine.keys.refuseNext('keys.list', [
      'key',
      'devices_damaged',
      '/home/ada/.config/Letterlock/devices.json',
    ]);
    await openKeys(window);
  },
  'keys-list': async (window) => {
    window.engine.keys.keys = [LAPTOP, PHONE, TABLET, LOST, LONGEST];
    await openKeys(window);
  },
  'keys-practice': async (window) => {
    window.engine.keys.isKept = false;
    await practised(window.page);
    await openKeys(window);
  },
  'keys-new': async (window) => {
    await openNewKey(window);
    await window.page.check('#program-mutt');
    await window.page.check('#program-thunderbird');
  },
  'keys-new-passphrase': async (window) => {
    window.engine.keys.protection = 'passphrase';
    await openNewKey(window);
    await unfold(window, /^(More choices|Mehr Auswahl)$/);
    await window.page.check('input[value=rsa-2048]');
    await window.page.fill('#passphrase', 'short');
    await toTop(window);
  },
  'keys-new-refused': async (window) => {
    window.engine.keys.protection = 'passphrase';
    await openNewKey(window);
    await window.page.fill('#key-name', '🦊 fox');
    await window.page.fill('#passphrase', 'a fox, a box');
    await window.page.fill('#passphrase-again', 'a fox, a box');
    await make(window);
    await window.page.waitForSelector('#key-name-problem');
    await window.page.fill('#passphrase', 'a fox, a box');
    await make(window);
    await window.page.waitForSelector('#passphrase-again[aria-invalid]');
    await toTop(window);
  },
  'keys-made': makeKey,
  'keys-saved': async (window) => {
    await openedKey(PHONE)(window);
    await saveP12(window);
    await unfold(window, /^(Other files|Andere Dateien)/);
    await toTop(window);
  },
  'keys-not-saved': async (window) => {
    window.engine.keys.refuseNext('keys.save', [
      'key',
      'file_not_written',
      '/media/usb/Laptop.p12',
      'ENOSPC',
    ]);
    await openedKey(LAPTOP)(window);
    await saveP12(window);
    await unfold(window, /^(Fingerprints|Fingerabdrücke)/);
    await toTop(window);
  },
  'keys-passphrase': async (window) => {
    window.engine.keys.refuseNext('keys.save', ['passphrase', 'passphrase_wrong', 'Tablet']);
    await openedKey(TABLET)(window);
    await check(window);
    await window.page.fill('#save-passphrase', 'a fox, a box');
    await saveP12(window);
    await window.page.waitForSelector('#save-passphrase[aria-invalid]');
    await toTop(window);
  },
  'keys-register-letter': placed(PHONE, 'other'),
  'keys-register-mox': placed(PHONE, 'mox'),
  'keys-register-dovecot': placed(PHONE, 'dovecot'),
  'keys-register-postfix': placed(PHONE, 'postfix'),
  'keys-register-exim': placed(PHONE, 'exim'),
  'keys-register-cyrus': placed(PHONE, 'cyrus'),
  'keys-checking': async (window) => {
    await openedKey(LAPTOP)(window);
    await check(window);
    await window.page.waitForSelector('ol >> css=li >> nth=3');
    await window.engine.push(PLANNED_WITH_KEY);
  },
  'keys-result': checked(LAPTOP),
  'keys-result-revoked': checked(LOST, REVOKED_REFUSED),
  'keys-revoke-asked': async (window) => {
    await openedKey(LAPTOP)(window);
    await end(window, REVOKE);
    await toTop(window);
  },
  'keys-renewed': async (window) => {
    await openedKey(LAPTOP)(window);
    await end(window, RENEW);
    await window.page.waitForSelector('article h3');
    await toTop(window);
  },
  'keys-revoked': async (window) => {
    await openedKey(LAPTOP)(window);
    await end(window, REVOKE);
    await window.page.click(`[role=group] button >> nth=0`);
    await window.page.waitForSelector('article h3');
  },
  'keys-forget-asked': async (window) => {
    await openedKey(LOST)(window);
    await end(window, FORGET);
    await toTop(window);
  },
  'keys-longest': async (window) => {
    window.engine.keys.nextSaved = {
      kind: 'saved',
      path: `/home/${'ada/'.repeat(40)}${'W'.repeat(64)}.p12`,
      showsPassword: 'terminal',
    };
    await openedKey(LONGEST)(window);
    await window.page.fill('#save-passphrase', 'a fox, a box');
    await saveP12(window);
    await window.page.waitForSelector('text=.p12');
    await window.page.press('#key-host', 'Enter');
    await window.page.waitForSelector('article h3');
    await unfold(window, /^(Fingerprints|Fingerabdrücke)/);
    await toTop(window);
  },
  'keys-practice-key': async (window) => {
    window.engine.keys.isKept = false;
    window.engine.keys.keys = [PHONE];
    await practised(window.page);
    await openKeys(window);
    await showKey(window, PHONE);
    await window.page.click('text=/^(Register it at|Am Übungspostfach)/');
    await toTop(window);
  },
};
