import type { CertificateFacts } from '../../shared/mail/certificate.ts';

/** The facts of a certificate that is well, with changes. */
export function certificateWith(changes: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'CN=imap.example.org',
    issuer: 'C=DE, O=Example, CN=Example CA 1',
    names: ['imap.example.org', 'smtp.example.org'],
    hasSubjectAltName: true,
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    fingerprint: '00'.repeat(32),
    spkiFingerprint: '11'.repeat(32),
    signature: { kind: 'ecdsa', hash: 'sha256' },
    key: { kind: 'ec', bits: 256, curve: 'P-256' },
    isSelfSigned: false,
    isAuthority: false,
    isForServers: true,
    issuerUrl: null,
    ...changes,
  };
}

/** The facts of one who issues certificates, and signs itself unless somebody else is named. */
export function authorityWith(changes: Partial<CertificateFacts> = {}): CertificateFacts {
  const name = 'C=DE, O=Example, CN=Example Root';
  return certificateWith({
    subject: name,
    issuer: changes.subject ?? name,
    names: [],
    hasSubjectAltName: false,
    fingerprint: '22'.repeat(32),
    spkiFingerprint: '33'.repeat(32),
    isSelfSigned: true,
    isAuthority: true,
    ...changes,
  });
}
