import { openReport, type OpenedReport } from '../../../shared/report/open-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import {
  ALLOWED,
  finished,
  IMAP,
  looked,
  OPENED,
  plan,
  planned,
  saw,
  SIGNED_IN,
  SMTP,
  started,
} from './events.ts';

/** What anybody can do to a file: everything in it can be written. */
export type Writable = { -readonly [K in keyof Report]: unknown } & Record<string, unknown>;

/** A report that is whole. */
export const REPORT = makeReport();

function makeReport(): Report {
  const made = finished([
    started(IMAP, SMTP),
    ...looked(IMAP),
    ...looked(SMTP),
    plan(planned(IMAP), planned(SMTP)),
    saw(IMAP, SIGNED_IN),
    saw(IMAP, OPENED),
    saw(SMTP, SIGNED_IN),
    saw(SMTP, ALLOWED),
  ]).report;
  return {
    ...made,
    judgedWith: { endpoints: [IMAP, SMTP], username: 'a…a@example.org', madeAt: '2026-01-01' },
    transcripts: [
      {
        connection: 'c1',
        endpoint: IMAP,
        address: '192.0.2.7',
        lines: [{ at: 1, from: 'server', text: '* OK ready' }],
      },
    ],
  };
}

/** The file of a report after somebody did something to it. */
export function changed(change: (report: Writable) => void): string {
  const copy = JSON.parse(JSON.stringify(REPORT)) as Writable;
  change(copy);
  return JSON.stringify(copy);
}

/** What a text opens as, which has to be a report. */
export function openedOf(text: string): Extract<OpenedReport, { kind: 'report' }> {
  const opened = openReport(text);
  if (opened.kind !== 'report') throw new Error(opened.kind);
  return opened;
}
