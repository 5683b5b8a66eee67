import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import type { ObservedFacts, RememberedFacts } from '../../../shared/mail/observation.ts';
import { compare } from '../../../shared/policy/compare.ts';
import { EMPTY_MEMORY, rememberedAt, type HostMemory } from '../../../shared/policy/host-memory.ts';
import { remember } from '../../../shared/policy/remember.ts';
import { certificate, handshake, IMAP, IMAPS, listed, listedWith, seenAt, starttls } from './offers.ts';

const MARCH = '2026-03-01';
const MAY = '2026-05-09';
const SEEN = { firstSeen: MARCH, lastSeen: MAY };

type Facts = readonly ObservedFacts[];

function known(at: Endpoint, ...facts: Facts): HostMemory {
  return [MARCH, MAY].reduce<HostMemory>(
    (memory, day) => remember(memory, seenAt(at, facts), new Date(`${day}T10:00:00Z`)),
    EMPTY_MEMORY,
  );
}

function compared(at: Endpoint, before: Facts, now: Facts): readonly RememberedFacts[] {
  return compare(rememberedAt(known(at, ...before), at), seenAt(at, now));
}

function gone(before: string, now: string | null): readonly object[] {
  return [{ kind: 'remembered', change: 'mechanism-gone', before, now, ...SEEN }];
}

const withMechanisms = (names: string): Facts => [handshake(), listed(...names.split(' ').filter(Boolean))];

describe('mechanisms', () => {
  it.each([
    [
      'SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN',
      'SCRAM-SHA-256 PLAIN',
      gone('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'),
    ],
    ['SCRAM-SHA-256-PLUS PLAIN', 'SCRAM-SHA-512 PLAIN', gone('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-512')],
    ['SCRAM-SHA-512 SCRAM-SHA-256', 'SCRAM-SHA-256', gone('SCRAM-SHA-512', 'SCRAM-SHA-256')],
    ['SCRAM-SHA-256 PLAIN', 'PLAIN', gone('SCRAM-SHA-256', 'PLAIN')],
    ['SCRAM-SHA-1 LOGIN', 'LOGIN', gone('SCRAM-SHA-1', 'LOGIN')],
    ['CRAM-MD5 PLAIN', 'LOGIN PLAIN', gone('CRAM-MD5', 'PLAIN')],
    ['SCRAM-SHA-256', '', gone('SCRAM-SHA-256', null)],
    ['SCRAM-SHA-256', 'EXTERNAL GSSAPI', gone('SCRAM-SHA-256', null)],
  ])('that are gone are named by the strongest: %s, then %s', (before, now, facts) => {
    expect(compared(IMAPS, withMechanisms(before), withMechanisms(now))).toEqual(facts);
  });

  it.each([
    ['SCRAM-SHA-256 PLAIN', 'SCRAM-SHA-256 PLAIN'],
    ['PLAIN', 'SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN'],
    ['SCRAM-SHA-256 CRAM-MD5 PLAIN', 'SCRAM-SHA-256'],
    ['SCRAM-SHA-1', 'SCRAM-SHA-256-PLUS'],
    ['PLAIN LOGIN', 'LOGIN'],
    ['PLAIN', ''],
    ['EXTERNAL PLAIN', 'PLAIN'],
    ['XOAUTH2 PLAIN', 'PLAIN'],
    ['NTLM DIGEST-MD5 PLAIN', 'PLAIN'],
  ])('that changed and are no weaker are nothing: %s, then %s', (before, now) => {
    expect(compared(IMAPS, withMechanisms(before), withMechanisms(now))).toEqual([]);
  });

  it('that one of two connections did not offer are gone', () => {
    const now = [...withMechanisms('SCRAM-SHA-256 PLAIN'), ...withMechanisms('PLAIN')];

    expect(compared(IMAPS, withMechanisms('SCRAM-SHA-256 PLAIN'), now)).toEqual(
      gone('SCRAM-SHA-256', 'PLAIN'),
    );
  });

  it.each<readonly [string, Facts]>([
    ['was not reached', []],
    ['would not say what it offers', [handshake(), listedWith({ outcome: 'refused' })]],
    ['listed nothing before TLS', [listedWith({ phase: 'before-tls' })]],
    [
      'had signed us in already',
      [
        handshake(),
        { kind: 'greeting', outcome: 'preauthenticated', service: 'imap', words: null },
        listed(),
      ],
    ],
  ])('are not called gone where the host %s', (_, now) => {
    expect(compared(IMAPS, withMechanisms('SCRAM-SHA-256'), now)).toEqual([]);
  });

  it('stay gone until they are back, with the days of before', () => {
    const day = new Date('2026-06-01');
    const weaker = seenAt(IMAPS, withMechanisms('PLAIN'));

    const memory = remember(known(IMAPS, ...withMechanisms('SCRAM-SHA-256 PLAIN')), weaker, day);

    expect(compare(rememberedAt(memory, IMAPS), weaker)).toEqual(gone('SCRAM-SHA-256', 'PLAIN'));
    expect(compare(rememberedAt(memory, IMAPS), seenAt(IMAPS, withMechanisms('SCRAM-SHA-256')))).toEqual([]);
  });
});

describe('STARTTLS', () => {
  const worked = [starttls('agreed'), handshake()];

  it('that is missing was there before', () => {
    expect(compared(IMAP, worked, [starttls('not-offered')])).toEqual([
      { kind: 'remembered', change: 'starttls-gone', before: 'STARTTLS', now: null, ...SEEN },
    ]);
  });

  it('that is missing over one of two families of addresses is gone', () => {
    expect(compared(IMAP, worked, [...worked, starttls('not-offered')])).toMatchObject([
      { change: 'starttls-gone' },
    ]);
  });

  it.each<readonly [string, Facts, Facts]>([
    ['it never worked', [], [starttls('not-offered')]],
    ['it led to no verified TLS', [starttls('agreed')], [starttls('not-offered')]],
    ['it is there', worked, worked],
    ['it is there and is refused', worked, [starttls('refused')]],
    ['nobody was reached', worked, []],
  ])('is not called gone where %s', (_, before, now) => {
    expect(compared(IMAP, before, now)).toEqual([]);
  });
});

