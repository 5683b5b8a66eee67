import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { KEY_NOT_TRIED, KEY_TAKEN, REVOKED_REFUSED, REVOKED_TAKEN } from './key-runs.ts';
import { check, openKeys, openedKey, showKey, unfold } from './key-scenes.ts';
import { PLANNED_WITH_KEY } from './runs.ts';
import { LAPTOP, LOST, PHONE, TABLET, trial } from './sample-keys.ts';
import { practise } from './scenes.ts';
import { IMAP, SMTP } from '../shared/report/events.ts';
import { alertText, focusedId, focusedText, mainText, press } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

const NOTHING_TYPED = { incoming: '', outgoing: '', username: '', tellsAddress: false, isPractice: false };

describeWith(['chromium-headless-shell'], 'a check with a key', () => {
  const window = useWindow(useLab());

  const checks = (): readonly unknown[] => window.engine.argumentsOf('keys.check');

  async function checked(events = KEY_TAKEN): Promise<void> {
    await check(window);
    await window.page.waitForSelector('text=Checking');
    await window.engine.push(events);
    await window.page.waitForSelector('text=Back to the key');
  }

  it('begins with the key, and asks for nothing that the key knows', async () => {
    await openedKey(LAPTOP)(window);

    await check(window);
    await window.page.waitForSelector('text=Checking your mail servers');

    expect(checks()).toEqual([
      {
        deviceId: LAPTOP.device.id,
        passphrase: null,
        request: { ...NOTHING_TYPED, address: 'ada@example.org' },
      },
    ]);
    expect(window.engine.argumentsOf('run.start')).toEqual([]);
  });

  it('says before it signs in that no password is wanted, and leads back to the key, which is read anew', async () => {
    await openedKey(PHONE)(window);
    await check(window);
    await window.page.waitForSelector('text=Checking');
    await window.engine.push(PLANNED_WITH_KEY);
    expect(await mainText(window)).toContain('Your key stays here. The server gets a proof of it.');
    expect(await window.page.locator('#password').count()).toBe(0);
    await window.page.click('button >> text=/^Sign in$/');
    await window.engine.push(KEY_TAKEN.slice(PLANNED_WITH_KEY.length));
    window.engine.keys.change(PHONE.device.id, { trials: [trial(IMAP, 'external', '22')] });

    const result = await mainText(window);
    await window.page.click('text=Back to the key');
    await window.page.waitForSelector('text=Signed in with it (EXTERNAL)');

    expect(result).toContain('What came of it is noted with the key.');
    expect(result).not.toMatch(/Check again|Start over|Rather no password/);
    expect(await focusedText(window)).toBe('Zoe’s phone');
    expect(await mainText(window)).toContain('22 November 2026, imap.example.org 993');
    expect(window.engine.argumentsOf('keys.list')).toHaveLength(2);
  });

  it('says that what came of it was written on this computer, but in a practice', async () => {
    await openedKey(LAPTOP)(window);
    await checked();

    expect(await mainText(window)).toContain('What came of the sign-in was noted with the key.');
  });

  it('takes servers that a person knows', async () => {
    await openedKey(LAPTOP)(window);
    await unfold(window, /^I know the servers$/);
    await window.page.fill('#incoming', 'imap.example.org:143/starttls');

    await window.page.press('#incoming', 'Enter');

    await expect
      .poll(checks)
      .toMatchObject([
        { request: { address: 'ada@example.org', incoming: 'imap.example.org:143/starttls' } },
      ]);
  });

  it('has the problem of a server beside its field', async () => {
    window.engine.refuseNext(['incoming', 'security_unknown', 'ssl']);
    await openedKey(LAPTOP)(window);

    await check(window);

    expect(await window.page.locator('#incoming-problem').innerText()).toContain('not a connection security');
    await expect.poll(() => focusedId(window)).toBe('incoming');
  });

  it('wants a mail address where the user name of the key is none', async () => {
    window.engine.refuseNext(['address', 'address_without_at', '']);
    await openedKey(TABLET)(window);
    await window.page.fill('#check-passphrase', 'a fox, a box');
    await window.page.press('#check-passphrase', 'Enter');
    expect(await window.page.locator('#check-address-problem').innerText()).toContain('not a mail address');
    await expect.poll(() => focusedId(window)).toBe('check-address');

    await window.page.fill('#check-address', 'ada@example.org');
    await window.page.fill('#check-passphrase', 'a fox, a box');
    await window.page.press('#check-passphrase', 'Enter');

    await expect.poll(checks).toHaveLength(2);
    expect(checks().at(-1)).toEqual({
      deviceId: TABLET.device.id,
      passphrase: 'a fox, a box',
      request: { ...NOTHING_TYPED, address: 'ada@example.org' },
    });
  });

  it('says beside the field that the passphrase was the wrong one', async () => {
    window.engine.refuseNext(['passphrase', 'passphrase_wrong', 'Tablet']);
    await openedKey(TABLET)(window);
    await window.page.fill('#check-passphrase', 'not that');

    await window.page.press('#check-passphrase', 'Enter');
    await window.page.waitForSelector('#check-passphrase[aria-invalid]');

    expect(await window.page.locator('#check-passphrase-note').innerText()).toContain('not the passphrase');
    await expect.poll(() => focusedId(window)).toBe('check-passphrase');
    expect(await window.page.inputValue('#check-passphrase')).toBe('');
  });

  it('says what is wrong with the key as a whole', async () => {
    window.engine.refuseNext(['key', 'device_unknown', LAPTOP.device.id]);
    await openedKey(LAPTOP)(window);

    await check(window);

    expect(await alertText(window)).toContain('was forgotten in another window');
  });

  it('says so when the engine does not answer, and stays at the key', async () => {
    window.engine.failNext('keys.check');
    await openedKey(LAPTOP)(window);

    await check(window);

    expect(await alertText(window)).toContain('error of its own');
    expect(await window.page.locator('h1').innerText()).toBe('Laptop');
  });

  it('in a practice is one of the practice, with no servers to name', async () => {
    window.engine.keys.isKept = false;
    window.engine.keys.keys = [PHONE];
    await practise(window);
    await openKeys(window);
    await showKey(window, PHONE);
    expect(await mainText(window)).not.toContain('I know the servers');

    await checked();

    expect(checks()).toMatchObject([{ request: { isPractice: true } }]);
    expect(await mainText(window)).not.toContain('was noted with the key');
  });

  it('leaves a result that was there before it to be led back to no more', async () => {
    await openedKey(LAPTOP)(window);
    await checked();
    await window.page.click('text=Back to the key');
    await window.page.click('text=All keys');

    expect(await mainText(window)).toContain('Back to the start');
  });

  describe('that is revoked', () => {
    it('is fine where every server refuses it', async () => {
      await openedKey(LOST)(window);
      await checked(REVOKED_REFUSED);

      expect(await window.page.locator('h1').innerText()).toContain('as it should');
      expect(await mainText(window)).not.toMatch(/problem was found|did not accept the user name/);
    });

    it('is a problem where a server still takes it, and not offered as a way in', async () => {
      await openedKey(LOST)(window);
      await checked(REVOKED_TAKEN);

      expect(await mainText(window)).toContain('problem was found');
      expect(await mainText(window)).not.toContain('Rather no password?');
    });

    it('claims nothing where no server was asked', async () => {
      await openedKey(LOST)(window);
      await checked(KEY_NOT_TRIED);

      expect(await mainText(window)).not.toMatch(/as it should|revoked/);
    });

    it('is done with only where the last try at each server was refused', async () => {
      const step = (): Promise<string | null> => window.page.locator('h2').last().textContent();
      await openedKey(LOST)(window);
      const before = await step();
      window.engine.keys.change(LOST.device.id, {
        trials: [trial(IMAP, 'refused', '21'), trial(SMTP, 'not-asked', '21')],
      });
      await checked(REVOKED_REFUSED);
      await window.page.click('text=Back to the key');
      await window.page.waitForSelector('text=The server did not ask for a key');

      expect(before).toBe('See that it is refused');
      expect(await step()).toBe('See that it is refused: done');
    });

    it('counts sign-ins since then alone', async () => {
      await openedKey(LOST)(window);

      const text = await mainText(window);

      expect(text).toMatch(
        /The server refused it, as it should be\s+21 November 2026, imap\.example\.org 993/,
      );
      expect(text).toMatch(/Signed in with it \(EXTERNAL\)\s+5 November 2026, smtp\.example\.org 465/);
    });
  });

  it('stands in a wizard that the keyboard alone goes through, from a file to the end of the key', async () => {
    await openedKey(PHONE)(window);
    expect(await focusedText(window)).toBe('Zoe’s phone');
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Save the P12 file …');
    await press(window, 'Enter');
    await window.page.waitForSelector('text=Saved: /home/ada/Laptop.p12');
    await press(window, 'Tab');
    expect(await focusedText(window)).toMatch(/^Other files/);
    await press(window, 'Tab', 'Tab', 'ArrowDown', 'Tab');
    expect(await window.page.isChecked('input[value=mox]')).toBe(true);
    await window.page.keyboard.type('imap.example.org');
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Show what to hand in');
    await press(window, 'Enter');
    await window.page.waitForSelector('article');
    while ((await focusedText(window)) !== 'Sign in with the key') await press(window, 'Tab');
    await press(window, 'Enter');
    await window.page.waitForSelector('text=Checking');
    await window.engine.push(KEY_TAKEN);
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Back to the key');
    await press(window, 'Enter');
    await expect.poll(() => focusedText(window)).toBe('Zoe’s phone');
    while (!(await focusedText(window))?.startsWith('Renew, revoke')) await press(window, 'Tab');
    await press(window, 'Enter', 'Tab', 'Tab');
    expect(await focusedText(window)).toBe('Revoke');
    await press(window, 'Enter');
    expect(await focusedText(window)).toBe('Revoke this key?');
    await press(window, 'Tab', 'Tab');
    expect(await focusedText(window)).toBe('Leave it as it is');
    await press(window, 'Enter');
    await expect.poll(() => focusedText(window)).toBe('Revoke');
    await press(window, 'Enter', 'Tab', 'Enter');

    await expect.poll(() => focusedText(window)).toMatch(/^Revoked on/);
  });
});
