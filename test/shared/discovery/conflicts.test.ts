import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictsIn } from '../../../shared/discovery/conflicts.ts';
import type { PlacedCandidate, SourceKind } from '../../../shared/mail/candidate.ts';
import { sourceOf, suggested } from './candidates.ts';

/** Each conflict as `protocol field: value (kinds) …`. */
function told(...candidates: readonly PlacedCandidate[]): readonly string[] {
  return conflictsIn(candidates).map(({ protocol, field, values }) => {
    const sides = values.map(
      ({ value, sources }) => `${value} (${sources.map(({ kind }) => kind).join(', ')})`,
    );
    return `${protocol} ${field}: ${sides.join(' | ')}`;
  });
}

function srv(label: string, written: string): PlacedCandidate {
  const uri = `dns:${label}._tcp.example.org?type=SRV`;
  return suggested({ ...sourceOf('srv'), uri }, 'imap', written);
}

describe('sources disagree', () => {
  it.each<readonly [what: string, candidates: readonly PlacedCandidate[], expected: readonly string[]]>([
    [
      'about the host',
      [suggested('autoconfig', 'imap', 'imap.example.org'), suggested('ispdb', 'imap', 'imap.example.net')],
      ['imap host: imap.example.org (autoconfig) | imap.example.net (ispdb)'],
    ],
    [
      'about the port',
      [
        suggested('autoconfig', 'imap', 'imap.example.org:993/implicit-tls'),
        suggested('ispdb', 'imap', 'imap.example.org:1993/implicit-tls'),
      ],
      ['imap port: 993 (autoconfig) | 1993 (ispdb)'],
    ],
    [
      'about the encryption',
      [
        suggested('autoconfig', 'submission', 'smtp.example.org:587/starttls'),
        suggested('ispdb', 'submission', 'smtp.example.org:587/cleartext'),
      ],
      ['submission connectionSecurity: starttls (autoconfig) | cleartext (ispdb)'],
    ],
    [
      'about everything',
      [
        suggested('autoconfig', 'pop3', 'pop.example.org:995'),
        suggested('srv', 'pop3', 'mail.example.net:110'),
      ],
      [
        'pop3 host: pop.example.org (autoconfig) | mail.example.net (srv)',
        'pop3 port: 995 (autoconfig) | 110 (srv)',
        'pop3 connectionSecurity: implicit-tls (autoconfig) | starttls (srv)',
      ],
    ],
    [
      'in the same place, at two addresses of it',
      [
        suggested('autoconfig', 'imap', 'imap.example.org'),
        suggested('autoconfig-well-known', 'imap', 'imap.example.net'),
      ],
      ['imap host: imap.example.org (autoconfig) | imap.example.net (autoconfig-well-known)'],
    ],
    [
      'where two of a kind do',
      [
        suggested({ ...sourceOf('autodiscover'), uri: 'https://a.example.org/' }, 'imap', 'imap.example.org'),
        suggested({ ...sourceOf('autodiscover'), uri: 'https://b.example.org/' }, 'imap', 'imap.example.net'),
      ],
      ['imap host: imap.example.org (autodiscover) | imap.example.net (autodiscover)'],
    ],
    [
      'with those that agree on one side',
      [
        suggested('autoconfig', 'imap', 'imap.example.org'),
        suggested('pacc', 'imap', 'imap.example.org'),
        suggested('ispdb', 'imap', 'imap.example.net'),
      ],
      ['imap host: imap.example.org (autoconfig, pacc) | imap.example.net (ispdb)'],
    ],
    [
      'though a third agrees with both',
      [
        suggested('autoconfig', 'imap', 'imap.example.org'),
        suggested('autoconfig', 'imap', 'imap.example.net'),
        suggested('pacc', 'imap', 'imap.example.org'),
        suggested('ispdb', 'imap', 'imap.example.net'),
      ],
      ['imap host: imap.example.org (autoconfig, pacc) | imap.example.net (ispdb)'],
    ],
    [
      'about the user name',
      [
        suggested('autoconfig', 'imap', 'imap.example.org', { username: '%EMAILADDRESS%' }),
        suggested('ispdb', 'imap', 'imap.example.org', { username: '%EMAILLOCALPART%' }),
      ],
      ['imap username: %EMAILADDRESS% (autoconfig) | %EMAILLOCALPART% (ispdb)'],
    ],
    [
      'about each protocol by itself',
      [
        suggested('autoconfig', 'imap', 'imap.example.org'),
        suggested('autoconfig', 'submission', 'smtp.example.org'),
        suggested('ispdb', 'imap', 'imap.example.org'),
        suggested('ispdb', 'submission', 'smtp.example.net'),
      ],
      ['submission host: smtp.example.org (autoconfig) | smtp.example.net (ispdb)'],
    ],
    [
      'about mail filters',
      [
        suggested('pacc', 'managesieve', 'sieve.example.org:4190/implicit-tls'),
        suggested('srv', 'managesieve', 'sieve.example.org:4190/starttls'),
      ],
      ['managesieve connectionSecurity: implicit-tls (pacc) | starttls (srv)'],
    ],
  ])('%s', (_what, candidates, expected) => {
    expect(told(...candidates)).toEqual(expected);
  });
});

