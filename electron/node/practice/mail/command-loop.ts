import type { Command } from './dialect.ts';
import type { ServerConnection } from './server-connection.ts';

/** How a protocol's commands come in, and what is said where that ends. IMAP counts for itself, in its own states. */
export interface CommandSource<C extends object> {
  readonly read: (connection: ServerConnection) => Promise<C | null | 'malformed'>;
  /** Where nobody can tell where the next one begins. */
  readonly outOfStep: string;
  /** To somebody who says nothing that makes sense. */
  readonly tooManyErrors: string;
}

/** What became of a command of somebody who has signed in. */
export type Carried = 'understood' | 'not-understood' | 'last';

const MOST_ASIDES = 20;
const MOST_ERRORS = 20;

/**
 * The next command of somebody who has not signed in; null where the client is gone, `malformed` where nothing can follow
 * and it has been told.
 *
 * @param commandOf what a line asks for; an answer where it is no command yet, or its answer is always the same
 */
export async function nextCommand<C extends object>(
  connection: ServerConnection,
  { read, outOfStep, tooManyErrors }: CommandSource<C>,
  commandOf: (line: C) => Command | string,
): Promise<Command | null | 'malformed'> {
  for (let asides = 0; asides < MOST_ASIDES; asides++) {
    const line = await read(connection);
    if (line === null) return null;
    if (line === 'malformed') {
      connection.send(outOfStep);
      return 'malformed';
    }
    const command = commandOf(line);
    if (typeof command !== 'string') return command;
    connection.send(command);
  }
  connection.send(tooManyErrors);
  return 'malformed';
}

/**
 * Serves somebody who has signed in, until they leave, are gone or make no sense. Ends the connection.
 *
 * @param carryOut carries a command out and answers it
 */
export async function serveCommands<C extends object>(
  connection: ServerConnection,
  { read, outOfStep, tooManyErrors }: CommandSource<C>,
  carryOut: (command: C) => Carried | Promise<Carried>,
): Promise<void> {
  for (let errors = 0; errors < MOST_ERRORS;) {
    const command = await read(connection);
    if (command === 'malformed') connection.send(outOfStep);
    if (command === null || command === 'malformed') break;
    const carried = await carryOut(command);
    if (carried === 'last') break;
    if (carried === 'not-understood') errors++;
    if (errors === MOST_ERRORS) connection.send(tooManyErrors);
  }
  connection.end();
}
