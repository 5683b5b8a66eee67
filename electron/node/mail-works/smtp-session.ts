import type { SendingStep } from '../../../shared/mail/mail-works.ts';
import type { ServerWords, StreamFailure } from '../../../shared/mail/observation.ts';
import { mailFrom, rcptTo, smtpContent } from '../../../shared/wire/smtp-send.ts';
import type { SmtpReply } from '../../../shared/wire/smtp.ts';
import { deadlineIn, type Deadlines } from '../net/deadlines.ts';
import type { LineConnection } from '../net/line-connection.ts';
import { readReply } from '../talk/smtp-talk.ts';

/** Where a transaction stopped before its end. */
export interface Stopped {
  readonly outcome: 'refused' | StreamFailure;
  readonly step: SendingStep;
  readonly words: ServerWords | null;
}

/**
 * Begins a transaction from an address to itself (RFC 5321 §3.3). The recipient belongs to the question whether the sender
 * is allowed: Postfix waits with that answer until then (`smtpd_delay_reject`).
 *
 * @returns null where both were taken
 * @throws the abort reason of the connection's signal
 */
export async function beginTransaction(
  connection: LineConnection,
  address: string,
  deadlines: Deadlines,
): Promise<Stopped | null> {
  const sender = await command(connection, deadlines, mailFrom(address));
  const refused = stoppedBy('sender', sender, isDone);
  if (refused !== null) return refused;
  const recipient = await command(connection, deadlines, rcptTo(address));
  return stoppedBy('recipient', recipient, isDone);
}

/** Takes a transaction back: nothing is sent (RFC 5321 §4.1.1.5). */
export async function takeBack(connection: LineConnection, deadlines: Deadlines): Promise<void> {
  // After 421 the server is gone (RFC 5321 §3.8), and what it says to this changes nothing.
  if (connection.isOpen) await command(connection, deadlines, 'RSET');
}

/**
 * Sends a mail in a transaction that was begun.
 *
 * @param lines of the mail, without their ends
 * @returns null where the server has taken it
 * @throws the abort reason of the connection's signal
 */
export async function sendContent(
  connection: LineConnection,
  lines: readonly string[],
  deadlines: Deadlines,
): Promise<Stopped | null> {
  const go = await command(connection, deadlines, 'DATA');
  const refused = stoppedBy('content', go, ({ code }) => code === 354);
  if (refused !== null) return refused;
  return stoppedBy('content', await command(connection, deadlines, ...smtpContent(lines)), isDone);
}

async function command(
  connection: LineConnection,
  { commandMs }: Deadlines,
  ...lines: readonly string[]
): Promise<SmtpReply | StreamFailure> {
  connection.write(...lines);
  return readReply(connection, deadlineIn(commandMs));
}

function stoppedBy(
  step: SendingStep,
  reply: SmtpReply | StreamFailure,
  isGood: (reply: SmtpReply) => boolean,
): Stopped | null {
  if (typeof reply === 'string') return { outcome: reply, step, words: null };
  return isGood(reply) ? null : { outcome: 'refused', step, words: reply.words };
}

/** RFC 5321 §4.2.1. */
function isDone({ code }: SmtpReply): boolean {
  return code >= 200 && code < 300;
}
