import { describe, expect, it } from 'vitest';
import { chooseMechanism } from '../../../shared/sasl/choose.ts';

const ALL = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256'];

describe('choosing a mechanism', () => {
  it.each([
    [ALL, 'SCRAM-SHA-256'],
    [['PLAIN', 'scram-sha-1', 'CRAM-MD5'], 'SCRAM-SHA-1'],
    [['PLAIN', 'CRAM-MD5'], 'CRAM-MD5'],
    [['PLAIN'], 'PLAIN'],
    [['LOGIN', 'GSSAPI'], undefined],
    [[], undefined],
  ])('from %s takes %s', (advertised, expected) => {
    expect(chooseMechanism({ advertised, hasVerifiedTls: true }).chosen?.name).toBe(expected);
  });

  it('takes nothing without verified TLS, whatever is offered', () => {
    const { chosen, leftOut } = chooseMechanism({ advertised: ALL, hasVerifiedTls: false });

    expect(chosen).toBeNull();
    expect(leftOut.filter(({ reason }) => reason === 'needs-encryption')).toHaveLength(4);
  });

  it('says why it left out each of the others', () => {
    const { leftOut } = chooseMechanism({
      advertised: ['PLAIN', 'GSSAPI', 'SCRAM-SHA-1'],
      hasVerifiedTls: true,
    });

    expect(Object.fromEntries(leftOut.map(({ mechanism, reason }) => [mechanism, reason]))).toEqual({
      'SCRAM-SHA-256': 'not-offered',
      'CRAM-MD5': 'not-offered',
      PLAIN: 'weaker-than-chosen',
      GSSAPI: 'not-supported',
    });
  });

  it('takes only what was asked for', () => {
    const situation = { advertised: ALL, hasVerifiedTls: true };

    expect(chooseMechanism({ ...situation, only: 'cram-md5' }).chosen?.name).toBe('CRAM-MD5');
    expect(chooseMechanism({ ...situation, advertised: ['PLAIN'], only: 'CRAM-MD5' }).chosen).toBeNull();
  });
});
