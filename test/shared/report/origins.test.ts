import { describe, expect, it } from 'vitest';
import type { PlacedCandidate } from '../../../shared/mail/candidate.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import type { Observation } from '../../../shared/mail/observation.ts';
import { originsOf, type Origin } from '../../../shared/report/origins.ts';
import { sourceOf, suggested } from '../discovery/candidates.ts';
import { lookup } from '../findings/discovery-facts.ts';
import { finished, IMAP, saw, RESOLVED } from './events.ts';

function origins(candidates: readonly PlacedCandidate[], observations: readonly Observation[] = []) {
  return originsOf({ ...finished([]).report, candidates, observations });
}

function shown({ endpoint, sources, reason }: Origin): string {
  return `${formatEndpoint(endpoint)} by ${sources.map(({ kind }) => kind).join(', ')}: ${reason}`;
}

/** What is shown for each protocol, as text. */
function table(...candidates: readonly PlacedCandidate[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    origins(candidates).protocols.map(({ protocol, origins: of }) => [protocol, of.map(shown)]),
  );
}

describe('where settings come from', () => {
  it('leaves guesses out where somebody says something', () => {
    expect(
      table(
        suggested('guess', 'imap', 'mail.example.org:993'),
        suggested('guess', 'imap', 'imap.example.org:993'),
        suggested('srv', 'imap', 'imap.example.org:993'),
      ),
    ).toEqual({ imap: ['imap.example.org:993/implicit-tls by srv, guess: null'] });
  });

  it('shows guesses where nobody says anything, protocol by protocol', () => {
    expect(
      table(
        suggested('autoconfig', 'imap', 'imap.example.org:993'),
        suggested('guess', 'imap', 'mail.example.org:993'),
        suggested('guess', 'submission', 'smtp.example.org:587'),
        suggested('guess', 'submission', 'smtp.example.org:465'),
      ),
    ).toEqual({
      imap: ['imap.example.org:993/implicit-tls by autoconfig: null'],
      submission: [
        'smtp.example.org:465/implicit-tls by guess: stronger-encryption',
        'smtp.example.org:587/starttls by guess: null',
      ],
    });
  });

  it('leaves a guess out at another port of a host that somebody names', () => {
    expect(
      table(
        suggested('srv', 'imap', 'imap.example.org:993'),
        suggested('guess', 'imap', 'imap.example.org:143'),
      ),
    ).toEqual({ imap: ['imap.example.org:993/implicit-tls by srv: null'] });
  });

  it('gives the reason towards the next that is shown, and not towards a guess between', () => {
    expect(
      table(
        suggested('autoconfig', 'imap', 'imap.example.org:993'),
        suggested('guess', 'imap', 'imap.example.org:143'),
        suggested('srv', 'imap', 'imap.example.net:993'),
      ),
    ).toEqual({
      imap: [
        'imap.example.org:993/implicit-tls by autoconfig: more-trusted',
        'imap.example.net:993/implicit-tls by srv: null',
      ],
    });
  });

  it('shows what a person named', () => {
    expect(table(suggested('person', 'imap', 'imap.example.org:993'))).toEqual({
      imap: ['imap.example.org:993/implicit-tls by person: null'],
    });
  });

  it('shows the protocols in one order, and none that nobody suggests anything for', () => {
    const candidates = [
      suggested('srv', 'managesieve', 'sieve.example.org'),
      suggested('srv', 'pop3', 'pop.example.org'),
      suggested('srv', 'submission', 'smtp.example.org'),
    ];

    expect(Object.keys(table(...candidates))).toEqual(['submission', 'pop3', 'managesieve']);
    expect(origins([]).protocols).toEqual([]);
  });

  it('names each source of a server once, the most trusted first, and both addresses of one kind', () => {
    const at = (label: string) => ({ ...sourceOf('srv'), uri: `dns:${label}._tcp.example.org?type=SRV` });
    const candidates = [
      suggested(at('_imaps'), 'imap', 'imap.example.org:993'),
      suggested(at('_imaps'), 'imap', 'imap.example.org:993'),
      suggested(at('_imap'), 'imap', 'imap.example.org:993'),
      suggested('pacc', 'imap', 'imap.example.org:993'),
    ];

    const sources = origins(candidates).protocols[0]?.origins[0]?.sources.map(({ uri }) => uri);

    expect(sources).toEqual([
      sourceOf('pacc').uri,
      'dns:_imaps._tcp.example.org?type=SRV',
      'dns:_imap._tcp.example.org?type=SRV',
    ]);
  });

  it('says the user name and whose server it is as its sources do', () => {
    const candidates = [
      suggested('srv', 'imap', 'imap.example.net:993'),
      suggested('ispdb', 'imap', 'imap.example.net:993', { username: '%EMAILLOCALPART%' }),
      suggested('srv', 'submission', 'smtp.example.org:465'),
    ];

    const all = origins(candidates).protocols.flatMap((one) => one.origins);

    expect(all.map(({ site, username }) => [site, username])).toEqual([
      ['example.net', '%EMAILLOCALPART%'],
      ['example.org', null],
    ]);
  });

  it('says where sources do not agree', () => {
    const { conflicts } = origins([
      suggested('autoconfig', 'imap', 'imap.example.org'),
      suggested('ispdb', 'imap', 'imap.example.net'),
      suggested('guess', 'imap', 'mail.example.org'),
    ]);

    expect(conflicts.map(({ protocol, field, values }) => [protocol, field, values.length])).toEqual([
      ['imap', 'host', 2],
    ]);
  });

  it('lists every question in the order of the answers, and nothing else that was seen', () => {
    const moment = { endpoint: null, address: null, at: 1, took: 1, transcript: null };
    const asked = [lookup('srv', 'found'), lookup('autoconfig', 'name-unknown'), lookup('ispdb', 'absent')];
    const questions = asked.map((facts, at) => ({ id: `q${at}`, ...moment, ...facts }));

    const { ledger } = origins([], [saw(IMAP, RESOLVED).observation, ...questions]);

    expect(ledger).toEqual(questions);
  });
});
