import { parseEndpoints, type Endpoint } from '../../../shared/mail/endpoint.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import type { Examination } from '../../node/doctor.ts';
import { readRunOptions, withoutRepeats, type RawRunOptions } from '../options.ts';

/** Reads the endpoints of `letterlock probe`: hosts alone mean all of their well-known ports. */
export async function readProbe(hosts: readonly string[], raw: RawRunOptions): Promise<Parsed<Examination>> {
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  const named: Endpoint[] = [...run.value.endpoints];
  for (const host of hosts) {
    const endpoints = parseEndpoints(host);
    if (!endpoints.ok) return endpoints;
    named.push(...endpoints.value);
  }
  if (named.length === 0) return refused('endpoints_missing', '');
  return accepted({
    ...run.value,
    endpoints: withoutRepeats(named),
    address: null,
    username: null,
    mechanism: null,
  });
}
