import type { Finding } from '../findings/finding.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import type { Observation } from '../mail/observation.ts';
import type { Plan } from '../mail/plan.ts';
import type { Report, Subject } from './report.ts';

/** What is being done at an endpoint; `connect-unanswered`: the port is probably filtered, and is waited for still. */
export type Step =
  | 'resolve'
  | 'connect'
  | 'connect-unanswered'
  | 'tls'
  | 'greeting'
  | 'capabilities'
  | 'starttls'
  | 'second-look'
  | 'sign-in'
  | 'mailbox'
  | 'sending'
  | 'test-mail'
  | 'arrival';

/** The servers of a run, out of the events so far: those that were named, or those that were found. */
export function endpointsIn(events: readonly RunEvent[]): readonly Endpoint[] {
  const last = events.findLast((event) => event.type === 'started' || event.type === 'servers');
  return last?.endpoints ?? [];
}

/**
 * What a run tells while it goes on, in this order: `started`; `step` and `observation` interleaved;
 * `servers` where they were searched for; `plan` where a
 * sign-in is possible; more of them; every `finding`; `finished`. The window, the command line and the tests
 * read this one stream.
 */
export type RunEvent =
  | {
      readonly type: 'started';
      readonly startedAt: string;
      readonly subject: Subject;
      readonly endpoints: readonly Endpoint[];
    }
  | {
      readonly type: 'step';
      readonly endpoint: Endpoint;
      /** The address that it is done over; null before there is any. */
      readonly address: string | null;
      readonly step: Step;
      readonly at: number;
    }
  | { readonly type: 'observation'; readonly observation: Observation }
  /** The servers that were found, before the plan is made of them. */
  | { readonly type: 'servers'; readonly endpoints: readonly Endpoint[] }
  | { readonly type: 'plan'; readonly plan: Plan }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'finished'; readonly report: Report };
