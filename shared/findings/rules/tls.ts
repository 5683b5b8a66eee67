import { serviceOf } from '../../wire/recognise.ts';
import type { ObservationOf, RecognisedService } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { lastSeen, place, type EndpointView, type Rule } from '../view.ts';
import { judgeCertificate } from './certificate.ts';
import { clientCertificateRequired, otherService } from './protocol.ts';
import { clientCertificateAsked } from './tls-look.ts';

type TlsSeen = ObservationOf<'tls-handshake'>;

/** TLS did not come about, or came with a certificate that proves nothing. */
export const judgeTls: Rule = (view) => {
  const tls = lastSeen(view, 'tls-handshake');
  if (tls === undefined || tls.outcome === 'established') return [];
  if (tls.outcome === 'certificate-rejected') return judgeCertificate(tls, view);
  const required = judgeClientCertificate(tls, view);
  if (required !== null) return [required];
  return view.endpoint.connectionSecurity === 'starttls' && tls.outcome !== 'version-refused'
    ? [judgeAfterStarttls(tls, view)]
    : [judgeHandshake(tls, view)];
};

// Before TLS 1.3 it is what a server says to those who show no certificate, and to those with whom it has nothing in common.
const HANDSHAKE_FAILURE = 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE';

/** The server goes on only with those who show a certificate of their own. */
function judgeClientCertificate(tls: TlsSeen, view: EndpointView): Finding | null {
  if (tls.outcome === 'client-certificate-required') return clientCertificateRequired(view, [tls.id]);
  const asked = tls.detail === HANDSHAKE_FAILURE ? clientCertificateAsked(view) : undefined;
  return asked === undefined ? null : clientCertificateRequired(view, [tls.id, asked], 'likely');
}

/** The server agreed to STARTTLS: whatever kept TLS from coming, that promise was not kept. */
function judgeAfterStarttls(tls: TlsSeen, view: EndpointView): Finding {
  return tls.outcome === 'failed'
    ? handshakeFailed(tls, view)
    : finding('starttls_no_tls_followed', place(view), [tls.id]);
}

function judgeHandshake(tls: TlsSeen, view: EndpointView): Finding {
  const { host, port, protocol } = place(view);
  const look = lastSeen(view, 'second-look');
  const evidence = look === undefined ? [tls.id] : [tls.id, look.id];
  const service: RecognisedService | null = look?.service ?? null;
  if (service === serviceOf(view.endpoint.protocol)) {
    return finding('tls_port_speaks_cleartext', { host, port, protocol }, evidence);
  }
  if (service !== null && service !== 'unknown' && service !== 'tls' && service !== 'tls-alert') {
    return otherService(service, view, evidence);
  }
  if (tls.outcome === 'version-refused') return finding('tls_version_refused', { host, port }, evidence);
  if (tls.outcome === 'silent') return finding('network_server_silent', { host, port, protocol }, evidence);
  if (tls.outcome === 'reset' || tls.outcome === 'closed') {
    return finding('network_connection_lost', { host, port, protocol }, evidence);
  }
  return handshakeFailed(tls, view);
}

function handshakeFailed(tls: TlsSeen, view: EndpointView): Finding {
  const { host, port } = place(view);
  return finding('tls_handshake_failed', { host, port, detail: tls.detail ?? tls.outcome }, [tls.id]);
}
