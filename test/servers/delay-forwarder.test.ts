import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { startTcpForwarder, startUdpForwarder } from './delay-forwarder.ts';
import { closeServer, portOf, refusedPort, type HeldPort } from './ports.ts';

const HOST = '127.0.0.1';
const RTT_MS = 50;
// Of the time that it must take. Too fast is a mistake in the model; late is also what a busy machine is.
const FASTEST = 0.95;
const SLOWEST = 2;
const ATTEMPTS = 4;

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server one round trip away. */
async function farAway(serve: (socket: Socket) => void): Promise<HeldPort> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy()); // the forwarder ends with the test
    serve(socket);
  });
  await listening(server);
  closers.push(() => closeServer(server));
  const forwarder = await startTcpForwarder({ to: { host: HOST, port: portOf(server) }, rttMs: RTT_MS });
  closers.push(forwarder.close);
  return forwarder;
}

async function listening(server: Server): Promise<void> {
  server.listen(0, HOST);
  await once(server, 'listening');
}

const echo = (socket: Socket): void => void socket.pipe(socket);

/** How many round trips something takes: the best of some tries, as a busy machine only ever makes it slower. */
async function roundTrips(run: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const startedAt = performance.now();
    await run();
    best = Math.min(best, (performance.now() - startedAt) / RTT_MS);
  }
  return best;
}

function expectRoundTrips(measured: number, count: number): void {
  expect(measured / count).toBeGreaterThan(FASTEST);
  expect(measured / count).toBeLessThan(SLOWEST);
}

describe('startTcpForwarder', () => {
  it.each([1, 4, 8])(
    'makes %i questions and answers take as many round trips, and the handshake one',
    async (count) => {
      const { host, port } = await farAway(echo);

      const measured = await roundTrips(async () => {
        const socket = connect({ host, port, noDelay: true });
        for (let round = 0; round < count; round += 1) {
          socket.write('ping');
          await once(socket, 'data');
        }
        socket.destroy();
      });

      expectRoundTrips(measured, count + 1);
    },
  );

  it('lets what a server says first arrive after two round trips, its handshake included', async () => {
    const { host, port } = await farAway((socket) => socket.end('220 ready\r\n'));

    const measured = await roundTrips(async () => {
      const socket = connect({ host, port });
      await once(socket, 'data');
      socket.destroy();
    });

    expectRoundTrips(measured, 2);
  });

  it('keeps more bytes than it holds at once whole and in order, and the ends of both sides apart', async () => {
    const { host, port } = await farAway(echo);
    const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * at) % 251));

    const socket = connect({ host, port, allowHalfOpen: true });
    socket.end(bytes);
    const echoed = await buffer(socket);

    expect(echoed.equals(bytes)).toBe(true);
  });

  it('breaks the connection where the server refuses', async () => {
    const refused = await refusedPort();
    closers.push(refused.close);
    const forwarder = await startTcpForwarder({ to: refused, rttMs: RTT_MS });
    closers.push(forwarder.close);

    const socket = connect(forwarder.port, forwarder.host);
    const [error] = (await once(socket, 'error')) as unknown[];

    expect(error).toMatchObject({ code: 'ECONNRESET' });
  });

  it('ends what is still open when it is closed', async () => {
    const { host, port, close } = await farAway(echo);
    const socket = connect(port, host);
    await once(socket, 'connect');
    socket.write('ping');
    await once(socket, 'data');

    closers.splice(closers.indexOf(close), 1);
    const ended = once(socket, 'close');
    await close();

    await ended;
  });
});

describe('startUdpForwarder', () => {
  it('makes a question and its answer take one round trip', async () => {
    const server = createSocket('udp4');
    server.on('message', (bytes, from) => server.send(bytes, from.port, from.address));
    server.bind(0, HOST);
    await once(server, 'listening');
    closers.push(async () => void server.close());
    const forwarder = await startUdpForwarder({
      to: { host: HOST, port: server.address().port },
      rttMs: RTT_MS,
    });
    closers.push(forwarder.close);
    const client = createSocket('udp4');
    closers.push(async () => void client.close());

    const measured = await roundTrips(async () => {
      client.send('question', forwarder.port, forwarder.host);
      await once(client, 'message');
    });

    expectRoundTrips(measured, 1);
  });
});
