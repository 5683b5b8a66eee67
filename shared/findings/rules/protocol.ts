import type { GreetingFacts, RecognisedService, StreamFailure } from '../../mail/observation.ts';
import { serviceOf } from '../../wire/recognise.ts';
import { finding, type Confidence, type Finding } from '../finding.ts';
import { lastSeen, place, seen, type EndpointView, type Rule } from '../view.ts';
import { judgeKeyInTls } from './client-certificate.ts';
import { secondsOf } from './network.ts';

const SERVICE_NAMES: Readonly<Record<RecognisedService, string>> = {
  imap: 'IMAP',
  submission: 'SMTP',
  pop3: 'POP3',
  managesieve: 'ManageSieve',
  http: 'HTTP',
  'captive-portal': 'HTTP',
  ssh: 'SSH',
  tls: 'TLS',
  'tls-alert': 'TLS',
  unknown: '?',
};

/** Another service answers at this port, or the network itself does. */
export function otherService(
  service: RecognisedService,
  view: EndpointView,
  evidence: readonly string[],
): Finding {
  // That it belongs to the network is concluded: it can be any web server that behaves like a captive portal.
  if (service === 'captive-portal') return finding('network_captive_portal', place(view), evidence, 'likely');
  return finding('protocol_wrong_service', { ...place(view), service: SERVICE_NAMES[service] }, evidence);
}

/** The server talks only to those who show a certificate of their own; or it does not like the one that it was shown. */
export function clientCertificateRequired(
  view: EndpointView,
  evidence: readonly string[],
  confidence?: Confidence,
): Finding {
  const ofKey = judgeKeyInTls(view);
  if (ofKey !== null) return ofKey;
  const { host, port } = place(view);
  return finding('tls_client_certificate_required', { host, port }, evidence, confidence);
}

/** How a wait that ended without an answer is told, before sign-in. */
export function streamFailed(
  failure: StreamFailure,
  view: EndpointView,
  evidence: readonly string[],
): Finding {
  if (failure === 'client-certificate-required') return clientCertificateRequired(view, evidence);
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
  if (greeting.service === 'tls' || greeting.service === 'tls-alert') {
    return [finding('tls_port_wants_tls_first', place(view), [greeting.id])];
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
      if (view.endpoint.connectionSecurity !== 'implicit-tls') {
        return finding('protocol_preauth_in_cleartext', { host, port }, evidence);
      }
      // Inside TLS a client certificate signs in like this, and nothing is wrong with that. Without one nobody was asked.
      return lastSeen(view, 'tls-handshake')?.clientCertificate === 'shown'
        ? null
        : finding('auth_signed_in_without_proof', { host, port }, evidence);
    case 'unavailable':
      return finding('protocol_server_unavailable', place(view), evidence);
    case 'other-service':
      return otherService(service ?? 'unknown', view, evidence);
    default:
      // Bytes without the end of a line can still be those of another service.
      return service !== null && service !== 'unknown' && service !== serviceOf(view.endpoint.protocol)
        ? otherService(service, view, evidence)
        : streamFailed(outcome, view, evidence);
  }
}

// Mail programs wait ten seconds and more for a greeting, but people begin to wonder sooner.
const SLOW_GREETING_MS = 4_000;

/** The server greeted, and it took its time. */
export const judgeSlowGreeting: Rule = (view) => {
  const greeting = lastSeen(view, 'greeting');
  if (greeting?.outcome !== 'ready' || greeting.took < SLOW_GREETING_MS) return [];
  const { host, port } = place(view);
  return [finding('network_slow_greeting', { host, port, seconds: secondsOf(greeting.took) }, [greeting.id])];
};

/** The server did not say what it offers. */
export const judgeCapabilities: Rule = (view) =>
  seen(view, 'capabilities').flatMap(({ id, outcome }) => {
    if (outcome === 'listed') return [];
    return outcome === 'refused'
      ? [finding('protocol_capabilities_refused', place(view), [id])]
      : [streamFailed(outcome, view, [id])];
  });
