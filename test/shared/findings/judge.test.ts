import { describe, expect, it } from 'vitest';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import type { CertificateProblemKind } from '../../../shared/mail/certificate.ts';
import { parseEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
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
import { PATTERN_CODES } from './pattern-cases.ts';

const dns = (outcome: DnsFacts['outcome']): DnsFacts => ({
  kind: 'dns-answer',
  host: 'imap.example.org',
  outcome,
  addresses: outcome === 'resolved' ? ['192.0.2.7'] : [],
  detail: null,
});
const tcp = (outcome: TcpFacts['outcome'], address = '192.0.2.7'): TcpFacts => ({
  kind: 'tcp-connect',
  address,
  outcome,
  detail: null,
});
const tls = (outcome: TlsFacts['outcome'], ...problems: readonly CertificateProblemKind[]): TlsFacts => ({
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
const vouchedBy = (root: string): TlsFacts => ({
  ...tls('established'),
  chain: [certificateWith({ issuer: root }), authorityWith({ subject: root })],
  anchor: 'system',
});
const tlsLook = (...oldVersions: readonly string[]): TlsLookFacts => ({
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
const rejected = (problem: CertificateProblemKind): readonly ObservedFacts[] => [
  ...reached,
  tls('certificate-rejected', problem),
];
const greeting = (
  outcome: GreetingFacts['outcome'],
  service: GreetingFacts['service'] = 'imap',
): GreetingFacts => ({
  kind: 'greeting',
  outcome,
  service,
  words: null,
});
const listed = (phase: CapabilitiesFacts['phase'], outcome: CapabilitiesFacts['outcome'] = 'listed') =>
  ({
    kind: 'capabilities',
    phase,
    outcome,
    capabilities: [],
    mechanisms: phase === 'in-tls' ? ['PLAIN'] : [],
    words: null,
  }) satisfies CapabilitiesFacts;
const starttls = (outcome: StarttlsFacts['outcome']): StarttlsFacts => ({
  kind: 'starttls',
  outcome,
  words: null,
});
const secondLook = (
  tried: SecondLookFacts['tried'],
  service: SecondLookFacts['service'],
): SecondLookFacts => ({ kind: 'second-look', tried, service });
const remembered = (
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
const signIn = (facts: Partial<SignInFacts>): SignInFacts => ({
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

const reached = [dns('resolved'), tcp('connected')];
const inTls = [...reached, tls('established'), greeting('ready'), listed('in-tls')];
const beforeTls = [...reached, greeting('ready'), listed('before-tls')];

type Case = readonly [code: FindingCode, security: string, facts: readonly ObservedFacts[]];

/** For each finding the observations that reach it. */
const CASES: readonly Case[] = [
  ['dns_host_unknown', 'implicit-tls', [dns('not-found')]],
  ['dns_no_answer', 'implicit-tls', [dns('silent')]],
  ['network_port_refused', 'implicit-tls', [dns('resolved'), tcp('refused')]],
  ['network_port_filtered', 'implicit-tls', [dns('resolved'), tcp('silent')]],
  ['network_unreachable', 'implicit-tls', [dns('resolved'), tcp('unreachable')]],
  ['network_connection_lost', 'implicit-tls', [...reached, tls('reset')]],
  ['network_server_silent', 'starttls', [...reached, greeting('silent', null)]],
  [
    'tls_port_speaks_cleartext',
    'implicit-tls',
    [...reached, tls('not-tls'), secondLook('cleartext', 'imap')],
  ],
  ['tls_port_wants_tls_first', 'starttls', [...reached, secondLook('tls', 'tls'), greeting('silent', null)]],
  ['tls_port_wants_tls_first', 'starttls', [...reached, greeting('malformed', 'tls-alert')]],
  ['tls_certificate_expired', 'implicit-tls', [...reached, tls('certificate-rejected', 'expired')]],
  [
    'tls_certificate_not_yet_valid',
    'implicit-tls',
    [...reached, tls('certificate-rejected', 'not-yet-valid')],
  ],
  [
    'tls_certificate_wrong_name',
    'starttls',
    [...beforeTls, starttls('agreed'), tls('certificate-rejected', 'wrong-name')],
  ],
  [
    'tls_certificate_self_signed',
    'implicit-tls',
    [...reached, tls('certificate-rejected', 'wrong-name', 'self-signed')],
  ],
  [
    'tls_certificate_unknown_issuer',
    'implicit-tls',
    [...reached, tls('certificate-rejected', 'unknown-issuer')],
  ],
  ['tls_certificate_unusable', 'implicit-tls', [...reached, tls('certificate-rejected', 'unusable')]],
  ['tls_certificate_without_names', 'implicit-tls', rejected('without-names')],
  ['tls_certificate_chain_incomplete', 'implicit-tls', rejected('chain-incomplete')],
  [
    'tls_certificate_chain_expired',
    'implicit-tls',
    [...reached, { ...tls('certificate-rejected'), certificateProblems: [{ kind: 'expired', link: 1 }] }],
  ],
  ['tls_certificate_weak_signature', 'implicit-tls', rejected('weak-signature')],
  ['tls_certificate_weak_key', 'implicit-tls', rejected('weak-key')],
  [
    'tls_interceptor_untrusted',
    'implicit-tls',
    [
      ...reached,
      {
        ...tls('certificate-rejected', 'unknown-issuer'),
        chain: [certificateWith({ issuer: 'CN=Zscaler Root CA' })],
      },
    ],
  ],
  ['tls_client_certificate_required', 'implicit-tls', [...reached, tls('client-certificate-required')]],
  [
    'tls_client_certificate_required',
    'implicit-tls',
    [...reached, tls('established'), greeting('client-certificate-required', null)],
  ],
  [
    'tls_client_certificate_required',
    'implicit-tls',
    [...reached, tlsLook(), { ...tls('failed'), detail: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }],
  ],
  ['tls_old_versions_accepted', 'implicit-tls', [...inTls, tlsLook('TLSv1.1', 'TLSv1')]],
  [
    'tls_intercepted',
    'implicit-tls',
    [...reached, vouchedBy('CN=Squid'), greeting('ready'), listed('in-tls')],
  ],
  [
    'tls_authority_not_public',
    'implicit-tls',
    [...reached, vouchedBy('O=Example, CN=Example Root'), greeting('ready'), listed('in-tls')],
  ],
  ['tls_version_refused', 'implicit-tls', [...reached, tls('version-refused')]],
  ['tls_handshake_failed', 'implicit-tls', [...reached, tls('failed')]],
  ['starttls_not_offered', 'starttls', [...beforeTls, starttls('not-offered')]],
  ['starttls_refused', 'starttls', [...beforeTls, starttls('refused')]],
  ['starttls_extra_bytes', 'starttls', [...beforeTls, starttls('extra-bytes')]],
  ['starttls_no_tls_followed', 'starttls', [...beforeTls, starttls('agreed'), tls('not-tls')]],
  [
    'protocol_wrong_service',
    'implicit-tls',
    [...reached, tls('established'), greeting('other-service', 'pop3')],
  ],
  ['network_captive_portal', 'starttls', [...reached, greeting('other-service', 'captive-portal')]],
  [
    'network_captive_portal',
    'implicit-tls',
    [...reached, tls('not-tls'), secondLook('cleartext', 'captive-portal')],
  ],
  ['protocol_server_unavailable', 'implicit-tls', [...reached, tls('established'), greeting('unavailable')]],
  [
    'protocol_answer_malformed',
    'implicit-tls',
    [...reached, tls('established'), greeting('malformed', 'unknown')],
  ],
  [
    'protocol_capabilities_refused',
    'starttls',
    [...reached, greeting('ready'), listed('before-tls', 'refused')],
  ],
  ['protocol_preauth_in_cleartext', 'starttls', [...reached, greeting('preauthenticated')]],
  [
    'auth_password_refused',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'rejected', words: { replyCode: 535, text: '' } })],
  ],
  [
    'auth_server_unavailable',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'rejected', words: { replyCode: 454, text: '' } })],
  ],
  [
    'auth_refused',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'rejected', words: { replyCode: 534, text: '' } })],
  ],
  [
    'auth_no_safe_mechanism',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'no-safe-mechanism' })],
  ],
  [
    'auth_password_withheld',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'certificate-not-public' })],
  ],
  [
    'auth_needs_encryption',
    'cleartext',
    [...beforeTls, signIn({ outcome: 'refused-by-us', refusal: 'not-encrypted' })],
  ],
  [
    'auth_mechanism_not_offered',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'mechanism-not-offered' })],
  ],
  [
    'auth_password_unusable',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'password-unusable' })],
  ],
  [
    'auth_username_unusable',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'username-unusable' })],
  ],
  [
    'auth_not_tried',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'refused-by-us', refusal: 'stopped-after-other' })],
  ],
  ['auth_server_proof_missing', 'implicit-tls', [...inTls, signIn({ failure: 'server-proof-missing' })]],
  ['auth_server_proof_wrong', 'implicit-tls', [...inTls, signIn({ failure: 'server-proof-wrong' })]],
  ['auth_exchange_broken', 'implicit-tls', [...inTls, signIn({ failure: 'server-nonce-wrong' })]],
  [
    'auth_iterations_unsafe',
    'implicit-tls',
    [...inTls, signIn({ failure: 'server-iterations-too-few', iterationCount: 1 })],
  ],
  ['auth_connection_lost', 'implicit-tls', [...inTls, signIn({ failure: 'closed' })]],
  [
    'auth_password_given_in_tls',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'accepted', mechanism: 'PLAIN', sendsSecret: true })],
  ],
  [
    'auth_channel_binding_mismatch',
    'implicit-tls',
    [...inTls, signIn({ outcome: 'rejected', scramError: 'channel-bindings-dont-match' })],
  ],
  ['account_healthy', 'implicit-tls', [...inTls, signIn({ outcome: 'accepted', serverVerified: true })]],
  ['servers_healthy', 'starttls', [...beforeTls, starttls('agreed'), tls('established'), listed('in-tls')]],
  [
    'memory_mechanism_gone',
    'implicit-tls',
    [...inTls, remembered('mechanism-gone', 'SCRAM-SHA-512-PLUS', 'SCRAM-SHA-256')],
  ],
  ['memory_proof_gone', 'implicit-tls', [...inTls, remembered('mechanism-gone', 'SCRAM-SHA-256', 'PLAIN')]],
  [
    'memory_starttls_gone',
    'starttls',
    [...beforeTls, starttls('not-offered'), remembered('starttls-gone', 'STARTTLS', null)],
  ],
  [
    'memory_issuer_changed',
    'implicit-tls',
    [...inTls, remembered('issuer-changed', "Let's Encrypt", 'Example Corp')],
  ],
  ['memory_tls_older', 'implicit-tls', [...inTls, remembered('tls-older', 'TLSv1.3', 'TLSv1.2')]],
  [
    'memory_certificate_renewed',
    'implicit-tls',
    [...inTls, remembered('certificate-renewed', '2026-12-01', '2027-03-01')],
  ],
  ['run_check_crashed', 'implicit-tls', [...reached, { kind: 'check-crashed', detail: 'TypeError' }]],
];

