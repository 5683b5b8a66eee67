import { examine } from '../../electron/node/doctor.ts';
import type { Fault, Meeting } from '../../electron/node/practice/fault.ts';
import { FAULTS } from '../../electron/node/practice/faults/faults.ts';
import { practiceRun, practiceSearch } from '../../electron/node/practice/practice-run.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import type { FindingCode } from '../../shared/findings/finding.ts';
import type { Report } from '../../shared/report/report.ts';
import { givenPassword, surroundings } from '../surroundings.ts';

/** What a run reached of a fault. */
export interface MatrixRow {
  readonly fault: string;
  readonly protocol: Meeting;
  readonly expected: FindingCode;
  /** Codes of the run's findings, in its order. */
  readonly reached: readonly FindingCode[];
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
  return {
    fault: fault.name,
    protocol,
    expected,
    reached: await codesOf(practice, protocol, fault.isSlow === true),
  };
}

async function codesOf(
  practice: Practice,
  protocol: Meeting,
  isSlow: boolean,
): Promise<readonly FindingCode[]> {
  const slowMs = protocol === 'account' ? SLOW_ACCOUNT_MS : SLOW_MS;
  const report = await examinePractice(practice, { protocol, timeoutMs: isSlow ? slowMs : USUAL_MS });
  return report.findings.map(({ code }) => code);
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
