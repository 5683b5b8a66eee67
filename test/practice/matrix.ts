import { connect } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { examine } from '../../electron/node/doctor.ts';
import type { Fault, Meeting } from '../../electron/node/practice/fault.ts';
import { LOOPBACK } from '../../electron/node/practice/listen.ts';
import { FAULTS } from '../../electron/node/practice/faults/faults.ts';
import { practiceRun, practiceSearch } from '../../electron/node/practice/practice-run.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { ALL_PAGES } from '../../shared/findings/all-pages.ts';
import { explain, type Language } from '../../shared/findings/explain.ts';
import type { FindingCode } from '../../shared/findings/finding.ts';
import { headlineOf } from '../../shared/report/headline.ts';
import { judgeAgain } from '../../shared/report/judge-again.ts';
import { openReport } from '../../shared/report/open-report.ts';
import type { Report } from '../../shared/report/report.ts';
import { givenPassword, surroundings } from '../surroundings.ts';

/** What a run reached of a fault. */
export interface MatrixRow {
  readonly fault: string;
  readonly protocol: Meeting;
  readonly expected: FindingCode;
  /** Codes of the run's findings, in its order. */
  readonly reached: readonly FindingCode[];
  /** What a person reads first, in each language. */
  readonly headline: Readonly<Record<Language, string>>;
  /** What differs where its report is written, opened and judged again; nothing should. */
  readonly otherwise: readonly string[];
}

const SLOW_MS = 1_500;
// Two servers, and a mailbox that is opened in between.
const SLOW_ACCOUNT_MS = 5_000;
const USUAL_MS = 10_000;

// Much of a run is waiting for servers that are silent on purpose.
const SERVERS = 4;

/** Runs every fault against every protocol that it is for, against a few practice servers side by side. */
export async function runMatrix(): Promise<readonly MatrixRow[]> {
  const hands = Array.from({ length: SERVERS }, (_, hand) =>
    FAULTS.filter((_fault, at) => at % SERVERS === hand),
  );
  const rows = (await Promise.all(hands.map(playAll))).flat();
  return FAULTS.flatMap(({ name }) => rows.filter(({ fault }) => fault === name));
}

async function playAll(faults: readonly Fault[]): Promise<readonly MatrixRow[]> {
  let practice = await startPlaying([]);
  const rows: MatrixRow[] = [];
  for (const fault of faults) {
    practice = await playing(practice, [fault]);
    // Each row was made by `Fault`'s type: its keys are protocols, and none of its values is undefined.
    for (const [protocol, expected] of Object.entries(fault.expects) as [Meeting, FindingCode][]) {
      rows.push(await meet(practice, fault, protocol, expected));
    }
  }
  await practice.close();
  return rows;
}

/**
 * A practice server that plays these faults on all its ports: this one, or another in its place, where somebody took one
 * of its ports while a fault before had closed it.
 */
export async function playing(practice: Practice, faults: readonly Fault[]): Promise<Practice> {
  if (await practice.setFaults(faults)) return practice;
  await practice.close();
  return startPlaying(faults);
}

function startPlaying(faults: readonly Fault[]): Promise<Practice> {
  return startPractice({ date: () => new Date(), faults });
}

async function meet(
  practice: Practice,
  fault: Fault,
  protocol: Meeting,
  expected: FindingCode,
): Promise<MatrixRow> {
  const slowMs = protocol === 'account' ? SLOW_ACCOUNT_MS : SLOW_MS;
  const timeoutMs = fault.isSlow === true ? slowMs : USUAL_MS;
  const report = await examineUndisturbed(practice, fault, { protocol, timeoutMs });
  const reached = report.findings.map(({ code }) => code);
  const first = headlineOf(report);
  const title = (language: Language): string =>
    first === null ? '' : explain(first, ALL_PAGES[language]).title;
  const headline = { en: title('en'), de: title('de') };
  return { fault: fault.name, protocol, expected, reached, headline, otherwise: otherwiseIn(report) };
}

const MOST_TRIES = 5;

/**
 * A run of a fault in which nobody else answered: a port that the fault has closed is free, and another practice server on
 * this machine may have taken it meanwhile. Then the fault is played anew, at other ports.
 */
async function examineUndisturbed(
  practice: Practice,
  fault: Fault,
  options: { readonly protocol: Meeting; readonly timeoutMs: number },
  tries = 1,
): Promise<Report> {
  const report = await examinePractice(practice, options);
  const isClosed = fault.behaviour.isListening === false;
  if (!isClosed || tries === MOST_TRIES || !(await isTaken(practice))) return report;
  const other = await startPlaying([fault]);
  try {
    return await examineUndisturbed(other, fault, options, tries + 1);
  } finally {
    await other.close();
  }
}

/** Whether somebody listens at one of its ports, which are closed. */
async function isTaken({ doors }: Practice): Promise<boolean> {
  const answers = await Promise.all(
    doors.map(
      ({ port }) =>
        new Promise<boolean>((resolve) => {
          const socket = connect(port, LOOPBACK);
          socket.once('connect', () => {
            socket.destroy();
            resolve(true);
          });
          socket.once('error', () => resolve(false));
        }),
    ),
  );
  return answers.includes(true);
}

/** The report as a file; and as one of before it had what the judge had, which is judged by its codes. */
function otherwiseIn(report: Report): readonly string[] {
  const older: { -readonly [K in keyof Report]: Report[K] } = { ...report };
  delete older.judgedWith;
  const [opened, old] = [report, older].map((one) => openReport(JSON.stringify(one)));
  if (opened?.kind !== 'report' || old?.kind !== 'report') return [opened?.kind ?? '', old?.kind ?? ''];
  const { gone, added, changed } = judgeAgain(opened.report);
  const codes = judgeAgain(old.report).findings.map(({ code }) => code);
  return [
    ...[...gone, ...added, ...changed.map(({ now }) => now)].map(({ code }) => `again: ${code}`),
    ...(isDeepStrictEqual(opened.report, report) ? [] : ['opened: not the same']),
    ...(isDeepStrictEqual(
      codes,
      report.findings.map(({ code }) => code),
    )
      ? []
      : [`older: ${codes.join(' ')}`]),
  ];
}

/** A run against a practice server as it is: over one of the protocols, over those of an account, or out of its address. */
export async function examinePractice(
  practice: Practice,
  options: { readonly protocol?: Meeting; readonly timeoutMs?: number } = {},
): Promise<Report> {
  const { protocol, timeoutMs = USUAL_MS } = options;
  const run =
    protocol === 'discovery'
      ? practiceSearch(practice, null)
      : practiceRun(
          practice,
          null,
          protocol === undefined || protocol === 'account' ? undefined : [protocol],
        );
  if (!run.ok) throw new Error(run.problem.code);
  const { examination, account } = run.value;
  return examine(
    { ...examination, timeoutMs },
    surroundings({
      askPassword: async () =>
        givenPassword(account.password, { isConfirmed: true, looksAtMail: true, sendsTestMail: true }),
    }),
  );
}
