import { beforeEach, describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { heapOf } from './heap.ts';
import { make, openKeys, openNewKey, unfold } from './key-scenes.ts';
import { LAPTOP } from './sample-keys.ts';
import { alertText, focusedId, focusedText, mainText, press } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

const BAD_NAMES: readonly (readonly [string, name: string, words: string])[] = [
  ['empty', '', 'has no name'],
  ['of spaces', '   ', 'has no name'],
  ['too long', 'x'.repeat(65), 'at most 64 characters'],
  ['with an emoji', 'Fox 🦊', 'has an emoji'],
  ['with marks that turn the direction around', 'Lap\u202etop', 'turn the direction of writing around'],
  ['with a control character', 'Lap\u0007top', 'another control character'],
  ['with a character that cannot be seen', 'Lap\u200btop', 'cannot be seen'],
];
const PASSPHRASE = 'Sesam öffne dich, 4711';

describeWith(['chromium-headless-shell'], 'the form for a new key', () => {
  const lab = useLab();
  const window = useWindow(lab);

  const made = (): readonly unknown[] => window.engine.argumentsOf('keys.make');
  const kind = (): Promise<string> => window.page.locator('form [role=status]').first().innerText();
  const note = (field: string): Promise<string> => window.page.locator(`#${field}-note`).innerText();

  describe('where the keyring protects the key', () => {
    beforeEach(() => openNewKey(window));

    it('begins at the name, with what the computer calls itself', async () => {
      await expect.poll(() => focusedId(window)).toBe('key-name');
      expect(await window.page.inputValue('#key-name')).toBe('Ada’s laptop');
      expect(await window.page.inputValue('#key-login')).toBe('');
    });

    it('sends what was chosen and typed, and no passphrase', async () => {
      await window.page.fill('#key-name', 'Laptop');
      await window.page.fill('#key-login', 'ada@example.org');
      await window.page.check('#program-mutt');
      await window.page.check('#program-curl');
      await window.page.uncheck('#program-curl');
      await unfold(window, /^More choices$/);
      await window.page.check('#states-purpose');
      await make(window);
      await window.page.waitForSelector('#status-title');

      expect(await window.page.locator('input[type=password]').count()).toBe(0);
      expect(made()).toEqual([
        {
          name: 'Laptop',
          login: 'ada@example.org',
          programs: ['mutt'],
          algorithm: null,
          statesPurpose: true,
          passphrase: null,
        },
      ]);
    });

    it.each(BAD_NAMES)('has the problem of a name that is %s beside it', async (_, name, words) => {
      await window.page.fill('#key-login', 'ada@example.org');
      await window.page.fill('#key-name', name);

      await make(window);

      const sentence = await window.page.locator('#key-name-problem').innerText();
      expect(sentence).toContain(words);
      expect(sentence).not.toContain('--');
      await expect.poll(() => focusedId(window)).toBe('key-name');
      expect(await window.page.getAttribute('#key-name', 'aria-describedby')).toContain('key-name-problem');
      expect(await window.page.inputValue('#key-login')).toBe('ada@example.org');
    });

    it('has the problem of a user name beside it, until it is corrected', async () => {
      await make(window);

      expect(await window.page.locator('#key-login-problem').innerText()).toContain('user name is empty');
      await expect.poll(() => focusedId(window)).toBe('key-login');
      await window.page.keyboard.type('a');
      expect(await window.page.locator('#key-login-problem').count()).toBe(0);
    });

    it('says what is wrong with all keys together beside its button', async () => {
      window.engine.keys.refuseNext('keys.make', ['key', 'devices_full', 'devices.json']);

      await make(window);

      expect(await alertText(window)).toContain('as many devices as fit into it');
    });

    it('says so when the engine does not answer, and keeps what was typed', async () => {
      window.engine.failNext('keys.make');
      await window.page.fill('#key-login', 'ada@example.org');

      await make(window);

      expect(await alertText(window)).toContain('error of its own');
      expect(await window.page.inputValue('#key-login')).toBe('ada@example.org');
    });

    it('makes one key, however often it is asked meanwhile', async () => {
      const release = window.engine.holdNext('keys.make');
      await window.page.fill('#key-login', 'ada@example.org');
      await window.page.press('#key-login', 'Enter');
      await window.page.waitForSelector('text=Making the key …');
      await window.page.press('#key-login', 'Enter');

      release();
      await window.page.waitForSelector('#status-title');

      expect(made()).toHaveLength(1);
    });

    it('keeps what was typed for as long as a person is among the keys', async () => {
      await window.page.fill('#key-login', 'ada@example.org');
      await window.page.click('text=All keys');
      await window.page.click('text=Make a key');
      const kept = await window.page.inputValue('#key-login');
      await window.page.click('text=All keys');
      await window.page.click('text=Back to the start');

      await openNewKey(window);

      expect(kept).toBe('ada@example.org');
      expect(await window.page.inputValue('#key-login')).toBe('');
    });

    describe('the kind of key', () => {
      it('is ed25519 where no program is in the way', async () => {
        expect(await kind()).toBe('The key will be of the kind ed25519.');
        await window.page.check('#program-mutt');
        expect(await kind()).toBe('The key will be of the kind ed25519.');
      });

      it('is P-256 for Thunderbird, and says why', async () => {
        await window.page.check('#program-thunderbird');

        expect(await kind()).toMatch(/^Thunderbird keeps its keys with Mozilla’s library NSS.*P-256/);
      });

      it('is what a person asks for in so many words', async () => {
        await window.page.check('#program-thunderbird');
        await unfold(window, /^More choices$/);
        await window.page.check('input[value=rsa-2048]');

        expect(await kind()).toBe('The key will be of the kind RSA-2048, as you chose.');
        await window.page.fill('#key-login', 'ada@example.org');
        await make(window);
        await expect.poll(() => made()).toMatchObject([{ algorithm: 'rsa-2048' }]);
      });
    });
  });

  describe('where a passphrase protects the key', () => {
    beforeEach(async () => {
      window.engine.keys.protection = 'passphrase';
      await openNewKey(window);
      await window.page.fill('#key-login', 'ada@example.org');
    });

    it('is asked for once, however often the form is sent while the key is made', async () => {
      const release = window.engine.holdNext('keys.make');
      await window.page.fill('#passphrase', PASSPHRASE);
      await window.page.fill('#passphrase-again', PASSPHRASE);
      await make(window);
      await window.page.waitForSelector('button[type=submit][aria-disabled]');

      await window.page.press('#key-name', 'Enter');

      expect(await window.page.locator('[aria-invalid]').count()).toBe(0);
      release();
      await window.page.waitForSelector('#status-title');
      expect(made()).toHaveLength(1);
    });

    it('says why there has to be one', async () => {
      expect(await mainText(window)).toContain('This system has no keyring');
    });

    it('asks for one that is missing instead of sending', async () => {
      await make(window);

      expect(await note('passphrase')).toBe('Type a passphrase.');
      await expect.poll(() => focusedId(window)).toBe('passphrase');
      expect(made()).toEqual([]);
    });

    it('sends nothing while the two are not the same, until they are', async () => {
      await window.page.fill('#passphrase', PASSPHRASE);
      await window.page.fill('#passphrase-again', 'another one');
      await make(window);

      expect(await note('passphrase-again')).toBe('The two are not the same.');
      await expect.poll(() => focusedId(window)).toBe('passphrase-again');
      await window.page.fill('#passphrase-again', PASSPHRASE);
      expect(await window.page.locator('#passphrase-again-note').count()).toBe(0);
      await make(window);
      await expect.poll(() => made()).toMatchObject([{ passphrase: PASSPHRASE }]);
    });

    it('says of a short one that it is short, and takes it', async () => {
      await window.page.fill('#passphrase', 'short');
      expect(await note('passphrase')).toContain('That is short');
      expect(await window.page.getAttribute('#passphrase', 'aria-invalid')).toBe(null);
      await window.page.fill('#passphrase', 'x'.repeat(12));
      expect(await note('passphrase')).toContain('cannot be recovered');

      await window.page.fill('#passphrase', 'short');
      await window.page.fill('#passphrase-again', 'short');
      await make(window);

      await expect.poll(() => made()).toMatchObject([{ passphrase: 'short' }]);
    });

    it('has what the engine has against one beside its field, which is empty then', async () => {
      window.engine.keys.refuseNext('keys.make', ['passphrase', 'passphrase_unusable', '']);
      await window.page.fill('#passphrase', PASSPHRASE);
      await window.page.fill('#passphrase-again', PASSPHRASE);

      await make(window);
      await window.page.waitForSelector('#passphrase[aria-invalid]');

      expect(await note('passphrase')).toContain('characters in it that cannot be typed everywhere');
      expect(await window.page.inputValue('#passphrase')).toBe('');
      expect(await window.page.inputValue('#passphrase-again')).toBe('');
    });

    it('says nothing of a short one any more once the field was emptied', async () => {
      window.engine.keys.refuseNext('keys.make', ['name', 'device_name_empty', '']);
      await window.page.fill('#passphrase', 'short');
      await window.page.fill('#passphrase-again', 'short');

      await make(window);
      await window.page.waitForSelector('#key-name-problem');

      expect(await note('passphrase')).toContain('cannot be recovered');
    });

    it('lets it out once and keeps it nowhere', async () => {
      await typePassphrases();
      await make(window);
      await window.page.waitForSelector('#status-title');

      const memory = await heapOf(window.page);

      expect(memory.includes('Sesam')).toBe(false);
      expect((await window.page.content()).includes('Sesam')).toBe(false);
      expect(JSON.stringify(window.engine.calls).split(PASSPHRASE)).toHaveLength(2);
    });

    it('keeps it nowhere when a person leaves without sending it', async () => {
      await typePassphrases();
      await window.page.click('text=All keys');
      await window.page.waitForSelector('text=No key yet.');

      const memory = await heapOf(window.page);

      expect(memory.includes('Sesam')).toBe(false);
      expect(JSON.stringify(window.engine.calls)).not.toContain('Sesam');
    });

    async function typePassphrases(): Promise<void> {
      await window.page.focus('#passphrase');
      await window.page.keyboard.insertText(PASSPHRASE);
      await window.page.focus('#passphrase-again');
      await window.page.keyboard.insertText(PASSPHRASE);
    }
  });

  it('says in a practice that any passphrase will do', async () => {
    window.engine.keys.protection = 'passphrase';
    window.engine.keys.isKept = false;

    await openNewKey(window);

    expect(await mainText(window)).toContain('For the practice any will do');
  });

  it('leads to the key that was made, said as the thing that happened', async () => {
    window.engine.keys.keys = [LAPTOP];
    await openKeys(window);
    await window.page.click('text=Make a key');
    await window.page.fill('#key-login', 'zoe@example.org');

    await make(window);
    await window.page.waitForSelector('#status-title');

    expect(await focusedText(window)).toBe('The key is made, and kept on this computer');
    expect(await mainText(window)).toMatch(/Ada’s laptop.*No server knows it yet/s);
    await window.page.click('text=All keys');
    expect(await window.page.locator('main li').count()).toBe(2);
  });

  it('speaks German, its problems and reasons, too', async () => {
    const german = await lab.open({ locale: 'de-AT' });
    await openNewKey(german);
    await german.page.check('#program-thunderbird');
    await german.page.fill('#key-name', 'Fuchs 🦊');
    await make(german);
    await german.page.waitForSelector('#key-name-problem');

    const text = await mainText(german);

    expect(text).toContain('Thunderbird');
    expect(text).toMatch(/NSS.*P-256/);
    expect(await german.page.locator('#key-name-problem').innerText()).toContain('Emoji');
    await german.page.context().close();
  });

  it('is filled in and sent by the keyboard alone', async () => {
    window.engine.keys.protection = 'passphrase';
    await window.page.getByRole('button', { name: 'Keys of this device' }).focus();
    await press(window, 'Enter');
    await window.page.waitForSelector('text=No key yet.');
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Make a key');
    await press(window, 'Enter');
    await expect.poll(() => focusedId(window)).toBe('key-name');
    await press(window, 'Tab');
    await window.page.keyboard.type('ada@example.org');
    await press(window, 'Tab', 'Space');
    expect(await window.page.isChecked('#program-thunderbird')).toBe(true);
    while ((await focusedText(window)) !== 'More choices') await press(window, 'Tab');
    await press(window, 'Enter', 'Tab', 'ArrowDown', 'ArrowDown');
    expect(await kind()).toBe('The key will be of the kind P-256, as you chose.');
    await press(window, 'Tab', 'Tab');
    await window.page.keyboard.type(PASSPHRASE);
    await press(window, 'Tab');
    expect(await focusedText(window)).toBe('Show');
    await press(window, 'Tab');
    await window.page.keyboard.type(PASSPHRASE);
    await press(window, 'Tab', 'Tab');
    expect(await focusedText(window)).toBe('Make the key');
    await press(window, 'Enter');
    await window.page.waitForSelector('#status-title');

    expect(made()).toMatchObject([
      { programs: ['thunderbird'], algorithm: 'p256', passphrase: PASSPHRASE, login: 'ada@example.org' },
    ]);
  });
});
