import type { RunEvent } from '../../shared/report/events.ts';
import type { Report, Transcript } from '../../shared/report/report.ts';
import { IMAP, SMTP } from '../shared/report/events.ts';
import { openHelpdesk } from './helpdesk-scenes.ts';
import { ended, HEALTHY, TWO_PROBLEMS } from './runs.ts';
import type { OpenWindow, Scene } from './window.ts';

/** A file as a person chooses it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const TRANSCRIPTS: readonly Transcript[] = [
  {
    connection: 'c1',
    endpoint: IMAP,
    address: '192.0.2.1',
    lines: [
      { at: 31, from: 'note', text: 'TLS 1.3, TLS_AES_256_GCM_SHA384' },
      { at: 58, from: 'server', text: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready' },
      { at: 59, from: 'client', text: 'a1 CAPABILITY' },
      { at: 84, from: 'server', text: '* CAPABILITY IMAP4rev1 SASL-IR ID AUTH=SCRAM-SHA-256 AUTH=PLAIN' },
      { at: 84, from: 'server', text: 'a1 OK done' },
      { at: 2_301, from: 'client', text: 'a2 AUTHENTICATE SCRAM-SHA-256 <secret, 56 characters>' },
      { at: 2_329, from: 'server', text: '+ <challenge, 112 characters>' },
      { at: 2_331, from: 'client', text: '<secret, 144 characters>' },
      { at: 2_360, from: 'server', text: 'a2 OK [CAPABILITY IMAP4rev1] Logged in as \u202eada' },
    ],
  },
  {
    connection: 'c2',
    endpoint: SMTP,
    address: '192.0.2.2',
    lines: Array.from({ length: 900 }, (_, at) => ({
      at: 30 + at,
      from: at % 2 === 0 ? ('server' as const) : ('client' as const),
      text: at % 2 === 0 ? `250-LINE ${at} of smtp.example.org` : `NOOP ${at}`,
    })),
  },
];

/** The report of a run, as it comes in a file. */
export function reportOf(events: readonly RunEvent[], changes: Partial<Report> = {}): Report {
  const end = ended(events).at(-1);
  if (end?.type !== 'finished') throw new Error('this run has no end');
  return { ...end.report, ...changes };
}

/** A file with a report. */
export function fileOf(report: unknown, name = 'letterlock-2026-11-22.json'): ChosenFile {
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(report)) };
}

/** A healthy one with what was said, and one of a day later with two problems. */
export const WORKED = fileOf(
  reportOf(HEALTHY, { transcripts: TRANSCRIPTS, startedAt: '2026-11-20T07:30:00.000Z' }),
  'worked.json',
);
export const BROKEN = fileOf(reportOf(TWO_PROBLEMS), 'broken.json');

/** Opens the place where reports are opened. */
export async function openReports(window: OpenWindow): Promise<void> {
  await openHelpdesk(window);
  await window.page.click('[role=tab] >> text=/^(A report|Ein Bericht)$/');
  await window.page.waitForSelector('label[for=report-file]');
}

/** Opens files there. */
export async function openFiles(window: OpenWindow, ...files: readonly ChosenFile[]): Promise<void> {
  await openReports(window);
  await window.page.setInputFiles('#report-file', [...files]);
}

/** Opens files there, and waits for the report. */
export function opened(...files: readonly ChosenFile[]): Scene {
  return async (window) => {
    await openFiles(window, ...files);
    await window.page.waitForSelector('#status-title');
    if (files.length > 1) await window.page.waitForSelector('#comparison-heading');
  };
}

/** Searches what was said. */
export async function searchFor({ page }: Pick<OpenWindow, 'page'>, wanted: string): Promise<void> {
  await page.fill('#transcript-search', wanted);
}

/** Opened reports in every state that looks different, by the name of its pictures. */
export const REPORT_SCENES: Readonly<Record<string, Scene>> = {
  'reports-empty': openReports,
  'reports-refused': async (window) => {
    await openFiles(window, fileOf({ format: 'something else' }, 'shopping.json'));
    await window.page.waitForSelector('[role=alert]');
  },
  'reports-opened': opened(WORKED),
  'reports-problems': opened(BROKEN),
  'reports-older': opened(
    fileOf(
      reportOf(TWO_PROBLEMS, {
        findings: reportOf(HEALTHY).findings,
        tool: { name: 'letterlock', version: '0.0.9', runtime: 'Node' },
      }),
      'older.json',
    ),
  ),
  'reports-compared': opened(WORKED, BROKEN),
  'reports-searched': async (window) => {
    await opened(WORKED)(window);
    await searchFor(window, 'capability');
    await window.page.waitForSelector('mark');
    await window.page.evaluate(() => scrollTo(0, 0));
  },
};
