import { createHash, X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** spkiFingerprint (SHA-256, hex) of the certificate that the client showed and proved; null where it showed none. */
export function clientKeyOf(tls: TLSSocket | null): string | null {
  const raw = tls?.getPeerCertificate().raw;
  return raw === undefined ? null : spkiFingerprintOf(raw);
}

/** spkiFingerprint (SHA-256, hex) of a certificate, DER or PEM. */
export function spkiFingerprintOf(certificate: Uint8Array | string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}
