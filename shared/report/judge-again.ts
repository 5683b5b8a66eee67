import type { Finding } from '../findings/finding.ts';
import { judge } from '../findings/judge.ts';
import { rank } from '../discovery/rank.ts';
import { securedEndpoint } from '../discovery/settle.ts';
import { isNamed } from '../discovery/source-kind.ts';
import { dayOf } from '../mail/day.ts';
import { endpointKey, type Endpoint } from '../mail/endpoint.ts';
import { isAtEndpoint, type EndpointObservation } from '../mail/observation.ts';
import { verdictOf } from './build-report.ts';
import type { JudgedWith, Report, Verdict } from './report.ts';

/** What a finding was, and what it is now: the same thing, said in another way. */
export interface ChangedFinding {
  readonly before: Finding;
  readonly now: Finding;
}

/** What today's rules say of what was seen then. */
export interface JudgedAgain {
  /** What to do first comes first. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** What the report says, and today's rules do not. */
  readonly gone: readonly Finding[];
  /** What today's rules say, and the report does not. */
  readonly added: readonly Finding[];
  readonly changed: readonly ChangedFinding[];
}

/**
 * Judges the observations of a report with today's rules. Nothing is looked at again; the same version says the same again.
 *
 * What a judge needs beside the observations stands in the report. In those of before there was that, it is taken from what
 * was suggested and seen; that the clock was wrong shows then only where it is wrong for several servers.
 */
export function judgeAgain(report: Report): JudgedAgain {
  const { candidates, observations, subject, startedAt } = report;
  const { madeAt, ...judgedWith } = report.judgedWith ?? guessedFrom(report);
  // That one is said of nothing that was seen.
  const isCancelled = report.findings.some(({ code }) => code === 'run_cancelled');
  const findings = judge({
    ...judgedWith,
    guessed: candidates
      .filter(({ source }) => source.kind === 'well-known-port')
      .map(({ endpoint }) => endpoint),
    candidates,
    observations,
    subject,
    isCancelled,
    clock: { now: startedAt, madeAt },
  });
  return {
    findings,
    verdict: verdictOf({ isCancelled, findings }),
    ...differenceOf(report.findings, findings),
  };
}

/** What was looked at, but for guesses at which nobody was. */
function guessedFrom({ candidates, observations, subject, startedAt }: Report): JudgedWith {
  const seenAt = observations.filter(isAtEndpoint);
  const looked = new Set(seenAt.map(nameOf));
  const ready = new Set(seenAt.filter(saysItsOffer).map(nameOf));
  const wasNamed = candidates.some(({ source }) => isNamed(source));
  const secured = candidates.map((one) => (wasNamed ? one : { ...one, endpoint: securedEndpoint(one) }));
  const judged = rank(secured).filter((option) => {
    const isGuess = option.candidates.every(({ source }) => source.kind === 'guess');
    return wasNamed || (isGuess ? ready : looked).has(nameOf(option));
  });
  return {
    endpoints: judged.map(({ endpoint }) => endpoint),
    username: candidates.find(({ source }) => source.kind === 'person')?.username ?? subject.address,
    madeAt: dayOf(startedAt),
  };
}

/** As far as a look gets where all is well. */
function saysItsOffer(seen: EndpointObservation): boolean {
  return seen.kind === 'capabilities' && seen.phase === 'in-tls' && seen.outcome === 'listed';
}

function nameOf({ endpoint }: { readonly endpoint: Endpoint }): string {
  return endpointKey(endpoint);
}

/**
 * What is said in one list of findings and not in the other. The same code about the same thing, said otherwise, is a change:
 * its observations prove it, or at least one of them does.
 */
function differenceOf(
  before: readonly Finding[],
  now: readonly Finding[],
): Pick<JudgedAgain, 'gone' | 'added' | 'changed'> {
  const said = new Set(before.map(wordingOf));
  const saidNow = new Set(now.map(wordingOf));
  const gone = before.filter((one) => !saidNow.has(wordingOf(one)));
  const added = now.filter((one) => !said.has(wordingOf(one)));
  const changed: ChangedFinding[] = [];
  for (const one of added) {
    const was = gone.find(
      (other) => isAboutSame(one, other) && !changed.some(({ before: taken }) => taken === other),
    );
    if (was !== undefined) changed.push({ before: was, now: one });
  }
  const isChanged = (one: Finding): boolean =>
    changed.some(({ before: was, now: is }) => was === one || is === one);
  return {
    gone: gone.filter((one) => !isChanged(one)),
    added: added.filter((one) => !isChanged(one)),
    changed,
  };
}

function isAboutSame(one: Finding, other: Finding): boolean {
  return one.code === other.code && one.evidence.some((id) => other.evidence.includes(id));
}

/** Everything that is said, in an order that does not depend on who wrote it. */
function wordingOf({ code, severity, actor, confidence, params, evidence }: Finding): string {
  const values = Object.entries(params).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([code, severity, actor, confidence, values, [...evidence].toSorted()]);
}
