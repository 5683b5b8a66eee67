import type { Account } from '../accounts.ts';
import type { CommandLine } from '../command-line.ts';
import { serveCommands, type Carried } from '../command-loop.ts';
import type { SessionAround } from '../dialect.ts';
import type { ServerConnection } from '../server-connection.ts';
import { readMail } from './data.ts';
import { ehloLines } from './keywords.ts';
import { BYE, commandsFor, HELP, isHostname, OK, UNKNOWN, VRFY } from './replies.ts';
import { TOO_LONG, Transaction } from './transaction.ts';

/** Takes mails from somebody who has signed in (RFC 6409), until they leave. Ends the connection. */
export async function serveSubmission(
  connection: ServerConnection,
  account: Account,
  { behaviour: { sending }, deliver, hostname, date }: SessionAround,
): Promise<void> {
  const isInTls = connection.tls !== null;
  const transaction = new Transaction({ account, sending, deliver, hostname, isInTls });
  const session: Session = { connection, hostname, transaction, date };
  await serveCommands(connection, commandsFor(hostname), async (line) => {
    const reply = await carryOut(line, session);
    connection.send(...(typeof reply === 'string' ? [reply] : reply));
    return carriedWith(reply);
  });
}

type Reply = string | readonly string[];

interface Session {
  readonly connection: ServerConnection;
  readonly hostname: string;
  readonly transaction: Transaction;
  readonly date: () => Date;
}

type Verb = (rest: string, session: Session) => Reply | Promise<Reply>;

function carriedWith(reply: Reply): Carried {
  if (typeof reply !== 'string') return 'understood';
  // RFC 5321 §4.2.3: after 221 and 421 the server closes the connection.
  if (/^[24]21 /.test(reply)) return 'last';
  // RFC 5321 §4.2.1 and its like: 500 to 504 say that the command was wrong, not what it wanted.
  return /^50[0-4] /.test(reply) ? 'not-understood' : 'understood';
}

function carryOut({ verb, rest }: CommandLine, session: Session): Reply | Promise<Reply> {
  return VERBS.get(verb)?.(rest, session) ?? UNKNOWN;
}

/** Of a command that has no argument. */
const bare =
  (verb: Verb): Verb =>
  (rest, session) =>
    rest.trim() === '' ? verb(rest, session) : '501 5.5.4 Error: this command has no argument';

/** EHLO and HELO begin anew (RFC 5321 §4.1.4). */
const greeted =
  (answer: (hostname: string) => Reply): Verb =>
  (rest, { hostname, transaction }) => {
    if (!isHostname(rest)) return '501 5.5.4 Syntax: EHLO hostname';
    transaction.reset();
    return answer(hostname);
  };

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['EHLO', greeted((hostname) => ehloLines(hostname, []))],
  ['HELO', greeted((hostname) => `250 ${hostname}`)],
  ['MAIL', (rest, { transaction }) => transaction.mail(rest)],
  ['RCPT', (rest, { transaction }) => transaction.rcpt(rest)],
  ['DATA', bare((_, session) => takeMail(session))],
  [
    'RSET',
    bare((_, { transaction }) => {
      transaction.reset();
      return OK;
    }),
  ],
  ['NOOP', () => OK],
  ['VRFY', () => VRFY],
  ['HELP', () => HELP],
  ['AUTH', () => '503 5.5.1 Error: already authenticated'], // RFC 4954 §4
  ['STARTTLS', () => '503 5.5.1 Error: TLS cannot begin after sign-in'],
  ['QUIT', bare(() => BYE)],
]);

async function takeMail({ connection, hostname, transaction, date }: Session): Promise<Reply> {
  if (!transaction.isReady) return '503 5.5.1 Error: need RCPT command';
  connection.send('354 End data with <CR><LF>.<CR><LF>');
  const received = await readMail(connection);
  if (received.kind === 'mail') return transaction.finish(received.bytes, date());
  transaction.reset();
  if (received.kind === 'too-long') return TOO_LONG;
  return `421 4.3.0 ${hostname} Error: the mail does not end`;
}
