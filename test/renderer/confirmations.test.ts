import { describe, expect, it } from 'vitest';
import { confirmationsOf } from '../../renderer/state/confirmations.ts';
import type { SourceKind, Trust } from '../../shared/mail/candidate.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { IMAP, SMTP, plan, planned } from '../shared/report/events.ts';
import { SEARCHING, candidate, lookup, sourceOf, suggesting } from './search-events.ts';

const BOTH = plan(
  { ...planned(IMAP), toConfirm: 'example.org' },
  { ...planned(SMTP), toConfirm: 'example.org' },
);

function says(kind: SourceKind, trust: Trust, ...named: readonly (typeof IMAP)[]): RunEvent {
  const source = sourceOf(kind, trust, `https://${kind}.example.org/`);
  return lookup(kind, source.uri ?? '', suggesting(named.map((one) => candidate(one, source))));
}

describe('what has to be confirmed', () => {
  it('is nothing where the plan asks for nothing', () => {
    expect(confirmationsOf([SEARCHING, plan(planned(IMAP), planned(SMTP))])).toEqual([]);
  });

  it('is each domain once, with both servers', () => {
    expect(confirmationsOf([SEARCHING, BOTH])).toEqual([
      { site: 'example.org', servers: [IMAP, SMTP], otherThan: null, backing: 'nobody', namedBy: [] },
    ]);
  });

  it.each<[string, readonly RunEvent[]]>([
    ['vouched', [says('autoconfig', 'domain-https', IMAP, SMTP), says('ispdb', 'other-https', IMAP)]],
    ['named', [says('ispdb', 'other-https', IMAP, SMTP)]],
    ['named', [says('ispdb', 'other-https', IMAP, SMTP), says('autoconfig', 'domain-https', IMAP)]],
    ['nobody', [says('autoconfig-http', 'http', IMAP, SMTP)]],
    ['nobody', [says('autoconfig', 'domain-https', IMAP)]],
  ])('has the backing of the server that has the least: %s', (backing, answers) => {
    expect(confirmationsOf([SEARCHING, ...answers, BOTH])).toMatchObject([{ backing }]);
  });
});
