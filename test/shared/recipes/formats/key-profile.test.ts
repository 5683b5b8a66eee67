import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { parseDeviceName } from '../../../../shared/mail/device-name.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { KEY_PROFILE } from '../../../../shared/recipes/formats/key-profile.ts';
import { MOBILECONFIG } from '../../../../shared/recipes/formats/mobileconfig.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const PROFILE = { id: '0123456789abcdef', name: 'Laptop', p12: 'MID/' };

describe('A profile with a key', () => {
  it('is read back as it was written, or is not written', () => {
    const anyName = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE));

    fc.assert(
      fc.property(anyName, fc.base64String(), (name, p12) => {
        const isPlain = name === '' || isPlainLine(name);

        expect(writtenAs(KEY_PROFILE, { ...PROFILE, name, p12 }) !== null).toBe(isPlain);
      }),
    );
  });

  it('is written for every name that a device can have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), (given) => {
        const name = parseDeviceName(given);

        expect(name.ok ? KEY_PROFILE.write({ ...PROFILE, name: name.value }) : '').not.toBeNull();
      }),
    );
  });

  it('has no password, and keeps the key in the keychain', () => {
    const text = KEY_PROFILE.write(PROFILE) ?? '';

    expect(text).not.toContain('Password');
    expect(text).toMatch(/<key>AllowAllAppsAccess<\/key>\s*<false\/>/);
    expect(text).toMatch(/<key>KeyIsExtractable<\/key>\s*<false\/>/);
  });

  it('is none where a password stands in it, every program gets the key, or it can be taken out again', () => {
    const text = KEY_PROFILE.write(PROFILE) ?? '';
    const spoilt = [
      text.replace('<key>AllowAllAppsAccess', '<key>Password</key><string>x</string><key>AllowAllAppsAccess'),
      ...['AllowAllAppsAccess', 'KeyIsExtractable'].map((key) =>
        text.replace(new RegExp(`(<key>${key}</key>\\s*)<false/>`), '$1<true/>'),
      ),
    ];

    for (const one of spoilt) {
      expect(one).not.toBe(text);
      expect(KEY_PROFILE.read(one)).toBeNull();
    }
  });

  it('takes the place of the one before, and of no other device’s; an account is another thing', () => {
    const uuidOf = (profile: typeof PROFILE): string | undefined =>
      /<key>PayloadUUID<\/key>\s*<string>(.*)<\/string>\s*<key>PayloadDisplayName/.exec(
        KEY_PROFILE.write(profile) ?? '',
      )?.[1];

    expect(uuidOf(PROFILE)).toBeDefined();
    expect(uuidOf({ ...PROFILE, p12: 'AQ==', name: 'Renamed' })).toBe(uuidOf(PROFILE));
    expect(uuidOf({ ...PROFILE, id: 'fedcba9876543210' })).not.toBe(uuidOf(PROFILE));
    expect(MOBILECONFIG.read(KEY_PROFILE.write(PROFILE) ?? '')).toBeNull();
  });
});
