import { z } from 'zod';
import type { EndpointObservation } from '../mail/observation.ts';
import { endpoint, ms, nullableText, service, streamFailure, text, words } from './schema-basics.ts';
import { certificate, certificateProblem } from './schema-certificate.ts';
import { mailWorks } from './schema-mail-works.ts';
import { signInFacts } from './schema-sign-in.ts';

const seen = {
  id: text,
  endpoint,
  address: nullableText,
  at: ms,
  took: ms,
  transcript: z.strictObject({ connection: text, line: z.int() }).nullable(),
};

const tcpOutcome = z.enum(['connected', 'refused', 'silent', 'unreachable', 'reset', 'failed', 'not-tried']);

/** The guard of an observation at an endpoint, by its kind. */
export const endpointObservation = z.discriminatedUnion('kind', [
  z.strictObject({
    ...seen,
    kind: z.literal('dns-answer'),
    host: text,
    outcome: z.enum(['resolved', 'not-found', 'failed', 'silent']),
    saidBy: z.enum(['dns', 'hosts-file', 'person', 'nobody']),
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
    clientCertificate: z.enum(['shown', 'not-asked']).exactOptional(),
    limitedTo: z.literal('TLSv1.2').exactOptional(),
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
  z.strictObject({ ...seen, kind: z.literal('mailbox'), ...mailWorks.mailbox }),
  z.strictObject({ ...seen, kind: z.literal('sending'), ...mailWorks.sending }),
  z.strictObject({ ...seen, kind: z.literal('test-mail'), ...mailWorks.testMail }),
  z.strictObject({ ...seen, kind: z.literal('arrival'), ...mailWorks.arrival }),
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
]) satisfies z.ZodType<EndpointObservation>;
