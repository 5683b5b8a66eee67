// How long `letterlock probe` takes for all usual ports of a host, by its distance; beside nmap with the scripts that find
// the same; and with ports that never answer.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFilteredPort } from '../servers/filtered.ts';
import type { HeldPort } from '../servers/ports.ts';
import { FREE, startMailHost, USUAL, USUAL_PORTS, type FarHost } from './tools/far-host.ts';
import { nmap, nmapVersion } from './tools/nmap.ts';
import { median, roundTripsIn } from './tools/numbers.ts';
import { answeredPorts, probe, seen, unansweredAt, type Probed } from './tools/probing.ts';
import { header, remark, report } from './tools/report.ts';

const RTTS_MS = [20, 100, 300];
const ROUNDS = 5;
const MOST_ROUND_TRIPS = 7.3;
const NMAP_RTT_MS = 100;
const NMAP_ROUNDS = 5;
const MOST_OF_NMAP = 0.35;
const FILTERED_RTT_MS = 20;
const FILTERED_ROUNDS = 3;
const FILTERED_GOALS = [
  { key: 'shown', what: 'everything else is shown', limit: 1_500 },
  { key: 'suspected', what: 'both are said to be probably filtered', limit: 1_500 },
  { key: 'named', what: 'all is named', limit: 3_500 },
] as const;

const ports = USUAL_PORTS.map(({ port }) => port);

header('probe');
const home = await mkdtemp(join(tmpdir(), 'letterlock-bench-home-'));
const host = await startMailHost();
try {
  remark(`host: Dovecot 2.3 behind a forwarder, ports ${ports.join(' ')} (25 is its submission), and DNS`);
  await measureRoundTrips();
  await measureBesideNmap();
  await measureWithFilteredPorts();
} finally {
  await host.stop();
  await rm(home, { recursive: true });
}

async function measureRoundTrips(): Promise<void> {
  const took = new Map(RTTS_MS.map((rttMs) => [rttMs, [] as number[]]));
  const started: number[] = [];
  // The distances take turns, so that all of them see the same machine.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [rttMs, all] of took) {
      const far = await host.usualPorts(rttMs);
      const { report: said, wallMs } = await probeUsual(far);
      await far.close();
      all.push(said.durationMs);
      started.push(wallMs - said.durationMs);
    }
  }
  for (const [rttMs, all] of took) remark(`RTT ${rttMs} ms: ${all.map(Math.round).join(' ')} ms`);
  remark(`start and end of the program, not in it: ${Math.round(Math.min(...started))} ms`);
  report({
    what: `${ports.length} ports, their capabilities and certificates: slope of the time over the RTT`,
    measured: roundTripsIn(took),
    unit: 'round trips',
    limit: MOST_ROUND_TRIPS,
  });
}

/** A whole answer: without one there is nothing to measure. */
async function probeUsual(far: FarHost): Promise<Probed> {
  const probed = await probe([USUAL.name, '--dns', far.dnsServer, '--ca', host.caFile], home);
  const answered = answeredPorts(probed.report);
  const missing = ports.filter((port) => !answered.includes(port));
  if (missing.length > 0) throw new Error(`the probe has no whole answer of port ${missing.join(', ')}`);
  return probed;
}

async function measureBesideNmap(): Promise<void> {
  const version = nmapVersion();
  if (version === null) {
    remark('no nmap here (apt-get install nmap): nothing is measured beside it');
    return;
  }
  const far = await host.usualPorts(NMAP_RTT_MS);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < NMAP_ROUNDS; round += 1) {
    ours.push((await probeUsual(far)).wallMs);
    const { wallMs, certificates, capabilityLists } = await nmap(USUAL.address, ports);
    theirs.push(wallMs);
    remark(
      `${version}: ${certificates} certificates, ${capabilityLists} capability lists, ${Math.round(wallMs)} ms`,
    );
  }
  await far.close();
  report({
    what: `the same at RTT ${NMAP_RTT_MS} ms, with the start of the program, the fastest of ${NMAP_ROUNDS}`,
    measured: Math.min(...ours),
    unit: 'ms',
    against: { name: 'nmap', measured: Math.min(...theirs) },
    ratioLimit: MOST_OF_NMAP,
  });
}

/** IMAP and submission inside TLS do not answer at all; everything else does. */
async function measureWithFilteredPorts(): Promise<void> {
  const far = await host.freePorts(FILTERED_RTT_MS, ['imap', 'submission', 'pop3s', 'pop3', 'sieve']);
  const filtered = [await startFilteredPort(), await startFilteredPort()];
  const [imaps, submissions] = filtered.map(({ port }) => port);
  const [imap, submission, pop3s, pop3, sieve] = far.doors.map(({ port }) => port);
  const servers = [
    ['--imap', imaps, 'implicit-tls'],
    ['--imap', imap, 'starttls'],
    ['--smtp', submissions, 'implicit-tls'],
    ['--smtp', submission, 'starttls'],
    ['--pop3', pop3s, 'implicit-tls'],
    ['--pop3', pop3, 'starttls'],
    ['--sieve', sieve, 'starttls'],
  ].flatMap(([option = '', port = '', security = '']) => [`${option}`, `${FREE.name}:${port}/${security}`]);
  const times: FilteredTimes[] = [];
  for (let round = 0; round < FILTERED_ROUNDS; round += 1) {
    const probed = await probe([...servers, '--dns', far.dnsServer, '--ca', host.caFile], home);
    times.push(filteredTimes(probed, filtered, far));
  }
  await Promise.all([far, ...filtered].map((one) => one.close()));
  for (const { key, what, limit } of FILTERED_GOALS) {
    report({
      what: `two ports filtered, RTT ${FILTERED_RTT_MS} ms, median of ${FILTERED_ROUNDS}: ${what}`,
      measured: median(times.map((one) => one[key])),
      unit: 'ms',
      limit,
    });
  }
}

/** When, in milliseconds from the start of a run. */
type FilteredTimes = Readonly<Record<(typeof FILTERED_GOALS)[number]['key'], number>>;

function filteredTimes(probed: Probed, filtered: readonly HeldPort[], { doors }: FarHost): FilteredTimes {
  const { observations, durationMs } = probed.report;
  const silent = seen(probed.report, 'tcp-connect').filter(({ outcome }) => outcome === 'silent');
  const suspected = unansweredAt(probed);
  const isAllSeen = [silent, suspected].every((all) => all.length === filtered.length);
  if (!isAllSeen || answeredPorts(probed.report).length !== doors.length) {
    throw new Error('the probe does not say which ports are filtered and which are not');
  }
  const others = observations.filter(({ endpoint }) => doors.some(({ port }) => port === endpoint?.port));
  return {
    shown: Math.max(...others.map(({ at }) => at)),
    suspected: Math.max(...suspected),
    named: durationMs,
  };
}
