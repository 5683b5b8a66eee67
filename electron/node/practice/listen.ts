import type { Server } from 'node:net';

/** The one address that everything of the practice server listens on: nothing outside this machine can reach it. */
export const LOOPBACK = '127.0.0.1';

const MOST_TRIES = 200;
const LAST_PORT = 65_535;

/**
 * Listens on loopback, on the preferred port or the next free one above it.
 *
 * @returns the port
 * @throws what listening throws, where it is not that a port is taken
 */
export async function listenNear(server: Server, preferredPort: number): Promise<number> {
  for (let port = preferredPort; port < Math.min(preferredPort + MOST_TRIES, LAST_PORT); port++) {
    if (await listensAt(server, port)) return port;
  }
  throw new Error(`no port is free from ${preferredPort} on`);
}

/** Listens on exactly this port of loopback; false where it is taken, or not ours to take. */
export function listensAt(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    const onListening = (): void => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, LOOPBACK);
  });
}
