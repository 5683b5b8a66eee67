import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ObservedFacts } from '../../shared/mail/observation.ts';
import { describeWith } from '../parts.ts';
import {
  CONNECTED,
  ENCRYPTED,
  GREETED,
  IMAP,
  PASSWORD_REFUSED,
  SMTP,
  finished,
  looked,
  plan,
  planned,
  saw,
  started,
  step,
} from '../shared/report/events.ts';
import { HEALTHY, during, submitAddress } from './scenes.ts';
import { startWindowLab, type OpenWindow, type WindowLab } from './window.ts';

const PLANNED = [started(IMAP, SMTP), ...looked(IMAP), ...looked(SMTP), plan(planned(IMAP), planned(SMTP))];

describeWith(['chromium'], 'the window', () => {
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
  const heading = (): Promise<string> => window.page.locator('h1').innerText();

  describe('Start', () => {
    it('begins in the address field', async () => {
      expect(await focused()).toBe('address');
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
      window.engine.nextStart = {
        kind: 'refused',
        problems: [
          { field: 'outgoing', problem: { code: 'port_out_of_range', given: '99999' } },
          { field: 'username', problem: { code: 'username_unusable', given: '\u0007' } },
        ],
      };

      await window.page.fill('#address', 'ada@example.org');
      await window.page.fill('#outgoing', 'smtp.example.org:99999');
      await window.page.press('#address', 'Enter');
      await window.page.waitForSelector('#outgoing-problem');

      expect(await window.page.locator('#outgoing-problem').innerText()).toContain('“99999” is not a port');
      expect(await window.page.getAttribute('#outgoing', 'aria-describedby')).toContain('outgoing-problem');
      expect(await window.page.locator('#username').isVisible()).toBe(true);
      expect(await focused()).toBe('outgoing');
    });

    it('takes a problem back as soon as its field is corrected', async () => {
      window.engine.nextStart = {
        kind: 'refused',
        problems: [{ field: 'address', problem: { code: 'address_without_at', given: 'ada' } }],
      };
      await window.page.fill('#address', 'ada');
      await window.page.press('#address', 'Enter');
      await window.page.waitForSelector('#address-problem');

      await window.page.press('#address', 'a');

      expect(await window.page.locator('#address-problem').count()).toBe(0);
    });

    it('speaks of fields and not of options when no server was named', async () => {
      window.engine.nextStart = {
        kind: 'refused',
        problems: [{ field: 'incoming', problem: { code: 'endpoints_missing', given: '' } }],
      };
      await window.page.press('#address', 'Enter');

      const sentence = await window.page.locator('#incoming-problem').innerText();

      expect(sentence).toContain('type the incoming server');
      expect(sentence).not.toContain('--');
    });

    it('says so when the engine does not answer, and keeps the form', async () => {
      window.engine.failures.set('run.start', { ok: false, error: 'internal' });
      await window.page.fill('#address', 'ada@example.org');
      await window.page.press('#address', 'Enter');

      expect(await window.page.locator('[role=alert]').innerText()).toContain('error of its own');
      expect(await window.page.inputValue('#address')).toBe('ada@example.org');
    });
  });

  describe('Looking', () => {
    beforeEach(() => submitAddress(window));

    it('lights up its rungs as events come', async () => {
      const rungs = window.page.locator('main ol > li');

      await window.engine.push([started(IMAP, SMTP), ...looked(IMAP), step(SMTP, 'connect')]);
      expect(await rungs.nth(0).innerText()).toContain('Reaching the server');
      await window.engine.push([...looked(SMTP).slice(0, 6), step(SMTP, 'greeting')]);

      expect(await rungs.nth(0).innerText()).toContain('Server reached');
      expect(await rungs.nth(1).innerText()).toMatch(
        /smtp\.example\.org 465\s+TLS 1\.3 · certificate until 3 March 2027/,
      );
      expect(await rungs.nth(2).innerText()).toMatch(/smtp\.example\.org 465\s+waiting for its greeting/);
      expect(await rungs.nth(3).innerText()).toContain('waiting');
    });

    it('counts the checks that are done', async () => {
      await window.engine.push([started(IMAP, SMTP), ...looked(IMAP), ...looked(SMTP).slice(0, 6)]);

      expect(await window.page.locator('text=5 of 8 checks done').isVisible()).toBe(true);
    });

    it('announces rungs that are settled and not the clock', async () => {
      const status = window.page.locator('[role=status]');

      await window.engine.push([started(IMAP), ...looked(IMAP).slice(0, 4)]);
      const announced = await status.innerText();
      const clock = window.page.locator('.elapsed');
      const then = await clock.innerText();
      await expect.poll(() => clock.innerText()).not.toBe(then);

      expect(announced).toBe('Server reached: done');
      expect(await status.innerText()).toBe(announced);
    });

    it('lists what was sent, and that no address and no password was', async () => {
      expect(await window.page.locator('aside').innerText()).toContain('Nothing yet.');

      await window.engine.push([started(IMAP, SMTP), step(IMAP, 'resolve'), step(IMAP, 'connect')]);

      const sent = await window.page.locator('aside').innerText();
      expect(sent).toContain('imap.example.org');
      expect(sent).not.toContain('smtp.example.org');
      expect(sent).toContain('No address, no password.');
    });

    it.each(['Escape', 'the button'])('cancels its run by %s', async (way) => {
      await window.engine.push([started(IMAP)]);

      if (way === 'Escape') await window.page.keyboard.press('Escape');
      else await window.page.click('text=Cancel');
      await window.page.waitForSelector('text=Cancelling');

      expect(window.engine.argumentsOf('run.cancel')).toEqual([{ runId: 'run-1' }]);
    });

    it('shows what was seen until it was cancelled', async () => {
      const before = [started(IMAP), ...looked(IMAP)];
      await window.engine.push(before);
      await window.page.keyboard.press('Escape');

      await window.engine.push([finished(before, { isCancelled: true })]);

      expect(await window.page.locator('main').innerText()).toContain('The check did not come to its end');
    });

    it('says nothing about a run that ended in the moment of cancelling', async () => {
      const before = [started(IMAP), ...looked(IMAP)];
      await window.engine.push(before);
      window.engine.failures.set('run.cancel', { ok: false, error: 'unknown-run' });

      await window.page.evaluate(
        (push) => {
          dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
          self.fakePush(push);
        },
        { runId: 'run-1', event: finished(before) },
      );
      await expect.poll(() => window.engine.argumentsOf('run.cancel').length).toBe(1);

      expect(await window.page.locator('[role=alert]').count()).toBe(0);
    });

    it('ignores the events of another run', async () => {
      await window.engine.push([started(IMAP, SMTP), ...looked(IMAP)], 'run-of-yesterday');

      expect(await window.page.locator('main ol > li').nth(0).innerText()).toContain('waiting');
    });
  });

  it('does not lose events that overtake the answer to run.start', async () => {
    const { page, engine } = window;
    engine.onStart = () => engine.push([started(IMAP, SMTP), ...looked(IMAP)]);
    await submitAddress(window);

    expect(await page.locator('text=3 of 8 checks done').isVisible()).toBe(true);
  });

  describe('Sign in', () => {
    it('says what each server learns before it asks', async () => {
      const learnsPassword = {
        ...planned(SMTP),
        mechanism: 'PLAIN',
        serverLearns: 'password',
        serverProves: false,
      } as const;
      await during([...PLANNED.slice(0, -1), plan(planned(IMAP), learnsPassword)])(window);

      const text = await window.page.locator('main').innerText();

      const order = [
        'tries once at each',
        'imap.example.org 993',
        'Your password is not sent, only a proof of it.',
        'prove that it knows your password',
        'SCRAM-SHA-256',
        'smtp.example.org 465',
        'It gets the password itself',
        'PLAIN',
        'Password',
        'Sign in',
        'Go on without signing in',
      ].map((words) => text.lastIndexOf(words));
      expect(order).not.toContain(-1);
      expect(order.slice(4)).toEqual(order.slice(4).toSorted((left, right) => left - right));
    });

    it('is left out where nothing can be signed in to', async () => {
      await during([...PLANNED.slice(0, -1), plan(null, null)])(window);

      expect(await window.page.locator('#password').count()).toBe(0);
    });

    it('warns of a space at either end, and sends the password as it was typed', async () => {
      await during(PLANNED)(window);

      await window.page.fill('#password', ' correct horse');
      expect(await window.page.locator('#password-note').innerText()).toContain(
        'begins or ends with a space',
      );
      await window.page.press('#password', 'Enter');
      await window.page.waitForSelector('text=Signing in');

      expect(window.engine.argumentsOf('run.signIn')).toEqual([
        { runId: 'run-1', password: ' correct horse' },
      ]);
    });

    it('asks again instead of sending an empty password', async () => {
      await during(PLANNED)(window);

      await window.page.press('#password', 'Enter');

      expect(await window.page.locator('#password-note').innerText()).toContain('Type the password');
      expect(await focused()).toBe('password');
      expect(window.engine.argumentsOf('run.signIn')).toEqual([]);
    });

    it('goes on without signing in where a person wants that', async () => {
      await during(PLANNED)(window);

      await window.page.fill('#password', 'typed and regretted');
      await window.page.click('text=Go on without signing in');
      await window.page.waitForSelector('text=Checking your mail servers');

      expect(window.engine.argumentsOf('run.signIn')).toEqual([{ runId: 'run-1', password: null }]);
    });

    it('hides the password until it is asked to show it', async () => {
      await during(PLANNED)(window);
      expect(await window.page.getAttribute('#password', 'type')).toBe('password');

      await window.page.click('[aria-label="Show password"]');

      expect(await window.page.getAttribute('#password', 'type')).toBe('text');
    });

    it('asks again when the engine did not take the answer', async () => {
      await during(PLANNED)(window);
      window.engine.failures.set('run.signIn', { ok: false, error: 'internal' });

      await window.page.fill('#password', 'correct horse');
      await window.page.press('#password', 'Enter');
      await window.page.waitForSelector('[role=alert]');

      expect(await window.page.inputValue('#password')).toBe('');
    });

    it('shows the ladder again, with its last rung working, and what is sent', async () => {
      await during(PLANNED)(window);
      await window.page.fill('#password', 'correct horse');
      await window.page.press('#password', 'Enter');

      await window.engine.push([step(IMAP, 'sign-in')]);

      expect(await window.page.locator('main ol > li').nth(3).innerText()).toContain('signing in');
      expect(await window.page.locator('aside').innerText()).toContain(
        'To imap.example.org 993: your user name and a proof of your password',
      );
    });

    it('lets the password out once and keeps it nowhere', async () => {
      const password = 'Sesam-öffne-dich-4711';
      await during(PLANNED)(window);
      await window.page.keyboard.press('Tab');
      await window.page.keyboard.insertText(password);
      await window.page.keyboard.press('Enter');
      await window.page.waitForSelector('text=Signing in');
      await window.engine.push([...HEALTHY.slice(PLANNED.length), finished(HEALTHY)]);
      await window.page.waitForSelector('text=Everything that was checked is fine');

      const memory = await heapOf(window);

      expect(memory.includes('imap.example.org')).toBe(true); // the snapshot does hold the page's strings
      expect(memory.includes('Sesam')).toBe(false);
      expect(JSON.stringify(window.engine.calls).split(password)).toHaveLength(2);
    });
  });

  describe('Result', () => {
    it('begins with the verdict, and what to do about it is open', async () => {
      const events = [...PLANNED, saw(IMAP, PASSWORD_REFUSED)];
      await during([...events, finished(events)])(window);

      expect(await window.page.locator('section').first().innerText()).toContain('A problem was found');
      expect(await heading()).toBe('imap.example.org did not accept the user name or the password');
      const card = window.page.locator('main details[open]').first();
      expect(await card.innerText()).toContain('You can repair this');
      expect(await card.innerText()).toContain('What to do');
      expect(await card.innerText()).toMatch(
        /The server says\s+imap\.example\.org 993\s+\[AUTHENTICATIONFAILED\]/,
      );
    });

    it('says what was proved, and what was seen of each server', async () => {
      await during([...HEALTHY, finished(HEALTHY)])(window);

      const aside = await window.page.locator('aside').innerText();

      expect(aside).toContain('imap.example.org accepted you and proved that it knows your password, too.');
      expect(aside).toContain('The password itself was not sent.');
      expect(aside).toMatch(/Certificate until\s+3 March 2027/);
    });

    it('shows hostile words as text', async () => {
      const words = {
        responseCode: '<b>X</b>',
        text: '\u202e<img src=x onerror="document.title=1"> {@html} `',
      };
      const events = [
        started(IMAP),
        saw(IMAP, CONNECTED),
        saw(IMAP, ENCRYPTED),
        saw(IMAP, { ...GREETED, outcome: 'unavailable', words } as ObservedFacts),
      ];
      await during([...events, finished(events)])(window);

      const quote = window.page.locator('blockquote');

      expect(await quote.innerText()).toContain('<img src=x onerror="document.title=1">');
      expect(await window.page.locator('main img, main b b').count()).toBe(0);
      expect(await window.page.title()).toBe('Result – Letterlock');
    });

    it('keeps a right-to-left override of a server inside its own words', async () => {
      const words = { text: '\u202eevil' };
      const events = [
        started(IMAP),
        saw(IMAP, { ...GREETED, outcome: 'unavailable', words } as ObservedFacts),
      ];
      await during([...events, finished(events)])(window);

      const bidi = await window.page
        .locator('blockquote bdi')
        .evaluate((element) => getComputedStyle(element).unicodeBidi);

      expect(bidi).toBe('isolate');
    });

    it('checks again with what was typed', async () => {
      await during([...HEALTHY, finished(HEALTHY)])(window);
      window.engine.nextStart = { kind: 'started', runId: 'run-2' };

      await window.page.click('text=Check again');
      await window.page.waitForSelector('text=Checking your mail servers');

      const [first, second] = window.engine.argumentsOf('run.start');
      expect(second).toEqual(first);
    });

    it('goes back to the form as it was, or to an empty one', async () => {
      await during([...HEALTHY, finished(HEALTHY)])(window);
      await window.page.click('text=Change what I typed');
      expect(await window.page.inputValue('#address')).toBe('ada@example.org');

      await during([...HEALTHY, finished(HEALTHY)])(window);
      await window.page.click('text=Start over');

      expect(await window.page.inputValue('#address')).toBe('');
      expect(await window.page.inputValue('#incoming')).toBe('');
    });
  });

  describe('by keyboard alone', () => {
    it('goes from the address to the result, and opens and closes what is there', async () => {
      const { page, engine } = window;
      const press = async (...keys: readonly string[]): Promise<void> => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const focusedText = (): Promise<string | undefined> =>
        page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText);

      await page.keyboard.type('ada@example.org');
      await press('Tab', 'Tab', 'Tab', 'Tab');
      expect(await focusedText()).toBe('Check');
      await press('Enter');
      await page.waitForSelector('text=Checking your mail servers');
      await engine.push(PLANNED);

      expect(await focusedText()).toBe('Before you sign in');
      await press('Tab');
      expect(await focused()).toBe('password');
      await page.keyboard.type('correct horse');
      await press('Tab', 'Space', 'Tab');
      expect(await focusedText()).toBe('Sign in');
      await press('Enter');
      await page.waitForSelector('text=Signing in');
      await engine.push([saw(IMAP, PASSWORD_REFUSED), finished([...PLANNED, saw(IMAP, PASSWORD_REFUSED)])]);

      expect(await focusedText()).toContain('did not accept');
      await press('Tab', 'Tab', 'Tab', 'Tab');
      expect(await focusedText()).toContain('What to do, and how we know');
      await press('Enter');
      expect(await page.locator('main details[open]').count()).toBe(0);
      await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab');
      expect(await focusedText()).toBe('Check again');
    });
  });

  describe('in German', () => {
    it('speaks German where the system does', async () => {
      const german = await lab.open({ locale: 'de-AT' });

      expect(await german.page.getAttribute('html', 'lang')).toBe('de');
      expect(await german.page.locator('h1').innerText()).toContain('Sehen Sie');
      await german.page.context().close();
    });

    it('switches in the middle of a run, and remembers it', async () => {
      const events = [...PLANNED, saw(IMAP, PASSWORD_REFUSED)];
      await during([...events, finished(events)])(window);

      await window.page.click('header button');

      expect(await window.page.getAttribute('html', 'lang')).toBe('de');
      expect(await window.page.locator('main').innerText()).toContain('Ein Problem wurde gefunden');
      expect(await window.page.title()).toBe('Ergebnis – Letterlock');
      await window.page.reload();
      expect(await window.page.locator('label[for=address]').innerText()).toBe('Ihre Mailadresse');
    });
  });
});

/** All strings that the page's memory holds, after everything that nobody refers to was thrown away. */
async function heapOf({ page }: OpenWindow): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: false });
  await session.detach();
  return `${chunks.join('')}${await page.content()}`;
}
