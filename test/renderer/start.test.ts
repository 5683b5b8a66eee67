import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { alertText, focusedId, sendAddress } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium'], 'Start', () => {
  const window = useWindow(useLab());

  it('begins in the address field', async () => {
    expect(await focusedId(window)).toBe('address');
  });

  it('guesses both servers from the domain of the address, and says that it guessed', async () => {
    await window.page.fill('#address', 'ada@example.org');

    expect(await window.page.inputValue('#incoming')).toBe('imap.example.org');
    expect(await window.page.inputValue('#outgoing')).toBe('smtp.example.org');
    expect(await window.page.locator('label[for=incoming] + span').innerText()).toBe('guess');
    expect(await window.page.locator('#servers-hint').innerText()).toContain('guessed');
  });

  it('guesses nothing while the domain is still being typed', async () => {
    await window.page.fill('#address', 'ada@exam');

    expect(await window.page.inputValue('#incoming')).toBe('');
  });

  it('leaves alone what a person typed, also where they emptied it', async () => {
    await window.page.fill('#address', 'ada@example.org');
    await window.page.fill('#incoming', 'mail.example.org:143/starttls');
    await window.page.fill('#outgoing', '');
    await window.page.fill('#address', 'ada@example.net');

    expect(await window.page.inputValue('#incoming')).toBe('mail.example.org:143/starttls');
    expect(await window.page.inputValue('#outgoing')).toBe('');
    expect(await window.page.locator('label[for=incoming] + span').count()).toBe(0);
  });

  it('sends what stands in the fields when Enter is pressed', async () => {
    await window.page.fill('#address', 'ada@example.org');
    await window.page.fill('#outgoing', 'mail.example.org:587');
    await window.page.press('#outgoing', 'Enter');
    await window.page.waitForSelector('text=Checking your mail servers');

    expect(window.engine.argumentsOf('run.start')).toEqual([
      {
        address: 'ada@example.org',
        incoming: 'imap.example.org',
        outgoing: 'mail.example.org:587',
        username: '',
        isPractice: false,
      },
    ]);
  });

  it('keeps the user name behind a disclosure, and shows it there when it is closed again', async () => {
    expect(await window.page.locator('#username').isVisible()).toBe(false);

    await window.page.click('summary');
    await window.page.fill('#username', 'ada.l');
    await window.page.click('summary');

    await expect.poll(() => window.page.locator('summary').innerText()).toBe('User name: ada.l');
  });

  it('puts every problem beside its field and the focus on the first', async () => {
    window.engine.refuseNext(
      ['outgoing', 'port_out_of_range', '99999'],
      ['username', 'username_unusable', '\u0007'],
    );

    await window.page.fill('#address', 'ada@example.org');
    await window.page.fill('#outgoing', 'smtp.example.org:99999');
    await window.page.press('#address', 'Enter');
    await window.page.waitForSelector('#outgoing-problem');

    expect(await window.page.locator('#outgoing-problem').innerText()).toContain('“99999” is not a port');
    expect(await window.page.getAttribute('#outgoing', 'aria-describedby')).toContain('outgoing-problem');
    expect(await window.page.locator('#username').isVisible()).toBe(true);
    expect(await focusedId(window)).toBe('outgoing');
  });

  it('takes a problem back as soon as its field is corrected', async () => {
    window.engine.refuseNext(['address', 'address_without_at', 'ada']);
    await sendAddress(window, 'ada');
    await window.page.waitForSelector('#address-problem');

    await window.page.press('#address', 'a');

    expect(await window.page.locator('#address-problem').count()).toBe(0);
  });

  it('speaks of fields and not of options when no server was named', async () => {
    window.engine.refuseNext(['incoming', 'endpoints_missing', '']);
    await window.page.press('#address', 'Enter');

    const sentence = await window.page.locator('#incoming-problem').innerText();

    expect(sentence).toContain('type the incoming server');
    expect(sentence).not.toContain('--');
  });

  it('says so when the engine does not answer, and keeps the form', async () => {
    window.engine.failNext('run.start');
    await sendAddress(window);

    expect(await alertText(window)).toContain('error of its own');
    expect(await window.page.inputValue('#address')).toBe('ada@example.org');
  });
});
