import { beforeAll, describe, expect, it } from 'vitest';
import { judgeAgain } from '../../../shared/report/judge-again.ts';
import { REDACTION_LEVELS } from '../../../shared/report/formats.ts';
import { redactReport } from '../../../shared/report/redact.ts';
import type { Report } from '../../../shared/report/report.ts';
import { reportSchema } from '../../../shared/report/schema.ts';
import { IMAP, endpointAt, reportSaying, reportWith } from './redact-samples.ts';
import { sampleReport } from './samples.ts';

const LONGEST_MS = 120_000;

describe('a report of a real run', () => {
  let reports: readonly Report[] = [];

  beforeAll(async () => {
    reports = [
      await sampleReport([]),
      await sampleReport(['certificate-expired']),
      await sampleReport(['wrong-password'], { isSearch: true }),
    ];
  }, LONGEST_MS);

  it('is itself where everything may be seen', () => {
    for (const report of reports) expect(redactReport(report, 'full')).toEqual({ report, hidden: [] });
  });

  it.each(REDACTION_LEVELS)('is a report, is judged as before and redacted to itself: %s', (level) => {
    for (const report of reports) {
      const { report: redacted, hidden } = redactReport(report, level);

      expect(reportSchema.safeParse(redacted).error).toBeUndefined();
      expect(redactReport(redacted, level)).toEqual({ report: redacted, hidden: [] });
      expect(hidden.length > 0).toBe(level !== 'full');
      expect(told(redacted)).toEqual(told(report));
    }
  });

  it('tells strangers nothing of where it was', () => {
    for (const report of reports) {
      const { report: redacted } = redactReport(report, 'minimal');
      const text = JSON.stringify(redacted);

      expect(text).not.toMatch(/practice\.(test|example|invalid)/i);
      expect(text).not.toContain(report.startedAt);
      expect(redacted.transcripts).toEqual([]);
    }
  });
});

/** What today's rules say of a report. */
function told(report: Report): readonly unknown[] {
  return judgeAgain(report).findings.map(({ code, severity, evidence }) => [code, severity, evidence]);
}

describe('a pseudonym', () => {
  it('is the same for the same, and numbered by first appearance', () => {
    const { report } = redactReport(
      reportSaying('bob@example.org, eve@example.org, BOB@example.org'),
      'helpdesk',
    );

    expect(report.subject.address).toBe('user-1@example.org');
    expect(report.candidates[0]?.username).toBe('user-1');
    expect(wordsIn(report)).toBe('user-2@example.org, user-3@example.org, user-2@example.org');
  });

  it('is never mistaken for somebody who is really called so', () => {
    const said = 'user-7@example.org user-1@example.org lan-address-1 10.9.8.7 x.domain-1.example y@z.test';

    const { report } = redactReport(reportSaying(said), 'helpdesk');

    const [seven, one, address, other, host, foreign] = wordsIn(report).split(' ');
    expect(new Set([report.subject.address, seven, one]).size).toBe(3);
    expect(address).not.toBe(other);
    expect(host?.endsWith(foreign?.split('@')[1] ?? '')).toBe(false);
  });

  it('that stands for a parameter of a capability stays when it is redacted again', () => {
    const said = reportWith(
      [
        {
          ...{ id: 'o1', kind: 'capabilities', endpoint: IMAP, address: null, at: 0, took: 0 },
          ...{ transcript: null, phase: 'before-tls', outcome: 'listed', mechanisms: [] },
          ...{ capabilities: ['XCARD 00-16-3E-77-66-55', 'XUSER BOB', 'XHOST MAILHOST'], words: null },
        },
      ],
      {
        candidates: [{ ...reportWith([]).candidates[0]!, username: 'bob', endpoint: endpointAt('mailhost') }],
      },
    );

    const { report } = redactReport(said, 'minimal');

    const [seen] = report.observations;
    expect(seen?.kind === 'capabilities' && seen.capabilities).toEqual([
      'XCARD lan-address-1',
      'XUSER user-2',
      'XHOST domain-2.example',
    ]);
    expect(redactReport(report, 'minimal')).toEqual({ report, hidden: [] });
  });

  it('of a host keeps what belongs together', () => {
    const hosts = ['imap.example.org', 'smtp.example.org', 'example.org', 'mail.other.test', 'localhost'];
    const said = reportWith([], {
      candidates: hosts.map((host) => ({
        ...reportWith([]).candidates[0]!,
        endpoint: endpointAt(host),
        site: host.split('.').slice(-2).join('.'),
      })),
    });

    const { report } = redactReport(said, 'minimal');

    expect(report.candidates.map(({ endpoint }) => endpoint.host)).toEqual([
      'server-1.domain-1.example',
      'server-2.domain-1.example',
      'domain-1.example',
      'server-3.domain-2.example',
      'localhost',
    ]);
  });

  it('of an address leads as far, and is of the same family', () => {
    const addresses = ['10.1.2.3', '81.2.69.142', 'fd12::3', '2a02::1', '169.254.9.9', '127.0.0.1', '::1'];
    const said = reportWith([
      {
        ...{ id: 'o1', kind: 'dns-answer', endpoint: IMAP, address: null, at: 0, took: 0, transcript: null },
        ...{ host: 'imap.example.org', outcome: 'resolved', saidBy: 'dns', addresses, detail: null },
      },
    ]);

    const [minimal, helpdesk] = (['minimal', 'helpdesk'] as const).map((level) =>
      redactReport(said, level).report.observations.flatMap((one) =>
        'addresses' in one ? one.addresses : [],
      ),
    );

    const own = ['169.254.0.1', '127.0.0.1', '::1'];
    expect(minimal).toEqual(['10.0.0.1', '192.0.2.1', 'fd00::1', '2001:db8::1', ...own]);
    expect(helpdesk).toEqual(['10.0.0.1', '81.2.69.142', 'fd00::1', '2a02::1', ...own]);
  });
});

function wordsIn({ observations }: Report): string {
  return observations.flatMap((one) => ('words' in one ? (one.words?.text ?? []) : [])).join('');
}

describe('what was hidden', () => {
  it('is told with what stands there now, and how often', () => {
    const { hidden } = redactReport(reportSaying('bob@example.org 10.1.1.1 /home/bob/x'), 'helpdesk');

    expect(hidden).toEqual([
      { kind: 'user', shown: 'user-1@example.org', count: 1 },
      { kind: 'user', shown: 'user-1', count: 1 },
      { kind: 'home-folder', shown: '~', count: 1 },
      { kind: 'user', shown: 'user-2@example.org', count: 1 },
      { kind: 'lan-address', shown: 'lan-address-1', count: 1 },
    ]);
  });
});
