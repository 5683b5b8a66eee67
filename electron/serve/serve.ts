import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Push } from '../../shared/ipc/contract.ts';
import { boundConnections, requestLimits } from '../node/http/server-limits.ts';
import type { RendererFiles } from '../node/renderer-files.ts';
import type { Service } from '../node/service.ts';
import { answer } from './answer.ts';
import { EventStreams } from './event-streams.ts';

// Never a name: `localhost` may be answered by a name server. IPv4 only: one address, one Host, one Origin to check.
const ADDRESS = '127.0.0.1';
const TOKEN_BYTES = 32;

/** What is served, and how. */
export interface ServeOptions {
  readonly files: RendererFiles;
  /** Makes the engine; its pushes go to every page that listens. */
  readonly createService: (push: (push: Push) => void) => Service;
  /** Without it the system chooses one that is free. */
  readonly port?: number;
  /** Makes the secret of this start; 32 random bytes without it. */
  readonly token?: () => string;
  /** How long a request may take to arrive, header and body; ten seconds without it. */
  readonly requestTimeoutMs?: number;
}

/** Screens that are being served. */
export interface Serving {
  /** The address to open. The secret stands behind `#`, which a browser sends to nobody. */
  readonly url: string;
  /** Ends every connection and closes the service with its runs. */
  close(): Promise<void>;
}

/**
 * Serves the screens to a browser on this machine, and answers the calls of that page alone: nobody else knows the token,
 * and no page of another site can send it along.
 *
 * @throws the system's error (`EADDRINUSE`, `EACCES`) where the port cannot be had
 */
export async function startServe(options: ServeOptions): Promise<Serving> {
  const server = createServer(requestLimits(options.requestTimeoutMs));
  boundConnections(server);
  const host = await listen(server, options.port ?? 0);
  const token = (options.token ?? randomToken)();
  const streams = new EventStreams();
  const service = options.createService((push) => streams.push(push));
  const house = { gate: { host, token }, files: options.files, handlers: service.handlers, streams };
  server.on('request', (request, response) => void answer(request, response, house));
  return {
    url: `http://${host}/#token=${token}`,
    async close() {
      const closed = once(server, 'close');
      service.close();
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The host as a browser names it. */
async function listen(server: Server, port: number): Promise<string> {
  server.listen({ host: ADDRESS, port, exclusive: true });
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo; // it listens on TCP
  return new URL(`http://${ADDRESS}:${taken}`).host; // without the port, where that is HTTP's own
}

function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}
