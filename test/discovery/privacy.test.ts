import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../electron/node/practice/fault.ts';
import type { Report } from '../../shared/report/report.ts';
import { NOTHING } from './behaviours.ts';
import { outcomes } from './reading.ts';
import { practicePlaying, search, type SearchOptions } from './searching.ts';
import { formsIn, recordTraffic, type Traffic } from './traffic.ts';

const LOCAL_PART = 'zq.Canary+walrus9';
const ADDRESS = `${LOCAL_PART}@practice.test`;
const PASSWORD = 'Pw-canary tuning/fork 77';
const DOMAIN = 'practice.test';
const OTHER_DOMAIN = 'other-practice.test';
/** The database of providers is asked for every domain. */
const ISPDB_DOMAIN = 'providers.test';

interface Row {
  readonly name: string;
  readonly behaviour: Fault['behaviour'];
  /** The domains besides that of the address that are asked below. */
  readonly others: readonly string[];
}

// Trusted sources are among these, so that nobody gives a password.
const ANYWHERE: readonly Row[] = [
  { name: 'all of them', behaviour: {}, others: [] },
  {
    name: 'the servers of another domain',
    behaviour: { autoconfig: 'other-domain' },
    others: [OTHER_DOMAIN],
  },
  { name: 'the MX record of another domain', behaviour: { mx: 'other-domain' }, others: [OTHER_DOMAIN] },
  {
    name: 'Autodiscover that wants a password',
    behaviour: { autodiscover: 'wants-credentials' },
    others: [],
  },
  { name: 'Autodiscover that goes in a circle', behaviour: { autodiscover: 'redirect-loop' }, others: [] },
  {
    name: 'Autodiscover that sends to another domain',
    behaviour: { autodiscover: 'redirect-other-domain' },
    others: [OTHER_DOMAIN],
  },
  { name: 'a file behind a password', behaviour: { autoconfigDelivery: 'wants-credentials' }, others: [] },
  {
    name: 'a file at another domain',
    behaviour: { autoconfigDelivery: 'redirect-other-site' },
    others: [OTHER_DOMAIN],
  },
  { name: 'the address in a host name', behaviour: { autoconfig: 'address-in-host' }, others: [] },
  {
    name: 'a captive portal',
    behaviour: { portal: 'redirect', everyNameResolves: true },
    others: ['guest-network.test'],
  },
];

// Nobody confirms these, so that the password that was given may go nowhere.
const UNSURE: readonly Row[] = [
  { name: 'SRV records', behaviour: { ...NOTHING, srv: 'usual' }, others: [] },
  {
    name: 'SRV records of another domain',
    behaviour: { ...NOTHING, srv: 'other-domain' },
    others: [OTHER_DOMAIN],
  },
  { name: 'the MX record', behaviour: { ...NOTHING, mx: 'other-domain' }, others: [OTHER_DOMAIN] },
  { name: 'the database of providers', behaviour: { ...NOTHING, ispdb: 'usual' }, others: [] },
  { name: 'plain HTTP', behaviour: { ...NOTHING, autoconfigDelivery: 'only-http' }, others: [] },
  { name: 'guesses', behaviour: NOTHING, others: [] },
  {
    name: 'servers that take PLAIN only',
    behaviour: { ...NOTHING, srv: 'usual', mechanisms: ['PLAIN'] },
    others: [],
  },
];

describe('nobody learns the address', () => {
  it.each(ANYWHERE)('while settings are searched for: $name', async (row) => {
    const { traffic } = await recordedSearch(row, { password: null });

    expectUnsaid(traffic, LOCAL_PART);
    expectUnsaid(traffic, ADDRESS.toLowerCase());
    expectNamesBelow(traffic, [DOMAIN, ISPDB_DOMAIN, ...row.others]);
  });
});

describe('nobody learns the address or the password', () => {
  it.each(UNSURE)('where nobody confirmed the servers: $name', async (row) => {
    const { traffic, report } = await recordedSearch(row, { password: PASSWORD, isConfirmed: false });

    expect(outcomes(report)).toEqual(['imap not-confirmed', 'submission not-confirmed']);
    for (const secret of [LOCAL_PART, ADDRESS.toLowerCase(), PASSWORD]) expectUnsaid(traffic, secret);
    expectNamesBelow(traffic, [DOMAIN, ISPDB_DOMAIN, ...row.others]);
  });
});

