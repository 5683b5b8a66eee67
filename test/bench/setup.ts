// How long it takes from an address to both servers signed in with SCRAM-SHA-256-PLUS, by the distance of everything: DNS,
// web and mail; for a domain that publishes its settings in one way only; and with an autoconfig host that never answers.

import type { Endpoint } from '../../shared/mail/endpoint.ts';
import { NOTHING } from '../discovery/behaviours.ts';
import { startFilteredPort } from '../servers/filtered.ts';
import { farPractice, startNearPractice, type Domain, type Reached } from './tools/far-practice.ts';
import { median, roundTripsIn } from './tools/numbers.ts';
import { header, remark, report } from './tools/report.ts';

const RTTS_MS = [20, 100, 300];
const ROUNDS = 3;
const FILTERED_RTT_MS = 20;
const MOST_FILTERED_MS = 2_000;

interface Way extends Domain {
  readonly name: string;
  readonly mostRoundTrips: number;
}

// Where a way must not be a guess as well, its servers have names that nobody would guess: those of another domain; and
// nobody listens at the names that are guessed.
const WAYS: readonly Way[] = [
  {
    name: 'by autoconfig',
    behaviour: { ...NOTHING, autoconfigDelivery: 'usual' },
    mostRoundTrips: 8.3,
  },
  { name: 'by guess', behaviour: NOTHING, mostRoundTrips: 8.3 },
  {
    name: 'by SRV records',
    behaviour: { ...NOTHING, srv: 'other-domain' },
    serverFor: unlessGuessed,
    mostRoundTrips: 9.3,
  },
  {
    name: 'by autoconfig of the MX domain',
    behaviour: { ...NOTHING, mx: 'other-domain' },
    serverFor: unlessGuessed,
    mostRoundTrips: 9.3,
  },
  {
    name: 'by the database of providers alone',
    behaviour: NOTHING,
    serverFor: unlessGuessed,
    ispdb: 'https://autoconfig.other-practice.test/mail/config-v1.1.xml?',
    mostRoundTrips: 12.3,
  },
  {
    name: 'by the list of providers',
    behaviour: NOTHING,
    address: 'alice@posteo.de',
    serverFor: atPractice,
    mostRoundTrips: 8.3,
  },
];

header('setup');
const practice = await startNearPractice();
try {
  for (const way of WAYS) await measureRoundTrips(way);
  await measureWithFilteredHost();
} finally {
  await practice.close();
}

async function measureRoundTrips(way: Way): Promise<void> {
  const took = new Map(RTTS_MS.map((rttMs) => [rttMs, [] as Reached[]]));
  // The distances take turns, so that all of them see the same machine.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [rttMs, all] of took) {
      const far = await farPractice(practice, rttMs);
      all.push(await far.setUp(way));
      await far.close();
    }
  }
  const slopeOf = (key: keyof Reached): number =>
    roundTripsIn(new Map([...took].map(([rttMs, all]) => [rttMs, all.map((one) => one[key])])));
  for (const [rttMs, all] of took) {
    remark(`RTT ${rttMs} ms: ${all.map(({ bothMs }) => Math.round(bothMs)).join(' ')} ms`);
  }
  remark(
    `${way.name}: ready to sign in after ${slopeOf('planMs').toFixed(1)} round trips, incoming signed in after ${slopeOf('incomingMs').toFixed(1)}`,
  );
  report({
    what: `${way.name}, both signed in: slope of the time over the RTT`,
    measured: slopeOf('bothMs'),
    unit: 'round trips',
    limit: way.mostRoundTrips,
  });
}

async function measureWithFilteredHost(): Promise<void> {
  if (process.platform !== 'linux') {
    remark('a port that is filtered can be made on Linux only: nothing is measured with it');
    return;
  }
  const filtered = await startFilteredPort();
  const far = await farPractice(practice, FILTERED_RTT_MS);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { bothMs } = await far.setUp({ behaviour: NOTHING, autoconfigPort: filtered.port });
    times.push(bothMs);
  }
  await Promise.all([far.close(), filtered.close()]);
  report({
    what: `autoconfig host filtered, RTT ${FILTERED_RTT_MS} ms, median of ${ROUNDS}: both signed in`,
    measured: median(times),
    unit: 'ms',
    limit: MOST_FILTERED_MS,
  });
}

/** Nobody in place of servers of the practice domain itself (tcpmux, RFC 1078): what is left are those of the other. */
function unlessGuessed(endpoint: Endpoint): Endpoint {
  const isOwn = endpoint.host === 'practice.test' || endpoint.host.endsWith('.practice.test');
  return isOwn ? { ...endpoint, port: 1 as Endpoint['port'] } : endpoint; // it is a port
}

/** The practice server's host in place of a provider's. */
function atPractice(endpoint: Endpoint): Endpoint {
  const host = endpoint.protocol === 'submission' ? 'smtp.practice.test' : 'imap.practice.test';
  return { ...endpoint, host: host as Endpoint['host'] }; // it is one
}
