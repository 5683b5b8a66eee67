import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainLine } from '../../../../shared/mail/quote.ts';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { MOBILECONFIG, type MailProfile } from '../../../../shared/recipes/formats/mobileconfig.ts';
import { PLIST } from '../../../../shared/recipes/formats/plist.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';

const PROFILE: MailProfile = {
  protocol: 'imap',
  address: 'alice@example.org',
  displayName: 'Alice Example',
  incoming: {
    host: 'imap.example.org',
    port: 993,
    username: 'alice',
    authentication: 'EmailAuthCRAMMD5',
  },
  outgoing: {
    host: 'smtp.example.org',
    port: 587,
    username: 'alice',
    authentication: 'EmailAuthPassword',
  },
};

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE));
const anyServer = fc.record({
  host: fc.constant('mail.example.org'),
  port: fc.integer({ min: 1, max: 65_535 }),
  username: anyText,
  authentication: fc.constantFrom('EmailAuthPassword', 'EmailAuthCRAMMD5'),
});
const anyProfile = fc.record({
  protocol: fc.constantFrom('imap', 'pop3'),
  address: anyText,
  displayName: anyText,
  incoming: anyServer,
  outgoing: anyServer,
});

function payloadOf(profile: MailProfile): Readonly<Record<string, unknown>> {
  const content = PLIST.read(MOBILECONFIG.write(profile) ?? '')?.['PayloadContent'];
  return (content as readonly Readonly<Record<string, unknown>>[])[0] ?? {}; // as this file writes it
}

describe('A configuration profile', () => {
  it('is read back as it was written, or is not written', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const texts = [
          profile.address,
          profile.displayName,
          profile.incoming.username,
          profile.outgoing.username,
        ];
        const isPlain = texts.every((text) => text === '' || isPlainLine(text));

        expect(writtenAs(MOBILECONFIG, profile) !== null).toBe(isPlain);
      }),
    );
  });

  it('always has TLS, and never a password', () => {
    const payload = payloadOf(PROFILE);

    expect(payload).toMatchObject({ IncomingMailServerUseSSL: true, OutgoingMailServerUseSSL: true });
    expect(Object.keys(payload)).not.toContain('IncomingPassword');
    expect(Object.keys(payload)).not.toContain('OutgoingPassword');
  });

  it('asks for one password where both servers know the same name', () => {
    const other = { ...PROFILE, outgoing: { ...PROFILE.outgoing, username: 'relay' } };

    expect(payloadOf(PROFILE)['OutgoingPasswordSameAsIncomingPassword']).toBe(true);
    expect(payloadOf(other)['OutgoingPasswordSameAsIncomingPassword']).toBe(false);
  });

  it('is the same for the same account, and takes the place of one with other servers', () => {
    const moved = { ...PROFILE, incoming: { ...PROFILE.incoming, host: 'new.example.org' } };
    const identity = (profile: MailProfile): readonly unknown[] => {
      const outer = PLIST.read(MOBILECONFIG.write(profile) ?? '');
      const inner = payloadOf(profile);
      return [outer, inner].flatMap((one) => [one?.['PayloadIdentifier'], one?.['PayloadUUID']]);
    };

    expect(MOBILECONFIG.write({ ...PROFILE })).toBe(MOBILECONFIG.write(PROFILE));
    expect(identity(moved)).toEqual(identity(PROFILE));
    expect(new Set(identity(PROFILE)).size).toBe(4);
    expect(identity({ ...PROFILE, address: 'bob@example.org' })).not.toEqual(identity(PROFILE));
  });

  it.each([
    [
      'no TLS',
      '<key>IncomingMailServerUseSSL</key>\n        <true/>',
      '<key>IncomingMailServerUseSSL</key><false/>',
    ],
    ['no word of TLS', '<key>OutgoingMailServerUseSSL</key>\n        <true/>', ''],
    [
      'a password',
      '<key>EmailAddress</key>',
      '<key>IncomingPassword</key><string>x</string><key>EmailAddress</key>',
    ],
    ['a sign-in that we never choose', 'EmailAuthCRAMMD5', 'EmailAuthNone'],
    ['another payload', 'com.apple.mail.managed', 'com.apple.wifi.managed'],
    ['a port of text', '<integer>993</integer>', '<string>993</string>'],
  ])('is not ours with %s', (_, ours, other) => {
    const text = MOBILECONFIG.write(PROFILE) ?? '';

    expect(text).toContain(ours);
    expect(MOBILECONFIG.read(text.replace(ours, other))).toBeNull();
  });
});
