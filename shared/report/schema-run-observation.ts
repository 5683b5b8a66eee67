import { z } from 'zod';
import type { RunObservation } from '../mail/observation.ts';
import { ms, nullableText, text } from './schema-basics.ts';
import { sourceKind, suggestion } from './schema-candidate.ts';

const seen = {
  id: text,
  endpoint: z.null(),
  address: z.null(),
  at: ms,
  took: ms,
  transcript: z.null(),
};

const precondition = z.enum([
  'imap-must-be-enabled',
  'submission-must-be-enabled',
  'other-programs-must-be-allowed',
  'app-password-needs-two-factor',
  'app-password-with-two-factor',
  'paid-plan-needed',
  'administrator-decides',
  'bridge-must-run',
]);

const lookupOutcome = z.enum([
  'found',
  'absent',
  'name-unknown',
  'credentials-wanted',
  'refused',
  'redirect-refused',
  'private-address',
  'bad-certificate',
  'unreachable',
  'silent',
  'failed',
  'portal',
  'unusable',
  'digest-missing',
  'digest-mismatch',
]);

/** The guard of an observation of the run as a whole, by its kind. */
export const runObservation = z.discriminatedUnion('kind', [
  z.strictObject({
    ...seen,
    kind: z.literal('lookup'),
    source: sourceKind,
    uri: text,
    asked: nullableText,
    outcome: lookupOutcome,
    status: z.int().nullable(),
    redirects: z.array(z.strictObject({ status: z.int(), from: text, to: text })),
    detail: nullableText,
    suggestion: suggestion.nullable(),
    toldAddress: text.exactOptional(),
  }),
  z.strictObject({
    ...seen,
    kind: z.literal('provider'),
    name: text,
    by: z.enum(['domain', 'mx']),
    access: z.enum(['mail-protocols', 'local-bridge', 'none']),
    signIn: z.enum([
      'password',
      'app-password',
      'password-or-app-password',
      'oauth-only',
      'oauth-or-app-password',
      'oauth-or-password',
      'bridge-password',
      'none',
    ]),
    preconditions: z.array(precondition),
    help: nullableText,
    asOf: text,
  }),
  z.strictObject({ ...seen, kind: z.literal('wildcard-dns'), domain: text, isWildcard: z.boolean() }),
  z.strictObject({
    ...seen,
    kind: z.literal('memory-file'),
    outcome: z.enum(['damaged', 'newer', 'busy', 'unusable']),
    detail: nullableText,
  }),
  z.strictObject({ ...seen, kind: z.literal('own-network'), families: z.array(z.enum(['ipv4', 'ipv6'])) }),
  z.strictObject({ ...seen, kind: z.literal('check-crashed'), detail: text }),
]) satisfies z.ZodType<RunObservation>;
