import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { decode, type DecodedPacket, type Packet } from 'dns-packet';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startDnsServer, type DnsServer } from '../../electron/node/practice/discovery/dns-server.ts';
import { zoneOf } from '../../electron/node/practice/discovery/zone.ts';
import { LOOPBACK, PLACES, Played } from './practice-discovery.ts';

const PREFERRED_PORT = 10_053;

/** The practice DNS server, and whoever asks it. */
export interface PracticeDns {
  readonly port: number;
  /** Asks this server alone, and only once; a new one for each test, which knows nothing of the answers before. */
  readonly resolver: Resolver;
  /** Plays one fault until the test ends. */
  play(fault: string): void;
  askUdp(bytes: Buffer): Promise<DecodedPacket>;
  askTcp(bytes: Buffer): Promise<DecodedPacket>;
  /** Starts another server, which plays the same. */
  startAnother(preferredPort: number): Promise<DnsServer>;
}

/** One for all tests around the call, on whatever port is free: started before the first of them, closed after the last. */
export function usePracticeDns(): PracticeDns {
  const played = new Played();
  const start = (preferredPort: number): Promise<DnsServer> =>
    startDnsServer({
      preferredPort,
      zone: () => zoneOf(played.behaviour, PLACES),
      manner: () => played.behaviour.dns,
    });
  let server: DnsServer;
  let resolver: Resolver;
  beforeAll(async () => {
    server = await start(PREFERRED_PORT);
  });
  beforeEach(() => {
    resolver = new Resolver({ timeout: 3_000, tries: 1 });
    resolver.setServers([`${LOOPBACK}:${server.port}`]);
  });
  afterEach(() => resolver.cancel());
  afterAll(() => server.close());
  return {
    get port() {
      return server.port;
    },
    get resolver() {
      return resolver;
    },
    play: (fault) => played.play(fault),
    askUdp: (bytes) => askUdp(server.port, bytes),
    askTcp: (bytes) => askTcp(server.port, bytes),
    startAnother: start,
  };
}

/** What comes with a question in EDNS. */
export const OPT = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1_232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
} as const satisfies NonNullable<Packet['additionals']>[number];

/** The question section of one question. */
export function asked(name: string, type: 'A' | 'SRV' = 'A'): NonNullable<Packet['questions']> {
  return [{ type, name }];
}

/** A query with one question and the id 7. */
export function question(name: string, type: 'A' | 'SRV' = 'A'): Packet {
  return { type: 'query', id: 7, flags: 0x100, questions: asked(name, type) };
}

/** The same bytes but for one. */
export function patched(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

async function askUdp(port: number, bytes: Buffer): Promise<DecodedPacket> {
  const udp = createSocket('udp4');
  udp.send(bytes, port, LOOPBACK);
  const [answer] = (await once(udp, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer];
  udp.close();
  return decode(answer);
}

async function askTcp(port: number, bytes: Buffer): Promise<DecodedPacket> {
  const socket = connect(port, LOOPBACK);
  socket.write(framed(bytes));
  const [answer] = await readFrames(socket, 1);
  socket.destroy();
  return answer!;
}

/** A message as it goes over TCP: RFC 1035 §4.2.2. */
export function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The next messages of a TCP connection. */
export async function readFrames(socket: Socket, count: number): Promise<readonly DecodedPacket[]> {
  let received = Buffer.alloc(0);
  const frames: DecodedPacket[] = [];
  while (frames.length < count) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      frames.push(decode(received.subarray(2, end)));
      received = received.subarray(end);
    }
  }
  return frames;
}

/** Waits for the far end to end a connection, in peace or with a reset. */
export function closed(socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy());
  socket.resume();
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}
