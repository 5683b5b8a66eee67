import type { Fault } from '../fault.ts';

/** A finding that the search for settings still has to bring. */
export function byDiscovery(code: string): Fault['expects'] {
  return { discovery: { awaited: 'discovery', code } };
}
