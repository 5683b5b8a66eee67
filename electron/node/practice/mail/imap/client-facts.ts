import type { ServerConnection } from '../server-connection.ts';

/** What is remembered of a client from its first command on, before sign-in and after it. */
interface ClientFacts {
  /** How many of its commands made no sense. */
  badCommands: number;
  /** True once it has said what it is (ID, RFC 2971). */
  hasNamedItself: boolean;
}

const facts = new WeakMap<ServerConnection, ClientFacts>();

/** The facts about the client of this connection. They change. */
export function factsOf(connection: ServerConnection): ClientFacts {
  const known = facts.get(connection) ?? { badCommands: 0, hasNamedItself: false };
  facts.set(connection, known);
  return known;
}

const MOST_BAD_COMMANDS = 20;

/** Counts a command that made no sense; true where it was one too many, and the client has been told goodbye. */
export function isOneTooMany(connection: ServerConnection): boolean {
  const known = factsOf(connection);
  known.badCommands++;
  if (known.badCommands <= MOST_BAD_COMMANDS) return false;
  connection.send('* BYE Too many invalid IMAP commands.');
  return true;
}
