import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOORS } from '../../../electron/node/practice/protocols.ts';
import { USUAL_DISCOVERY } from '../../../electron/node/practice/discovery/behaviour.ts';
import { zoneOf } from '../../../electron/node/practice/discovery/zone.ts';
import {
  readSrv,
  SRV_LABELS,
  srvName,
  type SrvAnswer,
  type SrvLabel,
  type SrvRecord,
} from '../../../shared/discovery/srv.ts';
import type { Source } from '../../../shared/mail/candidate.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import { PLACES } from '../../node/practice-discovery.ts';
import { anyText } from './any-text.ts';

describe('the SRV records of a domain', () => {
  // RFC 6186 §3, and the one of RFC 8314 §5.1.
  it.each([
    ['_imaps', 993, 'imap', 'implicit-tls'],
    ['_imap', 143, 'imap', 'starttls'],
    ['_pop3s', 995, 'pop3', 'implicit-tls'],
    ['_pop3', 110, 'pop3', 'starttls'],
    ['_submissions', 465, 'submission', 'implicit-tls'],
    ['_submission', 587, 'submission', 'starttls'],
    ['_sieve', 4190, 'managesieve', 'starttls'],
  ] as const)('%s with port %i are %s with %s', (label, port, protocol, connectionSecurity) => {
    const given = answer(label, [record({ port })]);

    const suggestion = readSrv([given]);

    expect(suggestion).toEqual({
      candidates: [
        {
          endpoint: { protocol, host: 'mail.example.org', port, connectionSecurity },
          username: null,
          signIn: [],
          source: given.source,
        },
      ],
      notOffered: [],
      dropped: [],
      others: [],
      instructions: [],
      providerName: null,
    });
  });

  it('are asked for below the domain, one label each', () => {
    const domain = parseHostname('example.org');

    const names = SRV_LABELS.map((label) => srvName(label, domain.ok ? domain.value : expect.unreachable()));

    expect(names).toEqual([
      '_imaps._tcp.example.org',
      '_imap._tcp.example.org',
      '_pop3s._tcp.example.org',
      '_pop3._tcp.example.org',
      '_submissions._tcp.example.org',
      '_submission._tcp.example.org',
      '_sieve._tcp.example.org',
    ]);
  });

  it('of the practice domain are all of its doors', () => {
    const { records } = zoneOf(USUAL_DISCOVERY, PLACES);
    const answers = SRV_LABELS.map((label) =>
      answer(
        label,
        records.flatMap((known) =>
          known.type === 'SRV' && known.name === `${label}._tcp.practice.test`
            ? [record({ port: known.data.port, target: known.data.target })]
            : [],
        ),
      ),
    );

    const { candidates } = readSrv(answers);

    expect(candidates.map(({ endpoint: { port } }) => port).toSorted((left, right) => left - right)).toEqual(
      DOORS.map(({ preferredPort }) => preferredPort).toSorted((left, right) => left - right),
    );
  });

  it('are ordered by priority, then the higher weight, the same each time', () => {
    const given = [
      record({ target: 'third.example.org', priority: 10, weight: 0 }),
      record({ target: 'second.example.org', priority: 10, weight: 5 }),
      record({ target: 'first.example.org', priority: 0, weight: 0 }),
      record({ target: 'fourth.example.org', priority: 20, weight: 100 }),
    ];

    for (const records of [given, given.toReversed()]) {
      expect(hostsIn([answer('_imaps', records)])).toEqual([
        'first.example.org',
        'second.example.org',
        'third.example.org',
        'fourth.example.org',
      ]);
    }
  });

  it('are taken with implicit TLS before those with STARTTLS, whatever their priority', () => {
    const answers = [
      answer('_submission', [record({ port: 587, priority: 0 })]),
      answer('_submissions', [record({ port: 465, priority: 10 })]),
    ];

    expect(endpointsIn(answers)).toEqual([
      'mail.example.org:465/implicit-tls',
      'mail.example.org:587/starttls',
    ]);
  });

  it.each([
    ['IMAP where it has the lower one', 0, 10, ['imap', 'pop3']],
    ['POP3 where it has the lower one', 20, 10, ['pop3', 'imap']],
    ['IMAP where they are alike', 5, 5, ['imap', 'pop3']],
  ])('prefer by their priority %s', (_, imap, pop3, expected) => {
    const { candidates } = readSrv([
      answer('_pop3s', [record({ port: 995, priority: pop3 })]),
      answer('_imap', [record({ port: 143, priority: imap })]),
    ]);

    expect(candidates.map(({ endpoint }) => endpoint.protocol)).toEqual(expected);
  });

  it.each(['.', ''])('say with the target %j that a protocol is not to be had', (target) => {
    const root = record({ target, port: 0 });

    const suggestion = readSrv([
      answer('_imaps', [record({ port: 993 })]),
      answer('_imap', [root]),
      answer('_pop3s', [root]),
      answer('_pop3', [root]),
      answer('_sieve', [root]),
    ]);

    expect(suggestion.notOffered).toEqual(['pop3', 'managesieve']);
    expect(suggestion.candidates).toHaveLength(1);
    expect(suggestion.dropped).toEqual([]);
  });

  it('that name a host beside the root mean the host', () => {
    const suggestion = readSrv([answer('_pop3s', [record({ target: '.' }), record({ port: 995 })])]);

    expect(suggestion.notOffered).toEqual([]);
    expect(suggestion.candidates).toHaveLength(1);
  });

  it('suggest nothing where there are none', () => {
    const suggestion = readSrv(SRV_LABELS.map((label) => answer(label, [])));

    expect(suggestion).toMatchObject({ candidates: [], notOffered: [], dropped: [] });
  });

  it.each([
    [{ target: 'mail server.example.org' }, 'host-unusable', 'mail server.example.org'],
    [{ target: 'b\u00fccher.example' }, 'host-unusable', 'b\u00fccher.example'],
    [{ target: 'a\u001b[2J.example.org' }, 'host-unusable', 'a\\u{1b}[2J.example.org'],
    [{ target: 'a'.repeat(300) }, 'host-unusable', `${'a'.repeat(99)}…`],
    [{ target: '192.0.2.1' }, 'host-unusable', '192.0.2.1'],
    [{ port: 0 }, 'port-unusable', '0'],
    [{ port: 65_536 }, 'port-unusable', '65536'],
  ])('that cannot be used are left out alone: %j', (wrong, reason, given) => {
    const suggestion = readSrv([answer('_submissions', [record(wrong), record({ port: 465 })])]);

    expect(suggestion.dropped).toEqual([{ section: 'outgoing', reason, given }]);
    expect(suggestion.candidates).toHaveLength(1);
  });

  it('are read without the dot at their end', () => {
    expect(hostsIn([answer('_imaps', [record({ target: 'Mail.Example.ORG.' })])])).toEqual([
      'mail.example.org',
    ]);
  });

  it('are read up to twenty', () => {
    const many = Array.from({ length: 500 }, (_, at) => record({ target: `m${at}.example.org` }));

    expect(hostsIn([answer('_imaps', many)])).toHaveLength(20);
  });

  it('of any kind are a candidate or left out, never more', () => {
    const anyRecord = fc.record({
      priority: fc.nat(65_535),
      weight: fc.nat(65_535),
      port: fc.nat(70_000),
      target: fc.oneof(fc.domain(), anyText(40), fc.constantFrom('.', '')),
    });

    fc.assert(
      fc.property(
        fc.constantFrom(...SRV_LABELS),
        fc.array(anyRecord, { maxLength: 20 }),
        (label, records) => {
          const { candidates, dropped } = readSrv([answer(label, records)]);

          const named = records.filter(({ target }) => target !== '.' && target !== '');
          expect(candidates.length + dropped.length).toBe(named.length);
        },
      ),
    );
  });
});

function record(given: Partial<SrvRecord>): SrvRecord {
  return { priority: 0, weight: 1, port: 993, target: 'mail.example.org', ...given };
}

function answer(label: SrvLabel, records: readonly SrvRecord[]): SrvAnswer {
  const source: Source = { kind: 'srv', uri: `dns:${label}._tcp.example.org?type=SRV`, trust: 'dns' };
  return { label, records, source };
}

function endpointsIn(answers: readonly SrvAnswer[]): readonly string[] {
  return readSrv(answers).candidates.map(({ endpoint }) => formatEndpoint(endpoint));
}

function hostsIn(answers: readonly SrvAnswer[]): readonly string[] {
  return readSrv(answers).candidates.map(({ endpoint }) => endpoint.host);
}
