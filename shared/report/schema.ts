import { z } from 'zod';
import type { Finding, FindingCode } from '../findings/finding.ts';
import { findingFacts } from '../findings/catalogue.generated.ts';
import type { CertificateFacts } from '../mail/certificate.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import type { Observation, ServerWords } from '../mail/observation.ts';
import type { PlannedSignIn } from '../mail/plan.ts';
import type { Port } from '../mail/port.ts';
import type { Report } from './report.ts';

// The types of the report stand in shared/mail and here as guards; each guard is declared as the guard of its type,
// so that the two cannot drift apart.

const text = z.string();
const nullableText = text.nullable();
const ms = z.number().min(0);
const streamFailure = ['silent', 'closed', 'reset', 'too-long', 'malformed'] as const;

const endpoint = z.strictObject({
  protocol: z.enum(['imap', 'submission']),
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
  notBefore: nullableText,
  notAfter: nullableText,
  fingerprint: text,
  spkiFingerprint: text,
  isSelfSigned: z.boolean(),
}) satisfies z.ZodType<CertificateFacts>;

const seen = {
  id: text,
  endpoint,
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
    outcome: z.enum(['connected', 'refused', 'silent', 'unreachable', 'reset', 'failed']),
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
      'silent',
      'closed',
      'reset',
      'failed',
    ]),
    version: nullableText,
    cipher: nullableText,
    chain: z.array(certificate),
    certificateProblems: z.array(
      z.enum(['expired', 'not-yet-valid', 'wrong-name', 'self-signed', 'unknown-issuer', 'unusable']),
    ),
    detail: nullableText,
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('greeting'),
    outcome: z.enum(['ready', 'preauthenticated', 'unavailable', 'other-service', ...streamFailure]),
    service: z
      .enum(['imap', 'submission', 'pop3', 'managesieve', 'http', 'ssh', 'tls', 'unknown'])
      .nullable(),
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
    kind: z.literal('starttls'),
    outcome: z.enum(['agreed', 'not-offered', 'refused', 'extra-bytes', ...streamFailure]),
    words: words.nullable(),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('second-look'),
    tried: z.enum(['cleartext', 'tls']),
    service: z
      .enum(['imap', 'submission', 'pop3', 'managesieve', 'http', 'ssh', 'tls', 'unknown'])
      .nullable(),
  }),
  z.strictObject({ ...seen, kind: z.literal('sign-in'), ...signInFacts, words: words.nullable() }),
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
      source: z.strictObject({ kind: z.literal('person') }),
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
  transcripts: z.array(
    z.strictObject({
      connection: text,
      endpoint,
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
