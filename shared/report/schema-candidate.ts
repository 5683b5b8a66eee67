import { z } from 'zod';
import type { Candidate, Instruction, PlacedCandidate, SourceKind, Suggestion } from '../mail/candidate.ts';
import { endpoint, nullableText, text } from './schema-basics.ts';

/** The guard of who suggests settings. */
export const sourceKind = z.enum([
  'person',
  'well-known-port',
  'autoconfig',
  'autoconfig-well-known',
  'autoconfig-http',
  'autoconfig-mx',
  'ispdb',
  'ispdb-mx',
  'pacc',
  'srv',
  'mailconf',
  'autodiscover',
  'autodiscover-json',
  'folder',
  'provider-list',
  'guess',
]) satisfies z.ZodType<SourceKind>;

const trust = z.enum([
  'person',
  'verified-digest',
  'domain-https',
  'folder',
  'provider-list',
  'other-https',
  'dns',
  'http',
  'guess',
]);

const suggested = {
  endpoint,
  username: nullableText,
  signIn: z.array(text),
  source: z.strictObject({ kind: sourceKind, uri: nullableText, trust }),
};

/** The guard of suggested settings. */
const candidate = z.strictObject(suggested) satisfies z.ZodType<Candidate>;

/** The same, with whose server it would be. */
export const placedCandidate = z.strictObject({
  ...suggested,
  site: text,
  shown: nullableText,
}) satisfies z.ZodType<PlacedCandidate>;

const instruction = z.strictObject({
  kind: z.enum(['enable', 'documentation']),
  url: nullableText,
  texts: z.array(z.strictObject({ language: text, text })),
}) satisfies z.ZodType<Instruction>;

/** The guard of everything that one source suggests. */
export const suggestion = z.strictObject({
  candidates: z.array(candidate),
  notOffered: z.array(endpoint.shape.protocol),
  dropped: z.array(
    z.strictObject({
      section: z.enum(['incoming', 'outgoing', 'other']),
      reason: z.enum([
        'host-missing',
        'host-unusable',
        'port-unusable',
        'security-unknown',
        'sign-in-unknown',
        'protocol-unknown',
      ]),
      given: text,
    }),
  ),
  others: z.array(z.strictObject({ type: text, at: nullableText })),
  instructions: z.array(instruction),
  providerName: nullableText,
}) satisfies z.ZodType<Suggestion>;
