import type { ArrivalFacts } from '../../../shared/mail/mail-works.ts';
import { deadlineIn } from '../net/deadlines.ts';
import { waitFor } from '../net/wait.ts';
import type { ImapSession } from './imap-session.ts';

// Most mails to oneself are there at once; the first who asks again too often is shut out.
const PAUSES_MS: readonly number[] = [100, 250, 500, 1_000];
const LONGEST_PAUSE_MS = 2_000;
// Timers may end a little before their time.
const EARLY_MS = 5;

/**
 * Waits until a mail is in INBOX, which the session has open: asks again and again (NOOP, RFC 9051 §6.1.2), and looks for it
 * by its Message-ID. Other mails that arrive meanwhile are not looked at.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function waitForArrival(
  session: ImapSession,
  messageId: string,
  { arrivalMs, signal }: { readonly arrivalMs: number; readonly signal: AbortSignal },
): Promise<ArrivalFacts> {
  const deadline = deadlineIn(arrivalMs);
  const ended = (outcome: ArrivalFacts['outcome']): ArrivalFacts => ({
    kind: 'arrival',
    outcome,
    waitedMs: Math.round(arrivalMs - deadline.remainingMs()),
  });
  for (let tries = 0; deadline.remainingMs() > 0; tries++) {
    const found = await session.ask(async (flow) => {
      await flow.noop();
      return flow.search({ header: { 'Message-ID': messageId } });
    }, deadline);
    // The end of the wait, and not of the server's patience.
    if (found.kind === 'failed') return ended(deadline.remainingMs() > EARLY_MS ? found.failure : 'not-seen');
    if (found.kind === 'done' && Array.isArray(found.value) && found.value.length > 0)
      return ended('arrived');
    const pauseMs = Math.min(PAUSES_MS[tries] ?? LONGEST_PAUSE_MS, deadline.remainingMs());
    await waitFor(pauseMs, null, signal, () => () => undefined);
  }
  return ended('not-seen');
}
