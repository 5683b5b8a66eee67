import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SearchSettings } from '../../electron/node/discovery/search-context.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { describeWith } from '../parts.ts';
import { startFilteredPort } from '../servers/filtered.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import { NOTHING } from './behaviours.ts';
import { lookup, outcomes, planned } from './reading.ts';
import { practicePlaying, search } from './searching.ts';

// After a run has stopped waiting, and before it would have by itself.
const SOURCE_MS = 3_000;
const ACCEPTED = ['imap accepted', 'submission accepted'];
const AUTOCONFIG = 'https://autoconfig.practice.test/mail/config-v1.1.xml';

describe('an autoconfig host that accepts and says nothing', () => {
  it.each([
    ['the digest vouches for another document', { ...NOTHING, pacc: 'usual' }],
    ['the domain itself has the file, too', { ...NOTHING, autoconfigDelivery: 'usual' }],
  ] as const)('holds up nobody where %s', async (_why, behaviour) => {
    const practice = await practicePlaying(behaviour);

    const report = await search(practice, {
      settings: autoconfigAt(await silentPort(), practice),
      timeoutMs: SOURCE_MS,
    });

    expect(outcomes(report)).toEqual(ACCEPTED);
    expect(lookup(report, 'autoconfig')).toMatchObject({ outcome: 'silent', uri: AUTOCONFIG });
    expectSignedInBefore(report, AUTOCONFIG);
  });

  it('holds up nobody who wants to confirm guesses', async () => {
    const practice = await practicePlaying(NOTHING);

    const report = await search(practice, {
      settings: autoconfigAt(await silentPort(), practice),
      isConfirmed: true,
      timeoutMs: SOURCE_MS,
    });

    expect(outcomes(report)).toEqual(ACCEPTED);
    expectSignedInBefore(report, AUTOCONFIG);
  });
});

describeWith(['linux'], 'an autoconfig host that is filtered', () => {
  it('holds up nobody', async () => {
    const practice = await practicePlaying({ ...NOTHING, autoconfigDelivery: 'usual' });
    const filtered = await startFilteredPort();
    onTestFinished(() => filtered.close());

    const report = await search(practice, {
      settings: autoconfigAt(filtered.port, practice),
      timeoutMs: SOURCE_MS,
    });

    expect(outcomes(report)).toEqual(ACCEPTED);
    expect(['silent', 'unreachable']).toContain(lookup(report, 'autoconfig')?.outcome);
    expectSignedInBefore(report, AUTOCONFIG);
  });
});

describe('a source that is trusted less than what is known', () => {
  it('is not waited for at all', async () => {
    const practice = await practicePlaying({ ...NOTHING, pacc: 'usual', autodiscover: 'usual' });
    const port = await silentPort();
    const { web } = autoconfigAt(port, practice);
    const events: RunEvent[] = [];

    const report = await search(practice, {
      settings: { web, ispdb: 'https://autoconfig.practice.test/' },
      timeoutMs: SOURCE_MS,
      onEvent: (event) => events.push(event),
    });

    const planAt = events.findIndex(({ type }) => type === 'plan');
    const stillAsked = events
      .slice(planAt)
      .flatMap((event) => (event.type === 'observation' ? [event.observation] : []))
      .flatMap((one) => (one.kind === 'lookup' ? [one.source] : []));
    expect(planned(report).said[0]).toBe('pacc verified-digest');
    expect(stillAsked).toEqual(expect.arrayContaining(['autoconfig', 'ispdb']));
    expect(outcomes(report)).toEqual(ACCEPTED);
  });
});

describe('a source that crashes', () => {
  it.each([
    ['the database of providers', { ispdb: 'no address ' }],
    ['the folder', { folder: 42 as never }],
  ] as const)('ends itself and not the search: %s', async (_what, settings) => {
    const practice = await practicePlaying({});

    const report = await search(practice, { settings });

    const crashes = report.observations.filter(({ kind }) => kind === 'check-crashed');
    expect(crashes).toEqual([expect.objectContaining({ endpoint: null, detail: 'TypeError' })]);
    expect(outcomes(report)).toEqual(ACCEPTED);
    expect(lookup(report, 'autoconfig')).toMatchObject({ outcome: 'found' });
  });

  it('ends everything else that it was asking, too, before the report', async () => {
    const practice = await practicePlaying({ ...NOTHING, pacc: 'usual' });
    const { web } = autoconfigAt(await silentPort(), practice);
    const events: string[] = [];

    const report = await search(practice, {
      settings: {
        web: {
          ...web,
          portFor: (url) => {
            if (url.protocol === 'http:') throw new RangeError('a bug');
            return web.portFor?.(url) ?? 0;
          },
        },
      },
      timeoutMs: SOURCE_MS,
      onEvent: ({ type }) => events.push(type),
    });

    expect(report.observations.filter(({ kind }) => kind === 'check-crashed')).toHaveLength(1);
    expect(lookup(report, 'autoconfig')).toMatchObject({ outcome: 'silent' });
    expect(events.at(-1)).toBe('finished');
  });
});

/** The practice web servers, but for the autoconfig host over HTTPS, which is at another port. */
function autoconfigAt(port: number, { ports }: Practice): Pick<SearchSettings, 'web'> {
  return {
    web: {
      mayReach: () => true,
      portFor: ({ protocol, hostname }) => {
        if (protocol === 'http:') return ports.http;
        return hostname.startsWith('autoconfig.') ? port : ports.https;
      },
    },
  };
}

/** A port of loopback where connections are accepted and nothing is ever said. */
async function silentPort(): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy()); // the client went: nobody is left to tell
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => closeServer(server));
  return portOf(server);
}

function expectSignedInBefore({ observations }: Report, uri: string): void {
  const signedIn = observations.findLastIndex(({ kind }) => kind === 'sign-in');
  const ended = observations.findIndex((one) => one.kind === 'lookup' && one.uri === uri);
  expect(signedIn).toBeGreaterThan(-1);
  expect(ended).toBeGreaterThan(signedIn);
}
