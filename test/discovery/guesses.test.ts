import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunEvent } from '../../shared/report/events.ts';
import { NOTHING } from './behaviours.ts';
import { practicePlaying, search } from './searching.ts';
import { activeResources, leftBeyond, watchSockets } from './sockets.ts';

const LIKELIEST = ['imap.practice.test', 'mail.practice.test', 'smtp.practice.test'];
const OTHERS = ['practice.test', 'mx.practice.test', 'imaps.practice.test', 'smtps.practice.test'];
const MOST_ENDPOINTS = 40;

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
