import { X509Certificate, createHash } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import type { CertificateFacts } from '../../../shared/mail/certificate.ts';
import { safeText } from '../../../shared/wire/server-words.ts';

// Real chains have two to four certificates; names go into the hundreds on shared hosts.
const LONGEST_CHAIN = 10;
const MOST_NAMES = 100;

/**
 * The chain that a peer sent, as plain data, end-entity certificate first.
 *
 * It starts from `getPeerCertificate(true)`: `getPeerX509Certificate` gives its certificate only once (a bug of Node 20).
 */
export function chainFacts(peer: Partial<DetailedPeerCertificate>): readonly CertificateFacts[] {
  const chain: CertificateFacts[] = [];
  const seen = new Set<string>();
  // Where there is no certificate, Node gives an empty object; a self-signed root is linked to itself.
  for (let next: typeof peer | undefined = peer; next?.raw !== undefined; next = next.issuerCertificate) {
    const facts = certificateFacts(next.raw);
    if (facts === null) break;
    if (chain.length >= LONGEST_CHAIN || seen.has(facts.fingerprint)) break;
    seen.add(facts.fingerprint);
    chain.push(facts);
  }
  return chain;
}

/** The facts of one certificate, or null where even the library that took it cannot read it. */
function certificateFacts(raw: Uint8Array): CertificateFacts | null {
  try {
    return readFacts(new X509Certificate(raw));
  } catch {
    return null; // any server can send what throws here (an unknown key type, a broken field): it is left out
  }
}

function readFacts(certificate: X509Certificate): CertificateFacts {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate.subjectAltName),
    notBefore: isoOf(certificate.validFrom),
    notAfter: isoOf(certificate.validTo),
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
    spkiFingerprint: createHash('sha256').update(spki).digest('hex'),
    isSelfSigned: certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
  };
}

/** Node writes `Bad time value` for a date that is none. */
function isoOf(date: string): string | null {
  const parsed = new Date(date);
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}

/** Node writes `DNS:a.example, IP Address:192.0.2.1`; values with a comma are quoted (CVE-2021-44532). */
function namesOf(subjectAltName: string | undefined): readonly string[] {
  const names = (subjectAltName ?? '').matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...names].slice(0, MOST_NAMES).map(([, name = '']) => safeText(name));
}

function oneLine(name: string): string {
  return safeText(name.split('\n').join(', '));
}
