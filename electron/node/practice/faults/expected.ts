import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { AwaitedFinding, ExpectedFinding, Fault } from '../fault.ts';
import type { PracticeProtocol } from '../protocols.ts';

type Expects = Fault['expects'];

/** A finding that the looking still has to bring. */
export function byLooking(code: string): AwaitedFinding {
  return { awaited: 'looking', code };
}

/** A finding that the sign-in still has to bring. */
export function bySignIn(code: string): AwaitedFinding {
  return { awaited: 'sign-in', code };
}

/** The same finding whatever the protocol. POP3 and ManageSieve are not looked at yet, so theirs is awaited. */
export function onAll(finding: ExpectedFinding): Expects {
  return { ...onMail(finding), pop3: later(finding), managesieve: later(finding) };
}

/** On the protocols that have a door with implicit TLS; ManageSieve has none (RFC 5804 §1.8). */
export function onImplicitTls(finding: ExpectedFinding): Expects {
  return { ...onMail(finding), pop3: later(finding) };
}

/** On IMAP and submission only. */
function onMail(finding: ExpectedFinding): Expects {
  return { imap: finding, submission: finding };
}

/** The same finding on these protocols. */
export function on(protocols: readonly PracticeProtocol[], finding: ExpectedFinding): Expects {
  const isLookedAt = (protocol: PracticeProtocol): boolean =>
    protocol === 'imap' || protocol === 'submission';
  return Object.fromEntries(
    protocols.map((protocol) => [protocol, isLookedAt(protocol) ? finding : later(finding)]),
  );
}

function later(finding: FindingCode | AwaitedFinding): AwaitedFinding {
  return typeof finding === 'string' ? byLooking(finding) : finding;
}
