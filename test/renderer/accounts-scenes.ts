import type { BatchEvent, RunResult } from '../../shared/ipc/batch-calls.ts';
import { finding } from '../../shared/findings/finding.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { headlineOf } from '../../shared/report/headline.ts';
import type { Report } from '../../shared/report/report.ts';
import { openHelpdesk } from './helpdesk-scenes.ts';
import { ended, HALF, LOOKED, noted, TWO_PROBLEMS, WRONG_PASSWORD } from './runs.ts';
import type { OpenWindow, Scene } from './window.ts';

const ADDRESSES = [
  'ada@example.org',
  'grace.hopper@navy.example',
  'bob@example.net',
  'edsger.wybe.dijkstra.with.a.long.name@computing-science.university.example',
  'hedy@example.com',
  'x@example.edu',
];

/** A list of accounts, a line for each. */
export const LIST = ADDRESSES.join('\n');

/** The report of some events. */
export function reportIn(events: readonly RunEvent[]): Report {
  const last = events.findLast((event) => event.type === 'finished');
  if (last === undefined) throw new Error('these events have no end');
  return last.report;
}

const WARNING = finding(
  'auth_offered_in_cleartext',
  { host: 'imap.example.com', port: 143, mechanisms: 'PLAIN' },
  [],
);

/** The reports of the accounts of the list. */
const REPORTS: readonly Report[] = [
  reportIn(noted(ended(LOOKED))),
  reportIn(ended(TWO_PROBLEMS)),
  reportIn(ended(LOOKED)),
  reportIn(ended(WRONG_PASSWORD)),
  { ...reportIn(ended(LOOKED)), findings: [WARNING] },
  reportIn(ended(HALF, { isCancelled: true })),
].map((report, at) => ({ ...report, durationMs: 1_340 * (at + 1) - 1_000 }));

/** What the table is told of a report. */
function resultOf(report: Report): RunResult {
  const { verdict, durationMs, changedOnDisk } = report;
  return { verdict, durationMs, changedOnDisk, headline: headlineOf(report) };
}

/** The end of the run of an account, by its place in the list. */
export function endOf(place: number, report: Report): BatchEvent {
  return { type: 'run-ended', runId: `account-${place}`, result: resultOf(report) };
}

/** The end of a batch. */
export const BATCH_END: BatchEvent = { type: 'batch-ended' };

/** Opens the tab for several accounts. */
export async function openAccounts(window: OpenWindow): Promise<void> {
  await openHelpdesk(window);
  await window.page.click('[role=tab] >> text=/^(Several accounts|Mehrere Konten)$/');
  await window.page.waitForSelector('#accounts');
}

/** Pastes a list and sends it. */
export async function sendList({ page }: OpenWindow, list = LIST): Promise<void> {
  await page.fill('#accounts', list);
  await page.click('main button[type=submit]');
}

/** A batch of the usual list, up to some events. */
export function checkingDuring(events: readonly BatchEvent[], list = LIST): Scene {
  return async (window) => {
    REPORTS.forEach((report, place) => window.engine.reports.set(`account-${place}`, report));
    await openAccounts(window);
    await sendList(window, list);
    await window.page.waitForSelector('#accounts-heading');
    await window.engine.pushBatch(events);
    if (events.includes(BATCH_END))
      await window.page.waitForSelector('main >> text=/^(Another list|Eine andere Liste)$/');
    else if (events.length > 0) await window.page.waitForSelector(`tbody tr:nth-child(${events.length})`);
  };
}

/** The buttons that open the rows, in their order. */
export function rowButtons({ page }: OpenWindow) {
  return page.locator('tbody th button');
}

const ENDS = REPORTS.map((report, place) => endOf(place, report));
/** What comes of the usual list. */
export const ALL: readonly BatchEvent[] = [...ENDS, BATCH_END];
const ALL_WELL: readonly BatchEvent[] = [0, 1, 2].map((place) => endOf(place, reportIn(ended(LOOKED))));

async function refused(window: OpenWindow, list: string): Promise<void> {
  await openAccounts(window);
  await sendList(window, list);
  await window.page.waitForSelector('[aria-invalid]');
}

/** The checks of several accounts in every state that looks different, by the name of its pictures. */
export const ACCOUNTS_SCENES: Readonly<Record<string, Scene>> = {
  'accounts-empty': async (window) => {
    await openAccounts(window);
    await window.page.click('main summary');
    await window.page.evaluate(() => scrollTo(0, 0));
  },
  'accounts-refused': (window) => refused(window, 'address;E-Mail-Passwort\nada@example.org;hunter2'),
  'accounts-wrong-lines': async (window) => {
    await openAccounts(window);
    await sendList(
      window,
      `Name;Adresse;Posteingang\nAda;ada@example.org;\nBob;bob;imap.example.net:70000\nEve;eve@exa_mple..org;`,
    );
    await window.page.waitForSelector('#wrong-heading');
  },
  'accounts-begun': checkingDuring([]),
  'accounts-half': checkingDuring(ENDS.slice(0, 3)),
  'accounts-cancelled': async (window) => {
    await checkingDuring(ENDS.slice(0, 2))(window);
    await window.page.keyboard.press('Escape');
    await window.engine.pushBatch([endOf(5, reportIn(ended(HALF, { isCancelled: true }))), BATCH_END]);
    await window.page.waitForSelector('main >> text=/^(Another list|Eine andere Liste)$/');
  },
  'accounts-problems': checkingDuring(
    ALL,
    `Adresse;Raum\n${ADDRESSES.map((address) => `${address};12`).join('\n')}`,
  ),
  'accounts-healthy': checkingDuring([...ALL_WELL, BATCH_END], ADDRESSES.slice(0, 3).join('\n')),
  'accounts-opened': async (window) => {
    await checkingDuring(ALL)(window);
    await rowButtons(window).first().click();
    await window.page.waitForSelector('td[colspan] details');
  },
  'accounts-saved': async (window) => {
    await checkingDuring(ALL)(window);
    window.engine.nextReportSaved = { kind: 'saved', path: '/home/ada/letterlock-2026-11-22.csv' };
    await window.page.click('main button >> text=/^(Save as CSV …|Als CSV speichern …)$/');
    await window.page.waitForSelector('text=/^(Saved|Gespeichert): /');
  },
  'accounts-failed': async (window) => {
    window.engine.failNext('batch.start');
    await openAccounts(window);
    await sendList(window);
    await window.page.waitForSelector('[role=alert]');
  },
};
