import { expect, it } from 'vitest';
import { placeOf, type Search } from '../../electron/node/discovery/search.ts';
import { deadlinesOf } from '../../electron/node/net/deadlines.ts';
import { hostLookup } from '../../electron/node/net/resolve.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import { practiceEndpoints } from '../../electron/node/practice/practice-run.ts';
import type { LookContext } from '../../electron/node/probe/context.ts';
import { RunLog } from '../../electron/node/run-log.ts';
import { Secrets } from '../../electron/node/secrets.ts';
import { Servers } from '../../electron/node/servers.ts';
import type { PlacedCandidate } from '../../shared/mail/candidate.ts';
import { practicePlaying } from './searching.ts';

// Six of them are longer than any of the usual waits.
const FAR_MS = 450;

it('goes on without a source that never ends also where servers are so far away that it waits longer for it', async () => {
  const practice = await practicePlaying({});
  const candidates = practiceEndpoints(practice).map((endpoint): PlacedCandidate => ({
    endpoint,
    username: null,
    signIn: [],
    source: { kind: 'srv', uri: null, trust: 'dns' },
    ...placeOf(endpoint.host),
  }));
  const secrets = new Secrets();
  const signal = new AbortController().signal;
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
  const search = { candidates, pending: ['autoconfig'], waitForAll: () => Promise.resolve() };
  servers.follow(() => search as unknown as Search);
  const startedAt = context.log.now();
  const decided = servers.waitUntilDecided(({ looked }) => looked.kind === 'ready');
  context.roundTrips.push(FAR_MS);

  await decided;

  const waitedMs = context.log.now() - startedAt;
  servers.looking.close();
  expect(waitedMs).toBeGreaterThanOrEqual(6 * FAR_MS);
  expect(servers.ended.map(({ looked }) => looked.kind)).toEqual(['ready', 'ready']);
});
