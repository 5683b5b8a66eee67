import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/findings/finding.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { judgeAgain } from '../../../shared/report/judge-again.ts';
import { openReport } from '../../../shared/report/open-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import {
  EXPIRED,
  finished,
  IMAP,
  looked,
  PASSWORD_REFUSED,
  saw,
  SIGNED_IN,
  SMTP,
  started,
} from './events.ts';
import { EVIDENCE, judgedIn, reportOf } from './redact-samples.ts';

const FEWEST_CASES = 250;

/** A report of an account whose IMAP server has an expired certificate. */
function expired(): Report {
  return finished([started(IMAP), saw(IMAP, EXPIRED)]).report;
}

describe('a report that is judged again', () => {
  it('says the same, whatever was found, when the rules are the same', () => {
    const different = EVIDENCE.flatMap(([what, evidence]) => {
      const { endpoints, username, isCancelled, clock } = evidence;
      const made = reportOf(evidence);
      const report = buildReport({
        ...made,
        startedAt: clock.now,
        isCancelled,
        findings: judgedIn(made, evidence),
        judgedWith: { endpoints, username, madeAt: clock.madeAt },
        candidates: withGuesses(made, evidence.guessed),
      });
      const { gone, added, changed, verdict } = judgeAgain(report);
      const isSame = gone.length + added.length + changed.length === 0 && verdict === report.verdict;
      return isSame ? [] : [{ what, gone, added, changed, verdict }];
    });

    expect(EVIDENCE.length).toBeGreaterThan(FEWEST_CASES);
    expect(different).toEqual([]);
  });

  it('says what is gone, and what is new', () => {
    const report = expired();
    const other: Finding = { ...report.findings[0]!, code: 'tls_handshake_failed' };

    const { findings, gone, added, changed } = judgeAgain({ ...report, findings: [other] });

    expect(findings).toEqual(report.findings);
    expect(gone).toEqual([other]);
    expect(added).toEqual(report.findings);
    expect(changed).toEqual([]);
  });

  it('says what is told in another way: the same code, proved by the same', () => {
    const report = expired();
    const [now] = report.findings;
    const before: Finding = { ...now!, severity: 'warning', params: { host: 'imap.example.org' } };

    const { gone, added, changed } = judgeAgain({ ...report, findings: [before] });

    expect(changed).toEqual([{ before, now }]);
    expect([...gone, ...added]).toEqual([]);
  });

  it('does not take the order of values or of proofs for a difference', () => {
    const report = expired();
    const turned = report.findings.map((one) => ({
      ...one,
      params: Object.fromEntries(Object.entries(one.params).toReversed()),
      evidence: one.evidence.toReversed(),
    }));

    const { gone, added, changed } = judgeAgain({ ...report, findings: turned });

    expect([...gone, ...added, ...changed]).toEqual([]);
  });

  it('has the verdict of what is said now', () => {
    const report = expired();

    const { verdict } = judgeAgain({ ...report, verdict: 'healthy', findings: [] });

    expect(verdict).toBe('problems');
  });

  it('stays unfinished where the run was ended, and where a check of ours broke', () => {
    const ended = finished([started(IMAP), ...looked(IMAP)], { isCancelled: true }).report;
    const broken = finished([
      started(IMAP),
      ...looked(IMAP),
      saw(IMAP, { kind: 'check-crashed', detail: 'TypeError' }),
    ]).report;

    expect(judgeAgain(ended).verdict).toBe('unfinished');
    expect(judgeAgain(broken).verdict).toBe('unfinished');
  });
});

describe('a report of before it had what the judge had', () => {
  it.each([
    ['an expired certificate', [started(IMAP), saw(IMAP, EXPIRED)]],
    ['a password that is refused', [started(IMAP), ...looked(IMAP), saw(IMAP, PASSWORD_REFUSED)]],
    [
      'an account that is well',
      [started(IMAP, SMTP), ...looked(IMAP), saw(IMAP, SIGNED_IN), ...looked(SMTP), saw(SMTP, SIGNED_IN)],
    ],
    ['a server that was named and never looked at', [started(IMAP)]],
  ])('opens, and is judged as it was: %s', (_, events) => {
    const { report } = finished(events);

    const opened = openReport(JSON.stringify(report));

    expect(report.judgedWith).toBeUndefined();
    if (opened.kind !== 'report') throw new Error(opened.kind);
    expect(judgeAgain(opened.report)).toMatchObject({
      findings: report.findings,
      gone: [],
      added: [],
      changed: [],
    });
  });

  it('leaves out guesses at which nobody was', () => {
    const { report } = finished([started(IMAP), saw(IMAP, EXPIRED)]);
    const guess = { kind: 'guess', uri: null, trust: 'guess' } as const;
    const candidates = report.candidates.map((one) => ({ ...one, source: guess }));

    const { findings } = judgeAgain({ ...report, candidates });

    expect(findings).toEqual([]);
  });
});

/** As `parseHosts` has them: what nobody named was suggested by its port. */
function withGuesses(
  { candidates }: Report,
  guessed: readonly Report['candidates'][number]['endpoint'][],
): Report['candidates'] {
  const usual = { kind: 'well-known-port', uri: null, trust: 'guess' } as const;
  return [
    ...candidates,
    ...guessed.map((endpoint) => ({
      endpoint,
      username: null,
      signIn: [],
      source: usual,
      site: endpoint.host,
      shown: null,
    })),
  ];
}
