import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';

/** A fault that only the search for settings meets. */
export function inDiscovery(
  name: string,
  behaviour: Fault['behaviour'],
  code: FindingCode,
  summary: Fault['summary'],
): Fault {
  return { name, summary, behaviour, over: 'implicit-tls', expects: byDiscovery(code) };
}

/** The finding that the search for settings reaches. */
export function byDiscovery(code: FindingCode): Fault['expects'] {
  return { discovery: code };
}