describe('the version of TLS', () => {
  it('that is older than before is told', () => {
    expect(compared(IMAPS, [handshake()], [handshake({ version: 'TLSv1.2' })])).toEqual([
      { kind: 'remembered', change: 'tls-older', before: 'TLSv1.3', now: 'TLSv1.2', ...SEEN },
    ]);
  });

  it.each<readonly [string, Facts]>([
    ['is newer', [handshake()]],
    ['is the same', [handshake({ version: 'TLSv1.2' })]],
    ['was not agreed on', [handshake({ outcome: 'version-refused', version: null })]],
    [
      'belongs to a certificate that was rejected',
      [handshake({ outcome: 'certificate-rejected', version: 'TLSv1.2' })],
    ],
  ])('is nothing where it %s', (_, now) => {
    expect(compared(IMAPS, [handshake({ version: 'TLSv1.2' })], now)).toEqual([]);
  });
});

describe('the certificate', () => {
  const shows = (issuer: string, key: string, notAfter?: string): Facts => [
    handshake({ chain: [certificate(issuer, key, notAfter)] }),
  ];
  const before = shows("C=US, O=Let's Encrypt, CN=E7", 'a', '2026-12-01');

  it('of another issuer is told', () => {
    expect(compared(IMAPS, before, shows('O=Example Corp, CN=Proxy', 'b'))).toEqual([
      { kind: 'remembered', change: 'issuer-changed', before: "Let's Encrypt", now: 'Example Corp', ...SEEN },
    ]);
  });

  it('with a new key of the same issuer is a renewal', () => {
    expect(compared(IMAPS, before, shows("C=US, O=Let's Encrypt, CN=R12", 'b', '2027-03-01'))).toEqual([
      { kind: 'remembered', change: 'certificate-renewed', before: '2026-12-01', now: '2027-03-01', ...SEEN },
    ]);
  });

  it.each<readonly [string, Facts]>([
    ['is the same', before],
    ['was renewed on the same key', shows("C=US, O=Let's Encrypt, CN=R12", 'a', '2027-03-01')],
    ['has another issuer who vouches for the same key', shows('O=Sectigo Limited', 'a')],
    [
      'was rejected',
      [handshake({ outcome: 'certificate-rejected', chain: [certificate('O=Mallory', 'b')] })],
    ],
    ['was not sent', [handshake({ chain: [] })]],
  ])('is nothing where it %s', (_, now) => {
    expect(compared(IMAPS, before, now)).toEqual([]);
  });

  it('is nothing where several machines take turns that were all seen before', () => {
    const other = shows('O=Sectigo Limited', 'c');

    expect(compared(IMAPS, [...before, ...other], before)).toEqual([]);
    expect(compared(IMAPS, [...before, ...other], other)).toEqual([]);
  });

  it.each([
    ['system', 'bundled', []],
    ['added', 'bundled', []],
    ['bundled', 'system', ['issuer-changed']],
    ['system', 'system', ['issuer-changed']],
    ['bundled', 'bundled', ['issuer-changed']],
  ] as const)('of another issuer, when its root was %s and now is %s, gives %j', (was, is, changes) => {
    const then = handshake({ chain: [certificate('O=Corp', 'b')], anchor: was });
    const now = handshake({ chain: [certificate("O=Let's Encrypt", 'c')], anchor: is });

    expect(compared(IMAPS, [then], [now]).map(({ change }) => change)).toEqual(changes);
  });

  it('of a new issuer is told once', () => {
    const now = seenAt(IMAPS, shows('O=Sectigo Limited', 'c'));

    const memory = remember(known(IMAPS, ...before), now, new Date('2026-06-01'));

    expect(compare(rememberedAt(memory, IMAPS), now)).toEqual([]);
    expect(compare(rememberedAt(memory, IMAPS), seenAt(IMAPS, before))).toEqual([]);
  });

  it('has been of its issuer since the first one that is remembered', () => {
    const renewed = seenAt(IMAPS, shows("O=Let's Encrypt", 'b'));
    const memory = remember(known(IMAPS, ...before), renewed, new Date('2026-06-01'));

    const facts = compare(rememberedAt(memory, IMAPS), seenAt(IMAPS, shows('O=Mallory', 'c')));

    expect(facts).toMatchObject([{ change: 'issuer-changed', firstSeen: MARCH, lastSeen: '2026-06-01' }]);
  });
});

describe('a host', () => {
  const healthy: Facts = [handshake(), listed('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'PLAIN')];

  it('that was never seen has nothing to be compared with', () => {
    expect(compare(rememberedAt(EMPTY_MEMORY, IMAPS), seenAt(IMAPS, healthy))).toEqual([]);
  });

  it('that is healthy gives nothing on its second run', () => {
    expect(compared(IMAPS, healthy, healthy)).toEqual([]);
  });

  it('that changed in several ways gives a fact for each', () => {
    const now = [handshake({ version: 'TLSv1.2', chain: [certificate('O=Mallory', 'f')] }), listed('PLAIN')];

    expect(compared(IMAPS, healthy, now).map(({ change }) => change)).toEqual([
      'tls-older',
      'issuer-changed',
      'mechanism-gone',
    ]);
  });
});
