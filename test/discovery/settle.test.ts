import { once, setMaxListeners } from 'node:events';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { placeOf, type Search } from '../../electron/node/discovery/search.ts';
import { deadlinesOf } from '../../electron/node/net/deadlines.ts';
import { hostLookup } from '../../electron/node/net/resolve.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import { practiceEndpoints } from '../../electron/node/practice/practice-run.ts';
import type { LookContext } from '../../electron/node/probe/context.ts';
import { RunLog } from '../../electron/node/run-log.ts';
import { Secrets } from '../../electron/node/secrets.ts';
import { Servers } from '../../electron/node/servers.ts';
import type { PlacedCandidate, SourceKind } from '../../shared/mail/candidate.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import { practicePlaying } from './searching.ts';

// Six of them are longer than any of the usual waits for sources.
const FAR_MS = 450;
// Ten of them are longer than the usual wait for servers.
const FARTHER_MS = 300;

it('goes on without a source that never ends also where servers are so far away that it waits longer for it', async () => {
  const practice = await practicePlaying({});
  const named = practiceEndpoints(practice).map((endpoint) => suggestedBySrv(endpoint));

  const { servers, waitedMs } = await decide(practice, named, ['autoconfig'], FAR_MS);

  expect(waitedMs).toBeGreaterThanOrEqual(6 * FAR_MS);
  expect(servers.ended.map(({ looked }) => looked.kind)).toEqual(['ready', 'ready']);
});

it('gives a better server that has not answered ten round trips, where those are long', async () => {
  const practice = await practicePlaying({});
  const endpoints = practiceEndpoints(practice);
  const silentPort = await portThatSaysNothing();
  const silent = endpoints.slice(0, 1).map((endpoint): PlacedCandidate => ({
    ...suggestedBySrv({ ...endpoint, port: silentPort as Endpoint['port'] }), // one that is listened on
    source: { kind: 'autoconfig', uri: null, trust: 'domain-https' },
  }));

  const { servers, waitedMs } = await decide(
    practice,
    [...silent, ...endpoints.map((endpoint) => suggestedBySrv(endpoint))],
    [],
    FARTHER_MS,
  );

  expect(waitedMs).toBeGreaterThanOrEqual(10 * FARTHER_MS);
  expect(servers.ended.map(({ looked }) => looked.kind)).toEqual(['ready', 'ready']);
});

function suggestedBySrv(endpoint: Endpoint): PlacedCandidate {
  return {
    endpoint,
    username: null,
    signIn: [],
    source: { kind: 'srv', uri: null, trust: 'dns' },
    ...placeOf(endpoint.host),
  };
}

/** Waits until it is settled which of these servers are the best, while these sources go on, and round trips take so long. */
async function decide(
  practice: Practice,
  candidates: readonly PlacedCandidate[],
  pending: readonly SourceKind[],
  roundTripMs: number,
): Promise<{ readonly servers: Servers; readonly waitedMs: number }> {
  const secrets = new Secrets();
  const abort = new AbortController();
  const { signal } = abort;
  setMaxListeners(0, signal);
  const names = { overrides: new Map(), dnsServers: [practice.dnsServer], hostsFile: null };
  const context: LookContext = {
    log: new RunLog(
      () => undefined,
      () => performance.now(),
      secrets,
    ),
    secrets,
    trust: createTrust(practice.trustAnchors, []),
    deadlines: deadlinesOf(undefined),
    mayReach: () => true,
    beside: { open: new Set(), looks: [] },
    roundTrips: [],
    resolve: hostLookup({ names, timeoutMs: 1_000, signal }),
    signal,
    date: () => new Date(),
  };
  const servers = new Servers([], null, context);
  // As much of a search as the servers of a run see of it.
  const search = { candidates, pending, waitForAll: () => Promise.resolve() };
  servers.follow(() => search as unknown as Search);
  const startedAt = context.log.now();
  const decided = servers.waitUntilDecided(({ looked }) => looked.kind === 'ready');
  context.roundTrips.push(roundTripMs);

  await decided;

  const waitedMs = context.log.now() - startedAt;
  servers.looking.close();
  abort.abort();
  return { servers, waitedMs };
}

/** A port of loopback where connections are accepted and nothing is ever said. */
async function portThatSaysNothing(): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy()); // the client went: nobody is left to tell
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => closeServer(server));
  return portOf(server);
}
