import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallName, Calls } from '../../shared/ipc/contract.ts';
import { dispatch, type Handlers } from '../../shared/ipc/dispatch.ts';
import { guardArguments } from '../../shared/ipc/guards.ts';
import type { KeyCalls } from '../../shared/ipc/key-calls.ts';

const ID = '0123456789abcdef';
const PLACE = { server: 'dovecot', host: 'imap.example.org' } as const;
const REQUEST = {
  ...{ address: 'ada@example.org', incoming: '', outgoing: '', username: '' },
  ...{ tellsAddress: false, isPractice: false },
};

/** What each call takes. */
const GOOD: { readonly [N in keyof KeyCalls]: KeyCalls[N]['args'] } = {
  'keys.list': null,
  'keys.make': {
    name: 'Laptop',
    login: 'ada@example.org',
    programs: ['mutt'],
    algorithm: 'p256',
    statesPurpose: false,
    passphrase: 'Twas brillig',
  },
  'keys.save': { deviceId: ID, form: 'p12', passphrase: null, language: 'de' },
  'keys.register': { deviceId: ID, place: PLACE },
  'keys.check': { deviceId: ID, passphrase: null, request: REQUEST },
  'keys.renew': { deviceId: ID, passphrase: null },
  'keys.revoke': { deviceId: ID, place: PLACE },
  'keys.forget': { deviceId: ID },
};
const NAMES = Object.keys(GOOD) as readonly (keyof KeyCalls)[]; // its type names them all
const WITH_FIELDS = NAMES.filter((name) => GOOD[name] !== null);

/** One field of each call with what must not stand there. */
const BAD_FIELDS: readonly (readonly [keyof KeyCalls, field: string, values: readonly unknown[]])[] = [
  ['keys.make', 'name', [7, null, undefined, ['Laptop'], {}, 'a'.repeat(1001)]],
  ['keys.make', 'login', [7, null, undefined, ['ada'], 'a'.repeat(1001)]],
  [
    'keys.make',
    'programs',
    ['mutt', null, undefined, { 0: 'mutt' }, [7], [['mutt']], Array(31).fill('mutt'), ['a'.repeat(101)]],
  ],
  ['keys.make', 'algorithm', ['', 'dsa', 'rsa-1024', 'ED25519', undefined, ['p256'], '__proto__']],
  ['keys.make', 'statesPurpose', ['true', 1, null, undefined]],
  ['keys.make', 'passphrase', [7, undefined, ['a'], 'a'.repeat(1025)]],
  ['keys.save', 'deviceId', [7, null, undefined, [ID], 'a'.repeat(65)]],
  ['keys.save', 'form', ['', 'pfx', 'P12', 'report', null, undefined, ['p12'], 'toString']],
  ['keys.save', 'passphrase', [7, undefined, {}, 'a'.repeat(1025)]],
  ['keys.save', 'language', ['', 'fr', 'EN', null, undefined]],
  ['keys.register', 'deviceId', [7, null, undefined]],
  ['keys.register', 'place', badPlaces().concat(null)],
  ['keys.check', 'deviceId', [7, null, undefined, 'a'.repeat(65)]],
  ['keys.check', 'passphrase', [7, undefined, 'a'.repeat(1025)]],
  [
    'keys.check',
    'request',
    [
      null,
      undefined,
      'ada@example.org',
      {},
      { ...REQUEST, address: 7 },
      { ...REQUEST, isPractice: 'no' },
      { ...REQUEST, credential: { kind: 'key' } },
      { ...REQUEST, incoming: 'a'.repeat(1001) },
    ],
  ],
  ['keys.renew', 'deviceId', [7, null, undefined]],
  ['keys.renew', 'passphrase', [7, undefined, 'a'.repeat(1025)]],
  ['keys.revoke', 'deviceId', [7, null, undefined]],
  ['keys.revoke', 'place', badPlaces()],
  ['keys.forget', 'deviceId', [7, null, undefined, 'a'.repeat(65)]],
];

function badPlaces(): unknown[] {
  return [
    undefined,
    'imap.example.org',
    {},
    { host: 'imap.example.org' },
    { server: 'dovecot' },
    { ...PLACE, server: 'exchange' },
    { ...PLACE, server: 'constructor' },
    { ...PLACE, server: null },
    { ...PLACE, host: 7 },
    { ...PLACE, host: 'a'.repeat(1001) },
    { ...PLACE, port: 993 },
    JSON.parse(`{"__proto__":${JSON.stringify(PLACE)}}`),
  ];
}

describe('the arguments of the calls about keys', () => {
  it.each(NAMES)('are taken as they are where they are what %s takes', (name) => {
    expect(guardArguments(name, GOOD[name])).toEqual(GOOD[name]);
  });

  it.each([
    ['keys.make', { algorithm: null, passphrase: null, programs: [] }],
    ['keys.make', { name: '', login: '' }],
    ['keys.revoke', { place: null }],
    ['keys.save', { passphrase: '' }],
  ] as const)('of %s may have %j in them', (name, fields) => {
    const args = { ...GOOD[name], ...fields };

    expect(guardArguments(name, args)).toEqual(args);
  });

  it.each(
    BAD_FIELDS.flatMap(([name, field, values]) => values.map((value) => [name, field, value] as const)),
  )('of %s are refused where %s is %j', (name, field, value) => {
    expect(guardArguments(name, { ...GOOD[name], [field]: value })).toBeUndefined();
  });

  it.each(
    WITH_FIELDS.flatMap((name) => Object.keys(GOOD[name] ?? {}).map((field) => [name, field] as const)),
  )('of %s are refused without %s', (name, field) => {
    const others = Object.fromEntries(Object.entries(GOOD[name] ?? {}).filter(([one]) => one !== field));

    expect(guardArguments(name, others)).toBeUndefined();
  });

  // What comes over is JSON, in which this is a field like others.
  it.each(WITH_FIELDS)('of %s are refused in a prototype, and with one beside them', (name) => {
    const fields = JSON.stringify(GOOD[name]);

    expect(guardArguments(name, JSON.parse(`{"__proto__":${fields}}`))).toBeUndefined();
    expect(guardArguments(name, JSON.parse(`{"__proto__":{},${fields.slice(1)}`))).toBeUndefined();
  });

  it.each(
    WITH_FIELDS.flatMap((name) =>
      ['path', 'file', 'folder', 'password', 'key', 'login ', 'constructor'].map(
        (field) => [name, field] as const,
      ),
    ),
  )('of %s are refused with a field too much: %s', (name, field) => {
    expect(guardArguments(name, { ...GOOD[name], [field]: '/etc/passwd' })).toBeUndefined();
  });

  it.each(NAMES)('of %s are refused with anything in their place', (name) => {
    fc.assert(
      fc.property(fc.anything(), (args) => {
        fc.pre(!(args === null && GOOD[name] === null));

        expect(guardArguments(name, args)).toBeUndefined();
      }),
    );
  });

  it.each(NAMES)('of %s reach nobody where they are refused', async (name) => {
    const called: CallName[] = [];
    const handlers = new Proxy({} as Handlers, {
      get: (_target, asked: CallName) => (args: Calls[CallName]['args']) => {
        called.push(asked);
        return Promise.resolve(args);
      },
    });

    const refused = await dispatch(handlers, name, { ...GOOD[name], path: '/etc/passwd' });
    const taken = await dispatch(handlers, name, GOOD[name]);

    expect(refused).toEqual({ ok: false, error: 'bad-request' });
    expect(taken).toEqual({ ok: true, value: GOOD[name] });
    expect(called).toEqual([name]);
  });
});
