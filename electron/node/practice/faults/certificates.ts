import type { CertificateName } from '../certificates.ts';
import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { overImplicitTls } from './rows.ts';

/** Certificates that prove nothing, and some that look odd and are right. */
export const CERTIFICATE_FAULTS: readonly Fault[] = [
  row('expired', 'tls_certificate_expired', {
    en: 'The certificate has expired.',
    de: 'Das Zertifikat ist abgelaufen.',
  }),
  row('not-yet-valid', 'tls_certificate_not_yet_valid', {
    en: 'The certificate is not valid yet.',
    de: 'Das Zertifikat ist noch nicht gültig.',
  }),
  row('wrong-name', 'tls_certificate_wrong_name', {
    en: 'The certificate is for another host.',
    de: 'Das Zertifikat gehört zu einem anderen Server.',
  }),
  row('ip-address-only', 'tls_certificate_wrong_name', {
    en: 'The certificate is for an address and not for a name.',
    de: 'Das Zertifikat gilt für eine Adresse und nicht für einen Namen.',
  }),
  row('wildcard-too-deep', 'tls_certificate_wrong_name', {
    en: 'The star in the certificate stands one level too deep.',
    de: 'Der Stern im Zertifikat steht eine Ebene zu tief.',
  }),
  row('nul-in-name', 'tls_certificate_wrong_name', {
    en: 'The host in the certificate goes on, behind a NUL, as a host of somebody else.',
    de: 'Der Servername im Zertifikat geht nach einem NUL als Name eines fremden Servers weiter.',
  }),
  row('no-subject-alt-name', 'tls_certificate_without_names', {
    en: 'The host stands only where certificates of the last century had it (no subjectAltName).',
    de: 'Der Server steht nur dort, wo ihn Zertifikate des letzten Jahrhunderts hatten (ohne subjectAltName).',
  }),
  row('self-signed', 'tls_certificate_self_signed', {
    en: 'The certificate has signed itself.',
    de: 'Das Zertifikat ist selbst signiert.',
  }),
  row('unknown-issuer', 'tls_certificate_unknown_issuer', {
    en: 'Nobody knows who issued the certificate.',
    de: 'Niemand kennt den, der das Zertifikat ausgestellt hat.',
  }),
  row('interceptor', 'tls_interceptor_untrusted', {
    en: 'Something in between shows a certificate of an authority that nobody trusts.',
    de: 'Etwas dazwischen zeigt das Zertifikat einer Stelle, der niemand vertraut.',
  }),
  row('incomplete-chain', 'tls_certificate_chain_incomplete', {
    en: 'The server leaves out the certificate between its own and the authority’s.',
    de: 'Der Server lässt das Zertifikat zwischen seinem und dem der Zertifizierungsstelle weg.',
  }),
  row('expired-intermediate', 'tls_certificate_chain_expired', {
    en: 'The certificate between the server’s and the authority’s has expired.',
    de: 'Das Zertifikat zwischen dem des Servers und dem der Zertifizierungsstelle ist abgelaufen.',
  }),
  row('issued-by-server', 'tls_certificate_unusable', {
    en: 'The certificate was issued by somebody who may not issue any.',
    de: 'Das Zertifikat hat jemand ausgestellt, der keine ausstellen darf.',
  }),
  row('outside-constraints', 'tls_certificate_unusable', {
    en: 'The certificate was issued by somebody who may issue them for the hosts of another domain only.',
    de: 'Das Zertifikat hat jemand ausgestellt, der das nur für die Server einer anderen Domain darf.',
  }),
  row('unknown-extension', 'tls_certificate_unusable', {
    en: 'The certificate has a part that nobody knows, and whoever does not know it must refuse it.',
    de: 'Das Zertifikat hat einen Teil, den niemand kennt; wer ihn nicht kennt, muss es ablehnen.',
  }),
  row('client-only', 'tls_certificate_unusable', {
    en: 'The certificate may be used by clients only.',
    de: 'Das Zertifikat dürfen nur Clients verwenden.',
  }),
  row('broken-signature', 'tls_certificate_unusable', {
    en: 'The signature of the certificate is wrong: it was changed.',
    de: 'Die Signatur des Zertifikats ist falsch: Es wurde verändert.',
  }),
  row('weak-signature', 'tls_certificate_weak_signature', {
    en: 'The certificate is signed with SHA-1, which can be forged.',
    de: 'Das Zertifikat ist mit SHA-1 signiert, was sich fälschen lässt.',
  }),
  row('weak-key', 'tls_certificate_weak_key', {
    en: 'The key of the certificate has 1024 bits, which is too few.',
    de: 'Der Schlüssel des Zertifikats hat 1024 Bit, das sind zu wenige.',
  }),
  row('huge-chain', 'tls_handshake_failed', {
    en: 'The server sends every authority’s certificate behind its own.',
    de: 'Der Server sendet hinter seinem Zertifikat die aller Zertifizierungsstellen.',
  }),
  row('many-names', 'account_healthy', {
    en: 'No fault: the certificate is for four thousand hosts.',
    de: 'Kein Fehler: Das Zertifikat gilt für viertausend Server.',
  }),
  row('authority-as-server', 'account_healthy', {
    en: 'No fault: the certificate could issue others, too.',
    de: 'Kein Fehler: Das Zertifikat dürfte auch andere ausstellen.',
  }),
  row('ed25519', 'account_healthy', {
    en: 'No fault: the certificate has an ed25519 key.',
    de: 'Kein Fehler: Das Zertifikat hat einen Schlüssel der Art ed25519.',
  }),
];

function row(certificate: CertificateName, finding: FindingCode, summary: Fault['summary']): Fault {
  return overImplicitTls(`certificate-${certificate}`, { certificate }, finding, summary);
}