describe('sources agree', () => {
  it.each<readonly [what: string, candidates: readonly PlacedCandidate[]]>([
    ['where there are none', []],
    [
      'where all name the same',
      [
        suggested('autoconfig', 'imap', 'imap.example.org', { username: '%EMAILADDRESS%' }),
        suggested('pacc', 'imap', 'imap.example.org', { username: '%EMAILADDRESS%' }),
        suggested('srv', 'imap', 'imap.example.org'),
      ],
    ],
    [
      'where one names several servers, and the other one of them',
      [
        suggested('autoconfig', 'imap', 'imap.example.org:993'),
        suggested('autoconfig', 'imap', 'imap.example.org:143'),
        suggested('ispdb', 'imap', 'imap.example.org:143'),
      ],
    ],
    [
      'where they share the second server of each',
      [
        suggested('autoconfig', 'imap', 'imap.example.org:993'),
        suggested('autoconfig', 'imap', 'mail.example.org:143'),
        suggested('ispdb', 'imap', 'imap.example.net:993'),
        suggested('ispdb', 'imap', 'mail.example.org:143'),
      ],
    ],
    [
      'where one alone names several servers',
      [suggested('ispdb', 'imap', 'imap.example.org'), suggested('ispdb', 'imap', 'imap.example.net')],
    ],
    [
      'where one names servers for other protocols',
      [suggested('ispdb', 'imap', 'imap.example.org'), suggested('srv', 'pop3', 'pop.example.net')],
    ],
    [
      'where only one says what the user name is',
      [
        suggested('autoconfig', 'imap', 'imap.example.org', { username: '%EMAILLOCALPART%' }),
        suggested('srv', 'imap', 'imap.example.org'),
      ],
    ],
    [
      'where one alone names several user names',
      [
        suggested('ispdb', 'imap', 'imap.example.org:993', { username: '%EMAILADDRESS%' }),
        suggested('ispdb', 'imap', 'imap.example.org:143', { username: '%EMAILLOCALPART%' }),
      ],
    ],
    [
      'where one names several user names, and the other one of them',
      [
        suggested('ispdb', 'imap', 'imap.example.org:993', { username: '%EMAILADDRESS%' }),
        suggested('ispdb', 'imap', 'imap.example.org:143', { username: '%EMAILLOCALPART%' }),
        suggested('autoconfig', 'imap', 'imap.example.org:993', { username: '%EMAILLOCALPART%' }),
      ],
    ],
    [
      'in SRV records, which are one word',
      [srv('_imaps', 'imap.example.org:993'), srv('_imap', 'mail.example.net:143')],
    ],
    [
      'with one of the SRV records',
      [
        srv('_imaps', 'imap.example.org:993'),
        srv('_imap', 'imap.example.org:143'),
        suggested('ispdb', 'imap', 'imap.example.org:143'),
      ],
    ],
  ])('%s', (_what, candidates) => {
    expect(told(...candidates)).toEqual([]);
  });

  it.each<SourceKind>(['person', 'well-known-port', 'guess'])('whatever is the word of a %s', (kind) => {
    const published = suggested('autoconfig', 'imap', 'imap.example.org', { username: '%EMAILADDRESS%' });
    const other = suggested(kind, 'imap', 'imap.example.net:143', { username: 'u…1' });

    expect(told(published, other)).toEqual([]);
  });
});

it('a conflict is between at least two values, and each is of a source', () => {
  const anyCandidates = fc.array(
    fc
      .tuple(
        fc.constantFrom<SourceKind>('autoconfig', 'pacc', 'ispdb', 'srv', 'guess', 'person'),
        fc.constantFrom('imap.example.org:993', 'imap.example.org:143', 'imap.example.net:993'),
        fc.constantFrom(null, '%EMAILADDRESS%', '%EMAILLOCALPART%'),
      )
      .map(([kind, written, username]) => suggested(kind, 'imap', written, { username })),
  );
  fc.assert(
    fc.property(anyCandidates, (candidates) => {
      for (const { values } of conflictsIn(candidates)) {
        expect(new Set(values.map(({ value }) => value)).size).toBeGreaterThan(1);
        expect(new Set(values.flatMap(({ sources }) => sources.map(({ kind }) => kind))).size).toBe(
          values.flatMap(({ sources }) => sources).length,
        );
      }
    }),
  );
});
