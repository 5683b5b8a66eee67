import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:net';
import { listenNear, listensAt } from '../listen.ts';
import { DOORS, type Door } from '../protocols.ts';
import { ServerConnection } from './server-connection.ts';

/** What serves one connection, until it ends. */
export type Serve = (connection: ServerConnection, door: Door) => Promise<void>;

/** A door and the port that it has this time. */
export interface MailDoor extends Door {
  readonly port: number;
}

/** All mail doors of one practice server. */
export interface MailDoors {
  readonly doors: readonly MailDoor[];
  /**
   * Makes the ports listen, or not. One change has to be over before the next is asked for.
   *
   * @returns false where they cannot: somebody took a port meanwhile, which is left to them, or all is closed for good
   */
  setListening(isListening: boolean): Promise<boolean>;
  close(): Promise<void>;
}

// A mail program opens some ten connections; who opens more than this at once is no mail program.
const MOST_CONNECTIONS = 64;

/**
 * Opens all doors on loopback.
 *
 * @throws what listening throws, where it is not that a port is taken; nothing is left listening then
 */
export async function openMailDoors(serve: Serve): Promise<MailDoors> {
  const abort = new AbortController();
  // One for each connection, and those are bounded.
  setMaxListeners(0, abort.signal);
  const opening = await Promise.allSettled(DOORS.map((door) => open(door, serve, abort.signal)));
  const opened = opening.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const failed = opening.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await Promise.all(opened.map((one) => one.setListening(false)));
    throw failed.reason;
  }
  return {
    doors: opened.map(({ door }) => door),
    async setListening(isListening) {
      if (isListening && abort.signal.aborted) return false;
      const results = await Promise.all(opened.map((one) => one.setListening(isListening)));
      return results.every((isDone) => isDone);
    },
    async close() {
      abort.abort();
      await Promise.all(opened.map((one) => one.setListening(false)));
    },
  };
}

interface Opened {
  readonly door: MailDoor;
  readonly setListening: (isListening: boolean) => Promise<boolean>;
}

async function open(door: Door, serve: Serve, signal: AbortSignal): Promise<Opened> {
  const connections = new Set<ServerConnection>();
  // As mail servers do: an answer of two lines does not wait for the client's acknowledgement of the first.
  const server = createServer({ noDelay: true }, (socket) => {
    const connection = new ServerConnection(socket, signal);
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
    void serve(connection, door);
  });
  server.maxConnections = MOST_CONNECTIONS;
  const port = await listenNear(server, door.preferredPort);
  return {
    door: { ...door, port },
    async setListening(isListening) {
      if (isListening === server.listening) return true;
      if (isListening) return listensAt(server, port);
      for (const connection of connections) connection.destroy();
      return closed(server);
    },
  };
}

function closed(server: Server): Promise<true> {
  return new Promise((resolve) => server.close(() => resolve(true)));
}
