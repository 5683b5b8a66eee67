import type { EndpointObservation } from '../../shared/mail/observation.ts';
import { tlsVersionName } from '../../shared/mail/tls-version.ts';
import type { RungAtEndpoint } from '../../shared/report/ladder.ts';
import type { Text } from './en.ts';

/** The one line that says how a rung stands at an endpoint; null where host and port say enough. */
export function detailOf({ endpoint, state, observation, step }: RungAtEndpoint, text: Text): string | null {
  const { detail } = text;
  if (step !== null) return detail.steps[step];
  if (observation !== null) return wordsFor(observation, text);
  if (state !== 'skipped') return null;
  return endpoint.connectionSecurity === 'cleartext' ? detail.cleartext : detail.skipped;
}

function wordsFor(observation: EndpointObservation, { detail, format }: Text): string | null {
  switch (observation.kind) {
    case 'dns-answer':
      return observation.outcome === 'resolved' ? null : detail.dns[observation.outcome];
    case 'tcp-connect':
      return observation.outcome === 'connected' ? detail.reached : detail.tcp[observation.outcome];
    case 'tls-handshake': {
      if (observation.outcome !== 'established') return detail.tls[observation.outcome];
      const until = observation.chain[0]?.notAfter ?? null;
      return detail.established(
        tlsVersionName(observation.version ?? 'TLS'),
        until === null ? null : format.date(until),
      );
    }
    case 'starttls':
      return observation.outcome === 'agreed' ? detail.steps.tls : detail.starttls[observation.outcome];
    case 'greeting':
      return observation.outcome === 'ready'
        ? detail.steps.capabilities
        : detail.greeting[observation.outcome];
    case 'capabilities':
      return observation.outcome === 'listed'
        ? detail.offers(observation.mechanisms)
        : detail.capabilities[observation.outcome];
    case 'sign-in':
      if (observation.outcome !== 'accepted') return detail.signIn[observation.outcome];
      if (observation.serverVerified === null) return detail.accepted;
      return observation.serverVerified ? detail.acceptedProved : detail.acceptedUnproved;
    case 'mailbox':
      return observation.outcome === 'opened' ? detail.mailboxOpened : detail.mailbox[observation.outcome];
    case 'sending':
      return observation.outcome === 'allowed' ? detail.sendingAllowed : detail.sending[observation.outcome];
    case 'test-mail':
      return observation.outcome === 'taken' ? detail.testMailTaken : detail.testMail[observation.outcome];
    case 'arrival':
      return observation.outcome === 'arrived'
        ? detail.testMailArrived(format.duration(observation.waitedMs))
        : detail.arrival[observation.outcome];
    case 'check-crashed':
      return detail.crashed;
    case 'second-look':
    case 'control-connect':
    case 'remembered':
    case 'software':
    case 'tls-look':
      return null;
    default:
      return observation satisfies never;
  }
}
