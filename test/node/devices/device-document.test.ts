import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  decodeDevices,
  encodeDevices,
  MOST_DEVICES,
} from '../../../electron/node/devices/device-document.ts';
import type { KeptDevice } from '../../../electron/node/devices/sealed-key.ts';
import { IMAPS } from '../../shared/policy/offers.ts';
import { anyDevices } from './any-devices.ts';
import { keptNamed } from './sample-devices.ts';

const AT = '2026-11-22T10:00:00.000Z';
const PASSPHRASE_SEALED = {
  by: 'passphrase',
  cost: { N: 131_072, r: 8, p: 1 },
  salt: Buffer.alloc(16, 1).toString('base64'),
  check: Buffer.alloc(16, 2).toString('base64'),
  nonce: Buffer.alloc(12, 3).toString('base64'),
  ciphertext: Buffer.alloc(60, 4).toString('base64'),
} as const;

let laptop: KeptDevice;
let phone: KeptDevice;
beforeAll(async () => {
  laptop = await keptNamed('Laptop');
  phone = {
    device: {
      ...(await keptNamed('Phone')).device,
      registrations: [{ host: IMAPS.host, server: 'mox', at: AT }],
      trials: [{ endpoint: IMAPS, outcome: 'preauth', at: AT }],
      revokedAt: AT,
    },
    sealedKey: PASSPHRASE_SEALED,
  };
});

/** A file as a version of tomorrow, or somebody by hand, might write it, whole. */
function whole(content: object): Uint8Array {
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return new TextEncoder().encode(`${JSON.stringify({ ...content, sha256 }, null, 2)}\n`);
}

function wholeWith(devices: unknown): Uint8Array {
  return whole({ format: 'letterlock-devices', version: 1, devices });
}

describe('the file of devices', () => {
  it('is what it was after it was written and read', () => {
    fc.assert(
      fc.property(anyDevices, (devices) => {
        expect(decodeDevices(encodeDevices(devices))).toEqual({ kind: 'devices', devices });
      }),
    );
  });

  it('is the same bytes when what was read is written again', () => {
    fc.assert(
      fc.property(anyDevices, (devices) => {
        const bytes = encodeDevices(devices);
        const read = decodeDevices(bytes);

        expect(read.kind === 'devices' && encodeDevices(read.devices)).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
  });

  it('is noticed to be broken wherever it ends', () => {
    const bytes = encodeDevices([laptop, phone]);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeDevices(bytes.subarray(0, length)), `${length} bytes`).toEqual({ kind: 'damaged' });
    }
  });

  it('is noticed to be broken whichever bit is another', () => {
    const bytes = encodeDevices([laptop, phone]);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(decodeDevices(flipped), `bit ${bit}`).toEqual({ kind: 'damaged' });
    }
  });

  it('is told as one of a newer version, whatever is in it', () => {
    const newer = whole({ format: 'letterlock-devices', version: 2, machines: [] });

    expect(decodeDevices(newer)).toEqual({ kind: 'newer', version: 2 });
  });

  it.each([
    ['is of another kind', { format: 'letterlock-host-memory', version: 1, devices: [] }],
    ['has no version', { format: 'letterlock-devices', devices: [] }],
    ['has a version before the first', { format: 'letterlock-devices', version: 0, devices: [] }],
    ['has half a version', { format: 'letterlock-devices', version: 1.5, devices: [] }],
    ['has no devices', { format: 'letterlock-devices', version: 1 }],
    ['has devices that are no list', { format: 'letterlock-devices', version: 1, devices: {} }],
  ])('is broken where it %s', (_, content) => {
    expect(decodeDevices(whole(content))).toEqual({ kind: 'damaged' });
  });

  it('holds a hundred devices and not one more', () => {
    const ids = Array.from({ length: MOST_DEVICES + 1 }, (_, at) => at.toString(16).padStart(16, '0'));
    const devices = ids.map((id) => ({ ...laptop, device: { ...laptop.device, id } }));

    expect(decodeDevices(encodeDevices(devices.slice(1)))).toMatchObject({ kind: 'devices' });
    expect(decodeDevices(wholeWith(devices))).toEqual({ kind: 'damaged' });
    expect(() => encodeDevices(devices)).toThrow(RangeError);
  });

  it('has nothing in it of a device that does not belong there', () => {
    const more = { ...laptop, pkcs8: 'canary-1', device: { ...laptop.device, passphrase: 'canary-2' } };

    const bytes = encodeDevices([more]);

    expect(Buffer.from(bytes).toString()).not.toContain('canary');
    expect(decodeDevices(bytes)).toEqual({ kind: 'devices', devices: [laptop] });
  });
});

