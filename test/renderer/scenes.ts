import type { RunEvent } from '../../shared/report/events.ts';
import { IMAP, RESOLVED, SMTP, saw, started, step } from '../shared/report/events.ts';
import { lookingDuring } from './helpdesk-scenes.ts';
import {
  HALF,
  HEALTHY,
  PLANNED,
  PLANNED_WITH_KEY,
  PLANNED_WITH_PASSWORD,
  SIGNING_IN,
  TEST_MAIL_SENT,
  TWO_PROBLEMS,
  WRONG_PASSWORD,
  ended,
  noted,
} from './runs.ts';
import { openOrigins, openServers, sendAddress, sendPassword } from './screen.ts';
import {
  FOUND,
  FOUND_END,
  GUESSED,
  GUESSED_END,
  HALF_SEARCHED,
  HOSTED_ELSEWHERE,
  LOOKALIKE_SERVERS,
  NOTHING_FOUND,
  NOTHING_FOUND_END,
  OFFLINE,
  OFFLINE_END,
  TOLD_END,
} from './search-runs.ts';
import { explain, openExplain, openSend, PASTED } from './send-scenes.ts';
import type { OpenWindow, Scene } from './window.ts';

/** Types an address and submits the form. */
export const submitAddress: Scene = async ({ page }) => {
  await sendAddress({ page });
  await page.waitForSelector('ol >> css=li >> nth=3');
};

/** A run up to some events. */
export function during(events: readonly RunEvent[]): Scene {
  return async (window) => {
    await submitAddress(window);
    await window.engine.push(events);
  };
}

/** A run up to the question for the password, which is answered, and then up to some events. */
function signingInDuring(events: readonly RunEvent[]): Scene {
  return async (window) => {
    await during(PLANNED)(window);
    await sendPassword(window);
    await window.engine.push(events.slice(PLANNED.length));
  };
}

/** The result of a run, with everything of where its settings come from. */
function openedOrigins(events: readonly RunEvent[]): Scene {
  return async (window) => {
    await during(events)(window);
    await openOrigins(window);
    await window.page.locator('.origins summary').click();
    await window.page.evaluate(() => scrollTo(0, 0));
  };
}

