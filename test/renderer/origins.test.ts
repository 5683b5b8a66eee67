import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { HEALTHY, ended } from './runs.ts';
import { during } from './scenes.ts';
import { lookingDuring } from './helpdesk-scenes.ts';
import { openOrigins, speakGerman } from './screen.ts';
import { FOUND_END, GUESSED_END, NOTHING_FOUND_END, TOLD_END } from './search-runs.ts';
import { useLab, useWindow } from './use-window.ts';

describeWith(['chromium-headless-shell'], 'where the settings come from', () => {
  const window = useWindow(useLab());
  const rows = (): Promise<string[]> =>
    window.page.locator('.origins table >> nth=0 >> tbody tr').allInnerTexts();
  const part = (): Promise<string> => window.page.locator('.origins').innerText();

  it('is folded, and says how many sources there are', async () => {
    await during(FOUND_END)(window);

    expect(await window.page.locator('.origins').isVisible()).toBe(false);
    expect(await window.page.locator('summary', { hasText: 'Where these settings' }).innerText()).toContain(
      '3 sources',
    );
  });

  it('is a table of the suggestions by protocol, with who makes them and how far that can be trusted', async () => {
    await during(FOUND_END)(window);
    await openOrigins(window);

    const [protocol, first = '', second = '', other, last = ''] = await rows();

    expect([protocol, other]).toEqual(['Incoming mail', 'Outgoing mail']);
    expect(first).toMatch(/imap\.example\.org 993\s+implicit TLS\s+Used\s+User name: the whole address/);
    expect(first).toContain('Before the next one, because its connection is better encrypted.');
    expect(first).toMatch(/Settings file of the domain \(autoconfig\)\s+from the domain itself, encrypted/);
    expect(first).toMatch(/Service records in DNS \(SRV\)\s+plain DNS: others could have changed it/);
    expect(first).not.toContain('guessed');
    expect(second).toMatch(/imap\.example\.org 143\s+no encryption/);
    expect(second).not.toContain('Used');
    expect(last).toMatch(/smtp\.example\.org 465.*Used/s);
  });

  it('says field by field where the sources do not agree', async () => {
    await during(FOUND_END)(window);
    await openOrigins(window);

    const conflicts = await window.page.locator('.origins dl').innerText();

    expect(conflicts).toMatch(/Incoming mail: port\s+993\s+autoconfig, SRV\s+143\s+ISPDB/);
    expect(conflicts).toMatch(
      /Incoming mail: encryption\s+implicit TLS\s+autoconfig, SRV\s+no encryption\s+ISPDB/,
    );
    expect(conflicts).toMatch(/user name\s+the whole address\s+autoconfig\s+the part before the @\s+ISPDB/);
  });

  it('has every question: what, whom, and what came of it', async () => {
    await during(FOUND_END)(window);
    await openOrigins(window);
    await window.page.click('text=All 18 questions that were asked');

    const ledger = await window.page.locator('.origins table >> nth=1 >> tbody tr').allInnerTexts();

    expect(ledger).toHaveLength(18);
    expect(ledger[0]).toMatch(/\(SRV\)\s+dns:_imaps\._tcp\.example\.org\?type=SRV\s+answered\s+Asked: DNS/);
    expect(ledger[10]).toMatch(/no such name\s+Not reached: ua-auto-config\.example\.org/);
    expect(ledger[12]).toMatch(/Sent on \(301\) to\s+https:\/\/www\.example\.org.*Asked: www\.example\.org/s);
    expect(ledger[16]).toMatch(/wanted a name and a password, and got neither.*HTTP 401/s);
    expect(ledger[17]).toContain('no answer');
  });

  it('says that the address was told to nobody', async () => {
    await during(FOUND_END)(window);
    await openOrigins(window);

    expect(await part()).toContain('only the domain example.org was named');
    expect(await part()).toContain('Your address was not told to anybody');
  });

  it('says who was told the address, where a person agreed to that', async () => {
    await during(TOLD_END)(window);
    await openOrigins(window);
    await window.page.click('text=All 18 questions that were asked');

    const ledger = await window.page.locator('.origins table >> nth=1 >> tbody tr').allInnerTexts();

    expect(await part()).toContain('As you agreed, web servers of example.org were told your address');
    expect(await part()).not.toContain('not told to anybody');
    expect(ledger.filter((line) => line.includes('with your address'))).toHaveLength(1);
    expect(ledger[11]).toMatch(/autoconfig\)\s+https:.*emailaddress=a…a@example\.org\s+with your address/s);
  });

  it('speaks German throughout', async () => {
    await during(FOUND_END)(window);
    await speakGerman(window);
    await openOrigins(window);
    await window.page.click('text=Alle 18 Fragen');

    expect(await part()).toMatch(/Posteingang: Verschlüsselung\s+implizites TLS/);
    expect(await part()).toContain('Ihre Adresse hat niemand erfahren');
    expect(await part()).toContain('wollte Namen und Passwort und bekam beides nicht');
    expect(await part()).not.toMatch(/\b(the|nothing|asked)\b/);
  });

  it('counts guesses at which nothing answered, and lists the others', async () => {
    await during(GUESSED_END)(window);
    await openOrigins(window);

    const shown = await rows();

    expect(shown).toHaveLength(6);
    expect(shown[1]).toMatch(/imap\.example\.org 993.*Used.*Usual names, guessed\s+nobody’s word/s);
    expect(shown[2]).toBe('At 2 usual names and ports nothing answered.');
  });

  it('says where was searched when nothing was found', async () => {
    await during(NOTHING_FOUND_END)(window);
    await openOrigins(window);

    expect(await window.page.locator('main').innerText()).toContain('Where settings were searched for');
    expect(await part()).toContain('At 3 usual names and ports nothing answered.');
  });

  it('is not there where servers were named', async () => {
    await during(ended(HEALTHY))(window);

    expect(await window.page.locator('summary', { hasText: 'settings' }).count()).toBe(0);
  });

  it('stands open on the helpdesk screen where a report has it', async () => {
    const [end] = FOUND_END.slice(-1);
    if (end?.type !== 'finished') throw new Error('a run ends with its report');
    await lookingDuring(ended(HEALTHY).slice(0, -1))(window);
    await window.engine.push([end]);

    expect(await window.page.locator('h2', { hasText: 'Where these settings come from' }).count()).toBe(1);
    expect(await part()).toContain('autodiscover.json');
    expect(await window.page.locator('.origins details[open]').count()).toBe(1);
  });
});
