import { describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import { compareReports, type Change, type ReportComparison } from '../../../shared/report/compare.ts';
import { COMPARISON_WORDS } from '../../../shared/report/comparison-words.ts';
import { CHANGED_THINGS } from '../../../shared/report/endpoint-changes.ts';
import { renderComparison } from '../../../shared/report/render-comparison.ts';
import { PLAIN } from '../../../shared/report/render-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import {
  CONNECTED,
  ENCRYPTED,
  EXPIRED,
  finished,
  IMAP,
  LISTED,
  PASSWORD_REFUSED,
  PORT_REFUSED,
  RESOLVED,
  saw,
  SIGNED_IN,
  SMTP,
  started,
  SWITCHED,
} from './events.ts';

/** A report of a look at the IMAP server that saw this. */
function seeing(...facts: readonly ObservedFacts[]): Report {
  return finished([started(IMAP), ...facts.map((one) => saw(IMAP, one))]).report;
}

function withCertificate(change: Partial<(typeof ENCRYPTED.chain)[number]>): ObservedFacts {
  return { ...ENCRYPTED, chain: ENCRYPTED.chain.map((one) => ({ ...one, ...change })) };
}

/** What changed, in short. */
function told({ changes }: ReportComparison): readonly (readonly unknown[])[] {
  return changes.map(({ thing, sense, before, now }) => [thing, sense, before, now]);
}

function textOf(comparison: ReportComparison, language: 'en' | 'de' = 'en'): string {
  return renderComparison(comparison, { pages: ALL_PAGES[language], style: PLAIN, width: 100 });
}

const WELL = [RESOLVED, CONNECTED, ENCRYPTED, LISTED, SIGNED_IN];
const RENEWED = withCertificate({ fingerprint: 'other', notAfter: '2027-06-01T12:00:00.000Z' });

