// Judging 10,000 observations: what was seen of an account of the practice server, as if it had been seen of hundreds of
// hosts; and the same of one host that was looked at again and again. The report with them is opened, judged again and
// compared with another one, too.

import { examine } from '../../electron/node/doctor.ts';
import { practiceRun } from '../../electron/node/practice/practice-run.ts';
import { startPractice } from '../../electron/node/practice/practice.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import { isAtEndpoint, type EndpointObservation } from '../../shared/mail/observation.ts';
import { judge, type Evidence } from '../../shared/findings/judge.ts';
import { compareReports } from '../../shared/report/compare.ts';
import { judgeAgain } from '../../shared/report/judge-again.ts';
import { openReport } from '../../shared/report/open-report.ts';
import type { Report } from '../../shared/report/report.ts';
import { givenPassword, surroundings } from '../surroundings.ts';
import { median } from './tools/numbers.ts';
import { header, remark, report } from './tools/report.ts';

const OBSERVATIONS = 10_000;
const ROUNDS = 15;
const LIMIT_MS = 50;

header('judge');
const seen = await examined();
const hosts = overHosts(seen);
const again = overRounds(seen);
remark(`${OBSERVATIONS} observations, median of ${ROUNDS}`);
measure(`judge, ${endpointsIn(hosts)} endpoints`, () => judge(evidenceOf(hosts)).length > 0, LIMIT_MS);
measure(`judge, ${endpointsIn(again)} endpoints`, () => judge(evidenceOf(again)).length > 0, LIMIT_MS);
const text = JSON.stringify(again);
measure(`open (${(text.length / 1_048_576).toFixed(1)} MB)`, () => openReport(text).kind === 'report');
measure('judge again, and say what changed', () => judgeAgain(hosts).gone.length === 0);
measure('compare with another report', () => compareReports(hosts, hosts).changes.length === 0);

/** What was seen of an account that is well. */
async function examined(): Promise<Report> {
  const practice = await startPractice({ date: () => new Date() });
  const run = practiceRun(practice, null, ['imap', 'submission']);
  if (!run.ok) throw new Error(run.problem.code);
  const { examination, account } = run.value;
  const made = await examine(
    examination,
    surroundings({ askPassword: async () => givenPassword(account.password, { looksAtMail: true }) }),
  );
  await practice.close();
  return made;
}

/** As if it had been seen of other hosts. */
function overHosts(one: Report): Report {
  const own = one.observations.filter(isAtEndpoint);
  const copies = Math.ceil(OBSERVATIONS / own.length);
  const named = <T extends { readonly endpoint: EndpointObservation['endpoint'] }>(list: readonly T[]): T[] =>
    Array.from(
      { length: copies },
      (_, at) =>
        list.map((it) => ({
          ...it,
          endpoint: { ...it.endpoint, host: `${at}.${it.endpoint.host}` as Hostname },
        })), // a label more
    ).flat();
  const endpoints = named((one.judgedWith?.endpoints ?? []).map((endpoint) => ({ endpoint })));
  return {
    ...one,
    candidates: named(one.candidates),
    observations: numbered(named(own).slice(0, OBSERVATIONS)),
    judgedWith: {
      username: null,
      madeAt: '2026-01-01',
      endpoints: endpoints.map(({ endpoint }) => endpoint),
    },
  };
}

/** As if it had been seen again and again. */
function overRounds(one: Report): Report {
  const own = one.observations.filter(isAtEndpoint);
  const rounds = Array.from({ length: Math.ceil(OBSERVATIONS / own.length) }, () => own).flat();
  return { ...one, observations: numbered(rounds.slice(0, OBSERVATIONS)) };
}

function numbered(observations: readonly EndpointObservation[]): readonly EndpointObservation[] {
  return observations.map((one, at) => ({ ...one, id: `o${at + 1}` }));
}

function evidenceOf({ candidates, observations, subject, startedAt, judgedWith }: Report): Evidence {
  const { endpoints = [], username = null, madeAt = '2026-01-01' } = judgedWith ?? {};
  const clock = { now: startedAt, madeAt };
  return { endpoints, guessed: [], candidates, observations, subject, username, isCancelled: false, clock };
}

function endpointsIn({ judgedWith }: Report): number {
  return judgedWith?.endpoints.length ?? 0;
}

function measure(what: string, work: () => boolean, limit?: number): void {
  const took = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now();
    if (!work()) throw new Error(`${what} came to something else`);
    return performance.now() - startedAt;
  });
  const measured = median(took);
  if (limit === undefined) remark(`${what}: ${measured.toFixed(1)} ms`);
  else report({ what, measured, unit: 'ms', limit });
}
