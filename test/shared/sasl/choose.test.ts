import { describe, expect, it } from 'vitest';
import { boundSecondTry, channelBindingTypes } from '../../../shared/sasl/channel-binding.ts';
import { chooseMechanism, type Situation } from '../../../shared/sasl/choose.ts';

const ALL = [
  ...['PLAIN', 'LOGIN', 'CRAM-MD5', 'EXTERNAL', 'OAUTHBEARER', 'XOAUTH2', 'ANONYMOUS'],
  ...['SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512'],
  ...['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-256-PLUS', 'SCRAM-SHA-512-PLUS'],
];

function situation(advertised: readonly string[], changes: Partial<Situation> = {}): Situation {
  return {
    advertised,
    hasVerifiedTls: true,
    channelBindings: ['tls-exporter'],
    atHand: { password: true, key: false, token: false },
    policy: {},
    ...changes,
  };
}

function chosen(advertised: readonly string[], changes: Partial<Situation> = {}): string | undefined {
  return chooseMechanism(situation(advertised, changes)).chosen?.mechanism.name;
}

const withKey = { atHand: { password: true, key: true, token: false } };
const withToken = { atHand: { password: false, key: false, token: true } };
const unbound = { channelBindings: [] };

describe('choosing a mechanism', () => {
  it.each([
    [ALL, withKey, 'EXTERNAL'],
    [ALL, {}, 'SCRAM-SHA-512-PLUS'],
    [ALL, unbound, 'SCRAM-SHA-512'],
    [ALL, withToken, 'OAUTHBEARER'],
    [['XOAUTH2', 'PLAIN'], withToken, 'XOAUTH2'],
    // A bound SHA-1 is stronger than an unbound SHA-512: the binding is what keeps others out.
    [['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-512'], {}, 'SCRAM-SHA-1-PLUS'],
    [['PLAIN', 'scram-sha-1', 'CRAM-MD5'], {}, 'SCRAM-SHA-1'],
    [['PLAIN', 'CRAM-MD5'], {}, 'CRAM-MD5'],
    [['LOGIN', 'PLAIN'], {}, 'PLAIN'],
    [['LOGIN'], {}, 'LOGIN'],
    [['GSSAPI', 'NTLM', 'DIGEST-MD5', 'X-UNHEARD-OF'], {}, undefined],
    [['ANONYMOUS'], {}, undefined],
    [['ANONYMOUS'], { policy: { allowsAnonymous: true } }, 'ANONYMOUS'],
    [[], {}, undefined],
  ])('from %j with %j takes %s', (advertised, changes, expected) => {
    expect(chosen(advertised, changes)).toBe(expected);
  });

  it('takes nothing without verified TLS, whatever is offered', () => {
    const choice = chooseMechanism(
      situation(ALL, { hasVerifiedTls: false, channelBindings: [], ...withKey }),
    );

    expect(choice.chosen).toBeNull();
    expect(choice.leftOut.filter(({ reason }) => reason === 'needs-encryption').length).toBeGreaterThan(10);
  });

  it('takes in the clear, where a person allowed it, only what does not send the secret', () => {
    const cleartext = { hasVerifiedTls: false, channelBindings: [], policy: { allowsCleartext: true } };

    expect(chosen(ALL, cleartext)).toBe('SCRAM-SHA-512');
    expect(chosen(['PLAIN', 'LOGIN', 'CRAM-MD5'], cleartext)).toBe('CRAM-MD5');
    expect(chosen(['PLAIN', 'LOGIN', 'XOAUTH2', 'EXTERNAL'], { ...cleartext, ...withToken })).toBeUndefined();
  });

  it('gives a reason for every mechanism that it leaves out', () => {
    const { leftOut } = chooseMechanism(
      situation(
        ['PLAIN', 'GSSAPI', 'X-NEW', 'SCRAM-SHA-1', 'SCRAM-SHA-256-PLUS', 'EXTERNAL', 'XOAUTH2', 'ANONYMOUS'],
        unbound,
      ),
    );

    expect(Object.fromEntries(leftOut.map(({ mechanism, reason }) => [mechanism, reason]))).toEqual({
      EXTERNAL: 'needs-key',
      'SCRAM-SHA-512-PLUS': 'not-offered',
      'SCRAM-SHA-256-PLUS': 'needs-channel-binding',
      'SCRAM-SHA-1-PLUS': 'not-offered',
      'SCRAM-SHA-512': 'not-offered',
      'SCRAM-SHA-256': 'not-offered',
      OAUTHBEARER: 'not-offered',
      XOAUTH2: 'needs-token',
      'CRAM-MD5': 'not-offered',
      PLAIN: 'weaker-than-chosen',
      LOGIN: 'not-offered',
      ANONYMOUS: 'not-allowed',
      GSSAPI: 'not-supported',
      'X-NEW': 'not-supported',
    });
  });

  it('takes only what was asked for', () => {
    expect(chosen(ALL, { policy: { only: 'cram-md5' } })).toBe('CRAM-MD5');
    expect(chosen(['PLAIN'], { policy: { only: 'CRAM-MD5' } })).toBeUndefined();
  });
});

describe('what is said about channel binding', () => {
  // RFC 5802 §6: advertised, what this connection can be bound with, and the flag with its type.
  it.each([
    [['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'], ['tls-exporter'], 'p', 'tls-exporter'],
    [['SCRAM-SHA-256-PLUS'], ['tls-unique'], 'p', 'tls-unique'],
    [['SCRAM-SHA-256'], ['tls-exporter'], 'y', null],
    [['SCRAM-SHA-256'], [], 'n', null],
    [['SCRAM-SHA-256', 'SCRAM-SHA-1-PLUS'], [], 'n', null],
    [['PLAIN'], ['tls-exporter'], 'n', null],
  ] as const)('offered %j on a connection with %j is %s', (advertised, channelBindings, flag, type) => {
    const choice = chooseMechanism(situation(advertised, { channelBindings }));

    expect(choice.chosen).toMatchObject({ gs2CbindFlag: flag, channelBinding: type });
  });

  it('is “n” where a person wants SCRAM without -PLUS from a server that has it: “y” would be a lie', () => {
    const choice = chooseMechanism(
      situation(['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'], { policy: { only: 'SCRAM-SHA-256' } }),
    );

    expect(choice.chosen).toMatchObject({ gs2CbindFlag: 'n', channelBinding: null });
  });

  it('goes by the version of TLS', () => {
    expect(channelBindingTypes({ version: 'TLSv1.3', isResumed: false })).toEqual(['tls-exporter']);
    expect(channelBindingTypes({ version: 'TLSv1.2', isResumed: false })).toEqual(['tls-unique']);
    expect(channelBindingTypes({ version: 'TLSv1.2', isResumed: true })).toEqual([]);
    expect(channelBindingTypes({ version: 'TLSv1.3', isResumed: false }, 'tls-server-end-point')).toEqual([
      'tls-server-end-point',
    ]);
  });

  it('allows one second try, which is bound, too', () => {
    expect(boundSecondTry('tls-exporter')).toEqual({ maxVersion: 'TLSv1.2', type: 'tls-unique' });
    expect(boundSecondTry('tls-unique')).toBeNull();
    expect(boundSecondTry('tls-server-end-point')).toBeNull();
  });
});
