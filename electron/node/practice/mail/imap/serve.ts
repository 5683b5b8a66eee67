import { setImmediate } from 'node:timers/promises';
import type { Dialect } from '../dialect.ts';
import type { ServerConnection } from '../server-connection.ts';
import { isOneTooMany } from './client-facts.ts';
import { readCommand, type Received } from './command.ts';
import { runCommand } from './commands.ts';
import { say, type Session } from './session.ts';

const COMMANDS_IN_A_ROW = 100;

/** Serves somebody who has signed in, until LOGOUT, or until they are gone. */
export const serveSession: Dialect['session'] = async (connection, { mailbox }, { behaviour, date }) => {
  const session: Session = { connection, mailbox, behaviour, now: date, view: null };
  for (let count = 1; await serveNext(session, connection); count++) {
    // Somebody who sends thousands of commands at once does not keep the others waiting.
    if (count % COMMANDS_IN_A_ROW === 0) await setImmediate();
  }
  connection.end();
};

/** @returns false where that was the last */
async function serveNext(session: Session, connection: ServerConnection): Promise<boolean> {
  const received = await readCommand(connection);
  if (received === null || received === 'malformed') return false;
  const outcome = await outcomeOf(session, received);
  say(session, `${received.tag ?? '*'} ${outcome}`);
  const isLast = received.kind === 'command' && received.name === 'LOGOUT' && outcome.startsWith('OK');
  return !isLast && !(isBad(session, outcome) && isOneTooMany(connection));
}

async function outcomeOf(session: Session, received: Received): Promise<string> {
  if (received.kind === 'command') return runCommand(session, received);
  return received.kind === 'bad'
    ? 'BAD Error in IMAP command: Invalid syntax.'
    : 'NO [TOOBIG] Literal is too long.';
}

/** A server that understands nothing any more does not hold it against the client. */
function isBad(session: Session, outcome: string): boolean {
  return outcome.startsWith('BAD') && session.behaviour.mailbox !== 'not-connected';
}
