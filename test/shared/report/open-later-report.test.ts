import { describe, expect, it } from 'vitest';
import { judgeAgain } from '../../../shared/report/judge-again.ts';
import { openReport } from '../../../shared/report/open-report.ts';
import { IMAP, planned, SMTP } from './events.ts';
import { changed, openedOf, REPORT, type Writable } from './opened-reports.ts';

describe('a report of a later Letterlock with the same version', () => {
  it('keeps findings that are not known here apart, with their values', () => {
    const later = { ...REPORT.findings[0], code: 'tls_quantum_broken', params: { host: 'h', bits: 3 } };

    const opened = openedOf(changed((one) => (one.findings = [later, ...REPORT.findings])));

    expect(opened.unknownFindings).toEqual([later]);
    expect(opened.report.findings).toEqual(REPORT.findings);
  });

  it.each(['constructor', 'to_string', '__proto__', 'has_own_property'])(
    'takes no code for known that only objects have: %s',
    (code) => {
      const opened = openReport(changed((one) => (one.findings = [{ ...REPORT.findings[0], code }])));

      expect(opened).toMatchObject({ report: { findings: [] }, unknownFindings: [{ code }] });
    },
  );

  it('drops fields that are not known here, wherever they are', () => {
    const text = changed((one) => {
      one['later'] = { much: [1, 2, 3] };
      one.tool = { ...REPORT.tool, edition: 'gold' };
      one.observations = REPORT.observations.map((seen) => ({ ...seen, later: 1 }));
      one.plan = { ...REPORT.plan, sideways: null };
    });

    expect(openedOf(text)).toMatchObject({ report: REPORT, leftOut: 0 });
  });

  it.each<[string, (report: Writable) => void, number]>([
    [
      'a new kind of observation',
      (one) => (one.observations = [...REPORT.observations, { ...REPORT.observations[0], kind: 'dream' }]),
      1,
    ],
    [
      'a new kind of observation of the run',
      (one) => {
        const seen = { ...REPORT.observations[0], endpoint: null, address: null, kind: 'dream' };
        one.observations = [...REPORT.observations, seen];
      },
      1,
    ],
    [
      'a new outcome',
      (one) => {
        const seen = { ...REPORT.observations[0], outcome: 'half-resolved' };
        one.observations = [...REPORT.observations, seen];
      },
      1,
    ],
    [
      'a new source, and a new protocol',
      (one) => {
        const [first] = REPORT.candidates;
        const of = (kind: string) => ({ ...first, source: { ...first?.source, kind } });
        const jmap = { ...first, endpoint: { ...IMAP, protocol: 'jmap' } };
        one.candidates = [of('telepathy'), ...REPORT.candidates, jmap];
      },
      2,
    ],
    ['a new thing that was changed', (one) => (one.changedOnDisk = ['moon']), 1],
  ])('leaves out, and counts, %s', (_, change, count) => {
    const opened = openedOf(changed(change));

    expect(opened.leftOut).toBe(count);
    expect(opened.report).toEqual(REPORT);
  });

  it('has one side of a plan less where there is a new word in it', () => {
    const reason = { mechanism: 'PLAIN', reason: 'bored' };
    const text = changed((one) => {
      one.plan = { ...REPORT.plan, incoming: { ...planned(IMAP), leftOut: [reason] } };
    });

    expect(openedOf(text)).toMatchObject({
      report: { plan: { incoming: null, outgoing: planned(SMTP) } },
      leftOut: 1,
    });
  });

  it('is judged as an older one where what the judge had has a new word in it', () => {
    const endpoints = [{ ...IMAP, protocol: 'jmap' }];
    const opened = openedOf(changed((one) => (one['judgedWith'] = { ...REPORT.judgedWith, endpoints })));

    expect(opened.report.judgedWith).toBeUndefined();
    expect(judgeAgain(opened.report).findings).toEqual(REPORT.findings);
  });
});
