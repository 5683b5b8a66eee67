import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import {
  EMPTY_MEMORY,
  MOST_CERTIFICATES,
  MOST_HOSTS,
  rememberedAt,
  type HostMemory,
  type RememberedHost,
} from '../../../shared/policy/host-memory.ts';
import { organisationOf } from '../../../shared/policy/offer.ts';
import { remember } from '../../../shared/policy/remember.ts';
import {
  certificate,
  endpoint,
  handshake,
  IMAP,
  IMAPS,
  listed,
  listedWith,
  seenAt,
  starttls,
} from './offers.ts';

const MARCH = '2026-03-01';
const MAY = '2026-05-09';

/** The memory of one endpoint after several runs, each with its day. */
function after(at: Endpoint, ...runs: readonly (readonly [day: string, ...facts: ObservedFacts[]])[]) {
  return runs.reduce<HostMemory>(
    (memory, [day, ...facts]) => remember(memory, seenAt(at, facts), new Date(`${day}T10:00:00Z`)),
    EMPTY_MEMORY,
  );
}

function namesIn(host: RememberedHost | null): readonly string[] | undefined {
  return host?.mechanisms.map(({ name }) => name);
}

describe('what is learned', () => {
  it('is what was offered inside verified TLS, with the days', () => {
    const memory = after(IMAPS, [MARCH, handshake(), listed('PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS')]);

    const seen = { firstSeen: MARCH, lastSeen: MARCH };
    expect(memory).toEqual({
      version: 1,
      hosts: [
        {
          endpoint: IMAPS,
          mechanisms: [
            { name: 'SCRAM-SHA-256-PLUS', ...seen },
            { name: 'SCRAM-SHA-256', ...seen },
          ],
          tls: { version: 'TLSv1.3', ...seen },
          starttls: null,
          certificates: [
            {
              issuer: "Let's Encrypt",
              anchor: 'bundled',
              spkiFingerprint: 'a'.repeat(64),
              notAfter: '2027-02-01',
              ...seen,
            },
          ],
          ...seen,
        },
      ],
    });
  });

  it('is that STARTTLS was offered and led to verified TLS', () => {
    const memory = after(IMAP, [MARCH, listedWith({ phase: 'before-tls' }), starttls('agreed'), handshake()]);

    expect(rememberedAt(memory, IMAP)?.starttls).toEqual({ firstSeen: MARCH, lastSeen: MARCH });
  });

  it.each<readonly [string, readonly ObservedFacts[]]>([
    ['an offer before TLS', [listedWith({ phase: 'before-tls', mechanisms: ['SCRAM-SHA-256'] })]],
    ['a certificate that was rejected', [handshake({ outcome: 'certificate-rejected' })]],
    ['STARTTLS that led nowhere', [starttls('agreed'), handshake({ outcome: 'not-tls', version: null })]],
    [
      'STARTTLS that led to a wrong certificate',
      [starttls('agreed'), handshake({ outcome: 'certificate-rejected' })],
    ],
    ['nothing', []],
  ])('is nothing from %s', (_, facts) => {
    expect(after(IMAP, [MARCH, ...facts])).toEqual(EMPTY_MEMORY);
  });

  it.each([
    '127.0.0.1:993',
    '[::1]:993',
    '192.0.2.7:993',
    'localhost:993',
    'mail.localhost:993',
    'imap.practice.test:10993/implicit-tls',
    'imap.other-practice.test:10993/implicit-tls',
  ])('is nothing of %s', (written) => {
    expect(after(endpoint(written), [MARCH, handshake(), listed('SCRAM-SHA-256')])).toEqual(EMPTY_MEMORY);
  });

  it('is nothing of the port between servers', () => {
    expect(after(endpoint('mx.example.org', 'smtp'), [MARCH, starttls('agreed'), handshake()])).toEqual(
      EMPTY_MEMORY,
    );
  });

  it('is nothing of what a server offers to somebody who is signed in already', () => {
    const memory = after(IMAPS, [
      MARCH,
      handshake(),
      { kind: 'greeting', outcome: 'preauthenticated', service: 'imap', words: null },
      listed('SCRAM-SHA-256'),
    ]);

    expect(namesIn(rememberedAt(memory, IMAPS))).toEqual([]);
  });

  it('is nothing of mechanisms that give the password away, or that depend on what the client shows', () => {
    const memory = after(IMAPS, [
      MARCH,
      handshake(),
      listed('EXTERNAL', 'OAUTHBEARER', 'PLAIN', 'LOGIN', 'GSSAPI'),
    ]);

    expect(namesIn(rememberedAt(memory, IMAPS))).toEqual([]);
  });

  it('is what all connections had, where they differ', () => {
    const memory = after(IMAPS, [
      MARCH,
      handshake(),
      listed('SCRAM-SHA-256', 'SCRAM-SHA-1'),
      handshake({ version: 'TLSv1.2' }),
      listed('SCRAM-SHA-1'),
    ]);

    expect(namesIn(rememberedAt(memory, IMAPS))).toEqual(['SCRAM-SHA-1']);
    expect(rememberedAt(memory, IMAPS)?.tls?.version).toBe('TLSv1.2');
  });

  it('is kept apart for each endpoint of a host', () => {
    const first = after(IMAPS, [MARCH, handshake(), listed('SCRAM-SHA-256')]);
    const both = remember(
      first,
      seenAt(IMAP, [starttls('agreed'), handshake()]),
      new Date(`${MAY}T00:00:00Z`),
    );

    expect(both.hosts.map((host) => host.endpoint)).toEqual([IMAPS, IMAP]);
    expect(both.hosts[0]).toEqual(first.hosts[0]);
  });
});