describe('DNS and web servers learn neither', () => {
  it('when somebody signs in, and the mail servers do not learn the password', async () => {
    const practice = await practicePlaying({});
    const traffic = await recordTraffic(practice);
    let before: Buffer = Buffer.alloc(0);
    const password = practice.accounts[0]?.password ?? '';

    const report = await search(practice, {
      dnsServer: traffic.dnsServer,
      onPlan: () => {
        before = traffic.written();
      },
    });

    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
    expect(formsIn(before, 'alice@practice.test')).toEqual([]);
    expect(formsIn(traffic.questions(), 'alice')).toEqual([]);
    expect(formsIn(traffic.written(), password)).toEqual([]);
  });
});

describe('the recorder', () => {
  it('sees an address and a password that are sent to mail servers inside TLS', async () => {
    const practice = await practicePlaying({ mechanisms: ['PLAIN'] });
    const traffic = await recordTraffic(practice);

    await search(practice, { dnsServer: traffic.dnsServer });

    const password = practice.accounts[0]?.password ?? '';
    expect(formsIn(traffic.written(), password)).toContainEqual(expect.stringMatching(/^base64/));
    expect(formsIn(traffic.written(), 'alice@practice.test')).toContainEqual(
      expect.stringMatching(/^base64/),
    );
  });

  it('sees them in a DNS question and in a web request', async () => {
    const practice = await practicePlaying({});
    const traffic = await recordTraffic(practice);
    const resolver = new Resolver({ tries: 1 });
    resolver.setServers([traffic.dnsServer]);

    await resolver.resolve4('zq.Canary-9.practice.test').catch(() => undefined); // it does not exist
    const asked = request({
      port: practice.ports.http,
      path: `/?for=${encodeURIComponent(LOCAL_PART)}`,
      method: 'POST',
      agent: false,
    });
    asked.end(Buffer.from(PASSWORD).toString('hex'));
    await once(asked, 'response');

    expect(traffic.names()).toContain('zq.canary-9.practice.test');
    expect(formsIn(traffic.questions(), 'zq.canary-9')).toContain('plain');
    expect(formsIn(traffic.written(), LOCAL_PART)).toEqual(['url-encoded']);
    expect(formsIn(traffic.written(), PASSWORD)).toEqual(['hex']);
  });

  it.each([
    ['plain', PASSWORD.toUpperCase()],
    ['reversed', [...PASSWORD].toReversed().join('')],
    ['base64 at 0', Buffer.from(PASSWORD).toString('base64')],
    ['base64 at 1', Buffer.from(`\0${PASSWORD}`).toString('base64')],
    ['base64 at 2', Buffer.from(`\0\0${PASSWORD}`).toString('base64')],
    ['utf-16', Buffer.from(PASSWORD, 'utf16le').toString('latin1')],
  ])('knows a password in the form of %s', (form, text) => {
    expect(formsIn(Buffer.from(text, 'latin1'), PASSWORD)).toContain(form);
  });
});

async function recordedSearch(
  { behaviour }: Pick<Row, 'behaviour'>,
  options: SearchOptions,
): Promise<{ readonly report: Report; readonly traffic: Traffic }> {
  const practice = await practicePlaying(behaviour);
  const traffic = await recordTraffic(practice);
  const report = await search(practice, {
    ...options,
    address: ADDRESS,
    dnsServer: traffic.dnsServer,
  });
  // Where nothing was said, or nobody recorded it, nothing can be found in it either.
  expect(traffic.written().includes('/mail/config-v1.1.xml')).toBe(true);
  expect(traffic.names()).toContain('autoconfig.practice.test');
  return { report, traffic };
}

function expectUnsaid(traffic: Traffic, secret: string): void {
  expect(formsIn(traffic.questions(), secret)).toEqual([]);
  expect(formsIn(traffic.written(), secret)).toEqual([]);
}

/** Only names at or below these domains: none above them, and nobody else's. */
function expectNamesBelow(traffic: Traffic, domains: readonly string[]): void {
  const isBelow = (name: string): boolean =>
    domains.some((domain) => name === domain || name.endsWith(`.${domain}`));
  expect(traffic.names().filter((name) => !isBelow(name))).toEqual([]);
  for (const domain of domains) expect(traffic.names().some((name) => name.endsWith(domain))).toBe(true);
}
