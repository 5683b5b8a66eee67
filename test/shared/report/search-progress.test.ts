import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../../../shared/mail/candidate.ts';
import type { LookupFacts } from '../../../shared/mail/lookup.ts';
import type { RunEvent } from '../../../shared/report/events.ts';
import { searchIn } from '../../../shared/report/search-progress.ts';
import { IMAP, finished, started } from './events.ts';

const NOTHING = {
  candidates: [],
  notOffered: [],
  dropped: [],
  others: [],
  instructions: [],
  providerName: null,
};

function answer(source: SourceKind, facts: Partial<LookupFacts> = {}, at = 40): RunEvent {
  return {
    type: 'observation',
    observation: {
      ...{ id: 'l1', endpoint: null, address: null, transcript: null, at, took: 30 },
      ...{ kind: 'lookup', source, uri: 'https://example.org/', asked: 'example.org (192.0.2.80)' },
      ...{ outcome: 'absent', status: 404, redirects: [], detail: null, suggestion: null },
      ...facts,
    },
  };
}

describe('how far a search is', () => {
  it('is nothing where servers were named', () => {
    expect(searchIn([started(IMAP)])).toBeNull();
    expect(searchIn([])).toBeNull();
  });

  it('waits for every source outside this computer', () => {
    const search = searchIn([started()]);

    expect(search).toMatchObject({
      state: 'working',
      answered: [],
      found: [],
      isCutOff: false,
      tookMs: null,
    });
    expect(search?.pending).toHaveLength(10);
  });

  it.each<[SourceKind, number]>([
    ['ispdb', 1],
    ['pacc', 2],
    ['autodiscover', 2],
    ['srv', 7],
  ])('takes %s as answered with its %s. answer', (source, count) => {
    const answers = Array.from({ length: count }, () => answer(source));

    expect(searchIn([started(), ...answers.slice(1)])?.pending).toContain(source);
    expect(searchIn([started(), ...answers])?.answered).toEqual([source]);
  });

  it('does not wait for what only some searches ask', () => {
    const search = searchIn([started(), answer('ispdb-mx'), answer('provider-list', { asked: null })]);

    expect([...(search?.answered ?? []), ...(search?.pending ?? [])]).toHaveLength(10);
  });

  it('names the sources that brought something, each once', () => {
    const brought = { outcome: 'found', suggestion: NOTHING } as const;
    const events = [
      started(),
      answer('srv', brought),
      answer('srv', brought),
      answer('provider-list', brought),
    ];

    expect(searchIn([...events, answer('mailconf', { outcome: 'found' })])?.found).toEqual([
      'srv',
      'provider-list',
    ]);
  });

  it('ends with the servers, and took as long as the last answer before them', () => {
    const events = [started(), answer('srv', {}, 20), answer('ispdb', {}, 90)];
    const found: RunEvent = { type: 'servers', endpoints: [IMAP] };

    expect(searchIn([...events, found, answer('pacc', {}, 900)])).toMatchObject({
      state: 'good',
      tookMs: 90,
    });
  });

  it('is in vain without servers, and was not made where the run ended before', () => {
    expect(searchIn([started(), { type: 'servers', endpoints: [] }])?.state).toBe('problem');
    expect(searchIn([started(), finished([started()], { isCancelled: true })])?.state).toBe('skipped');
  });

  it('is cut off while nobody could be asked, and no more once one answered', () => {
    const failed = answer('srv', { outcome: 'failed' });
    const unreached = answer('ispdb', { outcome: 'unreachable' });

    expect(searchIn([started(), failed, unreached])?.isCutOff).toBe(true);
    expect(searchIn([started(), failed, unreached, answer('mailconf')])?.isCutOff).toBe(false);
  });
});
