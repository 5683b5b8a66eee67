import { z } from 'zod';
import type { PlannedSignIn } from '../mail/plan.ts';
import { endpoint, nullableText, streamFailure, text } from './schema-basics.ts';
import { keyKind } from './schema-certificate.ts';

/** What is told of an attempt to sign in, but for the words of the server. */
export const signInFacts = {
  mechanism: nullableText,
  channelBinding: nullableText,
  sendsSecret: z.boolean(),
  outcome: z.enum(['accepted', 'rejected', 'refused-by-us', 'failed']),
  serverVerified: z.boolean().nullable(),
  refusal: z
    .enum([
      'not-encrypted',
      'certificate-not-public',
      'not-confirmed',
      'weaker-than-before',
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
      'key-not-asked',
      'key-refused',
      'key-without-effect',
    ])
    .nullable(),
  scramError: nullableText,
  iterationCount: z.int().nullable(),
  key: z
    .strictObject({
      spkiFingerprint: text,
      kind: keyKind,
      bits: z.int().nullable().exactOptional(),
      notBefore: nullableText,
      notAfter: nullableText,
      validity: z.enum(['valid', 'expired', 'not-yet-valid']),
      isShown: z.boolean(),
      alert: nullableText,
      isRevoked: z.boolean().exactOptional(),
    })
    .exactOptional(),
  token: z
    .strictObject({ isExpired: z.boolean().nullable(), errorStatus: nullableText, text: nullableText })
    .exactOptional(),
};

/** The guard of what was planned for an endpoint. */
export const planned = z.strictObject({
  endpoint,
  username: text,
  mechanism: text,
  channelBinding: nullableText,
  serverLearns: z.enum(['proof', 'key-proof', 'password', 'token']),
  serverProves: z.boolean(),
  toConfirm: nullableText,
  strongerBefore: nullableText,
  triesLeft: z.int().nonnegative(),
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
