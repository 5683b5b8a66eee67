import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank, reasonBefore, TRUST_OF, TRUSTS, type Option } from '../../../shared/discovery/rank.ts';
import type { PlacedCandidate, SourceKind } from '../../../shared/mail/candidate.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import { sourceOf, suggested } from './candidates.ts';

const HOSTS = ['imap.example.org', 'mail.example.org', 'imap.example.net'];
const DOORS = ['993/implicit-tls', '143/starttls', '143/cleartext'];
const KINDS = Object.keys(TRUST_OF) as SourceKind[]; // the table has every kind as a key
const SEARCHED = KINDS.filter((kind) => kind !== 'person' && kind !== 'well-known-port');

function orderOf(candidates: readonly PlacedCandidate[]): readonly string[] {
  return rank(candidates).map(writtenOf);
}

function writtenOf({ endpoint }: Option | PlacedCandidate): string {
  return `${endpoint.protocol} ${formatEndpoint(endpoint)}`;
}

/** The reason for which each option stands before the next one. */
function reasonsIn(candidates: readonly PlacedCandidate[]): readonly string[] {
  const options = rank(candidates);
  return options.flatMap((option, at) => {
    const next = options[at + 1];
    return next === undefined ? [] : reasonBefore(option, next);
  });
}

const anyCandidate = fc
  .tuple(
    fc.constantFrom(...SEARCHED),
    fc.constantFrom('imap', 'submission'),
    fc.constantFrom(...HOSTS),
    fc.constantFrom(...DOORS),
  )
  .map(([kind, protocol, host, door]) => suggested(kind, protocol as 'imap', `${host}:${door}`));
const anyCandidates = fc.array(anyCandidate, { maxLength: 12 });

