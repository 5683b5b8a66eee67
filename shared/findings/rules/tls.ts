import type { CertificateProblem } from '../../mail/certificate.ts';
import type { ObservationOf, RecognisedService } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { lastSeen, place, type EndpointView, type Rule } from '../view.ts';
import { otherService } from './protocol.ts';

type TlsSeen = ObservationOf<'tls-handshake'>;

/** TLS did not come about, or came with a certificate that proves nothing. */
export const judgeTls: Rule = (view) => {
  const tls = lastSeen(view, 'tls-handshake');
  if (tls === undefined || tls.outcome === 'established') return [];
  if (tls.outcome === 'certificate-rejected') return judgeCertificate(tls, view);
  return view.endpoint.connectionSecurity === 'starttls' && tls.outcome !== 'version-refused'
    ? [judgeAfterStarttls(tls, view)]
    : [judgeHandshake(tls, view)];
};

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
  if (service === view.endpoint.protocol) {
    return finding('tls_port_speaks_cleartext', { host, port, protocol }, evidence);
  }
  if (service !== null && service !== 'unknown' && service !== 'tls') {
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

type CertificateJudge = (tls: TlsSeen, host: string) => Finding;

const CERTIFICATE_FINDINGS: Readonly<Record<CertificateProblem, CertificateJudge>> = {
  expired: (tls, host) =>
    finding('tls_certificate_expired', { host, date: dayOf(tls.chain[0]?.notAfter) }, [tls.id]),
  'not-yet-valid': (tls, host) =>
    finding('tls_certificate_not_yet_valid', { host, date: dayOf(tls.chain[0]?.notBefore) }, [tls.id]),
  'wrong-name': (tls, host) =>
    finding('tls_certificate_wrong_name', { host, names: namesOf(tls.chain[0]?.names) }, [tls.id]),
  'self-signed': (tls, host) => finding('tls_certificate_self_signed', { host }, [tls.id]),
  'unknown-issuer': (tls, host) =>
    finding('tls_certificate_unknown_issuer', { host, issuer: tls.chain.at(-1)?.issuer ?? '?' }, [tls.id]),
  unusable: (tls, host) => finding('tls_certificate_unusable', { host, detail: tls.detail ?? '?' }, [tls.id]),
};

/** A self-signed certificate is for a wrong name as a rule; its being self-signed is the cause, so it comes alone. */
function judgeCertificate(tls: TlsSeen, view: EndpointView): readonly Finding[] {
  const problems: readonly CertificateProblem[] = tls.certificateProblems.includes('self-signed')
    ? ['self-signed']
    : tls.certificateProblems;
  return problems.map((problem) => CERTIFICATE_FINDINGS[problem](tls, place(view).host));
}

const MOST_NAMES_SHOWN = 4;

function namesOf(names: readonly string[] | undefined): string {
  if (names === undefined || names.length === 0) return '–';
  const shown = names.slice(0, MOST_NAMES_SHOWN).join(', ');
  return names.length > MOST_NAMES_SHOWN ? `${shown} …` : shown;
}

function dayOf(iso: string | null | undefined): string {
  return iso?.slice(0, 'YYYY-MM-DD'.length) ?? '?';
}
