import type { Endpoint } from '../mail/endpoint.ts';
import type { EndpointObservation } from '../mail/observation.ts';
import type { Step } from './events.ts';
import type { RungName } from './rung.ts';

/** What an event means depends on how far the endpoint has come. */
export interface Progress {
  readonly endpoint: Endpoint;
  /** Addresses that can still give a connection. */
  readonly untriedAddresses: number;
  readonly isEncrypted: boolean;
  readonly isPlanned: boolean;
}

/** What an observation means for its rung: `part` leaves it open, `setback` is a failure that may not be the last word. */
export type Meaning = 'part' | 'good' | 'setback' | 'problem' | 'skipped';

const RUNG_OF_STEP: Readonly<Record<Exclude<Step, 'second-look'>, RungName>> = {
  resolve: 'reach',
  connect: 'reach',
  'connect-unanswered': 'reach',
  tls: 'encryption',
  starttls: 'encryption',
  greeting: 'offer',
  capabilities: 'offer',
  'sign-in': 'sign-in',
  mailbox: 'mail',
  sending: 'mail',
  'test-mail': 'test-mail',
  arrival: 'test-mail',
};

// What explains, or is looked at beside the way, stands on no rung.
const RUNG_OF_KIND: Readonly<Partial<Record<EndpointObservation['kind'], RungName>>> = {
  'dns-answer': 'reach',
  'tcp-connect': 'reach',
  'tls-handshake': 'encryption',
  starttls: 'encryption',
  greeting: 'offer',
  capabilities: 'offer',
  'sign-in': 'sign-in',
  mailbox: 'mail',
  sending: 'mail',
  'test-mail': 'test-mail',
  arrival: 'test-mail',
};

const WAY: ReadonlySet<RungName> = new Set(['reach', 'encryption', 'offer']);

/** The rung that a step is taken on. A second look is taken when the rung has failed already: it has none. */
export function rungOfStep(progress: Progress, step: Step): RungName | null {
  return step === 'second-look' ? null : rungNow(progress, RUNG_OF_STEP[step]);
}

/** The rung that an observation counts for, or null. That a check crashed can count for any, and has none of its own. */
export function rungOfObservation(progress: Progress, kind: EndpointObservation['kind']): RungName | null {
  const name = RUNG_OF_KIND[kind];
  return name === undefined ? null : rungNow(progress, name);
}

/** The way there is the sign-in's after the plan, and nothing is an offer before encryption. */
function rungNow({ endpoint, isPlanned, isEncrypted }: Progress, name: RungName): RungName {
  if (isPlanned) return WAY.has(name) ? 'sign-in' : name;
  const isBeforeTls = endpoint.connectionSecurity === 'starttls' && !isEncrypted;
  return name === 'offer' && isBeforeTls ? 'encryption' : name;
}

/** What an observation means for the rung that it counts for, its own attempt taken off the untried addresses already. */
export function meaningOf(
  { endpoint, untriedAddresses, isPlanned }: Progress,
  observation: EndpointObservation,
): Meaning {
  // On the connection for the sign-in the same steps are only a way there.
  const done = isPlanned ? 'part' : 'good';
  switch (observation.kind) {
    case 'dns-answer':
      return observation.outcome === 'resolved' ? 'part' : 'problem';
    case 'tcp-connect':
      if (observation.outcome === 'connected') return done;
      return untriedAddresses > 0 ? 'setback' : 'problem';
    case 'tls-handshake':
      return observation.outcome === 'established' ? done : 'problem';
    case 'starttls':
      return observation.outcome === 'agreed' ? 'part' : 'problem';
    case 'greeting':
      // On that connection PREAUTH is a sign-in by key, which is told by itself.
      return observation.outcome === 'ready' || (isPlanned && observation.outcome === 'preauthenticated')
        ? 'part'
        : 'problem';
    case 'capabilities':
      if (observation.outcome !== 'listed') return 'problem';
      return endpoint.connectionSecurity === 'cleartext' || observation.phase === 'in-tls' ? done : 'part';
    case 'sign-in':
      if (observation.refusal === 'stopped-after-other') return 'skipped';
      return observation.outcome === 'accepted' && observation.serverVerified !== false ? 'good' : 'problem';
    case 'mailbox':
      return observation.outcome === 'opened' ? 'good' : 'problem';
    case 'sending':
      return observation.outcome === 'allowed' ? 'good' : 'problem';
    case 'test-mail':
      return observation.outcome === 'taken' ? 'good' : 'problem';
    case 'arrival':
      return observation.outcome === 'arrived' ? 'good' : 'problem';
    case 'check-crashed':
      return 'problem';
    default:
      return 'part';
  }
}
