import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunEvent } from '../../shared/report/events.ts';
import { startDnsServer } from '../../electron/node/practice/discovery/dns-server.ts';
import type { Zone } from '../../electron/node/practice/discovery/zone.ts';
import { NOTHING } from './behaviours.ts';
import { outcomes } from './reading.ts';
import { practicePlaying, reachingOnly, search } from './searching.ts';
import { activeResources, leftBeyond, watchSockets } from './sockets.ts';

const LIKELIEST = ['imap.practice.test', 'mail.practice.test', 'smtp.practice.test'];
const OTHERS = ['practice.test', 'mx.practice.test', 'imaps.practice.test', 'smtps.practice.test'];
const MOST_ENDPOINTS = 40;
const OTHER_DOMAIN = 'other-practice.test';

describe('guessed servers', () => {
  it('are looked at by their likeliest names only, where those are well', async () => {
    const practice = await practicePlaying(NOTHING);
    const events: RunEvent[] = [];

    await search(practice, { onEvent: (event) => events.push(event) });

    expect([...hostsLookedAt(events)].toSorted()).toEqual(LIKELIEST);
  });

  it('are looked at by their other names when the likeliest have failed, and not before', async () => {
    const practice = await practicePlaying({ ...NOTHING, mailHosts: 'unknown' });
    const events: RunEvent[] = [];

    await search(practice, { onEvent: (event) => events.push(event) });

    const hosts = hostsLookedAt(events);
    expect(hosts.slice(0, LIKELIEST.length).toSorted()).toEqual(LIKELIEST);
    expect(hosts.slice(LIKELIEST.length).toSorted()).toEqual(OTHERS.toSorted());
    expectLaterThanAnswers(events, 'imap', ['imap.practice.test', 'mail.practice.test']);
    expectLaterThanAnswers(events, 'submission', ['mail.practice.test', 'smtp.practice.test']);
  });

  it('are not looked at where a source that is trusted came first', async () => {
    const practice = await practicePlaying(NOTHING);
    const folder = await folderNaming(1);
    const events: RunEvent[] = [];

    await search(practice, { settings: { folder }, password: null, onEvent: (event) => events.push(event) });

    expect(hostsLookedAt(events)).toContain('h1.practice.test');
    expect(hostsLookedAt(events)).not.toContain('practice.test');
  });
});

describe('where only the MX record leads somewhere', () => {
  it('the likeliest names of its domain are looked at at once, and are confirmed first', async () => {
    const practice = await practicePlaying({ ...NOTHING, mx: 'other-domain', mailHosts: 'unknown' });
    const events: RunEvent[] = [];

    const report = await search(practice, {
      settings: { web: reachingOnly(practice, () => false) },
      onEvent: (event) => events.push(event),
    });

    const hosts = [...hostsLookedAt(events)].filter((host) => host.endsWith(`.${OTHER_DOMAIN}`));
    expect(hosts.toSorted()).toEqual(['imap', 'mail', 'smtp'].map((label) => `${label}.${OTHER_DOMAIN}`));
    expect(begunAt(events, `imap.${OTHER_DOMAIN}`)).toBeLessThan(begunAt(events, 'imaps.practice.test'));
    expect(report.plan.incoming).toMatchObject({ toConfirm: OTHER_DOMAIN });
    expect(outcomes(report)).toEqual(['imap not-confirmed', 'submission not-confirmed']);
  });

  it('the domain’s own names come first where they are well', async () => {
    const practice = await practicePlaying({ ...NOTHING, mx: 'other-domain' });

    const report = await search(practice, { settings: { web: reachingOnly(practice, () => false) } });

    expect(report.plan.incoming).toMatchObject({
      endpoint: { host: 'imap.practice.test' },
      toConfirm: 'practice.test',
    });
  });

  it('nothing is guessed at there where the list knows who it is', async () => {
    const practice = await practicePlaying(NOTHING);
    const dnsServer = await mxLeadingTo('smtpin.rzone.de');
    const events: RunEvent[] = [];

    const report = await search(practice, {
      dnsServer,
      settings: { web: reachingOnly(practice, () => false) },
      onEvent: (event) => events.push(event),
    });

    const guessed = report.candidates.filter(({ source }) => source.kind === 'guess');
    expect(new Set(report.candidates.map(({ source }) => source.kind))).toContain('provider-list');
    expect(guessed.map(({ endpoint }) => endpoint.host).filter((host) => host.endsWith('rzone.de'))).toEqual([
      ...Array.from({ length: 4 }, () => 'smtpin.rzone.de'),
    ]);
    expect(hostsLookedAt(events)).not.toContain('imap.rzone.de');
  });

  it('nothing is guessed at beside it where it is of the domain itself', async () => {
    const practice = await practicePlaying({ ...NOTHING, mx: 'usual' });

    const report = await search(practice);

    const hosts = report.candidates.map(({ endpoint }) => endpoint.host);
    expect(hosts.filter((host) => !host.endsWith('practice.test'))).toEqual([]);
  });
});

