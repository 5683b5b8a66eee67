import { z } from 'zod';
import type { Finding, FindingCode } from '../findings/finding.ts';
import { findingFacts } from '../findings/catalogue.generated.ts';
import type { Report } from './report.ts';
import { endpoint, ms, nullableText, text } from './schema-basics.ts';
import { placedCandidate } from './schema-candidate.ts';
import { endpointObservation } from './schema-observation.ts';
import { runObservation } from './schema-run-observation.ts';
import { planned, signInFacts } from './schema-sign-in.ts';

// The types of the report stand in shared/mail and here as guards; each guard is declared as the guard of its type,
// so that the two cannot drift apart.

/** The guard of a finding. */
export const findingSchema = z.strictObject({
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

/** The guard of a report: a file, or what another version of Letterlock wrote. */
export const reportSchema = z.strictObject({
  format: z.literal('letterlock-report'),
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal('letterlock'), version: text, runtime: text }),
  startedAt: text,
  durationMs: ms,
  subject: z.strictObject({ domain: nullableText, site: nullableText, address: nullableText }),
  verdict: z.enum(['healthy', 'problems', 'unfinished']),
  candidates: z.array(placedCandidate),
  observations: z.array(z.union([endpointObservation, runObservation])),
  findings: z.array(findingSchema),
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
  judgedWith: z
    .strictObject({ endpoints: z.array(endpoint), username: nullableText, madeAt: text })
    .exactOptional(),
}) satisfies z.ZodType<Report>;

/** The same as JSON Schema (2020-12), as it stands in `letterlock-report.schema.json`. */
export function reportJsonSchema(): object {
  return {
    title: 'Letterlock report',
    ...z.toJSONSchema(reportSchema, { unrepresentable: 'any' }),
  };
}
