import type { CertificateProblemKind } from '../../../shared/mail/certificate.ts';
import type {
  CapabilitiesFacts,
  DnsFacts,
  GreetingFacts,
  ObservedFacts,
  RememberedFacts,
  SecondLookFacts,
  StarttlsFacts,
  TcpFacts,
  TlsFacts,
  TlsLookFacts,
} from '../../../shared/mail/observation.ts';
import type { SignInFacts } from '../../../shared/mail/sign-in.ts';
import { authorityWith, certificateWith } from '../certificate.ts';

/** A name was asked for. */
export const dns = (outcome: DnsFacts['outcome']): DnsFacts => ({
  kind: 'dns-answer',
  host: 'imap.example.org',
  outcome,
  saidBy: 'dns',
  addresses: outcome === 'resolved' ? ['192.0.2.7'] : [],
  detail: null,
});

/** A connection was tried. */
export const tcp = (outcome: TcpFacts['outcome'], address = '192.0.2.7'): TcpFacts => ({
  kind: 'tcp-connect',
  address,
  outcome,
  detail: null,
});

/** A handshake, with what is wrong with the certificate that came. */
export const tls = (
  outcome: TlsFacts['outcome'],
  ...problems: readonly CertificateProblemKind[]
): TlsFacts => ({
  kind: 'tls-handshake',
  outcome,
  version: null,
  cipher: null,
  keyExchange: null,
  alpn: null,
  chain: [],
  anchor: null,
  certificateProblems: problems.map((kind) => ({ kind, link: 0 })),
  detail: 'ERR',
});

/** A handshake whose chain ends at a root that only the system has. */
export const vouchedBy = (root: string): TlsFacts => ({
  ...tls('established'),
  chain: [certificateWith({ issuer: root }), authorityWith({ subject: root })],
  anchor: 'system',
});

/** What the server would agree to besides. */
export const tlsLook = (...oldVersions: readonly string[]): TlsLookFacts => ({
  kind: 'tls-look',
  version: 'TLSv1.2',
  cipher: null,
  keyExchange: null,
  chainAsSent: [],
  certificateCount: 1,
  clientCertificate: 'asked',
  issuersAsked: [],
  oldVersions,
  isTls13Only: false,
});

/** A certificate was rejected, for one reason. */
export const rejected = (problem: CertificateProblemKind): readonly ObservedFacts[] => [
  ...reached,
  tls('certificate-rejected', problem),
];

/** The first words of a server. */
export const greeting = (
  outcome: GreetingFacts['outcome'],
  service: GreetingFacts['service'] = 'imap',
): GreetingFacts => ({
  kind: 'greeting',
  outcome,
  service,
  words: null,
});

/** What a server offers. */
export const listed = (phase: CapabilitiesFacts['phase'], outcome: CapabilitiesFacts['outcome'] = 'listed') =>
  ({
    kind: 'capabilities',
    phase,
    outcome,
    capabilities: [],
    mechanisms: phase === 'in-tls' ? ['PLAIN'] : [],
    words: null,
  }) satisfies CapabilitiesFacts;

/** A server with implicit TLS that takes a proof of the password as well. */
export const inTlsWithProof = (): readonly ObservedFacts[] => [
  ...inTls.slice(0, -1),
  { ...listed('in-tls'), mechanisms: ['PLAIN', 'SCRAM-SHA-256'] },
];

/** STARTTLS was asked for. */
export const starttls = (outcome: StarttlsFacts['outcome']): StarttlsFacts => ({
  kind: 'starttls',
  outcome,
  words: null,
});

/** What answered when the port was tried the other way. */
export const secondLook = (
  tried: SecondLookFacts['tried'],
  service: SecondLookFacts['service'],
): SecondLookFacts => ({ kind: 'second-look', tried, service });

/** Something was otherwise before. */
export const remembered = (
  change: RememberedFacts['change'],
  before: string,
  now: string | null,
): RememberedFacts => ({
  kind: 'remembered',
  change,
  before,
  now,
  firstSeen: '2026-03-01',
  lastSeen: '2026-11-20',
});

/** An attempt to sign in. */
export const signIn = (facts: Partial<SignInFacts>): SignInFacts => ({
  kind: 'sign-in',
  mechanism: 'SCRAM-SHA-256',
  channelBinding: null,
  sendsSecret: false,
  outcome: 'failed',
  serverVerified: false,
  refusal: null,
  failure: null,
  scramError: null,
  iterationCount: null,
  words: null,
  ...facts,
});

/** The server is there. */
export const reached = [dns('resolved'), tcp('connected')];

/** A server with implicit TLS, as far as it goes without signing in. */
export const inTls = [...reached, tls('established'), greeting('ready'), listed('in-tls')];

/** A server with STARTTLS, as far as it goes without TLS. */
export const beforeTls = [...reached, greeting('ready'), listed('before-tls')];
