import { z } from 'zod';
import { findingFacts } from '../findings/catalogue.generated.ts';
import type { Finding } from '../findings/finding.ts';
import { decodeText } from '../mail/decode-text.ts';
import { refused, type InputProblemCode, type Refused } from '../mail/parsed.ts';
import { fit, type FitResult, type PartOf } from './fit.ts';
import type { Report } from './report.ts';
import { text } from './schema-basics.ts';
import { endpointObservation } from './schema-observation.ts';
import { runObservation } from './schema-run-observation.ts';
import { findingSchema, reportSchema } from './schema.ts';
import { hasSoundTimes, readSoundJson } from './sound-json.ts';

/** The largest file that is opened, in bytes of UTF-8; reports with the transcripts of forty servers have one megabyte. */
export const LARGEST_REPORT_BYTES = 16_777_216;

const VERSION = 1;
// A check of an account has some hundred observations. With many more than these, judging and showing would take seconds.
const MOST = { observations: 20_000, candidates: 1_000, findings: 2_000, signIns: 2_000, transcripts: 5_000 };
const CODE = /^[a-z0-9_]{1,80}$/;

/** A finding that a later Letterlock made: there is no page for it here, only its code and its values. */
export interface UnknownFinding extends Omit<Finding, 'code'> {
  readonly code: string;
}

/** What a file with a report turned out to be. */
export type OpenedReport =
  | {
      readonly kind: 'report';
      /** With findings whose codes are known here. */
      readonly report: Report;
      readonly unknownFindings: readonly UnknownFinding[];
      /** How many parts were left out, because there are words in them that a later Letterlock has added. */
      readonly leftOut: number;
    }
  /** No JSON, or no report of Letterlock. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'too-large' }
  /** A later version of the format, which this Letterlock does not read. */
  | { readonly kind: 'newer'; readonly version: number }
  /** A report that is not as Letterlock writes them. */
  | { readonly kind: 'damaged' };

/**
 * Opens a report that anybody may have written. Nothing in it is trusted: it must have the form of a report, hosts and times in
 * it are parsed, and its texts are made safe to show. What a later release with the same version may have added is met so:
 * finding codes that are not known here are kept apart, fields that are not known are dropped, and parts of a list with a
 * word that is not known (a new kind of observation, a new outcome) are left out and counted. Everything else that does
 * not fit is damage.
 */
export function openReport(given: string): OpenedReport {
  if (given.length > LARGEST_REPORT_BYTES) return { kind: 'too-large' };
  const document = readSoundJson(given);
  if (!isObject(document) || document['format'] !== 'letterlock-report') return { kind: 'foreign' };
  const { version, observations } = document;
  if (!Number.isSafeInteger(version)) return { kind: 'damaged' };
  if (Number(version) > VERSION) return { kind: 'newer', version: Number(version) };
  if (hasTooMany(document)) return { kind: 'too-large' };
  return Array.isArray(observations) ? openDocument(document, observations) : { kind: 'damaged' };
}

/**
 * The same for the bytes of a file, which may be UTF-16 with its mark, too: a redirection in Windows PowerShell writes it.
 *
 * @param bytes of which more than `LARGEST_REPORT_BYTES` are never looked at
 */
export function openReportBytes(bytes: Uint8Array): OpenedReport {
  if (bytes.length > LARGEST_REPORT_BYTES) return { kind: 'too-large' };
  return openReport(decodeText(bytes));
}

// The observations are read one by one: which of the two kinds each is, its endpoint says.
const openingSchema = reportSchema.extend({
  observations: z.array(z.unknown()),
  findings: z.array(findingSchema.extend({ code: text.regex(CODE) })),
});

function openDocument(
  document: Readonly<Record<string, unknown>>,
  observations: readonly unknown[],
): OpenedReport {
  const whole = fit(openingSchema, { ...document, observations: [] }, partOfReport);
  const seen = observations.map(fitObservation);
  if (whole.kind !== 'fits' || seen.some(({ kind }) => kind === 'damaged')) return { kind: 'damaged' };
  const known = seen.flatMap((one) => (one.kind === 'fits' ? [one.value] : []));
  const { findings, ...rest } = whole.value;
  const told: readonly UnknownFinding[] = findings;
  const report = { ...rest, observations: known, findings: told.filter(isKnown) };
  if (!hasSoundTimes(report)) return { kind: 'damaged' };
  return {
    kind: 'report',
    report,
    unknownFindings: told.filter((one) => !isKnown(one)),
    leftOut: whole.leftOut + seen.length - known.length,
  };
}

function hasTooMany(document: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(MOST).some(([name, most]) => {
    const list = document[name];
    return Array.isArray(list) && list.length > most;
  });
}

function fitObservation(value: unknown): FitResult<Report['observations'][number]> {
  return isObject(value) && value['endpoint'] === null
    ? fit(runObservation, value, noPart)
    : fit(endpointObservation, value, noPart);
}

/** An element of a list, a side of the plan, or what the judge had: without it a judge does as with an older report. */
const partOfReport: PartOf = ([field, part]) => {
  if (field === 'judgedWith') return [field];
  return field !== undefined && (typeof part === 'number' || field === 'plan') ? [field, part ?? ''] : null;
};

/** Half an observation is none. */
const noPart: PartOf = () => null;

function isKnown(finding: UnknownFinding): finding is Finding {
  return Object.hasOwn(findingFacts, finding.code);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Unopened = Exclude<OpenedReport, { kind: 'report' }>;

const PROBLEMS: Readonly<Record<Unopened['kind'], InputProblemCode>> = {
  foreign: 'report_foreign',
  'too-large': 'report_too_large',
  newer: 'report_newer',
  damaged: 'report_damaged',
};

/**
 * Why a file could not be opened as a report, as a problem with what was given.
 *
 * @param name what the file is called
 */
export function unopened(opened: Unopened, name: string): Refused {
  const code = PROBLEMS[opened.kind];
  return opened.kind === 'newer' ? refused(code, name, String(opened.version)) : refused(code, name);
}
