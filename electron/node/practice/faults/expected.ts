import type { AwaitedFinding, ExpectedFinding, Fault } from '../fault.ts';
import { PRACTICE_PROTOCOLS, type PracticeProtocol } from '../protocols.ts';

type Expects = Fault['expects'];

/** A finding that the sign-in still has to bring. */
export function bySignIn(code: string): AwaitedFinding {
  return { awaited: 'sign-in', code };
}

/** The same finding whatever the protocol. */
export function onAll(finding: ExpectedFinding): Expects {
  return on(PRACTICE_PROTOCOLS, finding);
}

/** On the protocols that have a door with implicit TLS; ManageSieve has none (RFC 5804 §1.8). */
export function onImplicitTls(finding: ExpectedFinding): Expects {
  return on(['imap', 'submission', 'pop3'], finding);
}

/** The same finding on these protocols. */
export function on(protocols: readonly PracticeProtocol[], finding: ExpectedFinding): Expects {
  return Object.fromEntries(
    protocols.map((protocol) => [protocol, canSignIn(protocol) ? finding : withoutSignIn(finding)]),
  );
}

function canSignIn(protocol: PracticeProtocol): boolean {
  return protocol === 'imap' || protocol === 'submission';
}

/** POP3 and ManageSieve are looked at, but nobody signs in to them yet: what only that can show is awaited there. */
function withoutSignIn(finding: ExpectedFinding): ExpectedFinding {
  const isOfSignIn = typeof finding === 'string' && /^(auth|account)_/.test(finding);
  return isOfSignIn && !SEEN_BY_LOOKING.has(finding) ? bySignIn(finding) : finding;
}

// What is offered to sign in with is seen by looking.
const SEEN_BY_LOOKING: ReadonlySet<ExpectedFinding> = new Set([
  'auth_offered_in_cleartext',
  'auth_mechanisms_differ',
]);
