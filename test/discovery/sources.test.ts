import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SearchSettings } from '../../electron/node/discovery/search-context.ts';
import type { DiscoveryBehaviour } from '../../electron/node/practice/discovery/behaviour.ts';
import { startDnsServer } from '../../electron/node/practice/discovery/dns-server.ts';
import type { Zone } from '../../electron/node/practice/discovery/zone.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import type { Report } from '../../shared/report/report.ts';
import { NOTHING } from './behaviours.ts';
import { atPractice, folderWith, lookup, OTHER, outcomes, OWN, planned } from './reading.ts';
import { practicePlaying, reachingOnly, search } from './searching.ts';

/** A source, alone. */
interface Alone {
  readonly name: string;
  readonly behaviour: Partial<DiscoveryBehaviour>;
  /** The web addresses that can be reached; all, where it is not given. */
  readonly reaches?: (url: URL) => boolean;
  /** What is searched besides. */
  readonly also?: (practice: Practice) => Promise<Partial<SearchSettings>>;
  /** Kinds and trust of those who name the IMAP server that is planned. */
  readonly said: readonly string[];
  readonly server: string;
  /** Null where nobody has to confirm anything. */
  readonly toConfirm: string | null;
}

const FILE_AT_ALL: Partial<DiscoveryBehaviour> = { ...NOTHING, autoconfigDelivery: 'usual' };

const TRUSTED: readonly Alone[] = [
  {
    name: 'autoconfig',
    behaviour: FILE_AT_ALL,
    reaches: ({ protocol, hostname }) => protocol === 'https:' && hostname.startsWith('autoconfig.'),
    said: ['autoconfig domain-https'],
    server: OWN,
    toConfirm: null,
  },
  {
    name: 'autoconfig at the domain itself',
    behaviour: FILE_AT_ALL,
    reaches: ({ pathname }) => pathname.startsWith('/.well-known/'),
    said: ['autoconfig-well-known domain-https'],
    server: OWN,
    toConfirm: null,
  },
  {
    name: 'PACC with its digest',
    behaviour: { ...NOTHING, pacc: 'usual' },
    said: ['pacc verified-digest'],
    server: OWN,
    toConfirm: null,
  },
  {
    name: 'Autodiscover v1',
    behaviour: { ...NOTHING, autodiscover: 'usual' },
    reaches: ({ hostname, pathname }) => hostname === 'practice.test' && pathname.endsWith('.xml'),
    said: ['autodiscover domain-https'],
    server: OWN,
    toConfirm: null,
  },
  {
    name: 'Autodiscover v2, which points to v1',
    behaviour: { ...NOTHING, autodiscover: 'usual' },
    reaches: ({ pathname }) => pathname.endsWith('.json'),
    said: ['autodiscover domain-https'],
    server: OWN,
    toConfirm: null,
  },
  {
    name: 'a file of the helpdesk',
    behaviour: NOTHING,
    also: async (practice) => ({ folder: await folderWith('practice.test', practice) }),
    said: ['folder folder'],
    server: OWN,
    toConfirm: null,
  },
];

const UNSURE: readonly Alone[] = [
  {
    name: 'autoconfig over plain HTTP',
    behaviour: FILE_AT_ALL,
    reaches: ({ protocol }) => protocol === 'http:',
    said: ['autoconfig-http http'],
    server: OWN,
    toConfirm: 'practice.test',
  },
  {
    name: 'SRV records',
    behaviour: { ...NOTHING, srv: 'usual' },
    said: ['srv dns'],
    server: OWN,
    toConfirm: 'practice.test',
  },
  {
    name: 'SRV records of another domain',
    behaviour: { ...NOTHING, srv: 'other-domain' },
    said: ['srv dns'],
    server: OTHER,
    toConfirm: 'other-practice.test',
  },
  {
    name: 'a mailconf record, whose address has a port of its own',
    behaviour: { ...FILE_AT_ALL, mailconf: 'usual' },
    reaches: () => false,
    said: ['mailconf dns'],
    server: OWN,
    toConfirm: 'practice.test',
  },
  {
    name: 'autoconfig of the domain that the MX record names',
    behaviour: { ...NOTHING, mx: 'other-domain' },
    reaches: ({ hostname }) => hostname === 'autoconfig.other-practice.test',
    said: ['autoconfig-mx dns'],
    server: OTHER,
    toConfirm: 'other-practice.test',
  },
  {
    name: 'the database of providers',
    behaviour: { ...NOTHING, ispdb: 'usual' },
    said: ['ispdb other-https'],
    server: OWN,
    toConfirm: 'practice.test',
  },
  {
    name: 'the database of providers, for the domain that the MX record names',
    behaviour: { ...NOTHING, mx: 'other-domain' },
    reaches: ({ hostname }) => hostname === 'ispdb.providers.test',
    said: ['ispdb-mx dns'],
    server: OTHER,
    toConfirm: 'other-practice.test',
  },
  {
    name: 'a file of the domain that names the servers of another',
    behaviour: { ...FILE_AT_ALL, autoconfig: 'other-domain' },
    reaches: ({ protocol, hostname }) => protocol === 'https:' && hostname.startsWith('autoconfig.'),
    said: ['autoconfig domain-https'],
    server: OTHER,
    toConfirm: 'other-practice.test',
  },
  { name: 'nobody: a guess', behaviour: NOTHING, said: [], server: OWN, toConfirm: 'practice.test' },
];

