import type { GreetingFacts, RecognisedService, StreamFailure } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { lastSeen, place, seen, type EndpointView, type Rule } from '../view.ts';

const SERVICE_NAMES: Readonly<Record<RecognisedService, string>> = {
  imap: 'IMAP',
  submission: 'SMTP',
  pop3: 'POP3',
  managesieve: 'ManageSieve',
  http: 'HTTP',
  ssh: 'SSH',
  tls: 'TLS',
  unknown: '?',
};

/** Another service answers at this port. */
export function otherService(
  service: RecognisedService,
  view: EndpointView,
  evidence: readonly string[],
): Finding {
  return finding('protocol_wrong_service', { ...place(view), service: SERVICE_NAMES[service] }, evidence);
}

/** How a wait that ended without an answer is told, before sign-in. */
export function streamFailed(
  failure: StreamFailure,
  view: EndpointView,
  evidence: readonly string[],
): Finding {
  if (failure === 'silent') return finding('network_server_silent', place(view), evidence);
  if (failure === 'closed' || failure === 'reset') {
    return finding('network_connection_lost', place(view), evidence);
  }
  return finding('protocol_answer_malformed', place(view), evidence);
}

/** The first words of the server were not the ones that a mail server of this kind begins with. */
export const judgeGreeting: Rule = (view) => {
  const greeting = lastSeen(view, 'greeting');
  if (greeting === undefined) return [];
  const look = lastSeen(view, 'second-look');
  if (greeting.outcome !== 'ready' && look?.tried === 'tls' && look.service === 'tls') {
    return [finding('tls_port_wants_tls_first', place(view), [greeting.id, look.id])];
  }
  const judged = judgeGreetingOutcome(greeting, view, [greeting.id]);
  return judged === null ? [] : [judged];
};

function judgeGreetingOutcome(
  { outcome, service }: GreetingFacts,
  view: EndpointView,
  evidence: readonly string[],
): Finding | null {
  const { host, port } = place(view);
  switch (outcome) {
    case 'ready':
      return null;
    case 'preauthenticated':
      // Inside TLS the client certificate signed in: nothing is wrong with that.
      return view.endpoint.connectionSecurity === 'implicit-tls'
        ? null
        : finding('protocol_preauth_in_cleartext', { host, port }, evidence);
    case 'unavailable':
      return finding('protocol_server_unavailable', place(view), evidence);
    case 'other-service':
      return otherService(service ?? 'unknown', view, evidence);
    default:
      // Bytes without the end of a line can still be those of another service.
      return service !== null && service !== 'unknown' && service !== view.endpoint.protocol
        ? otherService(service, view, evidence)
        : streamFailed(outcome, view, evidence);
  }
}

/** The server did not say what it offers. */
export const judgeCapabilities: Rule = (view) =>
  seen(view, 'capabilities').flatMap(({ id, outcome }) => {
    if (outcome === 'listed') return [];
    return outcome === 'refused'
      ? [finding('protocol_capabilities_refused', place(view), [id])]
      : [streamFailed(outcome, view, [id])];
  });
