import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { DOORS, V4, lookedAt, probed, unanswered, well, doorAt } from './helpdesk-events.ts';
import { HEALTHY_LOOK, TROUBLED, TROUBLED_LOOK, cellButton, lookingDuring } from './helpdesk-scenes.ts';
import { HOST } from './helpdesk-servers.ts';
import { speakGerman } from './screen.ts';
import { useLab, useWindow } from './use-window.ts';
import { SIZES } from './window.ts';

const IMAPS = doorAt(993);

describeWith(['chromium-headless-shell'], 'the table of the helpdesk', () => {
  const window = useWindow(useLab());

  it('has a row for each port and a column for each family', async () => {
    await lookingDuring(lookedAt([]).concat(HEALTHY_LOOK.slice(0, 1)))(window);

    const rows = await window.page.locator('th[scope=row]').allInnerTexts();
    const columns = await window.page.locator('th[scope=col]').allInnerTexts();

    expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
      '993 IMAP implicit TLS',
      '143 IMAP STARTTLS',
      '465 Submission implicit TLS',
      '587 Submission STARTTLS',
      '995 POP3 implicit TLS',
      '110 POP3 STARTTLS',
      '4190 ManageSieve STARTTLS',
      '25 SMTP STARTTLS',
    ]);
    expect(columns.map((column) => column.split('\n')[0])).toEqual(['Port', 'IPv6', 'IPv4']);
  });

  it.each([
    ['usual', 'en'],
    ['small', 'en'],
    ['small', 'de'],
  ] as const)('is filled as observations come, and nothing in it moves (%s, %s)', async (size, language) => {
    await window.page.setViewportSize(SIZES[size]);
    if (language === 'de') await speakGerman(window);
    const tops = (): Promise<readonly number[]> =>
      window.page.evaluate(() =>
        [...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().top),
      );
    await lookingDuring(TROUBLED_LOOK.slice(0, 9))(window);
    const places = [await tops()];

    for (const [from, to] of [
      [9, 60],
      [60, 120],
      [120, undefined],
    ] as const) {
      await window.engine.push(TROUBLED_LOOK.slice(from, to));
      places.push(await tops());
    }

    expect(places[0]).toHaveLength(8);
    expect(places.every((place) => JSON.stringify(place) === JSON.stringify(places[0]))).toBe(true);
  });

  it('says in words and beside an icon how far each look came, and how long it took', async () => {
    await lookingDuring(TROUBLED)(window);

    const cell = (port: number, family: 'IPv6' | 'IPv4') => cellButton(window, port, family);
    expect(await cell(993, 'IPv6').innerText()).toMatch(/no answer at all\s+3\.2\ss/);
    expect(await cell(993, 'IPv4').innerText()).toMatch(/works\s+136\sms/);
    expect(await cell(587, 'IPv4').innerText()).toMatch(/bad certificate/);
    expect(await cell(4190, 'IPv4').innerText()).toMatch(/closed\s+31\sms/);
    expect(await window.page.locator('td button .icon svg').count()).toBe(16);
  });

  it('has its bars in words, too', async () => {
    await lookingDuring(TROUBLED)(window);

    // Two in each row.
    const bar = window.page.locator('tbody svg[role=img]').nth(3);

    expect(await bar.getAttribute('aria-label')).toMatch(
      /^DNS 9\sms, TCP 24\sms, greeting 26\sms, capabilities 25\sms, STARTTLS 25\sms, TLS 52\sms, capabilities in TLS 25\sms$/,
    );
  });

  it('says where the host has no address of a family', async () => {
    await lookingDuring(lookedAt([well(IMAPS, V4)]), `${HOST}:993`)(window);

    expect(await window.page.locator('td').first().innerText()).toBe('no address');
    expect(await window.page.locator('td button').count()).toBe(1);
  });

  it('says that a port is probably filtered while it is waited for', async () => {
    await lookingDuring([
      ...lookedAt([unanswered(IMAPS, V4, 'silent')], 900),
      { type: 'step', endpoint: IMAPS, address: V4, step: 'connect-unanswered', at: 1_200 },
    ])(window);

    expect(await cellButton(window, 993, 'IPv4').innerText()).toContain('probably filtered');
  });

  it('says of a name that nobody knows so in every cell', async () => {
    const events = DOORS.map((endpoint, at) => ({
      type: 'observation' as const,
      observation: {
        id: `o${at}`,
        endpoint,
        address: null,
        at: 9,
        took: 9,
        transcript: null,
        kind: 'dns-answer' as const,
        host: HOST,
        outcome: 'not-found' as const,
        saidBy: 'dns' as const,
        addresses: [],
        detail: 'ENOTFOUND',
      },
    }));
    const look = [...HEALTHY_LOOK.slice(0, 1), ...events];
    await lookingDuring([...look, probed(look)])(window);

    expect(await window.page.locator('td .word', { hasText: 'no such name' }).count()).toBe(16);
  });
});