/** A DNS server that knows the MX record of the practice domain, and nothing else. */
async function mxLeadingTo(exchange: string): Promise<string> {
  const zone: Zone = {
    records: [{ type: 'MX', name: 'practice.test', data: { preference: 10, exchange } }],
    addressOfUnknown: null,
  };
  const dns = await startDnsServer({ preferredPort: 16_153, zone: () => zone, manner: () => 'usual' });
  onTestFinished(() => dns.close());
  return `127.0.0.1:${dns.port}`;
}

/** How many events there were before something was begun at a host. */
function begunAt(events: readonly RunEvent[], host: string): number {
  const at = events.findIndex((event) => event.type === 'step' && event.endpoint.host === host);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}

describe('very many servers', () => {
  it('are all in the report, and not all are connected to', async () => {
    const practice = await practicePlaying({ ...NOTHING, srv: 'usual', everyNameResolves: true });
    const sockets = watchSockets(practice.doors.map(({ port }) => port));
    const folder = await folderNaming(MOST_ENDPOINTS);
    const before = activeResources();
    const events: RunEvent[] = [];

    const report = await search(practice, { settings: { folder }, onEvent: (event) => events.push(event) });

    const looked = new Set(
      events.flatMap((event) => (event.type === 'step' ? [JSON.stringify(event.endpoint)] : [])),
    );
    const kinds = report.candidates.map(({ source }) => source.kind);
    expect(kinds.filter((kind) => kind === 'folder')).toHaveLength(MOST_ENDPOINTS);
    expect(kinds.filter((kind) => kind === 'srv')).toHaveLength(practice.doors.length);
    expect(looked.size).toBe(MOST_ENDPOINTS);
    expect(sockets.most()).toBeGreaterThan(1);
    expect(sockets.most()).toBeLessThanOrEqual(MOST_ENDPOINTS);
    expect(await leftBeyond(before)).toEqual([]);
    expect(sockets.open()).toHaveLength(0);
  });
});

/** The hosts at which something was begun, in that order. */
function hostsLookedAt(events: readonly RunEvent[]): readonly string[] {
  const hosts = events.flatMap((event) => (event.type === 'step' ? [event.endpoint.host] : []));
  return [...new Set(hosts)];
}

/** What else is guessed for a protocol begins behind the answers of DNS for the likeliest names. */
function expectLaterThanAnswers(
  events: readonly RunEvent[],
  protocol: string,
  likeliest: readonly string[],
): void {
  const isOf = (event: RunEvent): boolean =>
    (event.type === 'observation'
      ? event.observation.endpoint
      : event.type === 'step'
        ? event.endpoint
        : null
    )?.protocol === protocol;
  const own = events.filter(isOf);
  const answered = own.findLastIndex(
    (event) =>
      event.type === 'observation' &&
      event.observation.kind === 'dns-answer' &&
      likeliest.includes(event.observation.host),
  );
  const begun = own.findIndex((event) => event.type === 'step' && !likeliest.includes(event.endpoint.host));
  expect(answered).toBeGreaterThan(-1);
  expect(begun).toBeGreaterThan(answered);
}

/** A folder with a file that names so many IMAP servers, gone with the test. */
async function folderNaming(count: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-isp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const servers = Array.from(
    { length: count },
    (_, at) => `<incomingServer type="imap"><hostname>h${at + 1}.practice.test</hostname><port>993</port>
      <socketType>SSL</socketType><authentication>password-cleartext</authentication></incomingServer>`,
  );
  await writeFile(
    join(folder, 'practice.test.xml'),
    `<clientConfig version="1.1"><emailProvider id="practice.test">${servers.join('')}</emailProvider></clientConfig>`,
  );
  return folder;
}
