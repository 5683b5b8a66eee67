import { z } from 'zod';
import type { CertificateFacts, CertificateProblem } from '../mail/certificate.ts';
import { nullableText, text } from './schema-basics.ts';

/** The guard of what sort a key is. */
export const keyKind = z.enum(['rsa', 'rsa-pss', 'ec', 'dsa', 'ed25519', 'ed448', 'other']);

/** The guard of what stands in a certificate. */
export const certificate = z.strictObject({
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
    kind: keyKind,
    bits: z.int().nullable(),
    curve: nullableText,
  }),
  isSelfSigned: z.boolean(),
  isAuthority: z.boolean(),
  isForServers: z.boolean(),
  issuerUrl: nullableText,
}) satisfies z.ZodType<CertificateFacts>;

/** The guard of what is wrong with one link of a chain. */
export const certificateProblem = z.strictObject({
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