describe('the options are ranked', () => {
  it.each<readonly [what: string, candidates: readonly PlacedCandidate[], order: readonly string[]]>([
    [
      'by trust before encryption',
      [
        suggested('srv', 'imap', 'imap.example.org:993'),
        suggested('autoconfig', 'imap', 'mail.example.org:143'),
      ],
      ['imap mail.example.org:143/starttls', 'imap imap.example.org:993/implicit-tls'],
    ],
    [
      'by trust before the number of sources',
      [
        suggested('srv', 'imap', 'imap.example.org:993'),
        suggested('mailconf', 'imap', 'imap.example.org:993'),
        suggested('ispdb', 'imap', 'imap.example.org:993'),
        suggested('autoconfig', 'imap', 'mail.example.org:993'),
      ],
      ['imap mail.example.org:993/implicit-tls', 'imap imap.example.org:993/implicit-tls'],
    ],
    [
      'by encryption before the number of sources',
      [
        suggested('srv', 'imap', 'imap.example.org:143'),
        suggested('mailconf', 'imap', 'imap.example.org:143'),
        suggested('srv', 'imap', 'imap.example.org:993'),
      ],
      ['imap imap.example.org:993/implicit-tls', 'imap imap.example.org:143/starttls'],
    ],
    [
      'by the number of sources where the rest is alike',
      [
        suggested('srv', 'imap', 'imap.example.org:993'),
        suggested('srv', 'imap', 'mail.example.org:993'),
        suggested('mailconf', 'imap', 'mail.example.org:993'),
      ],
      ['imap mail.example.org:993/implicit-tls', 'imap imap.example.org:993/implicit-tls'],
    ],
    [
      'as they were suggested where all is alike',
      [
        suggested('srv', 'imap', 'mail.example.org:993'),
        suggested('srv', 'imap', 'imap.example.org:993'),
        suggested('srv', 'imap', 'imap.example.net:993'),
      ],
      [
        'imap mail.example.org:993/implicit-tls',
        'imap imap.example.org:993/implicit-tls',
        'imap imap.example.net:993/implicit-tls',
      ],
    ],
    [
      'with TLS from the first byte before STARTTLS, and that before cleartext',
      [
        suggested('srv', 'imap', 'imap.example.org:1430/cleartext'),
        suggested('srv', 'imap', 'imap.example.org:143/starttls'),
        suggested('srv', 'imap', 'imap.example.org:993/implicit-tls'),
      ],
      [
        'imap imap.example.org:993/implicit-tls',
        'imap imap.example.org:143/starttls',
        'imap imap.example.org:1430/cleartext',
      ],
    ],
  ])('%s', (_what, candidates, order) => {
    expect(orderOf(candidates)).toEqual(order);
  });

  it.each(TRUSTS.slice(1).map((less, at) => [TRUSTS[at] ?? 'person', less] as const))(
    'with %s before %s',
    (more, less) => {
      const strong = suggested(sourceOf('ispdb', more), 'imap', 'mail.example.org:143');
      const weak = suggested(sourceOf('ispdb', less), 'imap', 'imap.example.org:993');

      expect(orderOf([weak, strong])).toEqual([strong, weak].map(writtenOf));
    },
  );

  it('so that every trust that a source can have has its place', () => {
    expect([...TRUSTS].toSorted()).toEqual([...new Set(Object.values(TRUST_OF))].toSorted());
  });

  it('out of nothing to nothing', () => {
    expect(rank([])).toEqual([]);
  });

  it('each endpoint once, with all who suggest it, the most trusted first', () => {
    const [option, ...others] = rank([
      suggested('guess', 'imap', 'imap.example.org'),
      suggested('srv', 'imap', 'imap.example.org'),
      suggested('pacc', 'imap', 'imap.example.org'),
      suggested('ispdb', 'imap', 'imap.example.org'),
    ]);

    expect(others).toEqual([]);
    expect(option?.candidates.map(({ source }) => source.kind)).toEqual(['pacc', 'ispdb', 'srv', 'guess']);
    expect(option?.trust).toBe('verified-digest');
  });

  it('counting a source once, however many of its questions lead to one server', () => {
    const at = (label: string) => ({ ...sourceOf('srv'), uri: `dns:${label}._tcp.example.org?type=SRV` });
    const twice = ['_imaps', '_imap'].map((label) => suggested(at(label), 'imap', 'imap.example.org:993'));
    const before = suggested('srv', 'imap', 'mail.example.org:993');

    expect(orderOf([before, ...twice])).toEqual([before, ...twice.slice(0, 1)].map(writtenOf));
  });
});

describe('trust in a host', () => {
  it('is that of the most trusted who name it for the protocol, at whatever port', () => {
    const options = rank([
      suggested('srv', 'imap', 'imap.example.org:143'),
      suggested('autoconfig', 'imap', 'imap.example.org:993'),
    ]);

    expect(options.map(({ endpoint, trust }) => [endpoint.port, trust])).toEqual([
      [993, 'domain-https'],
      [143, 'domain-https'],
    ]);
  });

  it('puts a port that only DNS names before another host that is trusted less', () => {
    const order = orderOf([
      suggested('ispdb', 'imap', 'imap.example.net:993'),
      suggested('srv', 'imap', 'imap.example.org:143'),
      suggested('autoconfig', 'imap', 'imap.example.org:993'),
    ]);

    expect(order).toEqual([
      'imap imap.example.org:993/implicit-tls',
      'imap imap.example.org:143/starttls',
      'imap imap.example.net:993/implicit-tls',
    ]);
  });

  it('is not that of another host, nor that of another protocol there', () => {
    const options = rank([
      suggested('autoconfig', 'submission', 'mail.example.org:465'),
      suggested('srv', 'imap', 'mail.example.org:993'),
      suggested('guess', 'submission', 'mail.mail.example.org:465'),
    ]);

    expect(options.map(({ trust }) => trust)).toEqual(['domain-https', 'dns', 'guess']);
  });
});

