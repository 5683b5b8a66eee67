import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { heapOf } from './heap.ts';
import { focusedId, focusedText, mainText, speakGerman } from './screen.ts';
import { explain, openExplain, PASTED } from './send-scenes.ts';
import { useLab, useWindow } from './use-window.ts';

const SECRET = 'kx7Qw-Zebra-4711-unmistakable';

describeWith(['chromium-headless-shell'], 'the box for error messages', () => {
  const window = useWindow(useLab());

  it('takes the focus, has a title of its own, and leads back', async () => {
    await openExplain(window);

    expect(await focusedId(window)).toBe('pasted');
    expect(await window.page.title()).toBe('An error message – Letterlock');
    await window.page.click('text=Back to the start');
    await expect.poll(() => focusedId(window)).toBe('address');
  });

  it('asks for a text where there is none', async () => {
    await openExplain(window);

    await explain(window, '');

    expect(await focusedId(window)).toBe('pasted');
    expect(await mainText(window)).toContain('Paste a message first.');
  });

  it('names the causes, in the order of what to do first, with the words that say so', async () => {
    await openExplain(window);

    await explain(window, PASTED);

    const text = await mainText(window);
    expect(text).toContain('2 causes were recognised');
    expect(text.indexOf('certificate')).toBeGreaterThan(0);
    expect(text).toContain('SEC_ERROR_EXPIRED_CERTIFICATE');
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it('warns of advice that takes the protection away', async () => {
    await openExplain(window);

    await explain(window, PASTED);

    expect(await window.page.locator('.advice').innerText()).toMatch(
      /Do not follow this advice[^]*Thunderbird, line 1[^]*What to do instead/,
    );
  });

  it('tells nothing of a check that was not made', async () => {
    await openExplain(window);

    await explain(window, PASTED);

    expect(await mainText(window)).not.toMatch(/Your password was not sent|How we know/);
  });

  it('says so where nothing is recognised, and what to do then', async () => {
    await openExplain(window);

    await explain(window, 'Dear Ada, the weather is fine.');

    expect(await mainText(window)).toMatch(/Nothing in it was recognised[^]*type your address/);
  });

  it('speaks the language that is chosen, also of what it has explained before', async () => {
    await openExplain(window);
    await explain(window, PASTED);

    await speakGerman(window);

    await expect.poll(() => mainText(window)).toMatch(/2 Ursachen wurden erkannt[^]*Zertifikat/);
    expect(await window.page.inputValue('#pasted')).toBe(PASTED);
  });

  it('shows markup, marks of direction and escapes as text', async () => {
    await openExplain(window);

    await explain(
      window,
      `<img src=x onerror="document.title='run'"> \u202e535 5.7.8 authentication failed\u001b[31m`,
    );

    expect(await window.page.locator('main img').count()).toBe(0);
    expect(await window.page.title()).toBe('An error message – Letterlock');
    expect(await window.page.locator('.result blockquote').first().innerText()).not.toMatch(
      /[\u202e\p{Cc}]/u,
    );
  });

  it('sends nothing, and forgets the text, with what is secret in it, when it is left', async () => {
    await openExplain(window);
    await explain(window, `a1 LOGIN ada ${SECRET}\na1 NO [AUTHENTICATIONFAILED] Invalid credentials`);
    const shown = await window.page.locator('.result').innerText();

    await window.page.click('text=Back to the start');
    await window.page.waitForSelector('#address');

    expect(shown).not.toContain(SECRET);
    expect(JSON.stringify(window.engine.calls)).not.toContain(SECRET);
    await expect
      .poll(async () => (await heapOf(window.page)).includes(SECRET), { timeout: 20_000 })
      .toBe(false);
  });

  it('works by the keyboard alone', async () => {
    await window.page.getByRole('button', { name: 'An error message' }).focus();
    await window.page.keyboard.press('Enter');
    await expect.poll(() => focusedId(window)).toBe('pasted');

    await window.page.keyboard.type('SEC_ERROR_EXPIRED_CERTIFICATE');
    await window.page.keyboard.press('Tab');
    expect(await focusedText(window)).toBe('Explain it');
    await window.page.keyboard.press('Enter');

    await window.page.waitForSelector('text=1 cause was recognised');
  });
});
