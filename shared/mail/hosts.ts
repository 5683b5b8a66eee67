import { endpointKey, parseEndpoints, type Endpoint } from './endpoint.ts';
import { accepted, refused, type Parsed } from './parsed.ts';

/** What a look at hosts is made of. */
export interface NamedHosts {
  /** Everything to look at, what was named itself first; each once. */
  readonly endpoints: readonly Endpoint[];
  /** Those of them that nobody named: usual ports of a host that was named. */
  readonly guessed: readonly Endpoint[];
}

/**
 * Reads what a person wants to be looked at, each as {@link parseEndpoints} does: a host alone means its usual ports, as
 * guesses; a port with it is one endpoint, and named.
 *
 * @param named endpoints that were named in another way
 */
export function parseHosts(given: readonly string[], named: readonly Endpoint[] = []): Parsed<NamedHosts> {
  const asked: Endpoint[] = [...named];
  const usual: Endpoint[] = [];
  for (const host of given) {
    const endpoints = parseEndpoints(host);
    if (!endpoints.ok) return endpoints;
    (endpoints.value.length === 1 ? asked : usual).push(...endpoints.value);
  }
  if (asked.length + usual.length === 0) return refused('endpoints_missing', '');
  const endpoints = withoutRepeats([...asked, ...usual]);
  return accepted({ endpoints, guessed: usual.filter((endpoint) => endpoints.includes(endpoint)) });
}

/** Every endpoint once, in the order in which they were named. */
export function withoutRepeats(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const byName = new Map<string, Endpoint>();
  for (const endpoint of endpoints) {
    const name = endpointKey(endpoint);
    if (!byName.has(name)) byName.set(name, endpoint);
  }
  return [...byName.values()];
}
