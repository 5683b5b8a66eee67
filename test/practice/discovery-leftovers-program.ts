// The discovery side in a process of its own, on Node or inside Electron: clients do what could leave something behind, and
// it is closed. Prints as JSON which sockets and timers are there then and were not before; after that the process ends.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { USUAL_DISCOVERY } from '../../electron/node/practice/discovery/behaviour.ts';
import { makeAuthority } from '../../electron/node/practice/certificates.ts';
import { startDiscovery } from '../../electron/node/practice/discovery/discovery.ts';
import { DISCOVERY_FAULTS } from '../../electron/node/practice/discovery/faults.ts';
import { WEB_HOSTS } from '../../electron/node/practice/discovery/places.ts';

const LOOPBACK = '127.0.0.1';
const PIPELINED = 60;
const PATIENCE_MS = 5_000;

/** What clients send that goes away while an answer is made, or under way. */
const REQUESTS: readonly string[] = [
  get('1.1').repeat(PIPELINED),
  // Its own word for what HTTP/1.1 does without one.
  get('1.0', 'Connection: keep-alive').repeat(PIPELINED),
  get('1.1', 'Content-Length: 100'),
  'POST /autodiscover/autodiscover.xml HTTP/1.1\r\nHost: practice.test\r\nContent-Length: 100\r\n\r\nhalf',
];

function get(version: string, ...more: readonly string[]): string {
  const lines = [`GET /mail/config-v1.1.xml HTTP/${version}`, 'Host: autoconfig.practice.test', ...more];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

const fault = DISCOVERY_FAULTS.find(({ name }) => name === process.argv[2]);
const authority = await makeAuthority({ names: WEB_HOSTS, runName: '7f3a', now: new Date() });
const certificate = await authority.certificate('good');
const before = resources();
const { ports, close } = await startDiscovery({
  behaviour: () => ({ ...USUAL_DISCOVERY, ...fault?.behaviour }),
  doors: [],
  certificate: () => certificate,
});
for (const request of REQUESTS) {
  for (const open of [overHttp, overHttps]) await sendAndReset(await open(), request);
}
// One that is still being answered when everything ends.
const last = await overHttps();
last.socket.write(get('1.1').repeat(PIPELINED));
await once(last.socket, 'data', { signal: patience() });
const gone = once(last.tcp, 'close');
await close();
await gone;
const after = resources();
process.stdout.write(`${JSON.stringify({ left: beyond(before, after) })}\n`);

interface Client {
  /** What is spoken through. */
  readonly socket: Socket;
  /** The same, or what is below its TLS. */
  readonly tcp: Socket;
}

async function sendAndReset({ socket, tcp }: Client, request: string): Promise<void> {
  const closed = once(tcp, 'close');
  await new Promise<void>((resolve) => socket.write(request, () => resolve()));
  // Where the request is whole, its answer is under way.
  if (!request.includes('Content-Length')) await once(socket, 'data', { signal: patience() });
  tcp.resetAndDestroy();
  await closed;
}

async function overHttp(): Promise<Client> {
  const tcp = await connectTo(ports.http);
  return { socket: tcp, tcp };
}

async function overHttps(): Promise<Client> {
  const tcp = await connectTo(ports.https);
  const socket = connectTls({ socket: tcp, servername: 'autoconfig.practice.test', ca: authority.caPem });
  await once(socket, 'secureConnect', { signal: patience() });
  return { socket, tcp };
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect(port, LOOPBACK);
  await once(socket, 'connect', { signal: patience() });
  return socket;
}

function patience(): AbortSignal {
  return AbortSignal.timeout(PATIENCE_MS);
}

/** What keeps a process alive and does not go by itself with the next turn. */
function resources(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /TCP|TLS|UDP|Timeout/.test(name));
}

/** What is in the second list and not, or less often, in the first. */
function beyond(first: readonly string[], second: readonly string[]): readonly string[] {
  const rest = [...first];
  return second.filter((name) => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