function endpointWith(security: string): Endpoint {
  const parsed = parseEndpoint('imap', `imap.example.org:9930/${security}`);
  if (!parsed.ok) throw new Error('not an endpoint');
  return parsed.value;
}

function judged(security: string, facts: readonly ObservedFacts[], isCancelled = false) {
  const endpoint = endpointWith(security);
  return judge({
    endpoints: [endpoint],
    guessed: [],
    observations: facts.map((fact, at) => ({
      id: `o${at + 1}`,
      endpoint: structuredClone(endpoint),
      address: fact.kind === 'dns-answer' ? null : 'address' in fact ? fact.address : '192.0.2.7',
      at,
      took: 1,
      transcript: null,
      ...fact,
    })),
    subject: { domain: 'example.org' },
    username: 'a…e@example.org',
    isCancelled,
    clock: { now: '2026-11-22T08:00:00.000Z', madeAt: '2026-01-01' },
  });
}

describe('the judge', () => {
  it.each(CASES)('finds %s on %s', (code, security, facts) => {
    const findings = judged(security, facts);

    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it.each(CASES)('gives one cause for %s and keeps its consequences to itself', (code, security, facts) => {
    const problems = judged(security, facts).filter(({ severity }) => severity === 'problem');

    expect(problems.length).toBeLessThanOrEqual(1);
    expect(problems.length).toBe(findingFacts[code].severity === 'problem' ? 1 : 0);
  });

  it.each(CASES)('proves %s by what was seen', (code, security, facts) => {
    const finding = judged(security, facts).find((one) => one.code === code);

    expect(finding?.evidence.length).toBeGreaterThan(0);
  });

  it.each(CASES)('has words for %s in every language, with all values filled in', (code, security, facts) => {
    const finding = judged(security, facts).find((one) => one.code === code)!;

    for (const language of LANGUAGES) {
      const text = JSON.stringify(explain(finding, language));
      expect(text).not.toMatch(/\{\w+\}/);
      expect(text).not.toContain('undefined');
    }
  });

  it('finds only that the run was cancelled where it was', () => {
    const findings = judged('implicit-tls', [...reached], true);

    expect(findings.map(({ code }) => code)).toEqual(['run_cancelled']);
  });

  it('has a case for every finding that exists', () => {
    const covered = new Set<string>([...CASES.map(([code]) => code), ...PATTERN_CODES, 'run_cancelled']);

    expect(Object.keys(findingFacts).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('warns where one family of addresses refuses and the other answers', () => {
    const facts = [dns('resolved'), tcp('refused', '2001:db8::7'), ...inTls.slice(1)];

    expect(judged('implicit-tls', facts).map(({ code }) => code)).toEqual([
      'network_family_dead',
      'servers_healthy',
    ]);
  });

  it('says that STARTTLS was there before in place of saying that it is missing', () => {
    const findings = judged('starttls', [
      ...beforeTls,
      starttls('not-offered'),
      remembered('starttls-gone', 'STARTTLS', null),
    ]);

    expect(findings.map(({ code }) => code)).toEqual(['memory_starttls_gone']);
  });

  it.each([
    ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-512', 'memory_mechanism_gone'],
    ['SCRAM-SHA-1', 'CRAM-MD5', 'memory_mechanism_gone'],
    ['SCRAM-SHA-1', 'LOGIN', 'memory_proof_gone'],
    ['SCRAM-SHA-256-PLUS', null, 'memory_mechanism_gone'],
    ['CRAM-MD5', 'PLAIN', 'memory_mechanism_gone'],
  ] as const)('takes it as seriously as it is where %s gave way to %s', (before, now, code) => {
    const findings = judged('implicit-tls', [...inTls, remembered('mechanism-gone', before, now)]);

    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('calls it a guess that somebody else may have issued the certificate', () => {
    const findings = judged('implicit-tls', [...inTls, remembered('issuer-changed', 'A', 'B')]);

    expect(findings.find(({ code }) => code === 'memory_issuer_changed')?.confidence).toBe('likely');
  });

  it('does not take a server’s backtick for the end of a literal', () => {
    const finding = judged('implicit-tls', [
      ...reached,
      {
        ...tls('certificate-rejected', 'unknown-issuer'),
        chain: [certificateWith({ issuer: 'CN=`we` are right' })],
      },
    ])[0]!;

    expect(JSON.stringify(explain(finding, 'en'))).not.toContain('CN=`');
  });
});
