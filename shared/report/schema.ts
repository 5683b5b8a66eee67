import { z } from 'zod';
import type { Finding, FindingCode } from '../findings/finding.ts';
import { findingFacts } from '../findings/catalogue.generated.ts';
import type { CertificateFacts, CertificateProblem } from '../mail/certificate.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import type { Observation, RecognisedService, ServerWords } from '../mail/observation.ts';
import type { PlannedSignIn } from '../mail/plan.ts';
import type { Port } from '../mail/port.ts';
import type { Report } from './report.ts';

// The types of the report stand in shared/mail and here as guards; each guard is declared as the guard of its type,
// so that the two cannot drift apart.

const text = z.string();
const nullableText = text.nullable();
const ms = z.number().min(0);
const streamFailure = [
  'silent',
  'closed',
  'reset',
  'too-long',
  'malformed',
  'client-certificate-required',
] as const;

const service = z.enum([
  'imap',
  'submission',
  'pop3',
  'managesieve',
  'http',
  'captive-portal',
  'ssh',
  'tls',
  'tls-alert',
  'unknown',
]) satisfies z.ZodType<RecognisedService>;

const endpoint = z.strictObject({
  protocol: z.enum(['imap', 'pop3', 'submission', 'managesieve', 'smtp']),
  host: z.custom<Hostname>((value) => typeof value === 'string').meta({ type: 'string' }),
  port: z.custom<Port>((value) => Number.isInteger(value)).meta({ type: 'integer' }),
  connectionSecurity: z.enum(['implicit-tls', 'starttls', 'cleartext']),
}) satisfies z.ZodType<Endpoint>;

const words = z.strictObject({
  responseCode: text.exactOptional(),
  condition: z.enum(['NO', 'BAD', 'BYE']).exactOptional(),
  replyCode: z.int().exactOptional(),
  enhancedStatusCode: text.exactOptional(),
  text,
}) satisfies z.ZodType<ServerWords>;

const certificate = z.strictObject({
  subject: text,
  issuer: text,
  names: z.array(text),
  hasSubjectAltName: z.boolean(),
  notBefore: nullableText,
  notAfter: nullableText,
  fingerprint: text,
  spkiFingerprint: text,
  signature: z.strictObject({
    kind: z.enum(['rsa', 'rsa-pss', 'ecdsa', 'dsa', 'ed25519', 'ed448', 'other']),
    hash: nullableText,
  }),
  key: z.strictObject({
    kind: z.enum(['rsa', 'rsa-pss', 'ec', 'dsa', 'ed25519', 'ed448', 'other']),
    bits: z.int().nullable(),
    curve: nullableText,
  }),
  isSelfSigned: z.boolean(),
  isAuthority: z.boolean(),
  isForServers: z.boolean(),
  issuerUrl: nullableText,
}) satisfies z.ZodType<CertificateFacts>;

const certificateProblem = z.strictObject({
  kind: z.enum([
    'expired',
    'not-yet-valid',
    'wrong-name',
    'without-names',
    'self-signed',
    'unknown-issuer',
    'chain-incomplete',
    'weak-signature',
    'weak-key',
    'wrong-purpose',
    'not-authority',
    'broken-signature',
    'unusable',
  ]),
  link: z.int(),
}) satisfies z.ZodType<CertificateProblem>;

const seen = {
  id: text,
  endpoint,
  address: nullableText,
  at: ms,
  took: ms,
  transcript: z.strictObject({ connection: text, line: z.int() }).nullable(),
};

const signInFacts = {
  mechanism: nullableText,
  channelBinding: nullableText,
  sendsSecret: z.boolean(),
  outcome: z.enum(['accepted', 'rejected', 'refused-by-us', 'failed']),
  serverVerified: z.boolean().nullable(),
  refusal: z
    .enum([
      'not-encrypted',
      'certificate-not-public',
      'no-safe-mechanism',
      'mechanism-not-offered',
      'password-unusable',
      'username-unusable',
      'stopped-after-other',
    ])
    .nullable(),
  failure: z
    .enum([
      ...streamFailure,
      'server-proof-missing',
      'server-proof-wrong',
      'server-nonce-wrong',
      'server-iterations-too-few',
      'server-iterations-too-many',
      'server-message-malformed',
      'server-step-unexpected',
    ])
    .nullable(),
  scramError: nullableText,
  iterationCount: z.int().nullable(),
};

const tcpOutcome = z.enum(['connected', 'refused', 'silent', 'unreachable', 'reset', 'failed']);