describe('what changed between two reports', () => {
  it.each<[string, readonly ObservedFacts[], readonly ObservedFacts[], readonly unknown[]]>([
    [
      'a name that is gone',
      [RESOLVED],
      [{ ...RESOLVED, outcome: 'not-found', addresses: [] } as ObservedFacts],
      ['name', 'worse', ['resolved'], ['not-found']],
    ],
    [
      'other addresses',
      [RESOLVED],
      [{ ...RESOLVED, addresses: ['192.0.2.9', '192.0.2.8'] } as ObservedFacts],
      ['addresses', 'other', ['192.0.2.7'], ['192.0.2.8', '192.0.2.9']],
    ],
    ['a port that is closed', [CONNECTED], [PORT_REFUSED], ['reach', 'worse', ['connected'], ['refused']]],
    [
      'a port that is open again',
      [PORT_REFUSED],
      [CONNECTED],
      ['reach', 'better', ['refused'], ['connected']],
    ],
    [
      'STARTTLS that is gone',
      [SWITCHED],
      [{ kind: 'starttls', outcome: 'not-offered', words: null }],
      ['starttls', 'worse', ['agreed'], ['not-offered']],
    ],
    [
      'an older TLS',
      [ENCRYPTED],
      [{ ...ENCRYPTED, version: 'TLSv1.2' }],
      ['tls-version', 'worse', ['TLSv1.3'], ['TLSv1.2']],
    ],
    [
      'a certificate that was renewed as usual',
      [ENCRYPTED],
      [RENEWED],
      ['certificate', 'usual', ['2027-03-03'], ['2027-06-01']],
    ],
    [
      'a certificate that ends earlier than the one before',
      [ENCRYPTED],
      [withCertificate({ fingerprint: 'other', notAfter: '2026-12-24T12:00:00.000Z' })],
      ['certificate', 'other', ['2027-03-03'], ['2026-12-24']],
    ],
    [
      'a certificate of somebody else',
      [ENCRYPTED],
      [withCertificate({ fingerprint: 'other', issuer: 'O=Other CA, CN=R1' })],
      ['issuer', 'other', ['CN=Example CA'], ['Other CA']],
    ],
    [
      'a certificate of somebody whom only this computer knows',
      [ENCRYPTED],
      [
        {
          ...withCertificate({ fingerprint: 'other', issuer: 'O=Virus Scanner' }),
          anchor: 'system',
        } as ObservedFacts,
      ],
      ['issuer', 'worse', ['CN=Example CA'], ['Virus Scanner']],
    ],
    [
      'a mechanism that is gone',
      [LISTED],
      [{ ...LISTED, mechanisms: ['PLAIN'] } as ObservedFacts],
      ['mechanisms-gone', 'worse', ['SCRAM-SHA-256'], []],
    ],
    [
      'a mechanism that is new',
      [LISTED],
      [{ ...LISTED, mechanisms: ['SCRAM-SHA-256', 'PLAIN', 'EXTERNAL'] } as ObservedFacts],
      ['mechanisms-new', 'better', [], ['EXTERNAL']],
    ],
    [
      'a capability that is gone, in which mechanisms are none',
      [LISTED],
      [{ ...LISTED, capabilities: ['IMAP4REV1', 'AUTH=PLAIN'] } as ObservedFacts],
      ['capabilities-gone', 'other', ['SASL-IR'], []],
    ],
    [
      'a capability that is new',
      [{ ...LISTED, capabilities: ['SIZE 1', 'AUTH PLAIN'] } as ObservedFacts],
      [{ ...LISTED, capabilities: ['SIZE 1', 'PIPELINING', 'AUTH PLAIN LOGIN'] } as ObservedFacts],
      ['capabilities-new', 'usual', [], ['PIPELINING']],
    ],
    [
      'a password that is refused',
      [SIGNED_IN],
      [PASSWORD_REFUSED],
      ['sign-in', 'worse', ['accepted'], ['rejected']],
    ],
    [
      'another mechanism',
      [SIGNED_IN],
      [{ ...SIGNED_IN, mechanism: 'PLAIN' }],
      ['sign-in-mechanism', 'other', ['SCRAM-SHA-256'], ['PLAIN']],
    ],
  ])('is %s, and nothing else', (_, before, now, change) => {
    const comparison = compareReports(seeing(...before), seeing(...now));

    expect(told(comparison)).toEqual([change]);
  });

  it('is nothing between a report and itself, which is said', () => {
    const report = seeing(...WELL);

    const comparison = compareReports(report, report);

    expect(comparison).toMatchObject({ changes: [], gone: [], added: [], onlyBefore: [], onlyNow: [] });
    expect(textOf(comparison)).toContain('Nothing changed at the servers');
    expect(textOf(comparison, 'de')).toContain('hat sich nichts geändert');
  });

  it('is not what one of them did not come to, but what kept it from there', () => {
    const comparison = compareReports(seeing(...WELL), seeing(RESOLVED, PORT_REFUSED));

    expect(told(comparison)).toEqual([['reach', 'worse', ['connected'], ['refused']]]);
  });

  it('is not that one of several addresses does not answer', () => {
    const other = { ...PORT_REFUSED, address: '192.0.2.8' } as ObservedFacts;

    const comparison = compareReports(seeing(RESOLVED, CONNECTED), seeing(RESOLVED, CONNECTED, other));

    expect(comparison.changes).toEqual([]);
  });

  it('is not what was offered in the clear, where anybody could have said it', () => {
    const clear = { ...LISTED, phase: 'before-tls', mechanisms: [] } as ObservedFacts;

    const comparison = compareReports(seeing(LISTED), seeing(clear, LISTED));

    expect(comparison.changes).toEqual([]);
  });

  it('has the findings that are new and those that are gone, by the rules of today', () => {
    const before = seeing(...WELL);

    const { added, gone } = compareReports({ ...before, findings: [] }, seeing(RESOLVED, CONNECTED, EXPIRED));

    expect(added.map(({ code }) => code)).toEqual(['tls_certificate_expired']);
    expect(gone.map(({ code }) => code)).toEqual(['account_healthy']);
  });
});

describe('the order of what changed', () => {
  it('begins with what most likely explains a new problem: the first in the row of causes', () => {
    const moved = { ...RESOLVED, addresses: ['192.0.2.200'] } as ObservedFacts;
    const expired = { ...EXPIRED, version: 'TLSv1.2' } as ObservedFacts;

    const { changes } = compareReports(seeing(...WELL), seeing(moved, CONNECTED, expired));

    expect(changes.map(({ thing }) => thing)).toEqual(['addresses', 'tls', 'tls-version']);
    expect(changes.every(({ explains }) => explains.includes('tls_certificate_expired'))).toBe(true);
  });

  it('puts what got worse elsewhere behind it, and what happens all the time last', () => {
    const before = finished([
      started(IMAP, SMTP),
      ...WELL.map((one) => saw(IMAP, one)),
      ...WELL.map((one) => saw(SMTP, one)),
    ]).report;
    const less = { ...LISTED, mechanisms: ['PLAIN'] } as ObservedFacts;
    const now = finished([
      started(IMAP, SMTP),
      ...[RESOLVED, CONNECTED, RENEWED, less, SIGNED_IN].map((one) => saw(IMAP, one)),
      ...[RESOLVED, PORT_REFUSED].map((one) => saw(SMTP, one)),
    ]).report;

    const { changes } = compareReports(before, now);

    const short = (one: Change): readonly unknown[] => [
      one.endpoint.host,
      one.thing,
      one.explains.length > 0,
    ];
    expect(changes.map(short)).toEqual([
      ['smtp.example.org', 'reach', true],
      ['imap.example.org', 'mechanisms-gone', false],
      ['imap.example.org', 'certificate', false],
    ]);
  });

  it('gives a renewed certificate no part in a new problem', () => {
    const { changes } = compareReports(
      seeing(...WELL),
      seeing(RESOLVED, CONNECTED, RENEWED, LISTED, PASSWORD_REFUSED),
    );

    expect(changes.map(({ thing, explains }) => [thing, explains.length > 0])).toEqual([
      ['sign-in', true],
      ['certificate', false],
    ]);
  });
});

