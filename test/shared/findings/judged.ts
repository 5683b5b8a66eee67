import type { Finding, FindingCode } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import { parseEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';

/** A finding, the security of the connection, and the observations that reach it there. */
export type Case = readonly [code: FindingCode, security: string, facts: readonly ObservedFacts[]];

/** What is found at one endpoint where this was seen. */
export function judged(
  security: string,
  facts: readonly ObservedFacts[],
  isCancelled = false,
): readonly Finding[] {
  const endpoint = endpointWith(security);
  return judge({
    endpoints: [endpoint],
    candidates: [],
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
    subject: { domain: 'example.org', site: 'example.org' },
    username: 'a…e@example.org',
    isCancelled,
    clock: { now: '2026-11-22T08:00:00.000Z', madeAt: '2026-01-01' },
  });
}

function endpointWith(security: string): Endpoint {
  const parsed = parseEndpoint('imap', `imap.example.org:9930/${security}`);
  if (!parsed.ok) throw new Error('not an endpoint');
  return parsed.value;
}
