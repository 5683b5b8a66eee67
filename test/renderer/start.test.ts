import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { alertText, focusedId, mainText, openServers, openWithoutPages, sendAddress } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'Start', () => {
  const window = useWindow(useLab());

  it('begins in the address field', async () => {
    await expect.poll(() => focusedId(window)).toBe('address');
  });

  it('is there before the pages of findings are, and begins a check once they are', async () => {
    const release = await openWithoutPages(window);

    await sendAddress(window);
    await sendAddress(window);
    expect(await mainText(window)).toContain('Your mail address');
    release();

    await window.page.waitForSelector('text=Checking your mail servers');
    expect(window.engine.argumentsOf('run.start')).toHaveLength(1);
  });

  it('takes the address alone: the servers are left to the search, and nothing is guessed', async () => {
    await window.page.fill('#address', 'ada@example.org');
    expect(await window.page.locator('#incoming').isVisible()).toBe(false);
    await window.page.press('#address', 'Enter');
    await window.page.waitForSelector('text=Checking your mail servers');

    expect(window.engine.argumentsOf('run.start')).toEqual([
      {
        address: 'ada@example.org',
        incoming: '',
        outgoing: '',
        username: '',
        tellsAddress: false,
        isPractice: false,
      },
    ]);
  });

  it('says before the check that only the domain is told', async () => {
    await window.page.fill('#address', 'ada@exam');
    expect(await mainText(window)).toContain('learns the domain of your address and nothing else about you');

    await window.page.fill('#address', 'ada@example.org');

    expect(await mainText(window)).toContain('learns “example.org” and nothing else about you');
  });

  it('says nothing of a search where a server was named', async () => {
    await window.page.fill('#address', 'ada@example.org');
    await openServers(window);
    await window.page.fill('#incoming', 'imap.example.org');

    expect(await mainText(window)).toContain('connects to these servers');
    expect(await mainText(window)).not.toContain('are searched for');
  });

  it('keeps the servers behind a disclosure, and shows them there when it is closed again', async () => {
    await openServers(window);
    await window.page.fill('#incoming', 'mail.example.org:143/starttls');
    await window.page.click('summary >> nth=0');

    await expect
      .poll(() => window.page.locator('summary').first().innerText())
      .toBe('Servers: mail.example.org:143/starttls');
    expect(await window.page.locator('#incoming').isVisible()).toBe(false);
  });

  it('leaves alone what a person typed when the address changes, also where they emptied it', async () => {
    await window.page.fill('#address', 'ada@example.org');
    await openServers(window);
    await window.page.fill('#incoming', 'mail.example.org:143/starttls');
    await window.page.fill('#outgoing', '');
    await window.page.fill('#address', 'ada@example.net');

    expect(await window.page.inputValue('#incoming')).toBe('mail.example.org:143/starttls');
    expect(await window.page.inputValue('#outgoing')).toBe('');
  });

  it('sends what stands in the fields when Enter is pressed', async () => {
    await window.page.fill('#address', 'ada@example.org');
    await openServers(window);
    await window.page.fill('#outgoing', 'mail.example.org:587');
    await window.page.press('#outgoing', 'Enter');
    await window.page.waitForSelector('text=Checking your mail servers');

    expect(window.engine.argumentsOf('run.start')).toEqual([
      {
        address: 'ada@example.org',
        incoming: '',
        outgoing: 'mail.example.org:587',
        username: '',
        tellsAddress: false,
        isPractice: false,
      },
    ]);
  });

  it('tells the domain the address only where a person agreed, and says so before the check', async () => {
    await window.page.fill('#address', 'ada@example.org');
    expect(await window.page.locator('#tells-address').isVisible()).toBe(false);
    await window.page.click('summary >> nth=2');
    expect(await window.page.isChecked('#tells-address')).toBe(false);

    await window.page.check('#tells-address');

    expect(await mainText(window)).toContain('Web servers of “example.org” learn your whole address');
    await window.page.click('summary >> nth=2');
    await expect
      .poll(() => window.page.locator('summary').nth(2).innerText())
      .toBe('Your provider is told your whole address');
    await window.page.press('#address', 'Enter');
    await window.page.waitForSelector('text=Checking your mail servers');
    expect(window.engine.argumentsOf('run.start')).toMatchObject([{ tellsAddress: true }]);
  });

  it('tells nobody the address where servers were named, whatever was ticked before', async () => {
    await window.page.fill('#address', 'ada@example.org');
    await window.page.click('summary >> nth=2');
    await window.page.check('#tells-address');
    await openServers(window);
    await window.page.fill('#incoming', 'imap.example.org');

    expect(await window.page.locator('#tells-address').count()).toBe(0);
    expect(await mainText(window)).toContain('connects to these servers');
    await window.page.press('#incoming', 'Enter');
    await window.page.waitForSelector('text=Checking your mail servers');
    expect(window.engine.argumentsOf('run.start')).toMatchObject([{ tellsAddress: false }]);
  });

  it('keeps the user name behind a disclosure, and shows it there when it is closed again', async () => {
    expect(await window.page.locator('#username').isVisible()).toBe(false);

    const summary = window.page.locator('summary').nth(1);
    await summary.click();
    await window.page.fill('#username', 'ada.l');
    await summary.click();

    await expect.poll(() => summary.innerText()).toBe('User name: ada.l');
  });

  it('puts every problem beside its field and the focus on the first', async () => {
    window.engine.refuseNext(
      ['outgoing', 'port_out_of_range', '99999'],
      ['username', 'username_unusable', '\u0007'],
    );

    await window.page.fill('#address', 'ada@example.org');
    await openServers(window);
    await window.page.fill('#outgoing', 'smtp.example.org:99999');
    const summary = window.page.locator('summary').first();
    await summary.click();
    await expect.poll(() => summary.innerText()).toContain('smtp.example.org'); // what was opened is closed
    await window.page.press('#address', 'Enter');
    await window.page.waitForSelector('#outgoing-problem');

    expect(await window.page.locator('#outgoing-problem').innerText()).toContain('“99999” is not a port');
    expect(await window.page.getAttribute('#outgoing', 'aria-describedby')).toContain('outgoing-problem');
    expect(await window.page.locator('#username').isVisible()).toBe(true);
    await expect.poll(() => focusedId(window)).toBe('outgoing');
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

describeWith(['chromium-headless-shell'], 'Start, where nothing but itself can be loaded', () => {
  const lab = useLab();

  it('says so, keeps what was typed, and goes on once it can', async () => {
    const window = await lab.open();
    await window.page.route('**/assets/places*', (route) => route.abort());
    const release = await openWithoutPages(window);
    release();

    await sendAddress(window);

    await expect.poll(() => alertText(window)).toContain('error of its own');
    expect(await window.page.inputValue('#address')).toBe('ada@example.org');
    await window.page.unroute('**/assets/places*');
    await sendAddress(window);
    await window.page.waitForSelector('text=Checking your mail servers');
    expect(await window.page.locator('[role=alert]').count()).toBe(0);
    expect(new Set(window.complaints)).toEqual(new Set(['Failed to load resource: net::ERR_FAILED']));
    await window.page.context().close();
  });
});