describe('what a person named', () => {
  it('stays in their order, whatever its encryption is and whoever else knows it', () => {
    const named = [
      suggested('person', 'imap', 'imap.example.org:143/cleartext'),
      suggested('person', 'imap', 'mail.example.org:143'),
      suggested('person', 'imap', 'imap.example.org:993'),
    ];
    const others = [
      suggested('autoconfig', 'imap', 'imap.example.org:993'),
      suggested('srv', 'imap', 'mail.example.org:143'),
    ];

    expect(orderOf([...named, ...others])).toEqual(named.map(writtenOf));
  });

  it('stands before everything else', () => {
    const pacc = suggested('pacc', 'imap', 'imap.example.org:993');
    const person = suggested('person', 'imap', 'mail.example.org:143/cleartext');

    expect(orderOf([pacc, person])).toEqual([person, pacc].map(writtenOf));
  });

  it('is a host: its usual ports keep their order, too', () => {
    const usual = ['imap.example.org:993', 'imap.example.org:143'].map((written) =>
      suggested('well-known-port', 'imap', written),
    );

    expect(orderOf(usual.toReversed())).toEqual(usual.toReversed().map(writtenOf));
  });
});

describe('the reason for an order', () => {
  it.each<readonly [reason: string, first: PlacedCandidate, second: PlacedCandidate]>([
    [
      'named',
      suggested('person', 'imap', 'imap.example.org:143'),
      suggested('pacc', 'imap', 'mail.example.org:993'),
    ],
    [
      'named-first',
      suggested('person', 'imap', 'imap.example.org:143'),
      suggested('person', 'imap', 'mail.example.org:993'),
    ],
    [
      'more-trusted',
      suggested('autoconfig', 'imap', 'imap.example.org:143'),
      suggested('srv', 'imap', 'mail.example.org:993'),
    ],
    [
      'stronger-encryption',
      suggested('srv', 'imap', 'imap.example.org:993'),
      suggested('srv', 'imap', 'imap.example.org:143'),
    ],
    [
      'named-first',
      suggested('srv', 'imap', 'imap.example.org:993'),
      suggested('srv', 'imap', 'mail.example.org:993'),
    ],
  ])('is %s', (reason, first, second) => {
    expect(reasonsIn([first, second])).toEqual([reason]);
  });

  it('is the number of sources', () => {
    const candidates = [
      suggested('srv', 'imap', 'mail.example.org:993'),
      suggested('srv', 'imap', 'imap.example.org:993'),
      suggested('mailconf', 'imap', 'imap.example.org:993'),
    ];

    expect(reasonsIn(candidates)).toEqual(['more-sources']);
  });
});

describe('whatever is suggested', () => {
  it('every endpoint is in the ranking once, and every candidate with its endpoint', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const options = rank(candidates);

        expect(options.map(writtenOf).toSorted()).toEqual([...new Set(candidates.map(writtenOf))].toSorted());
        expect(options.flatMap((option) => option.candidates)).toHaveLength(candidates.length);
        for (const option of options) {
          expect(new Set(option.candidates.map(writtenOf))).toEqual(new Set([writtenOf(option)]));
        }
      }),
    );
  });

  it('ranking the ranked again changes nothing', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const options = rank(candidates);

        expect(rank(options.flatMap((option) => option.candidates))).toEqual(options);
      }),
    );
  });

  it('the order in which answers come changes only what is alike', () => {
    const shuffled = anyCandidates.chain((candidates) =>
      fc.tuple(fc.constant(candidates), fc.shuffledSubarray(candidates, { minLength: candidates.length })),
    );
    fc.assert(
      fc.property(shuffled, ([candidates, others]) => {
        const weight = ({ trust, endpoint, candidates: own }: Option): string =>
          `${trust} ${endpoint.connectionSecurity} ${new Set(own.map(({ source }) => source.kind)).size}`;

        expect(rank(others).map(weight)).toEqual(rank(candidates).map(weight));
      }),
    );
  });

  it('trust never rises from one option to the next', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const trusts = rank(candidates).map(({ trust }) => TRUSTS.indexOf(trust));

        expect(trusts).toEqual(trusts.toSorted((left, right) => left - right));
      }),
    );
  });
});
