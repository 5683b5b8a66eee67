import { describe, expect, it } from 'vitest';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import type { CertificateProblem } from '../../../shared/mail/certificate.ts';
import { parseEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import type {
  CapabilitiesFacts,
  DnsFacts,
  GreetingFacts,
  ObservedFacts,
  SecondLookFacts,
  StarttlsFacts,
  TcpFacts,
  TlsFacts,
} from '../../../shared/mail/observation.ts';
import type { SignInFacts } from '../../../shared/mail/sign-in.ts';

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
const tls = (outcome: TlsFacts['outcome'], ...problems: readonly CertificateProblem[]): TlsFacts => ({
  kind: 'tls-handshake',
  outcome,
  version: null,
  cipher: null,
  chain: [],
  certificateProblems: problems,
  detail: 'ERR',
});
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
    mechanisms: ['PLAIN'],
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
  ['account_healthy', 'implicit-tls', [...inTls, signIn({ outcome: 'accepted', serverVerified: true })]],
  ['servers_healthy', 'starttls', [...beforeTls, starttls('agreed'), tls('established'), listed('in-tls')]],
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
    observations: facts.map((fact, at) => ({
      id: `o${at + 1}`,
      endpoint: structuredClone(endpoint),
      at,
      took: 1,
      transcript: null,
      ...fact,
    })),
    subject: { domain: 'example.org' },
    username: 'a…e@example.org',
    isCancelled,
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
    const covered = new Set<string>([...CASES.map(([code]) => code), 'run_cancelled']);

    expect(Object.keys(findingFacts).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('finds nothing wrong where one address of two refuses and the other answers', () => {
    const facts = [dns('resolved'), tcp('refused', '2001:db8::7'), ...inTls.slice(1)];

    expect(judged('implicit-tls', facts).map(({ code }) => code)).toEqual(['servers_healthy']);
  });

  it('does not take a server’s backtick for the end of a literal', () => {
    const finding = judged('implicit-tls', [
      ...reached,
      { ...tls('certificate-rejected', 'unknown-issuer'), chain: [certificateOf('CN=`we` are right')] },
    ])[0]!;

    expect(JSON.stringify(explain(finding, 'en'))).not.toContain('CN=`');
  });
});

function certificateOf(issuer: string) {
  return {
    subject: 'CN=x',
    issuer,
    names: [],
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    fingerprint: '',
    spkiFingerprint: '',
    isSelfSigned: false,
  };
}
