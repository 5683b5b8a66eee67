import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { placeOf } from '../../electron/node/discovery/search.ts';
import { deadlinesOf } from '../../electron/node/net/deadlines.ts';
import { hostLookup, SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import type { LookContext } from '../../electron/node/probe/context.ts';
import { RunLog } from '../../electron/node/run-log.ts';
import { Secrets } from '../../electron/node/secrets.ts';
import { Servers } from '../../electron/node/servers.ts';
import type { PlacedCandidate } from '../../shared/mail/candidate.ts';
import type { Endpoint, Protocol } from '../../shared/mail/endpoint.ts';
import { endpointAt } from '../attacks/examine.ts';
import { closeServer, portOf } from '../servers/ports.ts';

const HOST = '127.0.0.1';
// Longer than any of the usual waits.
const LATE_MS = 60_000;

const LISTS: Readonly<Record<'pop3' | 'managesieve' | 'imap' | 'submission', string>> = {
  pop3: '+OK ready\r\n+OK\r\nUIDL\r\n.\r\n',
  managesieve: '"SIEVE" "fileinto"\r\nOK\r\n',
  imap: '* OK [CAPABILITY IMAP4rev1] ready\r\n',
  submission: '220 ready\r\n250 mail\r\n',
};

type Tested = keyof typeof LISTS;

/** A server that greets nobody before it is told to. */
class Held {
  readonly #server: Server;
  readonly #sockets: Socket[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#sockets.push(socket.on('error', () => socket.destroy())));
  }

  static async listen(): Promise<Held> {
    const server = createServer();
    const held = new Held(server);
    server.listen(0, HOST);
    await once(server, 'listening');
    onTestFinished(() => {
      for (const socket of held.#sockets) socket.destroy();
      return closeServer(server);
    });
    return held;
  }

  endpoint(protocol: Protocol): Endpoint {
    return endpointAt(protocol, { host: HOST, port: portOf(this.#server) }, 'cleartext');
  }

  async release(protocol: Tested): Promise<void> {
    while (this.#sockets.length === 0) await once(this.#server, 'connection');
    for (const socket of this.#sockets) socket.write(LISTS[protocol]);
  }
}

/** The servers of a run that a person named, after more time than anybody waits for all of them. */
function serversNaming(endpoints: readonly Endpoint[]): { readonly servers: Servers; pass: () => void } {
  let clock = 0;
  const secrets = new Secrets();
  const { signal } = new AbortController();
  const context: LookContext = {
    log: new RunLog(
      () => undefined,
      () => clock,
      secrets,
    ),
    secrets,
    trust: createTrust([], []),
    deadlines: deadlinesOf(10_000),
    mayReach: () => true,
    beside: { open: new Set(), looks: [] },
    roundTrips: [],
    resolve: hostLookup({ names: SYSTEM_NAMES, timeoutMs: 1_000, signal }),
    signal,
    date: () => new Date(),
  };
  const named = endpoints.map((endpoint): PlacedCandidate => ({
    endpoint,
    username: null,
    signIn: [],
    source: { kind: 'person', uri: null, trust: 'person' },
    ...placeOf(endpoint.host),
  }));
  return { servers: new Servers(named, null, context), pass: () => (clock = LATE_MS) };
}

/** Releases servers one after the other; tells after which of them it was decided where to sign in. */
async function decidedAfter(...protocols: readonly Tested[]): Promise<Tested | null> {
  const held = await Promise.all(protocols.map(() => Held.listen()));
  const endpoints = held.map((server, at) => server.endpoint(protocols[at]!));
  const { servers, pass } = serversNaming(endpoints);
  const wait = { isOver: false };
  const decided = servers
    .waitUntilDecided(({ looked }) => looked.kind === 'cleartext')
    .then(() => (wait.isOver = true));
  pass();
  for (const [at, server] of held.entries()) {
    const ended = servers.ended.length + 1;
    await server.release(protocols[at]!);
    while (servers.ended.length < ended) await new Promise(setImmediate);
    await new Promise(setImmediate);
    if (wait.isOver) return protocols[at]!;
  }
  await decided;
  return null;
}

it.each<[string, readonly Tested[], Tested]>([
  ['POP3, where nothing else takes mail', ['managesieve', 'pop3'], 'pop3'],
  ['ManageSieve, where there is nothing else', ['managesieve'], 'managesieve'],
  ['IMAP or POP3, whichever comes', ['managesieve', 'pop3', 'imap'], 'pop3'],
  ['IMAP alone, where POP3 is late', ['imap', 'pop3', 'managesieve'], 'imap'],
  ['outgoing mail, too', ['pop3', 'submission', 'managesieve'], 'submission'],
  ['ManageSieve and outgoing mail', ['submission', 'managesieve'], 'managesieve'],
])('a run waits for %s', async (_, protocols, expected) => {
  expect(await decidedAfter(...protocols)).toBe(expected);
});
