import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { closeServer, portOf, type HeldPort } from './ports.ts';

/** Where a forwarder stands, and how far away it makes what is behind it. */
export interface ForwarderOptions {
  readonly to: Place;
  readonly rttMs: number;
  /** Where to listen; a free port of 127.0.0.1 where it is left out. */
  readonly at?: Place;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

const ANYWHERE: Place = { host: '127.0.0.1', port: 0 };
// More than a mail server says before somebody signs in. Who sends more has to wait until some of it has arrived.
const MOST_HELD_BYTES = 1_048_576;
const MOST_UDP_CLIENTS = 1_000;
// Timers may fire a little early; to wait once more would make them late.
const TIMER_SLACK_MS = 0.5;

/**
 * Makes a TCP server one round trip away: every byte and every end takes half of it in each direction. The handshake is
 * modelled, because the system has done it before it tells: what the client sends counts as sent one round trip later,
 * and the server hears of the connection after one and a half.
 *
 * Known gaps: the client's own `connect` comes at once, so that whatever waits for that alone is one round trip too fast;
 * and a server that refuses is seen as a connection that breaks.
 *
 * @throws what listening throws
 */
export async function startTcpForwarder({ to, rttMs, at = ANYWHERE }: ForwarderOptions): Promise<HeldPort> {
  const stops = new Set<() => void>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const stop = forward(client, to, rttMs, () => stops.delete(stop));
    stops.add(stop);
  });
  server.listen(at);
  await once(server, 'listening');
  return {
    host: at.host,
    port: portOf(server),
    async close() {
      const closed = closeServer(server);
      for (const stop of stops) stop();
      await closed;
    },
  };
}

/** The same for UDP over IPv4, where there is no handshake: each datagram takes half a round trip. */
export async function startUdpForwarder({ to, rttMs, at = ANYWHERE }: ForwarderOptions): Promise<HeldPort> {
  const server = createSocket('udp4');
  const clients = new Map<string, UdpClient>();
  server.on('message', (bytes, from) => {
    const name = `${from.address}:${from.port}`;
    if (clients.size >= MOST_UDP_CLIENTS && !clients.has(name)) return; // dropped, as a busy router drops
    const client = clients.get(name) ?? udpClient(server, from, rttMs);
    clients.set(name, client);
    client.there.later(() => client.upstream.send(bytes, to.port, to.host));
  });
  server.bind(at.port, at.host);
  await once(server, 'listening');
  return {
    host: at.host,
    port: server.address().port,
    async close() {
      for (const { there, back } of clients.values()) for (const lane of [there, back]) lane.stop();
      const sockets = [server, ...[...clients.values()].map(({ upstream }) => upstream)];
      await Promise.all(sockets.map(closeUdp));
    },
  };
}

/** One direction of a connection: what happens in it happens later, in the order in which it began. */
class Lane {
  readonly #delayMs: number;
  readonly #notBefore: number;
  readonly #waiting: { readonly dueAt: number; readonly run: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param notBefore what begins earlier counts as begun then, on the clock of `performance.now` */
  constructor(delayMs: number, notBefore = 0) {
    this.#delayMs = delayMs;
    this.#notBefore = notBefore;
  }

  later(run: () => void): void {
    const dueAt = Math.max(performance.now(), this.#notBefore) + this.#delayMs;
    this.#waiting.push({ dueAt, run });
    if (this.#waiting.length === 1) this.#wait(dueAt);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #wait(dueAt: number): void {
    this.#timer = setTimeout(() => this.#runDue(), dueAt - performance.now());
  }

  #runDue(): void {
    const isDue = (): boolean => (this.#waiting[0]?.dueAt ?? Infinity) <= performance.now() + TIMER_SLACK_MS;
    while (isDue()) this.#waiting.shift()?.run();
    const next = this.#waiting[0];
    if (next !== undefined) this.#wait(next.dueAt);
  }
}

/** Carries one connection; what comes back ends it at once. */
function forward(client: Socket, to: Place, rttMs: number, onEnded: () => void): () => void {
  const upstream = new Socket({ allowHalfOpen: true });
  const there = new Lane(rttMs / 2, performance.now() + rttMs);
  const back = new Lane(rttMs / 2);
  there.later(() => upstream.connect(to).setNoDelay(true));
  carry(client, upstream, there);
  carry(upstream, client, back);
  let left = 2;
  for (const socket of [client, upstream]) {
    socket.once('close', () => {
      left -= 1;
      if (left === 0) onEnded();
    });
  }
  return () => {
    there.stop();
    back.stop();
    client.destroy();
    upstream.destroy();
  };
}

function carry(from: Socket, to: Socket, lane: Lane): void {
  let heldBytes = 0;
  const arrived = (length: number): void => {
    heldBytes -= length;
    from.resume();
  };
  from.on('data', (bytes: Buffer) => {
    heldBytes += bytes.length;
    if (heldBytes > MOST_HELD_BYTES) from.pause();
    lane.later(() => to.write(bytes, () => arrived(bytes.length)));
  });
  from.on('end', () => lane.later(() => to.end()));
  from.on('error', () => lane.later(() => to.resetAndDestroy()));
}

interface UdpClient {
  readonly upstream: UdpSocket;
  readonly there: Lane;
  readonly back: Lane;
}

function udpClient(server: UdpSocket, { address, port }: RemoteInfo, rttMs: number): UdpClient {
  const upstream = createSocket('udp4');
  const back = new Lane(rttMs / 2);
  upstream.on('message', (bytes) => back.later(() => server.send(bytes, port, address)));
  return { upstream, there: new Lane(rttMs / 2), back };
}

async function closeUdp(socket: UdpSocket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}
