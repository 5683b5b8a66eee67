import type { Finding } from '../findings/finding.ts';
import type { Observation } from '../mail/observation.ts';
import type { Plan } from '../mail/plan.ts';
import type { JudgedWith, Report, SignIn, Subject, Transcript, Verdict } from './report.ts';

/** What a run leaves behind, everything masked and redacted already. */
export interface RunResult {
  readonly tool: Report['tool'];
  readonly startedAt: string;
  readonly durationMs: number;
  readonly subject: Subject;
  readonly isCancelled: boolean;
  readonly candidates: Report['candidates'];
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly plan: Plan;
  readonly changedOnDisk: Report['changedOnDisk'];
  readonly transcripts: readonly Transcript[];
  /** Left out where nobody will judge it again. */
  readonly judgedWith?: JudgedWith;
}

/** Puts a run into the form of a report. */
export function buildReport(run: RunResult): Report {
  return {
    format: 'letterlock-report',
    version: 1,
    tool: run.tool,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    subject: run.subject,
    verdict: verdictOf(run),
    candidates: run.candidates,
    observations: run.observations,
    findings: run.findings,
    signIns: run.observations.flatMap(signInOf).toSorted(incomingFirst),
    plan: run.plan,
    changedOnDisk: run.changedOnDisk,
    transcripts: run.transcripts,
    ...(run.judgedWith === undefined ? {} : { judgedWith: run.judgedWith }),
  };
}

/** They go side by side, and end in any order. */
function incomingFirst(left: SignIn, right: SignIn): number {
  const rank = ({ endpoint }: SignIn): number => (endpoint.protocol === 'submission' ? 1 : 0);
  return rank(left) - rank(right);
}

/** A run that was stopped says nothing about the account; a check of ours that broke does not either. */
export function verdictOf({ isCancelled, findings }: Pick<RunResult, 'isCancelled' | 'findings'>): Verdict {
  if (isCancelled || findings.some(({ code }) => code === 'run_check_crashed')) return 'unfinished';
  return findings.some(({ severity }) => severity === 'problem') ? 'problems' : 'healthy';
}

function signInOf(observation: Observation): readonly SignIn[] {
  if (observation.kind !== 'sign-in') return [];
  const { endpoint, mechanism, channelBinding, sendsSecret, outcome, serverVerified } = observation;
  const { refusal, failure, scramError, iterationCount, words, key, token } = observation;
  return [
    {
      endpoint,
      mechanism,
      channelBinding,
      sendsSecret,
      outcome,
      serverVerified,
      refusal,
      failure,
      scramError,
      iterationCount,
      responseCode: words?.responseCode ?? null,
      replyCode: words?.replyCode ?? null,
      enhancedStatusCode: words?.enhancedStatusCode ?? null,
      serverText: words?.text ?? null,
      ...(key === undefined ? {} : { key }),
      ...(token === undefined ? {} : { token }),
    },
  ];
}
