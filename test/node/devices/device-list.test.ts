import { beforeAll, describe, expect, it } from 'vitest';
import {
  MOST_REGISTRATIONS,
  MOST_TRIALS,
  withCertificate,
  withDevice,
  withoutDevice,
  withRegistration,
  withRevocation,
  withTrial,
  type DeviceList,
} from '../../../electron/node/devices/device-list.ts';
import type { KeptDevice } from '../../../electron/node/devices/sealed-key.ts';
import type { Device, KeyTrial, Registration } from '../../../shared/mail/device.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { endpoint, IMAP, IMAPS } from '../../shared/policy/offers.ts';
import { keptNamed } from './sample-devices.ts';

const EARLIER = '2026-11-22T10:00:00.000Z';
const LATER = '2026-11-23T10:00:00.000Z';
const RENEWAL = {
  certificate: Buffer.from('another certificate').toString('base64'),
  certificateFingerprint: 'f'.repeat(64),
  notAfter: '2046-11-22T10:00:00.000Z',
};

let laptop: KeptDevice;
let phone: KeptDevice;
beforeAll(async () => {
  laptop = await keptNamed('Laptop');
  phone = await keptNamed('Phone');
});

function registration(host: string, at = EARLIER, server: Registration['server'] = 'mox'): Registration {
  return { host: host as Hostname, server, at }; // names of hosts, all of them
}

function trial(at: string, where = IMAPS, outcome: KeyTrial['outcome'] = 'preauth'): KeyTrial {
  return { endpoint: where, outcome, at };
}

/** What a change makes of one device, while the one beside it stays as it is. */
function changed(
  change: (devices: DeviceList, id: string) => DeviceList,
  facts: Partial<Device> = {},
): KeptDevice {
  const before = { ...laptop, device: { ...laptop.device, ...facts } };
  const after = change([phone, before], laptop.device.id);
  expect(after[0]).toBe(phone);
  expect(after).toHaveLength(2);
  return after[1]!;
}

describe('a list of devices', () => {
  it('gets a new one at its end', () => {
    expect(withDevice([], laptop)).toEqual([laptop]);
    expect(withDevice([laptop], phone)).toEqual([laptop, phone]);
  });

  it('has no id twice', () => {
    expect(() =>
      withDevice([laptop], { ...phone, device: { ...phone.device, id: laptop.device.id } }),
    ).toThrow(RangeError);
  });

  it('forgets one altogether', () => {
    expect(withoutDevice([laptop, phone], laptop.device.id)).toEqual([phone]);
  });

  it.each<readonly [string, (devices: DeviceList, id: string) => DeviceList]>([
    ['a registration', (devices, id) => withRegistration(devices, id, registration('x.example'))],
    ['a trial', (devices, id) => withTrial(devices, id, trial(LATER))],
    ['a certificate', (devices, id) => withCertificate(devices, id, RENEWAL)],
    ['a revocation', (devices, id) => withRevocation(devices, id, LATER)],
    ['its end', withoutDevice],
  ])('is what it was where %s is noted of one that is not there', (_, change) => {
    expect(change([laptop, phone], '0123456789abcdef')).toEqual([laptop, phone]);
  });
});

describe('a registration', () => {
  it.each<readonly [string, readonly Registration[], Registration, readonly Registration[]]>([
    ['is noted', [], registration('a.example'), [registration('a.example')]],
    [
      'takes the place of an earlier one at the same server',
      [registration('a.example'), registration('b.example')],
      registration('a.example', LATER),
      [registration('b.example'), registration('a.example', LATER)],
    ],
    [
      'stands beside one at the same host for another server',
      [registration('a.example')],
      registration('a.example', LATER, 'postfix'),
      [registration('a.example'), registration('a.example', LATER, 'postfix')],
    ],
    [
      'drops the oldest of too many',
      Array.from({ length: MOST_REGISTRATIONS }, (_, at) => registration(`h${at}.example`)),
      registration('new.example'),
      [
        ...Array.from({ length: MOST_REGISTRATIONS - 1 }, (_, at) => registration(`h${at + 1}.example`)),
        registration('new.example'),
      ],
    ],
  ])('%s', (_, registrations, noted, expected) => {
    const kept = changed((devices, id) => withRegistration(devices, id, noted), { registrations });

    expect(kept).toEqual({ ...laptop, device: { ...laptop.device, registrations: expected } });
  });
});

describe('a trial', () => {
  const many = Array.from({ length: MOST_TRIALS }, (_, at) => trial(EARLIER, endpoint(`h${at}.example`)));

  it.each<readonly [string, readonly KeyTrial[], KeyTrial, readonly KeyTrial[]]>([
    ['is noted', [], trial(EARLIER), [trial(EARLIER)]],
    [
      'takes the place of the one before at the same endpoint',
      [trial(EARLIER), trial(EARLIER, IMAP)],
      trial(LATER, structuredClone(IMAPS), 'refused'),
      [trial(EARLIER, IMAP), trial(LATER, IMAPS, 'refused')],
    ],
    ['drops the oldest of too many', many, trial(LATER), [...many.slice(1), trial(LATER)]],
  ])('%s', (_, trials, noted, expected) => {
    const kept = changed((devices, id) => withTrial(devices, id, noted), { trials });

    expect(kept).toEqual({ ...laptop, device: { ...laptop.device, trials: expected } });
  });
});

describe('a device', () => {
  it('keeps all that is known of it, and its key, with a new certificate', () => {
    const facts = { registrations: [registration('a.example')], trials: [trial(EARLIER)] };

    const kept = changed((devices, id) => withCertificate(devices, id, RENEWAL), facts);

    expect(kept).toEqual({ ...laptop, device: { ...laptop.device, ...facts, ...RENEWAL } });
  });

  it('takes nothing else from what renewed it', () => {
    const renewed = { ...phone.device, ...RENEWAL };

    const kept = changed((devices, id) => withCertificate(devices, id, renewed));

    expect(kept).toEqual({ ...laptop, device: { ...laptop.device, ...RENEWAL } });
  });

  it('keeps its key when it is revoked', () => {
    const kept = changed((devices, id) => withRevocation(devices, id, LATER));

    expect(kept).toEqual({ ...laptop, device: { ...laptop.device, revokedAt: LATER } });
  });

  it('was revoked when it was revoked first', () => {
    const kept = changed((devices, id) => withRevocation(devices, id, LATER), { revokedAt: EARLIER });

    expect(kept.device.revokedAt).toBe(EARLIER);
  });
});
