import type { StreamFailure } from '../../../shared/mail/observation.ts';
import {
  ehloKeywords,
  MOST_REPLY_LINES,
  parseSmtpReplyLine,
  smtpMechanisms,
  smtpReply,
  type SmtpReply,
  type SmtpReplyLine,
} from '../../../shared/wire/smtp.ts';
import { CANCEL, writeResponse, type ExchangeAnswer } from '../../../shared/wire/sasl-answer.ts';
import { readSmtpExchange, smtpAuth } from '../../../shared/wire/smtp-sasl.ts';
import { deadlineIn, type Deadline, type Deadlines } from '../net/deadlines.ts';
import type { LineConnection, Recording } from '../net/line-connection.ts';
import { noGreeting, strangeGreeting } from './greeting.ts';
import { withInitialResponse } from './initial-response.ts';
import { hideExchange } from './recording.ts';
import type { CapabilityAnswer, Greeting, SignInCommand, StarttlsAnswer, Talk } from './talk.ts';

// RFC 5321 §4.1.4 wants a name or an address of the client. The real one would tell the server more than it needs.
const CLIENT_NAME = '[127.0.0.1]';
// RFC 5321 §4.5.3.1.4: a command line has at most 512 octets, CRLF included.
const LONGEST_COMMAND = 510;

/** Message submission before and during sign-in (RFC 6409, RFC 4954, RFC 3207); and SMTP between servers, which begins alike. */
export class SmtpTalk implements Talk {
  async greeting(connection: LineConnection, { greetingMs }: Deadlines): Promise<Greeting> {
    const deadline = deadlineIn(greetingMs);
    const first = await connection.readLine(deadline);
    if (typeof first === 'string') return noGreeting(first, connection);
    if (parseSmtpReplyLine(first) === null) return strangeGreeting(first, 'submission');
    const reply = await readReply(connection, deadline, (line) => line, first);
    if (typeof reply === 'string') return noGreeting(reply, connection);
    return {
      facts: {
        kind: 'greeting',
        outcome: reply.code === 220 ? 'ready' : 'unavailable',
        service: 'submission',
        words: reply.words,
      },
      capabilities: null,
    };
  }

  async capabilities(connection: LineConnection, { commandMs }: Deadlines): Promise<CapabilityAnswer> {
    connection.write(`EHLO ${CLIENT_NAME}`);
    const reply = await readReply(connection, deadlineIn(commandMs));
    const nothing = { capabilities: [], mechanisms: [], words: null };
    if (typeof reply === 'string') return { ...nothing, outcome: reply };
    if (reply.code !== 250) return { ...nothing, outcome: 'refused', words: reply.words };
    const capabilities = ehloKeywords(reply);
    return { outcome: 'listed', capabilities, mechanisms: smtpMechanisms(capabilities), words: null };
  }

  mechanisms(capabilities: readonly string[]): readonly string[] {
    return smtpMechanisms(capabilities);
  }

  offersStarttls(capabilities: readonly string[]): boolean {
    return capabilities.includes('STARTTLS');
  }

  async starttls(connection: LineConnection, { starttlsMs }: Deadlines): Promise<StarttlsAnswer> {
    connection.write('STARTTLS');
    const reply = await readReply(connection, deadlineIn(starttlsMs));
    if (typeof reply === 'string') return { outcome: reply, words: null };
    return { outcome: reply.code === 220 ? 'agreed' : 'refused', words: reply.words };
  }

  authenticate(mechanism: string, initialResponse: Uint8Array | null): SignInCommand {
    return withInitialResponse(smtpAuth(mechanism), initialResponse, LONGEST_COMMAND);
  }

  /** There is none (RFC 4954, RFC 5804). */
  ownSignIn(): null {
    return null;
  }

  readonly response = writeResponse;
  readonly cancel = CANCEL;

  async exchange(connection: LineConnection, { commandMs }: Deadlines): Promise<ExchangeAnswer> {
    const reply = await readReply(connection, deadlineIn(commandMs), hideExchange);
    return typeof reply === 'string' ? { kind: 'failed', failure: reply } : readSmtpExchange(reply);
  }

  readonly goodbye = 'QUIT';
}

/** Reads a whole reply, the first line of which may have been read already; or says why there is none. */
export async function readReply(
  connection: LineConnection,
  deadline: Deadline,
  recording: Recording = (line) => line,
  first?: Uint8Array,
): Promise<SmtpReply | StreamFailure> {
  const lines: SmtpReplyLine[] = [];
  let next: Uint8Array | StreamFailure = first ?? (await connection.readLine(deadline, recording));
  while (lines.length < MOST_REPLY_LINES) {
    if (typeof next === 'string') return next;
    const line = parseSmtpReplyLine(next);
    if (line === null) return 'malformed';
    lines.push(line);
    if (line.isLast) return smtpReply(lines) ?? 'malformed';
    next = await connection.readLine(deadline, recording);
  }
  return 'malformed';
}
