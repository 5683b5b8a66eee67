import type { CertificateFacts } from '../../../shared/mail/certificate.ts';
import { parseEndpoint, type Endpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import type {
  CapabilitiesFacts,
  EndpointObservation,
  ObservedFacts,
  StarttlsFacts,
  TlsFacts,
} from '../../../shared/mail/observation.ts';

/** An endpoint that is known to be well formed. */
export function endpoint(written: string, protocol: Protocol = 'imap'): Endpoint {
  const parsed = parseEndpoint(protocol, written);
  if (!parsed.ok) throw new Error(`not an endpoint: ${written}`);
  return parsed.value;
}

/** Where most of the tests look. */
export const IMAPS = endpoint('imap.example.org:993/implicit-tls');
export const IMAP = endpoint('imap.example.org:143/starttls');

/** Facts as observations of one endpoint. */
export function seenAt(at: Endpoint, facts: readonly ObservedFacts[]): readonly EndpointObservation[] {
  return facts.map((fact, index) => ({
    id: `o${index + 1}`,
    endpoint: structuredClone(at),
    address: '192.0.2.7',
    at: index,
    took: 1,
    transcript: null,
    ...fact,
  }));
}

/** The certificate of a server; the key's fingerprint is one digit, repeated. */
export function certificate(issuer: string, key: string, notAfter = '2027-02-01'): CertificateFacts {
  return {
    subject: 'CN=imap.example.org',
    issuer,
    names: ['imap.example.org'],
    hasSubjectAltName: true,
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: `${notAfter}T12:00:00.000Z`,
    fingerprint: key.repeat(64),
    spkiFingerprint: key.repeat(64),
    signature: { kind: 'ecdsa', hash: 'sha256' },
    key: { kind: 'ec', bits: 256, curve: 'P-256' },
    isSelfSigned: false,
    isAuthority: false,
    isForServers: true,
    issuerUrl: null,
  };
}

/** A handshake that came to something, or not. */
export function handshake(facts: Partial<TlsFacts> = {}): TlsFacts {
  return {
    kind: 'tls-handshake',
    outcome: 'established',
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    keyExchange: null,
    alpn: null,
    chain: [certificate("C=US, O=Let's Encrypt, CN=E7", 'a')],
    anchor: 'bundled',
    certificateProblems: [],
    detail: null,
    ...facts,
  };
}

/** A list of mechanisms that came inside TLS. */
export function listed(...mechanisms: readonly string[]): CapabilitiesFacts {
  return listedWith({ mechanisms });
}

/** A list of capabilities of any kind. */
export function listedWith(facts: Partial<CapabilitiesFacts>): CapabilitiesFacts {
  return {
    kind: 'capabilities',
    phase: 'in-tls',
    outcome: 'listed',
    capabilities: [],
    mechanisms: [],
    words: null,
    ...facts,
  };
}

/** How the switch to TLS went. */
export function starttls(outcome: StarttlsFacts['outcome']): StarttlsFacts {
  return { kind: 'starttls', outcome, words: null };
}
