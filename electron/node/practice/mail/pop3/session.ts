import type { Account } from '../accounts.ts';
import type { MailBehaviour } from '../behaviour.ts';
import type { CommandLine } from '../command-line.ts';
import { serveCommands } from '../command-loop.ts';
import type { ServerConnection } from '../server-connection.ts';
import { BYE, COMMANDS, OK, UNKNOWN } from './answers.ts';
import { capaLines } from './capabilities.ts';
import { Maildrop, type NumberedMessage } from './maildrop.ts';
import { multiLine, topOf } from './multi-line.ts';

/** Hands mails out to somebody who has signed in (RFC 1939 §5), until they leave. Ends the connection. */
export async function servePop3(
  connection: ServerConnection,
  account: Account,
  { behaviour }: { readonly behaviour: MailBehaviour },
): Promise<void> {
  const maildrop = new Maildrop(account.mailbox.inbox);
  // RFC 1939 §6: where the client is gone without QUIT, nothing is removed.
  await serveCommands(connection, COMMANDS, (line) => {
    const isBroken = behaviour.mailbox === 'broken' && MAIL_VERBS.has(line.verb);
    const answer = isBroken ? BROKEN : carryOut(line, maildrop);
    sendAnswer(connection, answer ?? UNKNOWN);
    if (answer === null) return 'not-understood';
    return line.verb === 'QUIT' ? 'last' : 'understood';
  });
}

/** A line; all lines of a list; or a first line and a mail. */
type Answer = string | readonly string[] | { readonly first: string; readonly bytes: Uint8Array };

function sendAnswer(connection: ServerConnection, answer: Answer): void {
  if (typeof answer === 'string') return connection.send(answer);
  if (!('first' in answer)) return connection.send(...answer);
  connection.send(answer.first);
  connection.sendBytes(multiLine(answer.bytes));
}

/** The words of a server whose disk is not what it was. */
const BROKEN = '-ERR [SYS/TEMP] Internal error occurred. Refer to server log for more information.';

/** Null where a command is not known, or not well formed. */
type Verb = (rest: string, maildrop: Maildrop) => Answer | null;

function carryOut({ verb, rest }: CommandLine, maildrop: Maildrop): Answer | null {
  return (MAIL_VERBS.get(verb) ?? OTHER_VERBS.get(verb))?.(rest.trim(), maildrop) ?? null;
}

/** Of a command that has no argument. */
const bare =
  (answer: (maildrop: Maildrop) => Answer): Verb =>
  (rest, maildrop) =>
    rest === '' ? answer(maildrop) : null;

/** Of a command whose argument is the number of a mail. */
const numbered =
  (answer: (mail: NumberedMessage, maildrop: Maildrop) => Answer): Verb =>
  (rest, maildrop) => {
    if (!/^\d{1,9}$/.test(rest)) return null;
    const mail = maildrop.at(Number(rest));
    return mail === null ? `-ERR There's no message ${Number(rest)}.` : answer(mail, maildrop);
  };

/** Of a command that tells something of one mail, or of all. */
const listed =
  (words: (mail: NumberedMessage, maildrop: Maildrop) => string): Verb =>
  (rest, maildrop) => {
    if (rest !== '') return numbered((mail) => `+OK ${words(mail, maildrop)}`)(rest, maildrop);
    const { messages, size } = maildrop;
    const lines = messages.map((mail) => words(mail, maildrop));
    return [`+OK ${messages.length} messages (${size} octets)`, ...lines, '.'];
  };

const MAIL_VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['STAT', bare(({ messages, size }) => `+OK ${messages.length} ${size}`)],
  ['LIST', listed(({ number, message }) => `${number} ${message.bytes.length}`)],
  ['UIDL', listed(({ number, message }, maildrop) => `${number} ${maildrop.uniqueId(message)}`)],
  ['RETR', numbered(({ message: { bytes } }) => ({ first: `+OK ${bytes.length} octets`, bytes }))],
  [
    'TOP',
    (rest, maildrop) => {
      const [, number, lineCount] = /^(\d+) +(\d{1,9})$/.exec(rest) ?? [];
      if (number === undefined) return null;
      const answer = numbered(({ message: { bytes } }) => ({
        first: OK,
        bytes: topOf(bytes, Number(lineCount)),
      }));
      return answer(number, maildrop);
    },
  ],
  [
    'DELE',
    numbered((mail, maildrop) => {
      maildrop.mark(mail);
      return '+OK Marked to be deleted.';
    }),
  ],
  [
    'RSET',
    bare((maildrop) => {
      maildrop.unmarkAll();
      return OK;
    }),
  ],
]);

const OTHER_VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['CAPA', () => capaLines([])],
  ['NOOP', () => OK],
  ['QUIT', (_, maildrop) => (maildrop.update() === 0 ? BYE : '+OK Logging out, messages deleted.')],
]);
