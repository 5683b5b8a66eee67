import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ObservedFacts } from '../../shared/mail/observation.ts';
import { describeWith } from '../parts.ts';
import { DOORS, HOST, V4, doorsOf, lookedAt, probed, unanswered, well } from './helpdesk-events.ts';
import { HEALTHY_LOOK, TROUBLED_LOOK, cellButton, lookingDuring, openHelpdesk } from './helpdesk-scenes.ts';
import { startWindowLab, type OpenWindow, type WindowLab } from './window.ts';

const [IMAPS] = doorsOf(`${HOST}:993`);
if (IMAPS === undefined) throw new Error('993 is a well-known port');
const FINISHED = [...TROUBLED_LOOK, probed(TROUBLED_LOOK)];

describeWith(['chromium'], 'the helpdesk', () => {
  let lab: WindowLab;
  let window: OpenWindow;

  beforeAll(async () => {
    lab = await startWindowLab();
  });
  afterAll(() => lab.close());
  beforeEach(async () => {
    window = await lab.open({ reducedMotion: 'reduce' });
  });
  afterEach(async () => {
    expect(window.complaints).toEqual([]);
    await window.page.context().close();
  });

  const focused = (): Promise<string | undefined> => window.page.evaluate(() => document.activeElement?.id);
  const mainText = (): Promise<string> => window.page.locator('main').innerText();
  const announced = (): Promise<string> => window.page.locator('main > [role=status]').innerText();

  describe('its door', () => {
    it('opens from the start with the focus in its one field', async () => {
      await openHelpdesk(window);

      expect(await focused()).toBe('host');
      expect(await window.page.title()).toBe('Helpdesk – Letterlock');
    });

    it('leads back to the start, where everything is as it was', async () => {
      await window.page.fill('#address', 'ada@example.org');
      await openHelpdesk(window);

      await window.page.click('text=Back to the start');

      expect(await window.page.inputValue('#address')).toBe('ada@example.org');
    });

    it('ends a look that goes on when a person leaves', async () => {
      await lookingDuring(TROUBLED_LOOK.slice(0, 20))(window);

      await window.page.click('text=Back to the start');
      await window.engine.push(FINISHED.slice(20));

      expect(window.engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
      expect(await window.page.locator('#address').isVisible()).toBe(true);
    });

    it('ends a look that a person left before the engine had answered', async () => {
      const { page, engine } = window;
      let answer: () => void = () => undefined;
      engine.onStart = () => new Promise((resolve) => (answer = resolve));
      await openHelpdesk(window);
      await page.fill('#host', HOST);
      await page.press('#host', 'Enter');
      await page.waitForSelector('#host[readonly]');

      await page.click('text=Back to the start');
      answer();

      await expect.poll(() => engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
      await openHelpdesk(window);
      expect(await page.locator('table').count()).toBe(0);
    });
  });

  describe('its field', () => {
    it('is sent as it was typed', async () => {
      await lookingDuring([], 'mail.example.org:993/implicit-tls')(window);

      expect(window.engine.argumentsOf('run.probe')).toEqual([{ host: 'mail.example.org:993/implicit-tls' }]);
    });

    it('has its problem beside it in words of the window, until it is corrected', async () => {
      const given = 'mail.example.org:2525';
      window.engine.nextStart = {
        kind: 'refused',
        problems: [{ field: 'host', problem: { code: 'protocol_not_named', given } }],
      };
      await openHelpdesk(window);
      await window.page.fill('#host', given);
      await window.page.press('#host', 'Enter');

      const sentence = await window.page.locator('#host-problem').innerText();
      expect(sentence).toContain(`The port in “${given}” is none of the usual ones`);
      expect(sentence).not.toContain('--');
      expect(await focused()).toBe('host');
      expect(await window.page.locator('table').count()).toBe(0);
      await window.page.press('#host', 'Backspace');
      expect(await window.page.locator('#host-problem').count()).toBe(0);
    });

    it('keeps what was typed when the engine does not answer', async () => {
      window.engine.failures.set('run.probe', { ok: false, error: 'internal' });
      await openHelpdesk(window);
      await window.page.fill('#host', HOST);
      await window.page.press('#host', 'Enter');

      expect(await window.page.locator('[role=alert]').innerText()).toContain('error of its own');
      expect(await window.page.inputValue('#host')).toBe(HOST);
    });

    it('looks again at what stands in it', async () => {
      await lookingDuring(FINISHED)(window);
      await cellButton(window, 993, 'IPv4').click();
      window.engine.nextStart = { kind: 'started', runId: 'run-2' };

      await window.page.click('text="Look"');
      await window.page.waitForSelector('#host[readonly]');
      await window.engine.push(HEALTHY_LOOK, 'run-2');

      expect(window.engine.argumentsOf('run.probe')).toEqual([{ host: HOST }, { host: HOST }]);
      expect(await window.page.locator('td[colspan]').count()).toBe(0);
    });
  });

  describe('its table', () => {
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

    it('is filled as observations come, and nothing in it moves', async () => {
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
      await lookingDuring(FINISHED)(window);

      const cell = (port: number, family: 'IPv6' | 'IPv4') => cellButton(window, port, family);
      expect(await cell(993, 'IPv6').innerText()).toMatch(/no answer at all\s+3\.2\ss/);
      expect(await cell(993, 'IPv4').innerText()).toMatch(/works\s+136\sms/);
      expect(await cell(587, 'IPv4').innerText()).toMatch(/bad certificate/);
      expect(await cell(4190, 'IPv4').innerText()).toMatch(/closed\s+31\sms/);
      expect(await window.page.locator('td button .icon svg').count()).toBe(16);
    });

    it('has its bars in words, too', async () => {
      await lookingDuring(FINISHED)(window);

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
          addresses: [],
          detail: 'ENOTFOUND',
        },
      }));
      const look = [...HEALTHY_LOOK.slice(0, 1), ...events];
      await lookingDuring([...look, probed(look)])(window);

      expect(await window.page.locator('td .word', { hasText: 'no such name' }).count()).toBe(16);
    });
  });

  describe('a cell', () => {
    it('is opened and closed by keyboard, and tells its facts', async () => {
      await lookingDuring(FINISHED)(window);
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
      await lookingDuring(FINISHED)(window);
      await cellButton(window, 143, 'IPv4').click();

      const lists = await window.page.locator('td[colspan] ul:has(li bdi)').allInnerTexts();

      expect(lists).toHaveLength(2);
      expect(lists[0]).toMatch(/SASL-IR\nLOGIN-REFERRALS\n.*STARTTLS\s+\(only here\)/s);
      expect(lists[1]).toMatch(/AUTH=SCRAM-SHA-256-PLUS\s+\(only here\)/);
    });

    it('names what is wrong with a certificate at its place in the chain, and the finding that rests on it', async () => {
      await lookingDuring(FINISHED)(window);
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
      const [own] = DOORS;
      const look = well(own ?? IMAPS, V4);
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

      await window.engine.push(FINISHED.slice(-1));

      expect(await cellButton(window, 993, 'IPv4').getAttribute('aria-expanded')).toBe('true');
    });
  });

  describe('while it looks', () => {
    it.each(['Escape', 'the button'])('is cancelled by %s', async (way) => {
      await lookingDuring(TROUBLED_LOOK.slice(0, 40))(window);

      if (way === 'Escape') await window.page.keyboard.press('Escape');
      else await window.page.click('text="Cancel"');
      await window.page.waitForSelector('text=Cancelling');
      const half = TROUBLED_LOOK.slice(0, 40);
      await window.engine.push([probed(half, { isCancelled: true })]);

      expect(window.engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
      expect(await window.page.locator('h1').innerText()).toBe('The check was stopped before its end');
      expect(await window.page.locator('td .word', { hasText: 'not finished' }).count()).toBeGreaterThan(8);
    });

    it('announces how far it is four times at the most, and then what it found', async () => {
      await lookingDuring(HEALTHY_LOOK.slice(0, 1))(window);
      const heard: string[] = [];

      for (const event of HEALTHY_LOOK.slice(1)) {
        await window.engine.push([event]);
        const now = await announced();
        if (now !== heard.at(-1)) heard.push(now);
      }
      await window.engine.push([probed(HEALTHY_LOOK)]);

      expect(heard).toEqual([
        '',
        '4 of 16 looked at',
        '8 of 16 looked at',
        '12 of 16 looked at',
        '16 of 16 looked at',
      ]);
      expect(await announced()).toBe('The look is done: The mail servers for mail.example.org are in order');
    });

    it('keeps the focus where a person left it when it ends', async () => {
      await lookingDuring(TROUBLED_LOOK)(window);
      await cellButton(window, 993, 'IPv4').focus();

      await window.engine.push(FINISHED.slice(-1));

      expect(await cellButton(window, 993, 'IPv4').evaluate((node) => node === document.activeElement)).toBe(
        true,
      );
    });
  });

  describe('when it has looked', () => {
    it('begins with the verdict and ends with the findings', async () => {
      await lookingDuring(FINISHED)(window);

      const text = await mainText();

      const places = [
        'A problem was found',
        'The certificate of mail.example.org has expired',
        'Ports',
        'What was found',
        'What to do, and how we know',
        'mail.example.org cannot be reached over IPv6',
      ].map((words) => text.indexOf(words));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((left, right) => left - right));
    });

    it('speaks German when it is asked to, with what was opened still open', async () => {
      await lookingDuring(FINISHED)(window);
      await cellButton(window, 587, 'IPv4').click();

      await window.page.click('header button');

      const text = await mainText();
      expect(text).toContain('Das Zertifikat von mail.example.org ist abgelaufen');
      expect(text).toContain('Die Worte des Servers');
    });
  });

  describe('by keyboard alone', () => {
    it('goes from the start into a cell and back', async () => {
      const { page, engine } = window;
      const press = async (...keys: readonly string[]): Promise<void> => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const focusedText = (): Promise<string | undefined> =>
        page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText);

      await press('Shift+Tab', 'Shift+Tab');
      await page.getByRole('button', { name: 'Helpdesk: look at a mail server' }).focus();
      await press('Enter');
      expect(await focused()).toBe('host');
      await page.keyboard.type(HOST);
      await press('Tab', 'Enter');
      await page.waitForSelector('#host[readonly]');
      expect(await focusedText()).toBe('Cancel');
      await engine.push(FINISHED);
      expect(await focusedText()).toBe('Look');
      await press('Tab');
      expect(await focusedText()).toContain('Port 993 over IPv6:');
      await press('Tab', 'Space');
      expect(await page.locator('td[colspan] h3').innerText()).toBe('Port 993 over IPv4');
      await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
      expect(await focusedText()).toBe('Back to the start');
      await press('Enter');
      expect(await focused()).toBe('address');
    });
  });
});