describe('a source that is trusted, alone', () => {
  it.each(TRUSTED)('is enough to sign in with a password out of a file: $name', async (alone) => {
    const report = await searchAlone(alone);

    expect(planned(report)).toEqual({ said: alone.said, server: alone.server, toConfirm: alone.toConfirm });
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
    expect(report.verdict).toBe('healthy');
  });
});

describe('a source that is not trusted, alone', () => {
  it.each(UNSURE)('is shown and gets no password that nobody confirmed: $name', async (alone) => {
    const report = await searchAlone(alone);

    expect(planned(report)).toEqual({ said: alone.said, server: alone.server, toConfirm: alone.toConfirm });
    expect(outcomes(report)).toEqual(['imap not-confirmed', 'submission not-confirmed']);
    expect(report.findings.map(({ code }) => code)).toContain('auth_not_confirmed');
  });

  it.each(UNSURE)('is signed in to when a person confirms it: $name', async (alone) => {
    const report = await searchAlone(alone, { isConfirmed: true });

    expect(planned(report).server).toBe(alone.server);
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
    expect(report.verdict).toBe('healthy');
  });
});

describe('what Letterlock itself knows', () => {
  it('is suggested at once for a domain of the list, and is confirmed where its servers have another domain', async () => {
    const practice = await practicePlaying(NOTHING);

    const report = await search(practice, {
      address: 'alice@posteo.de',
      settings: { serverFor: (endpoint) => atPractice(endpoint, practice) },
    });

    expect(planned(report)).toEqual({
      said: ['provider-list provider-list'],
      server: OWN,
      toConfirm: 'practice.test',
    });
    expect(outcomes(report)).toEqual(['imap not-confirmed', 'submission not-confirmed']);
    expect(report.observations.find(({ kind }) => kind === 'provider')).toMatchObject({ by: 'domain' });
  });
});

describe('what Letterlock knows of who takes the mail of a domain', () => {
  it('is suggested, and worth no more than the DNS answer that led there', async () => {
    const practice = await practicePlaying(NOTHING);
    const zone: Zone = {
      records: [
        { type: 'MX', name: 'practice.test', data: { preference: 10, exchange: 'smtpin.rzone.de' } },
        { type: 'A', name: OWN, data: '127.0.0.1' },
        { type: 'A', name: 'smtp.practice.test', data: '127.0.0.1' },
      ],
      addressOfUnknown: null,
    };
    const dns = await startDnsServer({ preferredPort: 16_053, zone: () => zone, manner: () => 'usual' });
    onTestFinished(() => dns.close());

    const report = await search(practice, {
      dnsServer: `127.0.0.1:${dns.port}`,
      settings: { serverFor: (endpoint) => atPractice(endpoint, practice) },
    });

    expect(report.observations.find(({ kind }) => kind === 'provider')).toMatchObject({ by: 'mx' });
    expect(planned(report)).toMatchObject({ said: ['provider-list dns'], toConfirm: 'practice.test' });
    expect(outcomes(report)).toEqual(['imap not-confirmed', 'submission not-confirmed']);
  });
});

describe('a folder of files', () => {
  it.each([
    ['a file that is no XML', 'nothing of that kind', 'malformed'],
    ['a file that defines entities', '<!DOCTYPE a [<!ENTITY b "c">]><clientConfig/>', 'entities'],
  ])('tells of %s and goes on', async (_what, text, detail) => {
    const practice = await practicePlaying({});
    const folder = await folderWith('practice.test', practice);
    await writeFile(join(folder, 'practice.test.xml'), text);

    const report = await search(practice, { settings: { folder } });

    expect(lookup(report, 'folder')).toMatchObject({ outcome: 'unusable', detail, asked: null });
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });

  it('is read for this domain alone', async () => {
    const practice = await practicePlaying(NOTHING);
    const folder = await folderWith('practice.test', practice);
    await copyFile(join(folder, 'practice.test.xml'), join(folder, 'test.xml'));

    const report = await search(practice, { address: 'alice@other-practice.test', settings: { folder } });

    expect(lookup(report, 'folder')).toMatchObject({
      outcome: 'absent',
      uri: 'file:other-practice.test.xml',
    });
  });
});

async function searchAlone(
  { behaviour, reaches, also }: Alone,
  how: { readonly isConfirmed?: boolean } = {},
): Promise<Report> {
  const practice = await practicePlaying(behaviour);
  const web = reaches === undefined ? {} : { web: reachingOnly(practice, reaches) };
  return search(practice, { ...how, settings: { ...web, ...(await also?.(practice)) } });
}
