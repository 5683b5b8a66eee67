import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { MOZILLA_POLICIES } from '../../../../shared/recipes/formats/mozilla-policies.ts';

const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean());

describe('policies of Mozilla programs', () => {
  it('are defaults that people can change, and certificates by their files', () => {
    const text = MOZILLA_POLICIES.write({
      preferences: [['mail.server.letterlock.port', 993]],
      certificates: ['/etc/ssl/company.pem'],
    });

    expect(JSON.parse(text ?? '')).toEqual({
      policies: {
        Certificates: { Install: ['/etc/ssl/company.pem'] },
        Preferences: { 'mail.server.letterlock.port': { Value: 993, Status: 'default' } },
      },
    });
  });

  it('install no certificate where there is none', () => {
    const text = MOZILLA_POLICIES.write({ preferences: [], certificates: [] });

    expect(text).not.toContain('Certificates');
    expect(MOZILLA_POLICIES.read(text ?? '')).toEqual({ preferences: [], certificates: [] });
  });

  it('are read as they were written, or not written', () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(fc.string({ unit: 'binary' })), (values, certificates) => {
        const preferences = values.map((one, at) => [`mail.identity.id${at}.fullName`, one] as const);
        const text = MOZILLA_POLICIES.write({ preferences, certificates });

        if (text !== null) expect(MOZILLA_POLICIES.read(text)).toEqual({ preferences, certificates });
      }),
    );
  });

  it.each(['a\nb', 'a\u202eb', '', 0, 1, 0.5])('are not written with the value %j', (one) => {
    expect(MOZILLA_POLICIES.write({ preferences: [['mail.name', one]], certificates: [] })).toBeNull();
  });

  it('are not written where one preference is there twice', () => {
    const preferences = [
      ['mail.name', 'a'],
      ['mail.name', 'b'],
    ] as const;

    expect(writtenAs(MOZILLA_POLICIES, { preferences, certificates: [] })).toBeNull();
  });

  it.each([
    '',
    '[]',
    'null',
    '{"policies":{}}',
    '{"policies":{"Preferences":{"mail.name":"x"}}}',
    '{"policies":{"Preferences":{"mail.name":{"Value":"x","Status":"locked"}}}}',
    '{"policies":{"Preferences":{"mail.name":{"Value":{},"Status":"default"}}}}',
    '{"policies":{"Preferences":{},"Certificates":{"Install":[1]}}}',
  ])('are not read from %j', (text) => {
    expect(MOZILLA_POLICIES.read(text)).toBeNull();
  });
});
