import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Service } from '../../electron/node/service.ts';
import { startServe, type Serving } from '../../electron/serve/serve.ts';
import { UnknownRunError } from '../../shared/ipc/dispatch.ts';
import type { RunPush } from '../../shared/ipc/contract.ts';
import { describeWith } from '../parts.ts';
import { IMAP, looked, plan, planned, started } from '../shared/report/events.ts';
import { FakeKeys } from './fake-keys.ts';
import { practiceMailbox } from './practice-mailbox.ts';
import { alertText, sendAddress, sendPassword } from './screen.ts';
import { useLab } from './use-window.ts';
import { collectComplaints } from './window.ts';

const EVENTS = [started(IMAP), ...looked(IMAP), plan(planned(IMAP), null)];

describeWith(['chromium-headless-shell'], 'the window in a browser, over HTTP', () => {
  const lab = useLab();
  let serving: Serving;
  let page: Page;
  let complaints: readonly string[];
  let isClosed: boolean;
  let answers: unknown[];
  let keys: FakeKeys;
  let push: (push: RunPush) => void;

  function createService(given: (push: RunPush) => void): Service {
    push = given;
    return {
      handlers: {
        'app.info': async () => ({ shell: 'browser', version: '0', components: [] }),
        'app.licences': async () => [],
        'app.menu': async () => null,
        'run.start': async () => {
          // Sent before the answer: a stream and an answer travel on two connections and in any order.
          for (const event of EVENTS) given({ runId: 'run-1', event });
          return { kind: 'started', runId: 'run-1' };
        },
        'run.probe': async () => ({ kind: 'refused', problems: [] }),
        'run.signIn': async (args) => {
          answers.push(args);
          return null;
        },
        'run.cancel': async () => null,
        'run.replay': async () => ({ events: EVENTS, answer: null }),
        'practice.start': async ({ fault }) => practiceMailbox(fault),
        'practice.stop': async () => null,
        ...keys.handlers,
        'keys.check': async () => ({ kind: 'refused', problems: [] }),
        'report.save': async () => ({ kind: 'cancelled' }),
        'recipe.programs': async () => ({ programs: [], system: 'linux', asksIn: 'terminal' }),
        'recipe.make': () => Promise.reject(new UnknownRunError()),
        'recipe.save': async () => ({ kind: 'cancelled' }),
        'recipe.place': async () => ({ kind: 'cancelled' }),
        'batch.start': async () => ({ kind: 'refused', problems: [] }),
        'batch.cancel': async () => null,
        'batch.report': () => Promise.reject(new UnknownRunError()),
        'batch.save': async () => ({ kind: 'cancelled' }),
      },
      close: () => undefined,
    };
  }

  async function closeServing(): Promise<void> {
    if (!isClosed) await serving.close();
    isClosed = true;
  }

  beforeEach(async () => {
    answers = [];
    keys = new FakeKeys();
    isClosed = false;
    serving = await startServe({ files: lab.files, createService });
    page = await (await lab.browser.newContext({ locale: 'en-GB' })).newPage();
    complaints = await collectComplaints(page);
  });
  afterEach(async () => {
    await page.context().close();
    await closeServing();
  });

  it('takes its token out of the address bar, and a reload still finds it', async () => {
    await page.goto(serving.url);
    await page.waitForSelector('#address');
    expect(page.url()).not.toContain('token');

    await page.reload();
    await sendAddress({ page });

    expect(await page.waitForSelector('#password')).toBeTruthy();
    expect(complaints).toEqual([]);
  });

  it('follows a run from the form to the password', async () => {
    await page.goto(serving.url);
    await sendAddress({ page });
    await sendPassword({ page });
    await page.waitForSelector('text=Signing in');

    await expect
      .poll(() => answers)
      .toEqual([
        {
          runId: 'run-1',
          password: 'correct horse',
          isConfirmed: false,
          sendsTestMail: false,
          language: 'en',
        },
      ]);
    expect(complaints).toEqual([]);
  });

  it('reads a push that comes in pieces, with letters outside ASCII', async () => {
    await page.goto(serving.url);
    await sendAddress({ page });
    await page.waitForSelector('#password');

    const words = 'ä'.repeat(100_000);
    push({
      runId: 'run-1',
      event: { ...started(IMAP), subject: { domain: null, address: `${words}…ende` } } as never,
    });

    await page.waitForFunction(() => document.querySelector('header bdi')?.textContent.endsWith('…ende'));
    expect(await page.locator('header bdi').evaluate((element) => element.textContent)).not.toContain(
      '\ufffd',
    );
  });

  it('says that the connection is gone when the program in the terminal ends', async () => {
    await page.goto(serving.url);
    await sendAddress({ page });
    await page.waitForSelector('#password');

    await closeServing();

    expect(await alertText({ page })).toContain('Start it again in the terminal');
    expect(await page.locator('#password').isVisible()).toBe(true);
  });

  it('says what is missing where it was opened without its token', async () => {
    await page.goto(new URL('/', serving.url).href);

    expect(await alertText({ page })).toContain('Letterlock does not know this page');
  });
});
