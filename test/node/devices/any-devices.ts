import fc from 'fast-check';
import type { DeviceList } from '../../../electron/node/devices/device-list.ts';
import type { SealedKey } from '../../../electron/node/devices/sealed-key.ts';
import { KEY_ALGORITHMS, SERVER_KINDS, type Device, type KeyOutcome } from '../../../shared/mail/device.ts';
import type { ConnectionSecurity, Protocol } from '../../../shared/mail/endpoint.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { endpoint } from '../../shared/policy/offers.ts';

const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: count, maxLength: count });
const base64 = (leastBytes: number, mostBytes: number) =>
  fc
    .uint8Array({ minLength: leastBytes, maxLength: mostBytes })
    .map((bytes) => Buffer.from(bytes).toString('base64'));
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 64 })
  .filter((name) => !/\p{Cc}/u.test(name) && name.length <= 510);
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const host = fc.constantFrom('mail.example.org', 'x.example', '192.0.2.7', '2001:db8::7');

const trial = fc.record({
  endpoint: fc
    .tuple(
      fc.constantFrom<Protocol>('imap', 'pop3', 'submission', 'managesieve', 'smtp'),
      fc.constantFrom('mail.example.org', '192.0.2.7', '[2001:db8::7]'),
      fc.integer({ min: 1, max: 65_535 }),
      fc.constantFrom<ConnectionSecurity>('implicit-tls', 'starttls', 'cleartext'),
    )
    .map(([protocol, at, port, security]) => endpoint(`${at}:${port}/${security}`, protocol)),
  outcome: fc.constantFrom<KeyOutcome>(
    'preauth',
    'external',
    'certificate-alone',
    'not-asked',
    'refused',
    'without-effect',
  ),
  at: instant,
});

const device = fc.record<Device>({
  id: digits(16),
  name: text,
  login: text,
  algorithm: fc.constantFrom(...KEY_ALGORITHMS),
  certificate: base64(1, 1_500),
  spkiFingerprint: digits(64),
  certificateFingerprint: digits(64),
  madeAt: instant,
  notAfter: instant,
  programs: fc.array(text, { maxLength: 5 }),
  registrations: fc.array(
    // The addresses above are names of hosts.
    fc.record({
      host: host.map((at) => at as Hostname),
      server: fc.constantFrom(...SERVER_KINDS),
      at: instant,
    }),
    { maxLength: 20 },
  ),
  trials: fc.array(trial, { maxLength: 20 }),
  revokedAt: fc.option(instant),
});

const ciphertext = { nonce: base64(12, 12), ciphertext: base64(17, 1_300) };
const sealedKey = fc.oneof<fc.Arbitrary<SealedKey>[]>(
  fc.record({ by: fc.constant('keyring' as const), wrapped: base64(1, 300), ...ciphertext }),
  fc.record({
    by: fc.constant('passphrase' as const),
    cost: fc.constantFrom({ N: 131_072, r: 8, p: 1 }, { N: 524_288, r: 8, p: 1 }, { N: 1_024, r: 32, p: 16 }),
    salt: base64(16, 16),
    check: base64(16, 16),
    ...ciphertext,
  }),
);

/** Lists of devices of every kind. */
export const anyDevices: fc.Arbitrary<DeviceList> = fc.uniqueArray(fc.record({ device, sealedKey }), {
  selector: (kept) => kept.device.id,
  maxLength: 6,
});
