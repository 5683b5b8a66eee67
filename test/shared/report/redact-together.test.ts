import { describe, expect, it } from 'vitest';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import { compareReports } from '../../../shared/report/compare.ts';
import { redactReport, redactReports } from '../../../shared/report/redact.ts';
import type { Report } from '../../../shared/report/report.ts';
import { CONNECTED, ENCRYPTED, finished, IMAP, RESOLVED, saw, started } from './events.ts';

const FINGERPRINTS = ['a', 'b'].map((digit) => digit.repeat(64));

/** A report of a look at the IMAP server that found it at this address, with a certificate of this fingerprint. */
function seeing({ address = '192.0.2.7', fingerprint = FINGERPRINTS[0] ?? '' } = {}): Report {
  const facts: readonly ObservedFacts[] = [
    { ...RESOLVED, addresses: [address] } as ObservedFacts,
    CONNECTED,
    { ...ENCRYPTED, chain: ENCRYPTED.chain.map((one) => ({ ...one, fingerprint })) },
  ];
  return finished([started(IMAP), ...facts.map((one) => saw(IMAP, one))]).report;
}

function at(domain: string, report: Report): Report {
  return JSON.parse(JSON.stringify(report).replaceAll('example.org', domain)) as Report;
}

function compared(before: Report, now: Report, level: 'minimal' | 'helpdesk') {
  const [earlier, later] = redactReports([before, now], level).reports;
  if (earlier === undefined || later === undefined) throw new Error('both are redacted');
  return compareReports(earlier, later);
}

const things = (of: ReturnType<typeof compareReports>): readonly string[] =>
  of.changes.map(({ thing }) => thing);

describe('reports that are redacted together', () => {
  it('still differ where only the address does', () => {
    const comparison = compared(seeing(), seeing({ address: '192.0.2.8' }), 'minimal');

    expect(things(comparison)).toEqual(['addresses']);
  });

  it('still differ where only an address of the own network does, for the helpdesk as well', () => {
    const [before, now] = ['192.168.1.7', '192.168.1.8'].map((address) => seeing({ address }));

    expect(before && now && things(compared(before, now, 'helpdesk'))).toEqual(['addresses']);
  });

  it('still differ where only the fingerprint of the certificate does', () => {
    const comparison = compared(seeing(), seeing({ fingerprint: FINGERPRINTS[1] ?? '' }), 'minimal');

    expect(things(comparison)).toEqual(['certificate']);
  });

  it.each([
    ['example.net', 'minimal'],
    ['mail.lan', 'helpdesk'],
  ] as const)('still differ where only the domain does: %s, %s', (domain, level) => {
    const before = at(domain === 'mail.lan' ? 'post.lan' : 'example.org', seeing());
    const comparison = compared(before, at(domain, seeing()), level);

    expect(comparison.hasNothingInCommon).toBe(true);
    expect(JSON.stringify(comparison)).not.toContain(domain);
  });

  it('are the same where nothing differs', () => {
    const comparison = compared(seeing(), seeing(), 'minimal');

    expect([comparison.hasNothingInCommon, comparison.changes]).toEqual([false, []]);
  });

  it('are what they are alone, where there is only one', () => {
    const alone = redactReport(seeing(), 'minimal');

    expect(redactReports([seeing()], 'minimal').hidden).toEqual(alone.hidden);
  });
});
