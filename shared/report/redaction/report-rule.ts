import type { Finding } from '../../findings/finding.ts';
import type { PlacedCandidate } from '../../mail/candidate.ts';
import type { PlannedSignIn } from '../../mail/plan.ts';
import type { JudgedWith, Report, SignIn, Transcript, TranscriptLine } from '../report.ts';
import { candidateFields, endpointRule, signInFields } from './fields.ts';
import { observationRule } from './observations.ts';
import { asIs, idWith, list, nullable, record, type Rule } from './rules.ts';
import type { Ways } from './ways.ts';

/** The rule of a whole report. The fields are gone through in the order in which they stand in the report: that gives the numbers. */
export function reportRule(ways: Ways): Rule<Report> {
  const { text, code, host, ip, time, username, serverText } = ways;
  const endpoint = endpointRule(ways);
  const id = idWith(text);
  return record<Report>({
    format: asIs,
    version: asIs,
    tool: record<Report['tool']>({ name: asIs, version: text, runtime: text }),
    startedAt: time,
    durationMs: asIs,
    subject: record<Report['subject']>({
      domain: nullable(host),
      site: nullable(host),
      address: nullable(username),
    }),
    verdict: asIs,
    candidates: list(
      record<PlacedCandidate>({ ...candidateFields(ways), site: host, shown: nullable(shownHost) }),
    ),
    observations: list(observationRule(ways)),
    findings: list(
      record<Finding>({
        code: asIs,
        severity: asIs,
        actor: asIs,
        confidence: asIs,
        params: (params) =>
          Object.fromEntries(
            Object.entries(params).map(([name, value]) => [
              name,
              typeof value === 'number' ? value : name === 'username' ? username(value) : ways.param(value),
            ]),
          ),
        evidence: list(id),
      }),
    ),
    signIns: list(
      record<SignIn>({
        endpoint,
        ...signInFields(ways),
        responseCode: nullable(code),
        replyCode: asIs,
        enhancedStatusCode: nullable(code),
        serverText: nullable(serverText),
      }),
    ),
    plan: record<Report['plan']>({ incoming: nullable(planned()), outgoing: nullable(planned()) }),
    changedOnDisk: list(asIs),
    transcripts: ways.transcripts(
      record<Transcript>({
        connection: id,
        endpoint,
        address: nullable(ip),
        lines: list(record<TranscriptLine>({ at: asIs, from: asIs, text })),
      }),
    ),
    judgedWith: record<JudgedWith>({ endpoints: list(endpoint), username: nullable(username), madeAt: text }),
  });

  function planned(): Rule<PlannedSignIn> {
    return record<PlannedSignIn>({
      endpoint,
      username,
      mechanism: code,
      channelBinding: nullable(code),
      serverLearns: asIs,
      serverProves: asIs,
      toConfirm: nullable(host),
      strongerBefore: nullable(code),
      triesLeft: asIs,
      leftOut: list(record<PlannedSignIn['leftOut'][number]>({ mechanism: code, reason: asIs })),
    });
  }

  /** The same host in letters outside ASCII has the same pseudonym. */
  function shownHost(shown: string): string {
    const replaced = host(asciiOf(shown));
    return replaced === asciiOf(shown) ? shown : replaced;
  }
}

function asciiOf(shown: string): string {
  try {
    return new URL(`https://${shown}/`).hostname;
  } catch {
    return shown; // it has one error only: this is no host
  }
}
