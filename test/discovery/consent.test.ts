import { describe, expect, it } from 'vitest';
import type { Fault } from '../../electron/node/practice/fault.ts';
import { parseEmailAddress, type EmailAddress } from '../../shared/mail/email-address.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { lookups, outcomes, planned } from './reading.ts';
import { practicePlaying, search, type SearchOptions } from './searching.ts';
import { formsIn, recordTraffic, type Traffic } from './traffic.ts';

const LOCAL_PART = 'zq.Canary+walrus9';
const MASKED = 'z…9@practice.test';

const AUTOCONFIG = 'GET https://autoconfig.practice.test/mail/config-v1.1.xml';
const WELL_KNOWN = 'GET https://practice.test/.well-known/autoconfig/mail/config-v1.1.xml';
const AUTODISCOVER = [
  'POST https://practice.test/autodiscover/autodiscover.xml',
  'POST https://autodiscover.practice.test/autodiscover/autodiscover.xml',
];
const AUTODISCOVER_JSON = 'GET https://autodiscover.practice.test/autodiscover/autodiscover.json';
const ALL_TOLD = [AUTOCONFIG, WELL_KNOWN, ...AUTODISCOVER, AUTODISCOVER_JSON];

interface Row {
  readonly name: string;
  readonly behaviour: Fault['behaviour'];
}

const ROWS: readonly Row[] = [
  { name: 'all sources', behaviour: {} },
  { name: 'plain HTTP, which alone has the file', behaviour: { autoconfigDelivery: 'only-http' } },
  { name: 'the MX record of another domain', behaviour: { mx: 'other-domain' } },
  { name: 'servers of another domain', behaviour: { autoconfig: 'other-domain', srv: 'other-domain' } },
  { name: 'servers that want a password', behaviour: { autodiscover: 'wants-credentials' } },
  { name: 'a file that sends to another domain', behaviour: { autoconfigDelivery: 'redirect-other-site' } },
  { name: 'Autodiscover that sends to another domain', behaviour: { autodiscover: 'redirect-other-domain' } },
  { name: 'Autodiscover that goes in a circle', behaviour: { autodiscover: 'redirect-loop' } },
  { name: 'a file that sends to plain HTTP', behaviour: { autoconfigDelivery: 'redirect-to-http' } },
  { name: 'a file that redirects for ever', behaviour: { autoconfigDelivery: 'redirect-loop' } },
  { name: 'a captive portal', behaviour: { portal: 'redirect', everyNameResolves: true } },
  { name: 'the address in a host name', behaviour: { autoconfig: 'address-in-host' } },
];

describe('an address that its owner agreed to tell', () => {
  it.each(ROWS)('is told to servers of their own domain in TLS, and to nobody else: $name', async (row) => {
    const { traffic } = await tellingSearch(row.behaviour);

    expect(new Set(linesTelling(traffic))).toEqual(new Set(ALL_TOLD));
    expect(formsIn(traffic.questions(), LOCAL_PART)).toEqual([]);
  });

  it.each(ROWS)('stands masked in everything that is reported: $name', async (row) => {
    const { report, events } = await tellingSearch(row.behaviour);

    expect(formsIn(Buffer.from(JSON.stringify([report, events])), LOCAL_PART)).toEqual([]);
  });

  it('stands masked at each question that told it, and at no other', async () => {
    const { report } = await tellingSearch({});

    const told = lookups(report).filter(({ toldAddress }) => toldAddress !== undefined);
    expect(new Set(told.map(({ toldAddress }) => toldAddress))).toEqual(new Set([MASKED]));
    expect(new Set(told.map(({ source }) => source))).toEqual(
      new Set(['autoconfig', 'autoconfig-well-known', 'autodiscover', 'autodiscover-json']),
    );
    expect(told.map(({ uri }) => uri)).toContain(
      `https://autoconfig.practice.test/mail/config-v1.1.xml?emailaddress=${MASKED}`,
    );
  });

  it('gives the same settings as without, where a domain has the same for everybody', async () => {
    const { report } = await tellingSearch({}, { address: 'alice@practice.test', signsIn: true });

    expect(planned(report).said).toContain('autoconfig domain-https');
    expect(planned(report).said).toContain('autodiscover domain-https');
    expect(new Set(report.candidates.map(({ username }) => username))).toEqual(
      new Set(['%EMAILADDRESS%', null]),
    );
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });

  it.each([
    ['autoconfig', { autoconfigDelivery: 'redirect-other-site' }],
    ['autodiscover', { autodiscover: 'redirect-other-domain' }],
  ] as const)(
    'is left out where %s sends to another domain, which is then asked without it',
    async (kind, behaviour) => {
      const { report, traffic } = await tellingSearch(behaviour);

      const own = lookups(report).filter(({ source }) => source === kind);
      const stayed = own.filter(({ toldAddress }) => toldAddress !== undefined);
      expect(new Set(stayed.map(({ outcome }) => outcome))).toEqual(new Set(['redirect-refused']));
      expect(stayed[0]?.detail).toMatch(/^to-other-domain https:\/\/auto\w+\.other-practice\.test:\d+\/…$/);
      expect(own.some(({ outcome, toldAddress }) => outcome === 'found' && toldAddress === undefined)).toBe(
        true,
      );
      expect(traffic.requests().some(({ line }) => line.includes('other-practice.test'))).toBe(true);
      const codes = report.findings.map(({ code }) => code);
      expect(codes).toContain('discovery_redirect_to_other_domain');
      expect(codes).not.toContain('discovery_redirect_refused');
    },
  );
});

describe('an address that nobody agreed to tell', () => {
  it('is in no request, which is what the recorder would see', async () => {
    const { traffic, report } = await tellingSearch({}, { settings: {} });

    expect(linesTelling(traffic)).toEqual([]);
    expect(traffic.requests().map(({ line }) => line)).toEqual(expect.arrayContaining(ALL_TOLD));
    expect(lookups(report).some((one) => 'toldAddress' in one)).toBe(false);
  });
});

async function tellingSearch(
  behaviour: Fault['behaviour'],
  { signsIn = false, ...options }: SearchOptions & { readonly signsIn?: boolean } = {},
): Promise<{ readonly report: Report; readonly traffic: Traffic; readonly events: readonly RunEvent[] }> {
  const practice = await practicePlaying(behaviour);
  const traffic = await recordTraffic(practice);
  const events: RunEvent[] = [];
  const { address = `${LOCAL_PART}@practice.test` } = options;
  const report = await search(practice, {
    ...(signsIn ? {} : { password: null }),
    settings: { toldAddress: addressOf(address) },
    dnsServer: traffic.dnsServer,
    onEvent: (event) => events.push(event),
    ...options,
    address,
  });
  return { report, traffic, events };
}

/** The requests that have the local part in them, in any form. */
function linesTelling(traffic: Traffic): readonly string[] {
  return traffic
    .requests()
    .filter(({ bytes }) => formsIn(bytes, LOCAL_PART).length > 0)
    .map(({ line }) => line);
}

function addressOf(text: string): EmailAddress {
  const read = parseEmailAddress(text);
  return read.ok ? read.value : expect.unreachable(text);
}
