import type { ImapFlowError } from 'imapflow';
import type { ServerWords, StreamFailure } from '../../../shared/mail/observation.ts';
import { clipText, safeText } from '../../../shared/wire/server-words.ts';
import { deadlineIn, type Deadline } from '../net/deadlines.ts';
import type { VerifiedConnection } from '../net/verified-connection.ts';
import { waitFor } from '../net/wait.ts';
import type { LookContext } from '../probe/context.ts';
import type { AdoptedFlow } from './adopted-flow.ts';
import { Carrier } from './carrier.ts';

/** What came of one thing that was asked of a server. After a failure the connection is gone. */
export type Asked<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly words: ServerWords }
  | { readonly kind: 'failed'; readonly failure: StreamFailure; readonly words: ServerWords | null };

// A server that answers each of a few questions at the last moment is not waited for that often.
const WAITS_IN_ALL = 2;
const GOODBYE_MS = 2_000;
const TOO_LONG: ReadonlySet<string | undefined> = new Set([
  'LineTooLarge',
  'LiteralTooLarge',
  'ResponseTooLarge',
  'MAX_IMAP_NESTING_REACHED',
]);
const CLOSED: ReadonlySet<string | undefined> = new Set(['NoConnection', 'EConnectionClosed', 'StateLogout']);

/**
 * A signed-in IMAP session over the connection that signed in: imapflow speaks, and what it meets becomes a value. Every
 * question has a deadline, all of them together have one, and the signal ends it at once.
 */
export class ImapSession {
  readonly #flow: AdoptedFlow;
  readonly #carrier: Carrier;
  readonly #commandMs: number;
  readonly #signal: AbortSignal;
  readonly #deadline: Deadline;
  #errorCode: string | undefined;

  private constructor(
    flow: AdoptedFlow,
    carrier: Carrier,
    { deadlines: { commandMs }, signal }: Pick<LookContext, 'deadlines' | 'signal'>,
  ) {
    this.#flow = flow;
    this.#carrier = carrier;
    this.#commandMs = commandMs;
    this.#signal = signal;
    this.#deadline = deadlineIn(WAITS_IN_ALL * commandMs);
    // What goes wrong is told by the question that is open then; unheard it would end the program.
    flow.on('error', ({ code }: ImapFlowError) => {
      this.#errorCode ??= code;
    });
  }

  /** Takes a connection over that has signed in. It belongs to this session from then on. */
  static async over(
    connection: VerifiedConnection,
    around: Pick<LookContext, 'deadlines' | 'signal'>,
  ): Promise<ImapSession> {
    // imapflow takes 70 ms to load: whoever does not get here does not wait for it.
    const { AdoptedFlow } = await import('./adopted-flow.ts');
    const carrier = new Carrier(connection, around.signal);
    const flow = new AdoptedFlow(carrier);
    await flow.connect();
    return new ImapSession(flow, carrier, around);
  }

  /**
   * Asks something.
   *
   * @param deadline of a longer wait than that of the whole session
   * @throws the signal's reason, when it is aborted
   */
  async ask<T>(
    question: (flow: AdoptedFlow) => Promise<T>,
    deadline: Deadline = this.#deadline,
  ): Promise<Asked<T>> {
    const ms = Math.min(this.#commandMs, deadline.remainingMs());
    const ended = await waitFor<Asked<T> | null>(ms, null, this.#signal, (done) => {
      question(this.#flow).then(
        (value) => done({ kind: 'done', value }),
        (error: unknown) => done(this.#troubleOf(error)),
      );
      return () => undefined; // a question that nobody waits for any more ends with the connection
    });
    const asked = ended ?? this.#failed('silent');
    if (asked.kind === 'failed') this.close();
    return asked;
  }

  /** Says goodbye, for a moment, and closes. */
  async end(): Promise<void> {
    try {
      await this.ask((flow) => flow.logout(), deadlineIn(GOODBYE_MS));
    } finally {
      this.close();
    }
  }

  /** Closes at once. Safe to call twice. */
  close(): void {
    this.#flow.close();
    this.#carrier.destroy();
  }

  #troubleOf(error: unknown): Exclude<Asked<never>, { kind: 'done' }> {
    // Everything that imapflow throws is an error of this form; where it is not, nothing of it is there.
    const { responseStatus, responseText, serverResponseCode, code } = error as ImapFlowError;
    if (responseStatus === 'NO' || responseStatus === 'BAD') {
      return {
        kind: 'refused',
        words: {
          ...(serverResponseCode === undefined ? {} : { responseCode: wordOf(serverResponseCode) }),
          condition: responseStatus,
          text: wordOf(responseText ?? ''),
        },
      };
    }
    return this.#failed(this.#failureOf(code));
  }

  /** A server that says BYE hangs up, also where it then only waits (RFC 9051 §7.1.5). */
  #failed(failure: StreamFailure): Exclude<Asked<never>, { kind: 'done' }> {
    const { byeReason } = this.#flow;
    return byeReason === undefined
      ? { kind: 'failed', failure, words: null }
      : { kind: 'failed', failure: 'closed', words: { condition: 'BYE', text: wordOf(byeReason) } };
  }

  #failureOf(code: string | undefined): StreamFailure {
    if (TOO_LONG.has(code) || TOO_LONG.has(this.#errorCode)) return 'too-long';
    return this.#carrier.ending ?? (CLOSED.has(code) ? 'closed' : 'malformed');
  }
}

function wordOf(text: string): string {
  return clipText(safeText(text));
}
