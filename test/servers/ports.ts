import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A port on loopback that has a property as long as it is not closed. */
export interface HeldPort {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

const MOST_TRIES = 200;
// Below the range from which Linux takes ports for outgoing connections, so that none of those is in the way.
const LOWEST_PORT = 10_000;
const HIGHEST_PORT = 32_000;

/**
 * Finds TCP ports that are free on every IPv4 address. They are not held: somebody else can take one before you do,
 * so be ready to ask again.
 */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const servers: Server[] = [];
  for (let tries = 0; servers.length < count && tries < MOST_TRIES; tries += 1) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    const server = await listen(port, '0.0.0.0');
    if (server !== null) servers.push(server);
  }
  const ports = servers.map(portOf);
  await Promise.all(servers.map(closeServer));
  if (ports.length < count) throw new Error(`No ${count} free ports found in ${MOST_TRIES} tries`);
  return ports;
}

/**
 * A port of 127.0.0.1 that refuses connections, and that nobody can begin to listen on until it is closed: it is the
 * near end of an outgoing connection of ours.
 */
export async function refusedPort(): Promise<HeldPort> {
  const server = await listen(0, '127.0.0.1');
  if (server === null) throw new Error('The system gave no port');
  const socket = connect(portOf(server), '127.0.0.1');
  const accepted = once(server, 'connection') as Promise<[Socket]>; // that is what this event carries
  const [[far]] = await Promise.all([accepted, once(socket, 'connect')]);
  return {
    host: '127.0.0.1',
    port: (socket.address() as AddressInfo).port, // connected, so it has an address
    async close() {
      far.on('error', () => far.destroy()); // it is told of the reset
      socket.resetAndDestroy(); // a connection that ends in peace would keep the port for a minute
      await closeServer(server);
    },
  };
}

/** The port that a listening server has. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // listens on TCP, so it is neither null nor a path
}

/** Ends listening. Waits for the server's connections to end. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}

function listen(port: number, host: string): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null)); // in use: the caller tries another
    server.listen(port, host, () => resolve(server));
  });
}
