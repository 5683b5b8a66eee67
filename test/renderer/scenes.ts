import type { ObservedFacts } from '../../shared/mail/observation.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import {
  CONNECTED,
  EXPIRED,
  IMAP,
  PASSWORD_REFUSED,
  PORT_REFUSED,
  RESOLVED,
  SIGNED_IN,
  SMTP,
  finished,
  looked,
  plan,
  planned,
  saw,
  started,
  step,
} from '../shared/report/events.ts';
import { HELPDESK_SCENES } from './helpdesk-scenes.ts';
import type { OpenWindow, Scene } from './window.ts';

const BOTH: readonly RunEvent[] = [started(IMAP, SMTP), ...looked(IMAP), ...looked(SMTP)];
const PLANNED: readonly RunEvent[] = [...BOTH, plan(planned(IMAP), planned(SMTP))];
const SIGNING_IN: readonly RunEvent[] = [step(IMAP, 'sign-in')];

/** The one check that everything went well in. */
export const HEALTHY: readonly RunEvent[] = [
  ...PLANNED,
  ...SIGNING_IN,
  saw(IMAP, SIGNED_IN, 120),
  step(SMTP, 'sign-in'),
  saw(SMTP, SIGNED_IN, 140),
];

const NOT_TRIED: ObservedFacts = {
  ...SIGNED_IN,
  mechanism: null,
  outcome: 'refused-by-us',
  serverVerified: null,
  refusal: 'stopped-after-other',
};
const WRONG_PASSWORD: readonly RunEvent[] = [
  ...PLANNED,
  ...SIGNING_IN,
  saw(IMAP, PASSWORD_REFUSED, 2100),
  saw(SMTP, NOT_TRIED, 0),
];
const TWO_PROBLEMS: readonly RunEvent[] = [
  started(IMAP, SMTP),
  step(IMAP, 'connect'),
  saw(IMAP, CONNECTED),
  saw(IMAP, EXPIRED),
  step(SMTP, 'connect'),
  saw(SMTP, RESOLVED),
  saw(SMTP, PORT_REFUSED),
];
const HALF: readonly RunEvent[] = [
  started(IMAP, SMTP),
  ...looked(IMAP),
  ...looked(SMTP).slice(0, 6),
  step(SMTP, 'greeting'),
];

/** Types an address and submits the form. */
export const submitAddress: Scene = async ({ page }) => {
  await page.fill('#address', 'ada@example.org');
  await page.press('#address', 'Enter');
  await page.waitForSelector('ol >> css=li >> nth=3');
};

/** A run up to some events. */
export function during(events: readonly RunEvent[]): Scene {
  return async (window) => {
    await submitAddress(window);
    await window.engine.push(events);
  };
}

const signIn: Scene = async ({ page }) => {
  await page.fill('#password', 'correct horse');
  await page.press('#password', 'Enter');
};

/** Opens the practice mailbox and lets a fault be played, or none. */
export async function practise({ page }: OpenWindow, fault = ''): Promise<void> {
  await page.click('text=/practice mailbox|Übungspostfach/');
  await page.waitForSelector('#fault');
  if (fault !== '') await page.selectOption('#fault', fault);
  await page.waitForSelector('button[type=submit]:enabled');
}

/** A run against the practice mailbox up to some events. */
export function practisingDuring(events: readonly RunEvent[], fault?: string): Scene {
  return async (window) => {
    await practise(window, fault);
    await window.page.click('button[type=submit]');
    await window.page.waitForSelector('ol >> css=li >> nth=3');
    await window.engine.push(events);
  };
}

