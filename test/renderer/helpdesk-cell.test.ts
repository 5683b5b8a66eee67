import { expect, it } from 'vitest';
import type { ObservedFacts } from '../../shared/mail/observation.ts';
import { describeWith } from '../parts.ts';
import { V4, lookedAt, well, doorAt } from './helpdesk-events.ts';
import { TROUBLED, TROUBLED_LOOK, cellButton, lookingDuring } from './helpdesk-scenes.ts';
import { useLab, useWindow } from './use-window.ts';

const IMAPS = doorAt(993);

describeWith(['chromium-headless-shell'], 'a cell of the helpdesk', () => {
  const window = useWindow(useLab());

  it('is opened and closed by keyboard, and tells its facts', async () => {
    await lookingDuring(TROUBLED)(window);
    const button = cellButton(window, 143, 'IPv4');

    await button.focus();
    await window.page.keyboard.press('Enter');

    expect(await button.getAttribute('aria-expanded')).toBe('true');
    const facts = window.page.locator(`[id="${await button.getAttribute('aria-controls')}"]`);
    const text = (await facts.innerText()).replaceAll(/\s+/g, ' ');
    for (const fact of [
      'Port 143 over IPv4',
      `Address ${V4}`,
      'Software Dovecot, as it says in its greeting',
      'Version TLS 1.3',
      'Cipher TLS_AES_256_GCM_SHA384',
      'Names mail.example.org imap.example.org',
      'Valid from 1 October 2026',
      'Valid until 3 March 2027',
      'CN=Example Server CA 7, O=Example Trust',
      'It ends at a public authority.',
      'The server says mail.example.org 143 [CAPABILITY',
    ]) {
      expect(text).toContain(fact);
    }
    await window.page.keyboard.press('Space');
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await facts.count()).toBe(0);
  });

  it('has what was offered before TLS and in it side by side, and what differs is said aloud', async () => {
    await lookingDuring(TROUBLED)(window);
    await cellButton(window, 143, 'IPv4').click();

    const lists = await window.page.locator('td[colspan] ul:has(li bdi)').allInnerTexts();

    expect(lists).toHaveLength(2);
    expect(lists[0]).toMatch(/SASL-IR\nLOGIN-REFERRALS\n.*STARTTLS\s+\(only here\)/s);
    expect(lists[1]).toMatch(/AUTH=SCRAM-SHA-256-PLUS\s+\(only here\)/);
  });

  it('names what is wrong with a certificate at its place in the chain, and the finding that rests on it', async () => {
    await lookingDuring(TROUBLED)(window);
    await cellButton(window, 587, 'IPv4').click();

    const facts = window.page.locator('td[colspan]');

    expect(await facts.locator('li', { hasText: 'has expired' }).first().innerText()).toContain(
      'The certificate of mail.example.org has expired',
    );
    expect(await facts.locator('ol > li').first().innerText()).toMatch(
      /CN=mail\.example\.org\s+until 18 November 2026\s+has expired/,
    );
  });

  it('shows what a hostile server sends as text, the same twice as well', async () => {
    const hostile = '\u202e<img src=x onerror="document.title=1">';
    const look = well(IMAPS, V4);
    const parts = look.parts.map(([step, facts, took]) => {
      const changed: ObservedFacts =
        facts.kind === 'capabilities'
          ? { ...facts, capabilities: [hostile, hostile], words: { text: hostile } }
          : facts.kind === 'tls-handshake'
            ? {
                ...facts,
                chain: facts.chain.map((one) => ({ ...one, subject: hostile, names: [hostile, hostile] })),
              }
            : facts;
      return [step, changed, took] as const;
    });
    await lookingDuring(lookedAt([{ ...look, parts }]))(window);

    await cellButton(window, 993, 'IPv4').click();

    expect(await window.page.locator('td[colspan] bdi', { hasText: '<img src=x' }).count()).toBe(8);
    expect(await window.page.locator('main img').count()).toBe(0);
  });

  it('stays open when the look is over', async () => {
    await lookingDuring(TROUBLED_LOOK)(window);
    await cellButton(window, 993, 'IPv4').click();

    await window.engine.push(TROUBLED.slice(-1));

    expect(await cellButton(window, 993, 'IPv4').getAttribute('aria-expanded')).toBe('true');
  });
});