describe('two reports that are not about the same', () => {
  const report = seeing(...WELL);
  const about = (address: string | null, domain = 'example.org'): Report => ({
    ...report,
    subject: { domain, site: domain, address },
  });

  it.each([
    ['same', about('a…a@example.org'), about('a…a@example.org')],
    ['same', about(null), about('a…a@example.org')],
    ['other-account', about('a…a@example.org'), about('b…b@example.org')],
    ['other-domain', about('a…a@example.org'), about('a…a@example.net', 'example.net')],
    ['unknown', about('user-1@example.org'), about('user-1@example.org')],
    ['unknown', about('a…a@example.org'), about('user-1@example.org')],
    ['unknown', about(null, 'domain-1.example'), about(null, 'domain-1.example')],
  ] as const)('are %s', (subject, before, now) => {
    const comparison = compareReports(before, now);

    expect(comparison.subject).toBe(subject);
    for (const language of ['en', 'de'] as const) {
      const said = COMPARISON_WORDS[language].subject[subject];
      expect(textOf(comparison, language).replace(/\s+/g, ' ')).toContain(said);
    }
  });

  it('have no server in common, which is said, and each has its own', () => {
    const other = finished([started(SMTP), ...WELL.map((one) => saw(SMTP, one))]).report;

    const comparison = compareReports(report, other);

    expect(comparison).toMatchObject({
      hasNothingInCommon: true,
      changes: [],
      onlyBefore: [IMAP],
      onlyNow: [SMTP],
    });
    expect(textOf(comparison)).toContain('there is nothing to compare');
    expect(textOf(comparison, 'de').replace(/\s+/g, ' ')).toContain('nichts zu vergleichen');
    expect(textOf(comparison)).not.toContain('Nothing changed');
  });

  it('are turned around where the earlier one is the later one, which is said', () => {
    const later = { ...report, startedAt: '2026-12-24T08:00:00.000Z' };

    expect(compareReports(later, report).isBackwards).toBe(true);
    expect(compareReports(report, later).isBackwards).toBe(false);
    expect(textOf(compareReports(later, report))).toContain('is the later one');
  });
});

describe('a comparison as text', () => {
  it.each([
    ['en', 'The sign-in: accepted before, now rejected.', 'would fit: auth_password_refused'],
    ['de', 'Die Anmeldung: vorher angenommen, jetzt abgelehnt.', 'dazu passt: auth_password_refused'],
  ] as const)('says what changed, and what it may explain: %s', (language, change, fits) => {
    const now = seeing(RESOLVED, CONNECTED, RENEWED, LISTED, PASSWORD_REFUSED);

    const text = textOf(compareReports(seeing(...WELL), now), language);

    expect(text).toContain('imap.example.org:993/implicit-tls');
    expect(text).toContain(change);
    expect(text).toContain(fits);
    expect(text).toContain('✕');
  });

  it('writes days as people do, and marks what servers say', () => {
    const issued = withCertificate({ fingerprint: 'other', issuer: 'O=`Other`' });

    expect(textOf(compareReports(seeing(ENCRYPTED), seeing(RENEWED)), 'de')).toContain(
      'jetzt bis 1. Juni 2027',
    );
    expect(textOf(compareReports(seeing(ENCRYPTED), seeing(issued)))).toContain('now `’Other’`');
  });

  it('has words for everything that can change', () => {
    for (const { thing } of Object.values(COMPARISON_WORDS)) {
      const sentences = CHANGED_THINGS.map((one) => thing[one]('BEFORE', 'NOW'));

      expect(new Set(sentences).size).toBe(CHANGED_THINGS.length);
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^\n]*(BEFORE|NOW)[^\n]*\.$/);
    }
  });
});