/** Every screen in every state that looks different, by the name of its pictures. */
export const SCENES: Readonly<Record<string, Scene>> = {
  'start-empty': async () => undefined,
  'start-guessed': ({ page }) => page.fill('#address', 'ada@example.org'),
  'start-refused': async ({ page, engine }) => {
    engine.nextStart = {
      kind: 'refused',
      problems: [
        { field: 'address', problem: { code: 'address_without_at', given: 'ada' } },
        { field: 'outgoing', problem: { code: 'security_unknown', given: 'ssl' } },
        { field: 'username', problem: { code: 'username_unusable', given: '' } },
      ],
    };
    await page.fill('#address', 'ada');
    await page.fill('#incoming', 'imap.example.org');
    await page.fill('#outgoing', 'smtp.example.org:465/ssl');
    await page.press('#address', 'Enter');
    await page.waitForSelector('[aria-invalid]');
  },
  'looking-begun': during([started(IMAP, SMTP), step(IMAP, 'resolve'), step(SMTP, 'resolve')]),
  'looking-half': during(HALF),
  'looking-problem': during([
    ...TWO_PROBLEMS.slice(0, 4),
    step(SMTP, 'resolve'),
    saw(SMTP, RESOLVED),
    step(SMTP, 'connect'),
  ]),
  'sign-in': during(PLANNED),
  'sign-in-password': async (window) => {
    const learnsPassword = {
      ...planned(SMTP),
      mechanism: 'PLAIN',
      serverLearns: 'password',
      serverProves: false,
    } as const;
    await during([...BOTH, plan(planned(IMAP), learnsPassword)])(window);
    await window.page.fill('#password', 'correct horse ');
    await window.page.click('#password + button');
  },
  'signing-in': async (window) => {
    await during(PLANNED)(window);
    await signIn(window);
    await window.engine.push(SIGNING_IN);
  },
  'result-healthy': async (window) => {
    await during(PLANNED)(window);
    await signIn(window);
    await window.engine.push([...HEALTHY.slice(PLANNED.length), finished(HEALTHY)]);
  },
  'result-wrong-password': async (window) => {
    await during(PLANNED)(window);
    await signIn(window);
    await window.engine.push([...WRONG_PASSWORD.slice(PLANNED.length), finished(WRONG_PASSWORD)]);
  },
  'result-two-problems': during([...TWO_PROBLEMS, finished(TWO_PROBLEMS)]),
  'result-opened': async (window) => {
    await during([...TWO_PROBLEMS, finished(TWO_PROBLEMS)])(window);
    for (const summary of await window.page.locator('main details:not([open]) > summary').all()) {
      if (await summary.isVisible()) await summary.click();
    }
    await window.page.evaluate(() => scrollTo(0, 0));
  },
  'result-cancelled': during([...HALF, finished(HALF, { isCancelled: true })]),
  'practice-opening': async ({ page, engine }) => {
    engine.onPracticeStart = () => new Promise(() => undefined);
    await page.click('text=/practice mailbox|Übungspostfach/');
    await page.waitForSelector('[aria-disabled]');
  },
  'practice-well': practise,
  'practice-fault': (window) => practise(window, 'scram-error-unsupported-channel-binding-type'),
  'practice-setting': async (window) => {
    await practise(window);
    window.engine.onPracticeStart = () => new Promise(() => undefined);
    await window.page.selectOption('#fault', 'certificate-expired');
  },
  'practice-ended': async (window) => {
    await practise(window);
    window.engine.nextStart = {
      kind: 'refused',
      problems: [{ field: 'address', problem: { code: 'practice_not_running', given: '' } }],
    };
    await window.page.click('button[type=submit]');
    await window.page.waitForSelector('[aria-invalid]');
  },
  'practice-failure': async ({ page, engine }) => {
    engine.failures.set('practice.start', { ok: false, error: 'internal' });
    await page.click('text=/practice mailbox|Übungspostfach/');
    await page.waitForSelector('[role=alert]');
  },
  'practice-looking': practisingDuring(HALF),
  'practice-sign-in': practisingDuring(PLANNED),
  'practice-result-healthy': practisingDuring([...HEALTHY, finished(HEALTHY)]),
  'practice-result-fault': practisingDuring([...TWO_PROBLEMS, finished(TWO_PROBLEMS)], 'certificate-expired'),
  ...HELPDESK_SCENES,
  failure: async (window) => {
    window.engine.failures.set('run.start', { ok: false, error: 'internal' });
    await window.page.fill('#address', 'ada@example.org');
    await window.page.press('#address', 'Enter');
    await window.page.waitForSelector('[role=alert]');
  },
};
