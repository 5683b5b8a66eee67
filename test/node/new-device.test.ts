import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeviceKey } from '../../electron/node/keys/device-key.ts';
import { certificatePem } from '../../electron/node/keys/forms.ts';
import {
  makeDevice,
  renewCertificate,
  type DeviceRequest,
  type NewDevice,
} from '../../electron/node/keys/new-device.ts';
import { KEY_ALGORITHMS, type Device } from '../../shared/mail/device.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

const NOW = new Date('2026-11-22T12:34:56.789Z');
const LATER = new Date('2027-01-02T03:04:05Z');
const REQUEST: DeviceRequest = {
  name: 'Zoë’s laptop',
  login: 'zoe@example.test',
  algorithm: 'ed25519',
  programs: ['mutt'],
  now: NOW,
};

const make = (changes: Partial<DeviceRequest> = {}): Promise<NewDevice> =>
  makeDevice({ ...REQUEST, ...changes });
const derOf = ({ certificate }: Device): Buffer => Buffer.from(certificate, 'base64');
const read = (device: Device): X509Certificate => new X509Certificate(derOf(device));

/** The private numbers of a key, as they would stand in a text. */
function secretsOf(key: KeyObject): readonly string[] {
  const der = key.export({ type: 'pkcs8', format: 'der' }).subarray(16, 40);
  const { d = '' } = key.export({ format: 'jwk' });
  return [der.toString('hex'), der.toString('base64').slice(2, 30), der.toString('latin1'), d];
}

describe('makeDevice', () => {
  it.each(KEY_ALGORITHMS)(
    'makes a key of kind %s, and a certificate that it signs itself',
    async (algorithm) => {
      const { device, key } = await make({ algorithm });

      const certificate = read(device);
      expect(certificate.checkPrivateKey(key)).toBe(true);
      expect(certificate.verify(certificate.publicKey)).toBe(true);
      const data = Buffer.from('a challenge');
      const digest = algorithm === 'ed25519' ? null : 'sha256';
      expect(verify(digest, data, certificate.publicKey, sign(digest, data, key))).toBe(true);
    },
  );

  it('says of the device what was asked for, and what was made', async () => {
    const { device } = await make();

    expect(device).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      name: 'Zoë’s laptop',
      login: 'zoe@example.test',
      algorithm: 'ed25519',
      certificate: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/) as string,
      spkiFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      certificateFingerprint: read(device).fingerprint256.replaceAll(':', '').toLowerCase(),
      madeAt: '2026-11-22T12:34:56.789Z',
      notAfter: '2036-11-22T12:34:56.000Z',
      programs: ['mutt'],
      registrations: [],
      trials: [],
      revokedAt: null,
    });
  });

  it('names the device and its login in the certificate, and tells it apart by its id', async () => {
    const { device } = await make();

    const { subject, issuer } = read(device);
    expect(subject).toMatch(
      new RegExp(`^CN=Zoë’s laptop\nUID=zoe@example\\.test\nserialNumber=${device.id}[0-9a-f]{8}$`),
    );
    expect(issuer).toBe(subject);
  });

  it('begins an hour before now, and ends when the device says', async () => {
    const { device } = await make();

    const { validFrom, validTo } = read(device);
    expect(new Date(validFrom).toISOString()).toBe('2026-11-22T11:34:56.000Z');
    expect(new Date(validTo).toISOString()).toBe(device.notAfter);
  });

  it('has a positive serial number of 16 bytes', async () => {
    const { device } = await make();

    expect(read(device).serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/i);
  });

  it('writes no extensions unless it is to say what it is for', async () => {
    const plain = read((await make()).device);
    const stating = read((await make({ statesPurpose: true })).device);

    expect(plain.keyUsage).toBeUndefined();
    expect(stating.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']); // what Node calls so is extKeyUsage
    expect(stating.raw.length).toBeGreaterThan(plain.raw.length);
    expect(stating.ca).toBe(false);
  });

  it('gives every device an id, a serial number and a key of its own', async () => {
    const made = await Promise.all(Array.from({ length: 200 }, () => make()));

    for (const fact of [
      made.map(({ device }) => device.id),
      made.map(({ device }) => device.spkiFingerprint),
      made.map(({ device }) => read(device).serialNumber),
    ]) {
      expect(new Set(fact).size).toBe(200);
    }
  });

  it.each(KEY_ALGORITHMS)('makes a key of kind %s that TLS can be used with', async (algorithm) => {
    const { device, key } = await make({ algorithm });

    const used = DeviceKey.among([key.export({ type: 'pkcs8', format: 'der' })], [derOf(device)]);

    expect(used).toBeInstanceOf(DeviceKey);
    expect((used as DeviceKey).facts.spkiFingerprint).toBe(device.spkiFingerprint);
    expect((used as DeviceKey).validityAt(NOW)).toBe('valid');
  });

  it('shows nothing of the key where it is printed or made into JSON', async () => {
    const { device, key } = await make();

    const shown = [inspect({ device, key }, { depth: 9, showHidden: true }), JSON.stringify({ device, key })];

    for (const secret of secretsOf(key)) for (const text of shown) expect(text).not.toContain(secret);
  });

  it.each([
    ['a name that was not parsed', { name: 'Lap\0top' }],
    ['a name that is empty', { name: '' }],
    ['a login that was not parsed', { login: 'zoe\nroot' }],
    ['a date that is none', { now: new Date(NaN) }],
  ])('refuses %s', async (_, changes) => {
    await expect(make(changes)).rejects.toThrow(RangeError);
  });
});

