import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Target } from './hostile.ts';

/** A place outside the app on loopback, that notes who comes. */
interface Lure {
  readonly target: Target;
  /** What was asked for, `/fetch`, once each; a connection without a request is `connection`, a datagram `udp`. */
  readonly visits: ReadonlySet<string>;
  stop(): Promise<void>;
}

/** Starts a lure for one test alone: stopped when the test ends, however it ends. */
export async function startLureForTest(): Promise<Omit<Lure, 'stop'>> {
  const lure = await startLure();
  onTestFinished(() => lure.stop());
  return lure;
}

/** It answers every request, so that nobody has a reason to stay away. */
async function startLure(): Promise<Lure> {
  const visits = new Set<string>();
  const server = createServer((request, response) => {
    visits.add(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end();
  });
  server.on('connection', () => visits.add('connection'));
  server.on('upgrade', (request, socket) => {
    visits.add(request.url ?? '');
    socket.destroy();
  });
  const udp = createSocket('udp4');
  udp.on('message', () => visits.add('udp'));
  server.listen(0, '127.0.0.1');
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(udp, 'listening')]);
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    target: { url: `http://127.0.0.1:${port}`, udpPort: udp.address().port },
    visits,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      udp.close();
      await closed;
    },
  };
}