/** Opens what the window says of the program, from the foot of the page. */
export const openAbout: Scene = async ({ page }) => {
  await page.click('footer button');
  await page.waitForSelector('[role=dialog]');
  await page.evaluate(() => scrollTo(0, 0)); // to the foot the page was scrolled
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
  'start-typed': ({ page }) => page.fill('#address', 'ada@example.org'),
  'start-servers': async (window) => {
    await window.page.fill('#address', 'ada@example.org');
    await openServers(window);
    await window.page.fill('#incoming', 'imap.example.org:143/starttls');
  },
  'start-telling': async ({ page }) => {
    await page.fill('#address', 'ada@example.org');
    await page.click('summary >> nth=2');
    await page.check('#tells-address');
  },
  about: openAbout,
  'about-licence': async (window) => {
    await openAbout(window);
    await window.page.click('[role=dialog] summary >> text=/^@lucide/');
  },
  'explain-empty': openExplain,
  'explain-wrong': async (window) => {
    await openExplain(window);
    await explain(window, '');
  },
  'explain-causes': async (window) => {
    await openExplain(window);
    await explain(window, PASTED);
  },
  'explain-nothing': async (window) => {
    await openExplain(window);
    await explain(window, 'Dear Ada, the weather is fine.');
  },
  'send-helpdesk': async (window) => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);
  },
  'send-minimal': async (window) => {
    await during(ended(TWO_PROBLEMS))(window);
    await openSend(window);
    await window.page.check('input[value=minimal]');
    await window.page.click('main summary >> nth=0');
  },
  'send-saved': async (window) => {
    await during(ended(HEALTHY))(window);
    await openSend(window);
    await window.page.click('text=/^(Save …|Speichern …)$/');
    await window.page.waitForSelector('text=letterlock-2026-11-22.html');
  },
  'start-refused': async ({ page, engine }) => {
    engine.refuseNext(
      ['address', 'address_without_at', 'ada'],
      ['outgoing', 'security_unknown', 'ssl'],
      ['username', 'username_unusable', ''],
    );
    await openServers({ page });
    await page.fill('#outgoing', 'smtp.example.org:465/ssl');
    await sendAddress({ page }, 'ada');
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
    await during(PLANNED_WITH_PASSWORD)(window);
    await window.page.fill('#password', 'correct horse ');
    await window.page.click('#password + button');
  },
  'sign-in-key': during(PLANNED_WITH_KEY),
  'signing-in': signingInDuring([...PLANNED, SIGNING_IN]),
  'mailbox-opening': signingInDuring(HEALTHY.slice(0, -2)),
  'test-mail-waiting': signingInDuring(TEST_MAIL_SENT),
  'search-begun': during(HALF_SEARCHED.slice(0, 1)),
  'search-half': during(HALF_SEARCHED),
  'search-nothing': during(NOTHING_FOUND),
  'search-offline': during(OFFLINE),
  'search-signing-in': async (window) => {
    await during(FOUND)(window);
    await sendPassword(window);
    await window.engine.push([SIGNING_IN]);
  },
  'confirm-hosted': during(HOSTED_ELSEWHERE),
  'confirm-missing': async (window) => {
    await during(GUESSED)(window);
    await window.page.press('#password', 'Enter');
    await window.page.waitForSelector('#confirmed-problem');
    await window.page.evaluate(() => scrollTo(0, 0));
  },
  'confirm-lookalike': during(LOOKALIKE_SERVERS),
  'origins-folded': during(FOUND_END),
  'origins-opened': openedOrigins(FOUND_END),
  'origins-told': openedOrigins(TOLD_END),
  'origins-guessed': openedOrigins(GUESSED_END),
  'origins-nothing': openedOrigins(NOTHING_FOUND_END),
  'origins-offline': during(OFFLINE_END),
  'helpdesk-origins': lookingDuring([...HEALTHY, ...FOUND_END.slice(-1)]),
  'result-healthy': signingInDuring(noted(ended(HEALTHY))),
  'result-wrong-password': signingInDuring(noted(ended(WRONG_PASSWORD))),
  'result-two-problems': during(ended(TWO_PROBLEMS)),
  'result-opened': async (window) => {
    await during(ended(TWO_PROBLEMS))(window);
    for (const summary of await window.page.locator('main details:not([open]) > summary').all()) {
      if (await summary.isVisible()) await summary.click();
    }
    await window.page.evaluate(() => scrollTo(0, 0));
  },
  'result-cancelled': during(ended(HALF, { isCancelled: true })),
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
    window.engine.refuseNext(['address', 'practice_not_running', '']);
    await window.page.click('button[type=submit]');
    await window.page.waitForSelector('[aria-invalid]');
  },
  'practice-failure': async ({ page, engine }) => {
    engine.failNext('practice.start');
    await page.click('text=/practice mailbox|Übungspostfach/');
    await page.waitForSelector('[role=alert]');
  },
  'practice-looking': practisingDuring(HALF),
  'practice-sign-in': practisingDuring(PLANNED),
  'practice-result-healthy': practisingDuring(ended(HEALTHY)),
  'practice-result-fault': practisingDuring(ended(TWO_PROBLEMS), 'certificate-expired'),
  failure: async (window) => {
    window.engine.failNext('run.start');
    await sendAddress(window);
    await window.page.waitForSelector('[role=alert]');
  },
};

/** Tells the scenes of a search and of the practice from the others, so that two files can take their pictures side by side. */
export function isOfSearch(name: string): boolean {
  return /^(search|confirm|origins|practice)-/.test(name);
}
