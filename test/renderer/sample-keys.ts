import type { KeyObject } from 'node:crypto';
import { dovecotEntry, fingerprintsOf } from '../../electron/node/keys/forms.ts';
import { makeDevice, renewCertificate, type DeviceRequest } from '../../electron/node/keys/new-device.ts';
import type { KeyProtection, ShownKey } from '../../shared/ipc/key-calls.ts';
import type { Device, KeyOutcome, KeyTrial, Registration } from '../../shared/mail/device.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import { IMAP, SMTP, endpoint } from '../shared/report/events.ts';

/** The moment at which the samples, and what a fake engine makes, are made. */
export const MADE_AT = new Date('2026-11-02T10:00:00Z');

/** The private parts, which a window is never given. */
const PRIVATE = new Map<string, KeyObject>();

/** A key as the window is shown it. */
export async function sampleKey(
  request: Omit<DeviceRequest, 'now'>,
  facts: Partial<Device> = {},
  sealedBy: KeyProtection = 'keyring',
): Promise<ShownKey> {
  const { device, key } = await makeDevice({ ...request, now: MADE_AT });
  PRIVATE.set(device.id, key);
  return shownAs({ ...device, ...facts }, sealedBy);
}

/** The same device with a new certificate on the same key. */
export function renewedAt(now: Date, device: Device): Device {
  const key = PRIVATE.get(device.id);
  if (key === undefined) throw new RangeError('not a sample');
  return renewCertificate(device, key, now);
}

/** A device as the window is shown it. */
export function shownAs(device: Device, sealedBy: KeyProtection): ShownKey {
  return { device, sealedBy, fingerprints: fingerprintsOf(device), dovecotEntry: dovecotEntry(device) };
}

/** What came of a sign-in, on a day of November 2026. */
export function trial(at: Endpoint, outcome: KeyOutcome, day = '12'): KeyTrial {
  return { endpoint: at, outcome, at: `2026-11-${day}T09:00:00.000Z` };
}

function registered(server: Registration['server'], host: string): Registration {
  return { host: host as Hostname, server, at: '2026-11-10T09:00:00.000Z' }; // they are hosts
}

/** Registered at a Dovecot, and it signed in there. */
export const LAPTOP = await sampleKey(
  { name: 'Laptop', login: 'ada@example.org', algorithm: 'ed25519', programs: ['mutt', 'msmtp'] },
  {
    registrations: [registered('dovecot', 'imap.example.org')],
    trials: [trial(IMAP, 'preauth'), trial(SMTP, 'certificate-alone')],
  },
);

/** Made for programs that know an older P12 only, and never tried. */
export const PHONE = await sampleKey({
  name: 'Zoe’s phone',
  login: 'zoe@example.org',
  algorithm: 'p256',
  programs: ['apple-mail', 'k9'],
});

/** Under a passphrase, for a login that is no address. */
export const TABLET = await sampleKey(
  { name: 'Tablet', login: 'ada.l', algorithm: 'p256', programs: ['thunderbird'] },
  {},
  'passphrase',
);

/** Revoked: one server refuses it since, the other has not been asked. */
export const LOST = await sampleKey(
  { name: 'Lost laptop', login: 'ada@example.org', algorithm: 'p256', programs: ['thunderbird'] },
  {
    registrations: [registered('mox', 'imap.example.org')],
    trials: [trial(SMTP, 'external', '05'), trial(IMAP, 'refused', '21')],
    revokedAt: '2026-11-20T09:00:00.000Z',
  },
);

const LONG_HOST = `${'mail-'.repeat(12)}x.${'long-label.'.repeat(12)}example.org`;

/** Everything of it is as long as it can be. */
export const LONGEST = await sampleKey(
  {
    name: 'W'.repeat(64),
    login: `${'w'.repeat(60)}@${'w'.repeat(60)}.${'subdomain.'.repeat(8)}example.org`,
    algorithm: 'ed25519',
    programs: ['mutt', 'neomutt', 'msmtp', 'mbsync', 'curl', 'other-openssl', 'other-gnutls'],
  },
  {
    registrations: [registered('dovecot', LONG_HOST), registered('other', LONG_HOST)],
    trials: [trial(endpoint('imap', `${LONG_HOST}:10993/implicit-tls`), 'without-effect')],
  },
  'passphrase',
);
