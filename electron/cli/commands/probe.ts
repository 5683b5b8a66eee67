import { parseEndpoints, type Endpoint } from '../../../shared/mail/endpoint.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import type { Examination } from '../../node/doctor.ts';
import { readRunOptions, withoutRepeats, type RawRunOptions } from '../options.ts';

/** Reads the endpoints of `letterlock probe`: hosts alone mean all of their well-known ports. */
export async function readProbe(hosts: readonly string[], raw: RawRunOptions): Promise<Parsed<Examination>> {
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  const named: Endpoint[] = [...run.value.endpoints];
  const guessed: Endpoint[] = [];
  for (const host of hosts) {
    const endpoints = parseEndpoints(host);
    if (!endpoints.ok) return endpoints;
    // One endpoint is a port that was named; several are the usual ones of a host.
    (endpoints.value.length === 1 ? named : guessed).push(...endpoints.value);
  }
  if (named.length + guessed.length === 0) return refused('endpoints_missing', '');
  const endpoints = withoutRepeats([...named, ...guessed]);
  return accepted({
    ...run.value,
    endpoints,
    guessed: guessed.filter((endpoint) => endpoints.includes(endpoint)),
    isThorough: true,
    address: null,
    username: null,
    mechanism: null,
  });
}
