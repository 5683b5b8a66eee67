import { describe, expect, it } from 'vitest';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import type { RunEvent } from '../../../shared/report/events.ts';
import { ladder, type RungName, type RungState } from '../../../shared/report/ladder.ts';
import {
  ALLOWED,
  ARRIVED,
  CONNECTED,
  ENCRYPTED,
  EXPIRED,
  GREETED,
  IMAP,
  LISTED,
  LISTED_IN_THE_CLEAR,
  OPENED,
  PASSWORD_REFUSED,
  PORT_REFUSED,
  RESOLVED,
  SIGNED_IN,
  SMTP,
  SWITCHED,
  TAKEN,
  endpoint,
  finished,
  looked,
  plan,
  planned,
  saw,
  started,
  step,
} from './events.ts';

const STARTTLS = endpoint('submission', 'smtp.example.org:587');
const CLEARTEXT = endpoint('imap', 'imap.example.org:143/cleartext');

function states(...events: readonly RunEvent[]): Record<RungName, RungState> {
  const { rungs } = ladder(events);
  return Object.fromEntries(rungs.map(({ name, state }) => [name, state])) as Record<RungName, RungState>; // one entry for each rung
}

function rung(name: RungName, events: readonly RunEvent[]) {
  const found = ladder(events).rungs.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no rung ${name}`);
  return found;
}

const ended = (events: readonly RunEvent[]): readonly RunEvent[] => [...events, finished(events)];

describe('the ladder of a run', () => {
  it('has five waiting rungs and no checks before the run has begun', () => {
    const empty = ladder([]);

    expect(empty.rungs.map(({ name }) => name)).toEqual(['reach', 'encryption', 'offer', 'sign-in', 'mail']);
    expect(empty.rungs.every(({ state }) => state === 'waiting')).toBe(true);
    expect([empty.doneCount, empty.totalCount]).toEqual([0, 0]);
  });

  it('lights one rung after the other at an endpoint with implicit TLS', () => {
    const events = [started(IMAP), ...looked(IMAP)];

    expect(states(...events.slice(0, 1))).toEqual({
      reach: 'waiting',
      encryption: 'waiting',
      offer: 'waiting',
      'sign-in': 'waiting',
      mail: 'waiting',
    });
    expect(states(...events.slice(0, 3)).reach).toBe('working');
    expect(states(...events.slice(0, 5))).toMatchObject({ reach: 'good', encryption: 'waiting' });
    expect(states(...events.slice(0, 6)).encryption).toBe('working');
    expect(states(...events.slice(0, 7))).toMatchObject({ encryption: 'good', offer: 'waiting' });
    expect(states(...events.slice(0, 9)).offer).toBe('working');
    expect(states(...events)).toEqual({
      reach: 'good',
      encryption: 'good',
      offer: 'good',
      'sign-in': 'waiting',
      mail: 'waiting',
    });
  });

  it('says what is being done at an endpoint', () => {
    const events = [started(IMAP), ...looked(IMAP).slice(0, 7)];

    expect(rung('offer', events).endpoints).toEqual([
      { endpoint: IMAP, state: 'working', step: 'greeting', observation: null, tookMs: null },
    ]);
  });

  it('keeps a rung working until the last endpoint has taken it', () => {
    const events = [started(IMAP, SMTP), ...looked(IMAP)];

    expect(states(...events)).toMatchObject({ reach: 'working', encryption: 'working', offer: 'working' });
    expect(states(...events, ...looked(SMTP))).toMatchObject({
      reach: 'good',
      encryption: 'good',
      offer: 'good',
    });
  });

  it('counts a check for each rung at each endpoint', () => {
    const { doneCount, totalCount } = ladder([
      started(IMAP, SMTP),
      ...looked(IMAP),
      ...looked(SMTP).slice(0, 6),
    ]);

    expect([doneCount, totalCount]).toEqual([5, 10]);
  });

  it('takes the time of the slowest endpoint, summed over its steps', () => {
    const events = [
      started(IMAP, SMTP),
      saw(IMAP, RESOLVED, 3),
      saw(IMAP, CONNECTED, 35),
      saw(SMTP, RESOLVED, 2),
      saw(SMTP, CONNECTED, 90),
    ];

    expect(rung('reach', events).tookMs).toBe(92);
    expect(rung('encryption', events).tookMs).toBeNull();
  });
});

describe('the ladder of a search', () => {
  const found = (...endpoints: readonly (typeof IMAP)[]): RunEvent => ({ type: 'servers', endpoints });

  it('has a rung for the settings below the others, which wait for servers', () => {
    const { rungs, totalCount } = ladder([started()]);

    expect(rungs.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'settings working',
      'reach waiting',
      'encryption waiting',
      'offer waiting',
      'sign-in waiting',
      'mail waiting',
    ]);
    expect(totalCount).toBe(0);
  });

  it('shows the servers that were found as far as they were looked at before', () => {
    const events = [started(), ...looked(IMAP), ...looked(SMTP).slice(0, 6), found(IMAP, SMTP)];

    expect(states(...events)).toEqual({
      settings: 'good',
      reach: 'good',
      encryption: 'good',
      offer: 'working',
      'sign-in': 'waiting',
      mail: 'waiting',
    });
    expect(ladder(events)).toMatchObject({ doneCount: 5, totalCount: 10 });
  });

  it('is a problem, and checks nothing more, where no server was found', () => {
    expect(states(started(), found())).toEqual({
      settings: 'problem',
      reach: 'skipped',
      encryption: 'skipped',
      offer: 'skipped',
      'sign-in': 'skipped',
      mail: 'skipped',
    });
  });

  it('skips everything where the run was ended before servers were known', () => {
    const { rungs } = ladder([started(), finished([started()], { isCancelled: true })]);

    expect(rungs.map(({ state }) => state)).toEqual(Array(6).fill('skipped'));
  });

  it('has no such rung where servers were named', () => {
    expect(states(started(IMAP))).not.toHaveProperty('settings');
  });
});

describe('a rung that failed', () => {
  it.each<[string, RungName, readonly ObservedFacts[]]>([
    ['the name is unknown', 'reach', [{ ...RESOLVED, outcome: 'not-found', addresses: [] } as ObservedFacts]],
    ['the port is closed', 'reach', [RESOLVED, PORT_REFUSED]],
    ['the certificate has expired', 'encryption', [RESOLVED, CONNECTED, EXPIRED]],
    [
      'the server does not greet',
      'offer',
      [RESOLVED, CONNECTED, ENCRYPTED, { ...GREETED, outcome: 'silent' } as ObservedFacts],
    ],
    [
      'the server refuses to list',
      'offer',
      [RESOLVED, CONNECTED, ENCRYPTED, GREETED, { ...LISTED, outcome: 'refused' } as ObservedFacts],
    ],
    [
      'a check of ours broke',
      'offer',
      [RESOLVED, CONNECTED, ENCRYPTED, { kind: 'check-crashed', detail: 'TypeError' }],
    ],
  ])('is a problem and skips what lies above it: %s', (_, failed, facts) => {
    const events = [started(IMAP), ...facts.map((fact) => saw(IMAP, fact))];

    const { rungs, doneCount, totalCount } = ladder(events);

    const place = rungs.findIndex(({ name }) => name === failed);
    expect(rungs.map(({ state }) => state)).toEqual(
      rungs.map((_rung, at) => (at < place ? 'good' : at === place ? 'problem' : 'skipped')),
    );
    expect([doneCount, totalCount]).toEqual([place + 1, place + 1]);
  });

  it('does not stop the other endpoint', () => {
    const events = [started(IMAP, SMTP), saw(SMTP, RESOLVED), saw(SMTP, PORT_REFUSED), ...looked(IMAP)];

    expect(states(...events)).toMatchObject({ reach: 'problem', encryption: 'good', offer: 'good' });
    expect(rung('offer', events).endpoints.map(({ state }) => state)).toEqual(['good', 'skipped']);
  });

  it('is told at once, and does not make the rungs above it look busy', () => {
    const events = [started(IMAP, SMTP), saw(SMTP, RESOLVED), saw(SMTP, PORT_REFUSED)];

    expect(states(...events)).toEqual({
      reach: 'problem',
      encryption: 'waiting',
      offer: 'waiting',
      'sign-in': 'waiting',
      mail: 'waiting',
    });
  });

  it('keeps the observation that failed, whatever a second look finds out later', () => {
    const failed = saw(IMAP, { ...ENCRYPTED, outcome: 'not-tls' });
    const second = saw(IMAP, { kind: 'second-look', tried: 'cleartext', service: 'imap' });
    const events = [started(IMAP), saw(IMAP, CONNECTED), failed, step(IMAP, 'second-look'), second];

    expect(rung('encryption', events)).toMatchObject({ state: 'problem' });
    expect(rung('encryption', events).endpoints[0]?.observation).toBe(failed.observation);
  });
});

describe('several addresses of one host', () => {
  const both = { ...RESOLVED, addresses: ['2001:db8::7', '192.0.2.7'] } as ObservedFacts;

  it('stay open while one is untried', () => {
    const events = [started(IMAP), saw(IMAP, both), saw(IMAP, PORT_REFUSED)];

    expect(states(...events).reach).toBe('working');
  });

  it('are good when the second one answers, and a late refusal of the first changes nothing', () => {
    const events = [started(IMAP), saw(IMAP, both), saw(IMAP, CONNECTED), saw(IMAP, PORT_REFUSED)];

    expect(states(...events).reach).toBe('good');
  });

  it('are a problem when all refused, or when the run ends after some did', () => {
    const some = [started(IMAP), saw(IMAP, both), saw(IMAP, PORT_REFUSED)];

    const other = { ...PORT_REFUSED, address: '2001:db8::7' } as ObservedFacts;
    expect(states(...some, saw(IMAP, other)).reach).toBe('problem');
    expect(states(...ended(some))).toEqual({
      reach: 'problem',
      encryption: 'skipped',
      offer: 'skipped',
      'sign-in': 'skipped',
      mail: 'skipped',
    });
  });
});

describe('an endpoint with STARTTLS', () => {
  const before = [
    started(STARTTLS),
    saw(STARTTLS, RESOLVED),
    saw(STARTTLS, CONNECTED),
    step(STARTTLS, 'greeting'),
    saw(STARTTLS, GREETED),
    step(STARTTLS, 'capabilities'),
    saw(STARTTLS, LISTED_IN_THE_CLEAR),
    step(STARTTLS, 'starttls'),
  ];
  const after = [
    saw(STARTTLS, SWITCHED),
    step(STARTTLS, 'tls'),
    saw(STARTTLS, ENCRYPTED),
    step(STARTTLS, 'capabilities'),
  ];

  it('offers nothing before encryption stands', () => {
    expect(states(...before)).toMatchObject({ encryption: 'working', offer: 'waiting' });
    expect(states(...before, ...after)).toMatchObject({ encryption: 'good', offer: 'working' });
    expect(states(...before, ...after, saw(STARTTLS, LISTED))).toMatchObject({
      encryption: 'good',
      offer: 'good',
    });
  });

  it('names the step before TLS that it waits for', () => {
    expect(rung('encryption', before.slice(0, 4)).endpoints[0]?.step).toBe('greeting');
  });

  it.each(['not-offered', 'refused', 'extra-bytes', 'silent'] as const)(
    'has no encryption when STARTTLS is %s',
    (outcome) => {
      const events = [...before, saw(STARTTLS, { kind: 'starttls', outcome, words: null })];

      expect(states(...events)).toEqual({
        reach: 'good',
        encryption: 'problem',
        offer: 'skipped',
        'sign-in': 'skipped',
        mail: 'skipped',
      });
    },
  );
});

describe('a cleartext endpoint', () => {
  it('skips encryption, and its offer in the clear is good', () => {
    const events = [
      started(CLEARTEXT),
      saw(CLEARTEXT, CONNECTED),
      saw(CLEARTEXT, GREETED),
      saw(CLEARTEXT, LISTED_IN_THE_CLEAR),
    ];

    expect(states(...events)).toEqual({
      reach: 'good',
      encryption: 'skipped',
      offer: 'good',
      'sign-in': 'waiting',
      mail: 'waiting',
    });
    expect(ladder(events)).toMatchObject({ doneCount: 2, totalCount: 4 });
  });
});

describe('the sign-in', () => {
  const looks = [started(IMAP, SMTP), ...looked(IMAP), ...looked(SMTP)];

  it('waits where it is planned and is skipped where it is not', () => {
    const events = [...looks, plan(planned(IMAP), null)];

    expect(rung('sign-in', events).endpoints.map(({ state }) => state)).toEqual(['waiting', 'skipped']);
  });

  it('has a rung that works until every server has answered or one has refused', () => {
    const both = [...looks, plan(planned(IMAP), planned(SMTP)), step(IMAP, 'sign-in'), step(SMTP, 'sign-in')];

    expect(states(...both)['sign-in']).toBe('working');
    expect(states(...both, saw(IMAP, SIGNED_IN))['sign-in']).toBe('working');
    expect(states(...both, saw(IMAP, SIGNED_IN), saw(SMTP, SIGNED_IN))['sign-in']).toBe('good');
    expect(states(...both, saw(IMAP, SIGNED_IN), saw(SMTP, PASSWORD_REFUSED))['sign-in']).toBe('problem');
  });

  it('is no success where the server owes its proof', () => {
    const events = [...looks, plan(planned(IMAP), null), saw(IMAP, { ...SIGNED_IN, serverVerified: false })];

    expect(states(...events)['sign-in']).toBe('problem');
  });

  it('is skipped, not failed, where the other server has refused the password', () => {
    const stopped = {
      ...SIGNED_IN,
      outcome: 'refused-by-us',
      refusal: 'stopped-after-other',
    } as const;
    const events = [
      ...looks,
      plan(planned(IMAP), planned(SMTP)),
      saw(IMAP, PASSWORD_REFUSED),
      saw(SMTP, stopped),
    ];

    expect(rung('sign-in', events).endpoints.map(({ state }) => state)).toEqual(['problem', 'skipped']);
  });

  it('takes all steps of its own connection, and leaves the rungs below as they were', () => {
    const again = [...looks, plan(planned(IMAP), null), ...looked(IMAP)];

    expect(states(...again)).toEqual({
      reach: 'good',
      encryption: 'good',
      offer: 'good',
      'sign-in': 'working',
      mail: 'waiting',
    });
    expect(states(...again.slice(0, -8), saw(IMAP, PORT_REFUSED))['sign-in']).toBe('problem');
  });

  it('is skipped when the run ends without it', () => {
    expect(states(...ended(looks))).toEqual({
      reach: 'good',
      encryption: 'good',
      offer: 'good',
      'sign-in': 'skipped',
      mail: 'skipped',
    });
  });
});

describe('the mailbox', () => {
  const signedIn = [
    started(IMAP, SMTP),
    ...looked(IMAP),
    ...looked(SMTP),
    plan(planned(IMAP), planned(SMTP)),
    saw(IMAP, SIGNED_IN),
    saw(SMTP, SIGNED_IN),
  ];
  const works = [...signedIn, saw(IMAP, OPENED), saw(SMTP, ALLOWED)];

  it('is looked into, and asked about sending, after the sign-in', () => {
    const begun = [...signedIn, step(IMAP, 'mailbox'), step(SMTP, 'sending')];

    expect(rung('mail', begun).endpoints.map(({ step }) => step)).toEqual(['mailbox', 'sending']);
    expect(states(...begun)).toMatchObject({ 'sign-in': 'good', mail: 'working' });
    expect(states(...works).mail).toBe('good');
    expect(states(...works)).not.toHaveProperty('test-mail');
  });

  it.each<[string, ObservedFacts]>([
    ['does not open', { ...OPENED, outcome: 'refused', step: 'open' }],
    ['falls silent', { ...OPENED, outcome: 'silent', step: 'folders' }],
  ])('is a problem where it %s, and the sign-in stays good', (_, facts) => {
    expect(states(...signedIn, saw(IMAP, facts))).toMatchObject({ 'sign-in': 'good', mail: 'problem' });
  });

  it('is a problem where nothing may be sent', () => {
    const events = [...signedIn, saw(IMAP, OPENED), saw(SMTP, { ...ALLOWED, outcome: 'refused' })];

    expect(rung('mail', events).endpoints.map(({ state }) => state)).toEqual(['good', 'problem']);
  });

  it('is skipped where the sign-in is refused', () => {
    const events = [...looked(IMAP), plan(planned(IMAP), null), saw(IMAP, PASSWORD_REFUSED)];

    expect(states(started(IMAP), ...events).mail).toBe('skipped');
  });

  it('has a rung of its own for a test mail, from the moment when it is sent', () => {
    const sent = [...works, step(SMTP, 'test-mail')];
    const taken = [...sent, saw(SMTP, TAKEN), step(IMAP, 'arrival')];

    expect(states(...sent)['test-mail']).toBe('working');
    expect(rung('test-mail', taken).endpoints.map(({ step }) => step)).toEqual(['arrival', null]);
    expect(states(...taken, saw(IMAP, ARRIVED))['test-mail']).toBe('good');
    expect(states(...taken, saw(IMAP, { ...ARRIVED, outcome: 'not-seen' }))['test-mail']).toBe('problem');
    expect(ladder(taken)).toMatchObject({ doneCount: 11, totalCount: 12 });
  });

  it('does not wait where nobody could see a test mail arrive', () => {
    const events = [...works, step(SMTP, 'test-mail'), saw(SMTP, { ...TAKEN, isWaitedFor: false })];

    expect(rung('test-mail', ended(events)).endpoints.map(({ state }) => state)).toEqual(['skipped', 'good']);
    expect(states(...ended(events))['test-mail']).toBe('good');
  });
});