describe('renewCertificate', () => {
  it.each(KEY_ALGORITHMS)('makes a new certificate on the same key of kind %s', async (algorithm) => {
    const { device, key } = await make({ algorithm });

    const renewed = renewCertificate(device, key, LATER);

    expect(renewed).toEqual({
      ...device,
      certificate: renewed.certificate,
      certificateFingerprint: read(renewed).fingerprint256.replaceAll(':', '').toLowerCase(),
      notAfter: '2037-01-02T03:04:05.000Z',
    });
    expect(read(renewed).checkPrivateKey(key)).toBe(true);
    expect(read(renewed).subject.slice(0, -8)).toBe(read(device).subject.slice(0, -8));
    expect(read(renewed).subject).not.toBe(read(device).subject);
    expect(read(renewed).serialNumber).not.toBe(read(device).serialNumber);
    expect(new Date(read(renewed).validTo).toISOString()).toBe(renewed.notAfter);
  });

  it('keeps to what the old one says of its purpose', async () => {
    const plain = await make();
    const stating = await make({ statesPurpose: true });

    expect(read(renewCertificate(plain.device, plain.key, LATER)).keyUsage).toBeUndefined();
    expect(read(renewCertificate(stating.device, stating.key, LATER)).keyUsage).toEqual([
      '1.3.6.1.5.5.7.3.2',
    ]);
  });

  it('leaves the device that it was given as it was', async () => {
    const { device, key } = await make();
    const before = JSON.stringify(device);

    renewCertificate(device, key, LATER);

    expect(JSON.stringify(device)).toBe(before);
  });

  it('refuses the key of another device', async () => {
    const { device } = await make();
    const { key } = await make();

    expect(() => renewCertificate(device, key, LATER)).toThrow(RangeError);
    expect(() => renewCertificate(device, createPrivateKey(pkcs8Of(key)), LATER)).toThrow(RangeError);
  });

  function pkcs8Of(key: KeyObject): string {
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  }
});

describeWith(['openssl'], 'the certificates of devices in one bundle, as openssl verifies them', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-devices-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function verdicts(bundle: readonly Device[], shown: readonly Device[]): Promise<readonly string[]> {
    const anchors = join(folder, 'bundle.pem');
    await writeFile(anchors, bundle.map(certificatePem).join(''));
    const said: string[] = [];
    for (const device of shown) {
      const file = join(folder, 'certificate.pem');
      await writeFile(file, certificatePem(device));
      const verify = ['verify', '-x509_strict', '-check_ss_sig', '-purpose', 'sslclient', '-CAfile', anchors];
      const { output } = await runPart('openssl', [...verify, file]);
      said.push(/: OK$/m.test(output) ? 'OK' : output);
    }
    return said;
  }

  const now = new Date();

  it.each(KEY_ALGORITHMS)(
    'all hold, also of two of one name, login and kind of key: %s',
    async (algorithm) => {
      const made = await Promise.all([1, 2, 3].map(() => make({ algorithm, now })));
      const devices = made.map(({ device }) => device);

      expect(await verdicts(devices, devices)).toEqual(['OK', 'OK', 'OK']);
    },
  );

  it('hold beside a renewed one, which has the same name and the same key', async () => {
    const { device, key } = await make({ now });
    const renewed = renewCertificate(device, key, now);

    expect(await verdicts([device, renewed], [device, renewed])).toEqual(['OK', 'OK']);
    expect(await verdicts([renewed, device], [device, renewed])).toEqual(['OK', 'OK']);
  });

  it('hold with a purpose stated', async () => {
    const { device } = await make({ now, statesPurpose: true });

    expect(await verdicts([device], [device])).toEqual(['OK']);
  });

  it('do not hold for one that was taken out, or was never in', async () => {
    const [known, other] = await Promise.all([make({ now }), make({ now })]);

    const [said] = await verdicts([known.device], [other.device]);

    expect(said).toMatch(/self.signed certificate/);
  });

  it('are of the key that the device says', async () => {
    const { device, key } = await make({ algorithm: 'p256' });

    expect(createPublicKey(key).equals(read(device).publicKey)).toBe(true);
  });
});