describe('a device that is none', () => {
  const WRONG: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['no id', { id: undefined }],
    ['a short id', { id: 'abc' }],
    ['an id in capitals', { id: 'ABCDEF0123456789' }],
    ['an empty name', { name: '' }],
    ['a name with a line break', { name: 'Lap\ntop' }],
    ['a name with NUL', { name: 'Lap\u0000top' }],
    ['an endless name', { name: 'x'.repeat(511) }],
    ['a number for a login', { login: 7 }],
    ['an unknown algorithm', { algorithm: 'ed448' }],
    ['a certificate that is no base64', { certificate: 'MII*' }],
    ['no certificate in it', { certificate: '' }],
    ['an endless certificate', { certificate: Buffer.alloc(5_000).toString('base64') }],
    ['half a fingerprint', { spkiFingerprint: 'ab'.repeat(16) }],
    ['a fingerprint with colons', { certificateFingerprint: 'ab:'.repeat(21) + 'a' }],
    ['a day for a time', { madeAt: '2026-11-22' }],
    ['a day that no year has', { notAfter: '2026-02-30T10:00:00.000Z' }],
    ['a time zone', { madeAt: '2026-11-22T10:00:00+01:00' }],
    ['no word about its revocation', { revokedAt: undefined }],
    ['programs that are no text', { programs: [1] }],
    ['too many programs', { programs: Array<string>(31).fill('mutt') }],
    ['a registration nowhere', { registrations: [{ host: 'not a host', server: 'mox', at: AT }] }],
    ['a registration at no kind of server', { registrations: [{ host: 'x.example', server: 'm', at: AT }] }],
    ['a host in capitals', { registrations: [{ host: 'X.example', server: 'mox', at: AT }] }],
    ['a trial without an endpoint', { trials: [{ outcome: 'preauth', at: AT }] }],
    ['a trial of no known outcome', { trials: [{ endpoint: IMAPS, outcome: 'toString', at: AT }] }],
  ];

  it.each(WRONG)('is noticed by %s, and never written', (_, wrong) => {
    const devices = [laptop, { ...phone, device: { ...phone.device, ...wrong } }];

    expect(decodeDevices(wholeWith(devices))).toEqual({ kind: 'damaged' });
    // What the type forbids is what is tried.
    expect(() => encodeDevices(devices as readonly KeptDevice[])).toThrow(RangeError);
  });

  it('is noticed by the id of another one', () => {
    const twin = { ...phone, device: { ...phone.device, id: laptop.device.id } };

    expect(decodeDevices(wholeWith([laptop, twin]))).toEqual({ kind: 'damaged' });
    expect(() => encodeDevices([laptop, twin])).toThrow(RangeError);
  });

  it.each<readonly [string, unknown]>([
    ['is missing', undefined],
    ['is text', 'sealed'],
    ['is sealed by nobody', { ...PASSPHRASE_SEALED, by: 'rot13' }],
    ['has a short nonce', { ...PASSPHRASE_SEALED, nonce: 'AAAA' }],
    ['has nothing but a tag', { ...PASSPHRASE_SEALED, ciphertext: Buffer.alloc(16).toString('base64') }],
    ['has no end', { ...PASSPHRASE_SEALED, ciphertext: Buffer.alloc(9_999).toString('base64') }],
    ['has a short salt', { ...PASSPHRASE_SEALED, salt: 'AAAA' }],
    ['has no check', { ...PASSPHRASE_SEALED, check: undefined }],
    ['has no cost', { ...PASSPHRASE_SEALED, cost: undefined }],
    ['costs gigabytes', { ...PASSPHRASE_SEALED, cost: { N: 2 ** 24, r: 8, p: 1 } }],
    ['costs minutes', { ...PASSPHRASE_SEALED, cost: { N: 131_072, r: 8, p: 1_000 } }],
    ['costs nothing', { ...PASSPHRASE_SEALED, cost: { N: 2, r: 8, p: 1 } }],
    ['has a cost that is no power of two', { ...PASSPHRASE_SEALED, cost: { N: 131_073, r: 8, p: 1 } }],
    ['has half a cost', { ...PASSPHRASE_SEALED, cost: { N: 131_072, r: 8.5, p: 1 } }],
    ['has text for a cost', { ...PASSPHRASE_SEALED, cost: { N: '131072', r: 8, p: 1 } }],
    ['has nothing from its keyring', { by: 'keyring', nonce: PASSPHRASE_SEALED.nonce, ciphertext: 'AA==' }],
  ])('is noticed by a key that %s', (_, sealedKey) => {
    expect(decodeDevices(wholeWith([{ ...laptop, sealedKey }]))).toEqual({ kind: 'damaged' });
  });
});
