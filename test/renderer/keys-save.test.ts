import { describe, expect, it } from 'vitest';
import type { KeyForm } from '../../shared/mail/device.ts';
import { describeWith } from '../parts.ts';
import { heapOf } from './heap.ts';
import { check, openKeys, openedKey, saveP12, showKey, unfold } from './key-scenes.ts';
import { LAPTOP, PHONE, TABLET } from './sample-keys.ts';
import { alertText, focusedId, mainText, speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

const PASSPHRASE = 'Sesam öffne dich, 4711';
const OLDER = 'encrypted in the older, weaker way';
const UNPROTECTED = 'Nothing protects the key in this file';

describeWith(['chromium-headless-shell'], 'the files of a key', () => {
  const window = useWindow(useLab());

  const card = (): Promise<string> => window.page.locator('.save').innerText();
  const status = (): Promise<string> => window.page.locator('.save > [role=status]').innerText();
  const wanted = (): readonly unknown[] => window.engine.argumentsOf('keys.save');

  async function saveOther(form: KeyForm): Promise<void> {
    const names = {
      mobileconfig: 'Profile for a Mac',
      pem: 'Certificate and key',
      certificate: 'Certificate alone',
      'private-key': 'Key alone (PEM)',
    };
    await window.page.getByRole('button', { name: `Save … ${names[form as keyof typeof names]}` }).click();
  }

  it('are written by the engine, in the form that is wanted and the language of the window', async () => {
    await openedKey(LAPTOP)(window);
    await saveP12(window);
    await speakGerman(window);
    await saveP12(window);

    await expect.poll(wanted).toEqual(
      ['en', 'de'].map((language) => ({
        deviceId: LAPTOP.device.id,
        form: 'p12',
        passphrase: null,
        language,
      })),
    );
  });

  it.each([
    ['dialog', 'was shown in a window of its own, this once'],
    ['terminal', 'stands in the terminal that Letterlock was started in'],
  ] as const)('say where they are, and that the password was shown in a %s', async (showsPassword, words) => {
    window.engine.keys.nextSaved = { kind: 'saved', path: '/home/ada/Laptop.p12', showsPassword };
    await openedKey(LAPTOP)(window);

    await saveP12(window);

    await expect.poll(status).toContain('Saved: /home/ada/Laptop.p12');
    expect(await status()).toContain(words);
    expect(await status()).not.toContain(OLDER);
    expect(await window.page.locator('h2').first().innerText()).toMatch(/: done$/);
  });

  it('are said to be weaker where a program knows no other', async () => {
    await openedKey(PHONE)(window);

    await saveP12(window);

    await expect.poll(status).toContain(OLDER);
  });

  it('are said to be weaker in a profile, which Apple’s systems read no other in', async () => {
    window.engine.keys.nextSaved = {
      kind: 'saved',
      path: '/home/ada/Laptop.mobileconfig',
      showsPassword: 'dialog',
    };
    await openedKey(PHONE)(window);
    await unfold(window, /^Other files/);

    await saveOther('mobileconfig');

    await expect.poll(status).toContain('Saved: /home/ada/Laptop.mobileconfig');
    expect(await status()).toContain(OLDER);
    expect(await status()).toContain('was shown in a window of its own, this once');
    expect(wanted()).toMatchObject([{ form: 'mobileconfig' }]);
  });

  it.each(['pem', 'private-key'] as const)('say of %s that nothing protects the key in it', async (form) => {
    window.engine.keys.nextSaved = { kind: 'saved', path: '/home/ada/key.pem', showsPassword: null };
    await openedKey(PHONE)(window);
    await unfold(window, /^Other files/);

    await saveOther(form);

    await expect.poll(status).toContain(UNPROTECTED);
    expect(await status()).not.toMatch(/password|older/);
  });

  it('have nothing to hide in a certificate, for which no passphrase is wanted', async () => {
    window.engine.keys.nextSaved = { kind: 'saved', path: '/home/ada/cert.pem', showsPassword: null };
    await openedKey(TABLET)(window);
    await unfold(window, /^Other files/);

    await saveOther('certificate');

    await expect.poll(status).toBe('Saved: /home/ada/cert.pem');
    expect(wanted()).toMatchObject([{ form: 'certificate', passphrase: null }]);
  });

  it('have the older form of P-256 alone, and no profile for a Mac with what a Mac refuses', async () => {
    await openedKey(LAPTOP)(window);
    await unfold(window, /^Other files/);
    expect(await card()).not.toContain('SEC 1');
    expect(await card()).not.toContain('Profile for a Mac');

    await window.page.click('text=All keys');
    window.engine.keys.keys = [PHONE];
    await window.page.click('text=Back to the start');
    await openKeys(window);
    await showKey(window, PHONE);
    await unfold(window, /^Other files/);

    expect(await card()).toContain('SEC 1');
  });

  it('leave everything as it was where a person chose no place', async () => {
    window.engine.keys.nextSaved = { kind: 'cancelled' };
    await openedKey(LAPTOP)(window);

    await saveP12(window);
    await window.page.waitForSelector('button:not([aria-disabled]) >> text=Save the P12 file');

    await expect.poll(wanted).toHaveLength(1);
    expect(await status()).toBe('');
    expect(await window.page.locator('[role=alert], [aria-invalid]').count()).toBe(0);
  });

  it.each([
    ['file_exists', undefined, 'is there already, and Letterlock replaces no file'],
    ['file_not_written', 'ENOSPC', 'where there is room'],
    ['keyring_refused', undefined, 'The keyring of this computer would not help'],
    ['device_key_damaged', undefined, 'was changed on the disk'],
    ['device_unknown', undefined, 'was forgotten in another window'],
    ['device_key_in_keyring', undefined, 'Unlock it, and start Letterlock again'],
  ] as const)('say why there is none: %s', async (code, detail, words) => {
    window.engine.keys.refuseNext('keys.save', ['key', code, '/media/usb/Laptop.p12', detail]);
    await openedKey(LAPTOP)(window);

    await saveP12(window);

    expect(await alertText(window)).toContain(words);
    expect(await status()).toBe('');
  });

  it('take the word back that one was saved when the next is not', async () => {
    await openedKey(LAPTOP)(window);
    await saveP12(window);
    await expect.poll(status).toContain('Saved');
    window.engine.keys.refuseNext('keys.save', ['key', 'file_exists', '/home/ada/Laptop.p12']);

    await saveP12(window);

    expect(await alertText(window)).toContain('is there already');
    expect(await status()).toBe('');
  });

  it('say so when the engine does not answer', async () => {
    window.engine.failNext('keys.save');
    await openedKey(LAPTOP)(window);

    await saveP12(window);

    expect(await alertText(window)).toContain('error of its own');
  });

  it('show what servers know the key by, to be copied', async () => {
    await openedKey(LAPTOP)(window);
    await unfold(window, /^Fingerprints/);

    const text = await card();

    for (const fingerprint of Object.values(LAPTOP.fingerprints)) expect(text).toContain(fingerprint);
    expect(text).toContain('-----BEGIN CERTIFICATE-----');
    expect(text).not.toContain('PRIVATE KEY');
  });

  describe('under a passphrase', () => {
    it('want it first', async () => {
      await openedKey(TABLET)(window);

      await saveP12(window);

      expect(await window.page.locator('#save-passphrase-note').innerText()).toBe('Type a passphrase.');
      await expect.poll(() => focusedId(window)).toBe('save-passphrase');
      expect(wanted()).toEqual([]);
    });

    it('say beside its field that it was the wrong one, which takes the focus and is empty', async () => {
      window.engine.keys.refuseNext('keys.save', ['passphrase', 'passphrase_wrong', 'Tablet']);
      await openedKey(TABLET)(window);
      await window.page.fill('#save-passphrase', 'not that');
      await window.page.press('#save-passphrase', 'Enter');
      await window.page.waitForSelector('#save-passphrase[aria-invalid]');

      expect(await window.page.locator('#save-passphrase-note').innerText()).toContain(
        'That is not the passphrase of Tablet',
      );
      await expect.poll(() => focusedId(window)).toBe('save-passphrase');
      expect(await window.page.inputValue('#save-passphrase')).toBe('');
      expect(await window.page.locator('[aria-invalid]').count()).toBe(1);
    });

    it('come out from under the header where their field takes the focus', async () => {
      window.engine.keys.refuseNext('keys.save', ['passphrase', 'passphrase_wrong', 'Tablet']);
      await window.page.setViewportSize({ width: 720, height: 500 });
      await openedKey(TABLET)(window);
      await unfold(window, /^Other files/);
      await window.page.fill('#save-passphrase', 'not that');
      await window.page.getByRole('button', { name: 'Key alone (PEM)' }).scrollIntoViewIfNeeded();
      await window.page.evaluate(() => scrollBy(0, 200));

      await saveOther('private-key');
      await expect.poll(() => focusedId(window)).toBe('save-passphrase');

      const [header, field] = await Promise.all(
        ['header', '#save-passphrase'].map((one) => window.page.locator(one).boundingBox()),
      );
      expect(field?.y).toBeGreaterThan((header?.y ?? 0) + (header?.height ?? 0));
    });

    it('let it out once, and keep it nowhere', async () => {
      await openedKey(TABLET)(window);
      await window.page.focus('#save-passphrase');
      await window.page.keyboard.insertText(PASSPHRASE);
      await window.page.keyboard.press('Enter');
      await expect.poll(status).toContain('Saved');

      const memory = await heapOf(window.page);

      expect(memory.includes('Sesam')).toBe(false);
      expect(JSON.stringify(window.engine.calls).split(PASSPHRASE)).toHaveLength(2);
    });

    it('keep it nowhere when a person leaves without sending it', async () => {
      await openedKey(TABLET)(window);
      for (const field of ['#save-passphrase', '#check-passphrase']) {
        await window.page.focus(field);
        await window.page.keyboard.insertText(PASSPHRASE);
      }
      await window.page.click('text=All keys');
      await window.page.waitForSelector('text=Make a key');

      const memory = await heapOf(window.page);

      expect(memory.includes('Sesam')).toBe(false);
    });

    it('take one passphrase for one thing: the field of another is left alone', async () => {
      await openedKey(TABLET)(window);
      await window.page.fill('#save-passphrase', PASSPHRASE);

      await check(window);

      await expect.poll(() => focusedId(window)).toBe('check-passphrase');
      expect(await window.page.inputValue('#save-passphrase')).toBe(PASSPHRASE);
      expect(await mainText(window)).toContain('Type a passphrase.');
    });
  });
});
