import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { paccDocument } from '../../electron/node/practice/discovery/documents.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import { describeWith } from '../parts.ts';
import { doorOf } from '../practice/doors.ts';
import { startDnsmasq } from './dnsmasq.ts';
import { lookups, outcomes, OWN, planned } from './reading.ts';
import { practicePlaying, search } from './searching.ts';

const HOSTS = ['', 'autoconfig.', 'autodiscover.', 'ua-auto-config.', 'imap.', 'smtp.', 'pop.', 'sieve.'];
const MANY_TEXTS = Array.from(
  { length: 12 },
  (_, at) => `txt-record=practice.test,"v=${at} ${'x'.repeat(200)}"`,
);

describeWith(['dnsmasq'], 'a search that asks a DNS server of somebody else', () => {
  it('reads its SRV, MX and TXT records, and signs in', async () => {
    const practice = await practicePlaying({ mx: 'other-domain' });
    const dnsServer = await startDnsmasq([...hostRecords(), ...recordsOf(practice)]);

    const report = await search(practice, { dnsServer });

    expect(planned(report).said).toEqual([
      'pacc verified-digest',
      'autoconfig domain-https',
      'autoconfig-well-known domain-https',
      'autodiscover domain-https',
      'srv dns',
      'mailconf dns',
      'autoconfig-http http',
    ]);
    expect(new Set(lookups(report).map(({ source }) => source))).toContain('autoconfig-mx');
    expect(report.candidates.map(({ source }) => source.kind)).toContain('autoconfig-mx');
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });

  it('reads texts that are too long for UDP', async () => {
    const practice = await practicePlaying({});
    const dnsServer = await startDnsmasq([...hostRecords(), ...MANY_TEXTS, ...recordsOf(practice)]);

    const report = await search(practice, { dnsServer });

    expect(planned(report).said).toContain('mailconf dns');
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });

  it('sees that every name exists there', async () => {
    const practice = await practicePlaying({
      autoconfigDelivery: 'absent',
      autodiscover: 'absent',
      pacc: 'absent',
    });
    const dnsServer = await startDnsmasq(['address=/practice.test/127.0.0.1']);

    const report = await search(practice, { dnsServer });

    expect(report.findings.map(({ code }) => code)).toContain('dns_wildcard');
    expect(report.observations).toContainEqual(
      expect.objectContaining({ kind: 'wildcard-dns', domain: 'practice.test', isWildcard: true }),
    );
    expect(planned(report)).toMatchObject({ said: [], server: OWN, toConfirm: 'practice.test' });
  });

  it('sees that a domain does not exist', async () => {
    const practice = await practicePlaying({});
    const dnsServer = await startDnsmasq([]);

    const report = await search(practice, { dnsServer });

    const ends = new Set(lookups(report).map(({ outcome }) => outcome));
    expect(ends).toEqual(new Set(['name-unknown']));
    expect(report.plan.incoming).toBeNull();
    expect(outcomes(report)).toEqual([]);
  });
});

function hostRecords(): readonly string[] {
  const both = ['practice.test', 'other-practice.test'];
  return both.flatMap((domain) => HOSTS.map((label) => `host-record=${label}${domain},127.0.0.1`));
}

/** What the practice server's own DNS server publishes. */
function recordsOf(practice: Practice): readonly string[] {
  const digest = createHash('sha256').update(paccDocument('practice.test')).digest('base64');
  const portOf = (protocol: string): number => doorOf(practice, protocol, 'implicit-tls').port;
  return [
    `srv-host=_imaps._tcp.practice.test,${OWN},${portOf('imap')},0,1`,
    `srv-host=_submissions._tcp.practice.test,smtp.practice.test,${portOf('submission')},0,1`,
    'mx-host=practice.test,mx.other-practice.test,10',
    `txt-record=practice.test,"mailconf=https://autoconfig.practice.test:${practice.ports.https}/mail/config-v1.1.xml"`,
    `txt-record=_ua-auto-config.practice.test,"v=UAAC1; a=sha256; d=${digest}"`,
  ];
}
