import type { Finding } from '../findings/finding.ts';
import type { PlacedCandidate } from '../mail/candidate.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import { withoutRepeats } from '../mail/hosts.ts';
import { isAtEndpoint, type Observation } from '../mail/observation.ts';
import type { Plan } from '../mail/plan.ts';
import type { SignInFacts } from '../mail/sign-in.ts';

/** Who the run was about; the address is masked. */
export interface Subject {
  readonly domain: string | null;
  /** The registrable domain that it belongs to; null where there is none. */
  readonly site: string | null;
  readonly address: string | null;
}

/** The whole run in one word. */
export type Verdict = 'healthy' | 'problems' | 'unfinished';

/** One line of a recorded exchange; secrets were replaced when it was recorded. */
export interface TranscriptLine {
  readonly at: number;
  readonly from: 'client' | 'server' | 'note';
  readonly text: string;
}

/** What went over one connection. */
export interface Transcript {
  readonly connection: string;
  readonly endpoint: Endpoint;
  /** The IP address at the other end. */
  readonly address: string | null;
  readonly lines: readonly TranscriptLine[];
}

/** One attempt to sign in, as the report lists it. */
export interface SignIn extends Omit<SignInFacts, 'kind' | 'words'> {
  readonly endpoint: Endpoint;
  readonly responseCode: string | null;
  readonly replyCode: number | null;
  readonly enhancedStatusCode: string | null;
  readonly serverText: string | null;
}

/** What a run can change on disk: what servers offered is noted for the next run. */
export type ChangedOnDisk = 'host-memory';

/** What the judge of a run had beside its observations, and cannot be seen in the rest of the report. */
export interface JudgedWith {
  /** What was judged, in its order: everything that was looked at, but for guesses at which nobody was. */
  readonly endpoints: readonly Endpoint[];
  /** The user name, masked; null where nobody meant to sign in. */
  readonly username: string | null;
  /** The day on which that Letterlock was made: no clock that is right says an earlier one. */
  readonly madeAt: string;
}

/** All of a run, redacted, versioned: `letterlock-report.schema.json` describes the same as JSON Schema. */
export interface Report {
  readonly format: 'letterlock-report';
  readonly version: 1;
  readonly tool: { readonly name: 'letterlock'; readonly version: string; readonly runtime: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly subject: Subject;
  readonly verdict: Verdict;
  /** Everything that was suggested, the best first. */
  readonly candidates: readonly PlacedCandidate[];
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly signIns: readonly SignIn[];
  readonly plan: Plan;
  /** What this run changed on the disk of this computer; where that is, `README.md` says. */
  readonly changedOnDisk: readonly ChangedOnDisk[];
  readonly transcripts: readonly Transcript[];
  /** Absent in reports of before there was this. */
  readonly judgedWith?: JudgedWith;
}

/** The servers that a report is about, each once: those that were named, and those that were looked at. */
export function serversIn({ candidates, observations }: Report): readonly Endpoint[] {
  const named = candidates.filter(({ source: { kind } }) => kind === 'person' || kind === 'well-known-port');
  const seen = observations.filter(isAtEndpoint);
  return withoutRepeats([...named, ...seen].map(({ endpoint }) => endpoint));
}
