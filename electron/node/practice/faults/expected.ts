import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { PRACTICE_PROTOCOLS, type PracticeProtocol } from '../protocols.ts';

type Expects = Fault['expects'];

/** The same finding whatever the protocol. */
export function onAll(finding: FindingCode): Expects {
  return on(PRACTICE_PROTOCOLS, finding);
}

/** On the protocols that have a door with implicit TLS; ManageSieve has none (RFC 5804 §1.8). */
export function onImplicitTls(finding: FindingCode): Expects {
  return on(['imap', 'submission', 'pop3'], finding);
}

/** The same finding on these protocols. */
export function on(protocols: readonly PracticeProtocol[], finding: FindingCode): Expects {
  return Object.fromEntries(protocols.map((protocol) => [protocol, finding]));
}
