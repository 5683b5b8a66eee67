import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { listensAt, LOOPBACK } from '../listen.ts';
import type { DnsManner } from './behaviour.ts';
import { answerDns, QUERY_LIMIT_BYTES } from './dns-answer.ts';
import type { Zone } from './zone.ts';

/** What the DNS server knows and does; asked anew for every question. */
export interface DnsServerOptions {
  readonly preferredPort: number;
  readonly zone: () => Zone;
  readonly manner: () => DnsManner;
}

/** A DNS server that is listening, on UDP and TCP. */
export interface DnsServer {
  readonly port: number;
  close(): Promise<void>;
}

const MOST_PORTS_TRIED = 200;
const MOST_TCP_CONNECTIONS = 32;
const TCP_LIMIT_BYTES = 16 * 1024;
const TCP_LIMIT_MS = 10_000;
const SLOW_MS = 1_500;
const MOST_SLOW_ANSWERS = 256;

/**
 * Starts a DNS server on loopback, on the preferred port or the next one above it that is free on both UDP and TCP. It
 * answers what `answerDns` answers; bytes that are no question are dropped or refused, and never end it.
 *
 * @throws what listening throws, where it is not that a port is taken
 */
export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const last = options.preferredPort + MOST_PORTS_TRIED;
  for (let port = options.preferredPort; port < last; port += 1) {
    const tcp = createServer();
    if (!(await listensAt(tcp, port))) continue;
    const udp = await bindUdp(port);
    if (udp !== null) return serve(udp, tcp, port, options);
    await closeTcp(tcp);
  }
  throw new Error(`no port is free on UDP and TCP from ${options.preferredPort} on`);
}

function serve(udp: UdpSocket, tcp: Server, port: number, options: DnsServerOptions): DnsServer {
  const waiting = new Set<NodeJS.Timeout>();
  const connections = new Set<Socket>();
  const answer: Answerer = (query, transport, send) => {
    const manner = options.manner();
    const bytes = answerDns(query, { zone: options.zone(), manner, transport });
    if (bytes === null) return;
    if (manner !== 'slow') return send(bytes);
    if (waiting.size >= MOST_SLOW_ANSWERS) return; // dropped, as a busy server drops
    const timer = setTimeout(() => {
      waiting.delete(timer);
      send(bytes);
    }, SLOW_MS);
    waiting.add(timer);
  };
  udp.on('message', (query, from) => answerUdp(udp, query, from, answer));
  tcp.maxConnections = MOST_TCP_CONNECTIONS;
  tcp.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => socket.destroy()); // the client went: nobody is left to tell
    if (options.manner() === 'truncated-tcp-dead') socket.resetAndDestroy();
    else answerTcp(socket, answer);
  });
  return {
    port,
    async close() {
      for (const timer of waiting) clearTimeout(timer);
      for (const socket of connections) socket.destroy();
      await Promise.all([closeTcp(tcp), closeUdp(udp)]);
    },
  };
}

type Answerer = (query: Buffer, transport: 'udp' | 'tcp', send: (bytes: Buffer) => void) => void;

function answerUdp(udp: UdpSocket, query: Buffer, { address, port }: RemoteInfo, answer: Answerer): void {
  if (port === 0) return; // nobody can be answered there
  // Whether an answer arrives is not known with UDP: that it could not be sent is no other case.
  answer(query, 'udp', (bytes) => udp.send(bytes, port, address, () => undefined));
}

/** RFC 1035 §4.2.2: each message comes behind its length in two octets. Several may come in one connection. */
function answerTcp(socket: Socket, answer: Answerer): void {
  let received = Buffer.alloc(0);
  let total = 0;
  const timer = setTimeout(() => socket.destroy(), TCP_LIMIT_MS);
  socket.on('close', () => clearTimeout(timer));
  socket.on('data', (chunk: Buffer) => {
    total += chunk.length;
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2) {
      const end = 2 + received.readUInt16BE(0);
      if (total > TCP_LIMIT_BYTES || end > 2 + QUERY_LIMIT_BYTES) return void socket.destroy();
      if (received.length < end) return;
      answer(received.subarray(2, end), 'tcp', (bytes) => sendFrame(socket, bytes));
      received = received.subarray(end);
    }
  });
}

function sendFrame(socket: Socket, bytes: Buffer): void {
  if (!socket.writable) return;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  socket.write(Buffer.concat([length, bytes]));
}

function bindUdp(port: number): Promise<UdpSocket | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(null); // taken, or not ours to take: the next port is tried
    });
    socket.bind({ port, address: LOOPBACK, exclusive: true }, () => {
      socket.removeAllListeners('error');
      // What the system reports here belongs to one datagram that did not arrive; the server goes on.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

async function closeTcp(tcp: Server): Promise<void> {
  const closed = once(tcp, 'close');
  tcp.close();
  await closed;
}

async function closeUdp(udp: UdpSocket): Promise<void> {
  const closed = once(udp, 'close');
  udp.close();
  await closed;
}