const observation = z.discriminatedUnion('kind', [
  z.strictObject({
    ...seen,
    kind: z.literal('dns-answer'),
    host: text,
    outcome: z.enum(['resolved', 'not-found', 'failed', 'silent']),
    addresses: z.array(text),
    detail: nullableText,
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('tcp-connect'),
    address: text,
    outcome: tcpOutcome,
    detail: nullableText,
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('tls-handshake'),
    outcome: z.enum([
      'established',
      'certificate-rejected',
      'not-tls',
      'version-refused',
      'client-certificate-required',
      'silent',
      'closed',
      'reset',
      'failed',
    ]),
    version: nullableText,
    cipher: nullableText,
    keyExchange: nullableText,
    alpn: nullableText,
    chain: z.array(certificate),
    anchor: z.enum(['bundled', 'system', 'added']).nullable(),
    certificateProblems: z.array(certificateProblem),
    detail: nullableText,
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('greeting'),
    outcome: z.enum(['ready', 'preauthenticated', 'unavailable', 'other-service', ...streamFailure]),
    service: service.nullable(),
    words: words.nullable(),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('capabilities'),
    phase: z.enum(['before-tls', 'in-tls']),
    outcome: z.enum(['listed', 'refused', ...streamFailure]),
    capabilities: z.array(text),
    mechanisms: z.array(text),
    words: words.nullable(),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('software'),
    name: text,
    version: nullableText,
    toldBy: z.enum(['greeting', 'capabilities', 'id']),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('starttls'),
    outcome: z.enum(['agreed', 'not-offered', 'refused', 'extra-bytes', ...streamFailure]),
    words: words.nullable(),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('second-look'),
    tried: z.enum(['cleartext', 'tls']),
    service: service.nullable(),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('tls-look'),
    version: nullableText,
    cipher: nullableText,
    keyExchange: nullableText,
    chainAsSent: z.array(certificate),
    certificateCount: z.int(),
    clientCertificate: z.enum(['asked', 'not-asked', 'unknown']),
    issuersAsked: z.array(text),
    oldVersions: z.array(text),
    isTls13Only: z.boolean(),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('control-connect'),
    port: z.int(),
    outcome: tcpOutcome,
  }),
  z.strictObject({ ...seen, kind: z.literal('sign-in'), ...signInFacts, words: words.nullable() }),
  z.strictObject({
    ...seen,
    kind: z.literal('remembered'),
    change: z.enum(['mechanism-gone', 'starttls-gone', 'issuer-changed', 'tls-older', 'certificate-renewed']),
    before: nullableText,
    now: nullableText,
    firstSeen: text,
    lastSeen: text,
  }),
  z.strictObject({ ...seen, kind: z.literal('check-crashed'), detail: text }),
]) satisfies z.ZodType<Observation>;

const finding = z.strictObject({
  // The codes are permanent but grow: a report of a later version may have one that is not known here.
  code: z
    .custom<FindingCode>((value) => typeof value === 'string' && Object.hasOwn(findingFacts, value))
    .meta({
      type: 'string',
      pattern: '^[a-z0-9_]+$',
    }),
  severity: z.enum(['problem', 'warning', 'note', 'good']),
  actor: z.enum(['you', 'provider', 'network', 'it', 'nobody']),
  confidence: z.enum(['seen', 'likely']),
  params: z.record(text, z.union([text, z.number()])),
  evidence: z.array(text),
}) satisfies z.ZodType<Finding>;

const planned = z.strictObject({
  endpoint,
  username: text,
  mechanism: text,
  channelBinding: nullableText,
  serverLearns: z.enum(['proof', 'password']),
  serverProves: z.boolean(),
  leftOut: z.array(
    z.strictObject({
      mechanism: text,
      reason: z.enum([
        'not-offered',
        'not-supported',
        'not-asked-for',
        'not-allowed',
        'needs-encryption',
        'hands-over-secret',
        'needs-channel-binding',
        'needs-key',
        'needs-password',
        'needs-token',
        'weaker-than-chosen',
      ]),
    }),
  ),
}) satisfies z.ZodType<PlannedSignIn>;

/** The guard of a report: a file, or what another version of Letterlock wrote. */
export const reportSchema = z.strictObject({
  format: z.literal('letterlock-report'),
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal('letterlock'), version: text, runtime: text }),
  startedAt: text,
  durationMs: ms,
  subject: z.strictObject({ domain: nullableText, address: nullableText }),
  verdict: z.enum(['healthy', 'problems', 'unfinished']),
  candidates: z.array(
    z.strictObject({
      endpoint,
      username: nullableText,
      source: z.strictObject({ kind: z.enum(['person', 'well-known-port']) }),
    }),
  ),
  observations: z.array(observation),
  findings: z.array(finding),
  signIns: z.array(
    z.strictObject({
      endpoint,
      ...signInFacts,
      responseCode: nullableText,
      replyCode: z.int().nullable(),
      enhancedStatusCode: nullableText,
      serverText: nullableText,
    }),
  ),
  plan: z.strictObject({ incoming: planned.nullable(), outgoing: planned.nullable() }),
  changedOnDisk: z.array(z.enum(['host-memory'])),
  transcripts: z.array(
    z.strictObject({
      connection: text,
      endpoint,
      address: nullableText,
      lines: z.array(z.strictObject({ at: ms, from: z.enum(['client', 'server', 'note']), text })),
    }),
  ),
}) satisfies z.ZodType<Report>;

/** The same as JSON Schema (2020-12), as it stands in `letterlock-report.schema.json`. */
export function reportJsonSchema(): object {
  return {
    title: 'Letterlock report',
    ...z.toJSONSchema(reportSchema, { unrepresentable: 'any' }),
  };
}
