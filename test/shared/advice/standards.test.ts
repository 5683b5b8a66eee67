import { describe, expect, it } from 'vitest';
import { programsAt } from '../../../shared/advice/programs.ts';
import { standardsIn, type Standard, type StandardSeen } from '../../../shared/advice/standards.ts';
import { endpointAt, suggested } from '../discovery/candidates.ts';
import { reportOf, suggestionOf, type Ran } from './reports.ts';

const IMAP = suggestionOf([suggested('autoconfig', 'imap', 'imap.example.org')]);

function seenOf(standard: Standard, lookups: Ran['lookups'] = []): StandardSeen {
  return standardsIn(reportOf({ lookups })).find((one) => one.standard === standard)!; // there is a row for each
}

describe('what a standard says at a domain', () => {
  it.each([
    ['found', 'found'],
    ['absent', 'absent'],
    ['name-unknown', 'absent'],
    ['silent', 'unanswered'],
    ['unreachable', 'unanswered'],
    ['failed', 'unanswered'],
    ['credentials-wanted', 'unusable'],
    ['refused', 'unusable'],
    ['redirect-refused', 'unusable'],
    ['private-address', 'unusable'],
    ['bad-certificate', 'unusable'],
    ['portal', 'unusable'],
    ['unusable', 'unusable'],
    ['digest-missing', 'unusable'],
    ['digest-mismatch', 'unusable'],
  ] as const)('is, with the outcome %s, %s', (outcome, state) => {
    const suggestion = outcome === 'found' ? IMAP : null;

    const seen = seenOf('autoconfig', [{ source: 'autoconfig', outcome, suggestion }]);

    expect(seen.state).toBe(state);
  });

  it('names the servers, each once, and how they are protected', () => {
    const lookup = { source: 'autoconfig', outcome: 'found', suggestion: IMAP } as const;

    expect(seenOf('autoconfig', [lookup, lookup])).toMatchObject({
      trust: 'domain-https',
      servers: [{ endpoint: endpointAt('imap', 'imap.example.org'), username: null }],
    });
  });

  it('is not found where only DNS has a record for it', () => {
    const seen = seenOf('pacc', [
      { source: 'pacc', uri: 'dns:_ua-auto-config.example.org?type=TXT', outcome: 'found' },
      { source: 'pacc', outcome: 'name-unknown' },
    ]);

    expect(seen.state).toBe('absent');
  });

  it('is that a service is not offered, with the labels that say so', () => {
    const suggestion = suggestionOf([], { notOffered: ['pop3'] });
    const uri = 'dns:_pop3._tcp.example.org?type=SRV';

    expect(seenOf('srv', [{ source: 'srv', uri, outcome: 'found', suggestion }])).toMatchObject({
      state: 'not-offered',
      notOffered: ['_pop3'],
    });
  });

  it('keeps the record of ManageSieve apart', () => {
    const suggestion = suggestionOf([suggested('srv', 'managesieve', 'sieve.example.org')]);
    const uri = 'dns:_sieve._tcp.example.org?type=SRV';
    const lookups = [{ source: 'srv', uri, outcome: 'found', suggestion }] as const;

    expect([seenOf('srv', lookups).state, seenOf('srv-sieve', lookups).state]).toEqual(['absent', 'found']);
  });

  it('is found where Autodiscover v2 points to version 1', () => {
    const lookup = { source: 'autodiscover-json', outcome: 'found', detail: 'https://example.org/' } as const;

    expect(seenOf('autodiscover-json', [lookup]).state).toBe('found');
  });
});

describe('what a mail program takes', () => {
  const found = (source: 'ispdb' | 'autodiscover'): NonNullable<Ran['lookups']>[number] => ({
    source,
    outcome: 'found',
    suggestion: IMAP,
  });

  it('is the first that it asks of what is found', () => {
    const programs = programsAt(standardsIn(reportOf({ lookups: [found('autodiscover'), found('ispdb')] })));

    const takes = Object.fromEntries(programs.map(({ id, takes: taken }) => [id, taken]));
    expect(takes).toMatchObject({
      thunderbird: 'ispdb',
      'delta-chat': 'autodiscover',
      'outlook-classic': 'autodiscover',
      'apple-mail': null,
    });
  });

  it('names what nobody answered before that', () => {
    const lookups = [{ source: 'autoconfig', outcome: 'silent' }, found('ispdb')] as const;

    const [thunderbird] = programsAt(standardsIn(reportOf({ lookups })));

    expect(thunderbird).toMatchObject({ takes: 'ispdb', unanswered: ['autoconfig'] });
  });

  it('is told with where that is known from, and since when, of every program once', () => {
    const programs = programsAt([]);

    expect(new Set(programs.map(({ id }) => id)).size).toBe(programs.length);
    for (const { reference, asOf, asks } of programs) {
      expect([reference === '', asOf]).toEqual([false, expect.stringMatching(/^\d{4}-\d\d$/)]);
      expect(new Set(asks).size).toBe(asks.length);
    }
  });
});
