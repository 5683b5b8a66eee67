import type { Fault } from '../fault.ts';
import type { DiscoveryBehaviour } from './behaviour.ts';

/** A fault that only the search for settings meets. */
export function inDiscovery(
  name: string,
  behaviour: Partial<DiscoveryBehaviour>,
  code: string,
  summary: Fault['summary'],
): Fault {
  return { name, summary, behaviour, over: 'implicit-tls', expects: byDiscovery(code) };
}

/** A finding that the search for settings still has to bring. */
export function byDiscovery(code: string): Fault['expects'] {
  return { discovery: { awaited: 'discovery', code } };
}