describe('what was learned before', () => {
  it('stays with the day on which it was seen last when it is gone', () => {
    const memory = after(
      IMAPS,
      [MARCH, handshake(), listed('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256')],
      [MAY, handshake({ version: 'TLSv1.2' }), listed('SCRAM-SHA-256')],
    );

    const host = rememberedAt(memory, IMAPS);
    expect(host?.mechanisms).toEqual([
      { name: 'SCRAM-SHA-256-PLUS', firstSeen: MARCH, lastSeen: MARCH },
      { name: 'SCRAM-SHA-256', firstSeen: MARCH, lastSeen: MAY },
    ]);
    expect(host?.tls).toEqual({ version: 'TLSv1.3', firstSeen: MARCH, lastSeen: MARCH });
    expect(host?.lastSeen).toBe(MAY);
  });

  it.each<readonly [string, readonly ObservedFacts[]]>([
    ['was not reached', []],
    ['showed a certificate that is rejected', [handshake({ outcome: 'certificate-rejected' })]],
    ['did not offer STARTTLS', [starttls('not-offered')]],
    ['lists mechanisms before TLS', [listedWith({ phase: 'before-tls', mechanisms: ['PLAIN'] })]],
  ])('is as it was after a look at a host that %s', (_, facts) => {
    const before = [MARCH, starttls('agreed'), handshake(), listed('SCRAM-SHA-256')] as const;

    expect(after(IMAP, before, [MAY, ...facts])).toEqual(after(IMAP, before));
  });

  it('grows when more is offered', () => {
    const memory = after(
      IMAPS,
      [MARCH, handshake({ version: 'TLSv1.2' }), listed('SCRAM-SHA-1')],
      [MAY, handshake(), listed('SCRAM-SHA-512-PLUS', 'SCRAM-SHA-1')],
    );

    expect(namesIn(rememberedAt(memory, IMAPS))).toEqual(['SCRAM-SHA-512-PLUS', 'SCRAM-SHA-1']);
    expect(rememberedAt(memory, IMAPS)?.tls).toEqual({ version: 'TLSv1.3', firstSeen: MAY, lastSeen: MAY });
  });

  it('is the same object of data after the same run on the same day', () => {
    const run = [MARCH, handshake(), listed('SCRAM-SHA-256')] as const;

    expect(after(IMAPS, run, run)).toEqual(after(IMAPS, run));
  });

  it('keeps the last certificates of a host, newest last', () => {
    const keys = ['1', '2', '3', '4', '5'];
    const runs = keys.map(
      (key, at) => [`2026-0${at + 1}-01`, handshake({ chain: [certificate('O=A', key)] })] as const,
    );

    const host = rememberedAt(after(IMAPS, ...runs), IMAPS);

    expect(host?.certificates.map(({ spkiFingerprint }) => spkiFingerprint[0])).toEqual(
      keys.slice(-MOST_CERTIFICATES),
    );
  });

  it('has a certificate once that was renewed on the same key', () => {
    const renewed = certificate("C=US, O=Let's Encrypt, CN=E8", 'a', '2027-08-01');

    const host = rememberedAt(
      after(IMAPS, [MARCH, handshake()], [MAY, handshake({ chain: [renewed] })]),
      IMAPS,
    );

    expect(host?.certificates).toEqual([
      {
        issuer: "Let's Encrypt",
        anchor: 'bundled',
        spkiFingerprint: 'a'.repeat(64),
        notAfter: '2027-08-01',
        firstSeen: MARCH,
        lastSeen: MAY,
      },
    ]);
  });

  it('keeps a mechanism that only another version of Letterlock knows', () => {
    const before = after(IMAPS, [MARCH, handshake(), listed('SCRAM-SHA-1')]);
    const strange = { name: 'SCRAM-OF-TOMORROW', firstSeen: MARCH, lastSeen: MARCH };
    const hosts = before.hosts.map((host) => ({ ...host, mechanisms: [...host.mechanisms, strange] }));

    const now = remember(
      { ...before, hosts },
      seenAt(IMAPS, [handshake(), listed('SCRAM-SHA-1')]),
      new Date(MAY),
    );

    expect(namesIn(rememberedAt(now, IMAPS))).toEqual(['SCRAM-SHA-1', 'SCRAM-OF-TOMORROW']);
  });

  it('is of so many hosts at most, and those are forgotten that were not seen for the longest time', () => {
    let memory = EMPTY_MEMORY;
    for (let at = 0; at < MOST_HOSTS; at += 1) {
      const day = new Date(Date.UTC(2020, 0, at + 1));
      memory = remember(memory, seenAt(endpoint(`h${at}.example.org`), [handshake()]), day);
    }
    memory = remember(memory, seenAt(endpoint('h0.example.org'), [handshake()]), new Date('2026-01-01'));

    // A clock that was put back makes this one look like the oldest; it is of this run all the same.
    const latest = endpoint('latest.example.org');
    memory = remember(memory, seenAt(latest, [handshake()]), new Date('2001-01-01'));

    expect(memory.hosts).toHaveLength(MOST_HOSTS);
    expect(rememberedAt(memory, latest)).not.toBeNull();
    expect(rememberedAt(memory, endpoint('h0.example.org'))).not.toBeNull();
    expect(rememberedAt(memory, endpoint('h1.example.org'))).toBeNull();
  });
});

describe('the organisation that issued a certificate', () => {
  it.each([
    ["C=US, O=Let's Encrypt, CN=E7", "Let's Encrypt"],
    ['C=US, O=Entrust\\, Inc., OU=See www.entrust.net, CN=Entrust', 'Entrust, Inc.'],
    ['CN=x\\, O=Let’s Encrypt, O=Real', 'Real'],
    ['C=JP, O=SECOM CO.\\,LTD., OU=Root', 'SECOM CO.,LTD.'],
    ['CN=My Own Authority', 'CN=My Own Authority'],
    ['OU=Office, CN=x', 'OU=Office, CN=x'],
    ['', ''],
  ])('of %j is %j', (name, organisation) => {
    expect(organisationOf(name)).toBe(organisation);
  });
});
