import type { PracticeProtocol } from '../protocols.ts';

/**
 * A known kind of server's "no" to a sign-in that is right, in its own words: everything behind the tag (IMAP), or the
 * whole answer, whose lines are joined by CRLF. It stands in place of the verdict: the server proves nothing. A protocol
 * without words here signs in as usual.
 */
export interface Refusal {
  readonly words: Readonly<Partial<Record<PracticeProtocol, string>>>;
  /** The protocols over which it hangs up after that. */
  readonly hangsUpOn: readonly PracticeProtocol[];
}
