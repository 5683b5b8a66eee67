import { createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  certificatePem,
  dovecotEntry,
  fingerprintsOf,
  pemInOne,
  pemPair,
  sec1Pem,
} from '../../electron/node/keys/forms.ts';
import { makeDevice, type NewDevice } from '../../electron/node/keys/new-device.ts';
import { publicFactsOf } from '../../electron/node/keys/public-facts.ts';
import { pemsIn } from '../../electron/node/net/pem.ts';
import { KEY_ALGORITHMS, type Device, type KeyAlgorithm } from '../../shared/mail/device.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import { registrationPage } from '../../shared/registration/registration.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

const HOST = 'mail.example.test' as Hostname; // it is one
const made = new Map<KeyAlgorithm, NewDevice>();

beforeAll(async () => {
  for (const algorithm of KEY_ALGORITHMS) {
    const request = {
      name: 'Laptop',
      login: 'alice@example.test',
      programs: [],
      now: new Date('2026-11-22T23:59:00Z'),
    };
    made.set(algorithm, await makeDevice({ ...request, algorithm }));
  }
});

const of = (algorithm: KeyAlgorithm): NewDevice => made.get(algorithm)!;

describe('the forms of a key', () => {
  it.each(KEY_ALGORITHMS)('are a certificate and a private key that belong together: %s', (algorithm) => {
    const { device, key } = of(algorithm);

    const pair = pemPair(device, key);

    expect(pair.certificatePem).toBe(certificatePem(device));
    expect(pair.keyPem).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^-]+\n-----END PRIVATE KEY-----\n$/);
    expect(new X509Certificate(pair.certificatePem).checkPrivateKey(createPrivateKey(pair.keyPem))).toBe(
      true,
    );
  });

  it.each(KEY_ALGORITHMS)('are both in one text, in which each is found: %s', (algorithm) => {
    const { device, key } = of(algorithm);

    const text = pemInOne(device, key);

    expect(new X509Certificate(text).checkPrivateKey(createPrivateKey(text))).toBe(true);
    expect(text.match(/-----BEGIN [A-Z ]+-----/g)).toEqual([
      '-----BEGIN CERTIFICATE-----',
      '-----BEGIN PRIVATE KEY-----',
    ]);
  });

  it('are SEC 1 for P-256 alone', () => {
    const { device, key } = of('p256');

    const pem = sec1Pem(device, key)!;

    expect(pem).toMatch(/^-----BEGIN EC PRIVATE KEY-----\n/);
    expect(createPrivateKey(pem).equals(key)).toBe(true);
    for (const algorithm of ['ed25519', 'rsa-2048'] as const) {
      const other = of(algorithm);
      expect(sec1Pem(other.device, other.key)).toBeNull();
    }
  });

  it('are a certificate alone, with nothing secret', () => {
    const { device } = of('p256');

    const pem = certificatePem(device);

    expect(pem.match(/-----BEGIN .*-----/g)).toEqual(['-----BEGIN CERTIFICATE-----']);
    expect(pem).toBe(new X509Certificate(pem).toString());
  });

  it.each([
    ['pemPair', pemPair],
    ['pemInOne', pemInOne],
    ['sec1Pem', sec1Pem],
  ] as const)('%s never joins a device with the key of another', (_, form) => {
    const { device } = of('p256');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

    for (const key of [privateKey, of('ed25519').key]) {
      expect(() => form(device, key)).toThrow(RangeError);
    }
  });
});

describe('the entry for Dovecot’s bundle', () => {
  it('says above the certificate of which device and login it is, and which of its certificates', () => {
    const { device } = of('ed25519');

    expect(dovecotEntry(device)).toBe(
      `# Letterlock, Laptop, alice@example.test, ${fingerprintsOf(device).postfixCertificate}\n${certificatePem(device)}`,
    );
  });

  it('is what the page of the server has, letter for letter', () => {
    const { device } = of('ed25519');
    const { steps } = registrationPage('dovecot', publicFactsOf(device, HOST), 'en');

    expect(steps[0]?.block?.text).toBe(dovecotEntry(device));
  });

  it('has a login as it is whose domain is written in ASCII', () => {
    const { device } = of('ed25519');
    const login = 'alice@xn--bcher-kva.example';

    expect(dovecotEntry({ ...device, login })).toContain(`, ${login}, `);
  });

  it.each([
    ['a line break', 'Lap\ntop'],
    ['a certificate', '\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
    ['a mark of PEM', '-----BEGIN CERTIFICATE-----'],
    ['a line separator', 'Lap\u2028top'],
    ['a right-to-left override', 'Lap\u202etop'],
  ])('stays one comment and one certificate, and leaves out a name that has %s', (_, name) => {
    const { device } = of('ed25519');

    const entry = dovecotEntry({ ...device, name, login: name });

    expect(entry.split('\n')[0]).toBe(`# Letterlock, ${fingerprintsOf(device).postfixCertificate}`);
    expectOneCertificate(entry, device);
  });

  it('stays that with any names', () => {
    const { device } = of('ed25519');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom('-', '\n', '\r', '#', '-----BEGIN CERTIFICATE-----', '\u2029', 'a'),
      }),
    );

    fc.assert(
      fc.property(text, text, (name, login) =>
        expectOneCertificate(dovecotEntry({ ...device, name, login }), device),
      ),
    );
  });

  function expectOneCertificate(entry: string, device: Device): void {
    const [comment, ...rest] = entry.split('\n');
    expect(comment).toMatch(/^# [^\p{C}\p{Zl}\p{Zp}]*$/u);
    // Readers that look for a mark anywhere find none.
    expect(comment).not.toContain('-----');
    expect(rest.join('\n')).toBe(certificatePem(device));
    expect(pemsIn(entry)).toHaveLength(1);
  }
});

describeWith(['openssl'], 'the forms of a key, as openssl reads them', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-forms-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function written(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  }

  async function openssl(...args: readonly string[]): Promise<string> {
    const { exitCode, output } = await runPart('openssl', args);
    expect([exitCode, output]).toEqual([0, output]);
    return output;
  }

  /** SHA-256 of what a command of openssl's writes as DER, as hex. */
  async function hashOf(...args: readonly string[]): Promise<string> {
    const der = join(folder, 'out.der');
    await openssl(...args, '-outform', 'DER', '-out', der);
    return (await openssl('dgst', '-sha256', '-r', der)).slice(0, 64);
  }

  it.each(KEY_ALGORITHMS)(
    'hold the key that the certificate is of, in every one of them: %s',
    async (algorithm) => {
      const { device, key } = of(algorithm);
      const { keyPem } = pemPair(device, key);
      const certificate = await written('certificate.pem', certificatePem(device));
      const forms: readonly string[] = [keyPem, pemInOne(device, key), sec1Pem(device, key) ?? keyPem];

      const wanted = await openssl('x509', '-in', certificate, '-noout', '-pubkey');

      for (const text of forms) {
        const file = await written('key.pem', text);
        expect(await openssl('pkey', '-in', file, '-pubout')).toBe(wanted);
        expect(await openssl('pkey', '-in', file, '-noout', '-check')).toContain('Key is valid');
      }
      const one = await written('one.pem', pemInOne(device, key));
      expect(await openssl('x509', '-in', one, '-noout', '-subject')).toContain(
        'CN = Laptop, UID = alice@example.test',
      );
    },
  );

  it.each(KEY_ALGORITHMS)('have the fingerprints that it computes: %s', async (algorithm) => {
    const { device, key } = of(algorithm);
    const certificate = await written('certificate.pem', certificatePem(device));
    const keyFile = await written('key.pem', pemPair(device, key).keyPem);

    const { mox, postfixCertificate, postfixPublicKey, curlPin } = fingerprintsOf(device);

    const ofCertificate = await openssl('x509', '-in', certificate, '-noout', '-fingerprint', '-sha256');
    expect(ofCertificate.trim().toLowerCase()).toBe(`sha256 fingerprint=${postfixCertificate.toLowerCase()}`);
    expect(postfixCertificate).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    const spki = await hashOf('pkey', '-in', keyFile, '-pubout');
    expect(postfixPublicKey.replaceAll(':', '').toLowerCase()).toBe(spki);
    expect(postfixPublicKey).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(mox).toBe(Buffer.from(spki, 'hex').toString('base64url'));
    expect(curlPin).toBe(`sha256//${Buffer.from(spki, 'hex').toString('base64')}`);
  });

  it('are a bundle of which every certificate is read, under names of any length', async () => {
    const devices = [...made.values()].map(({ device }, at) => ({
      ...device,
      // openssl reads lines in pieces of 254 bytes.
      name: '-----BEGIN CERTIFICATE-----'.padStart(252 + at, 'x'),
      login: `${'ü'.repeat(200)}-----END CERTIFICATE-----`,
    }));
    const bundle = await written('bundle.pem', devices.map(dovecotEntry).join(''));

    const said = await openssl('crl2pkcs7', '-nocrl', '-certfile', bundle, '-out', join(folder, 'all.p7b'));
    const listed = await openssl('pkcs7', '-in', join(folder, 'all.p7b'), '-print_certs', '-noout');

    expect(said).toBe('');
    expect(listed.match(/^subject=/gm)).toHaveLength(devices.length);
    for (const { id } of devices) expect(listed).toContain(id);
  });
});

// Kept out of every text above: a form that is not asked for as a secret has nothing of one.
describe('what is not secret of a key', () => {
  it.each(KEY_ALGORITHMS)('has no byte of the private part: %s', (algorithm) => {
    const { device, key } = of(algorithm);

    const shown = [certificatePem(device), dovecotEntry(device), JSON.stringify(fingerprintsOf(device))].join(
      '\n',
    );

    for (const secret of secretsOf(key)) expect(shown.replaceAll('\n', '')).not.toContain(secret);
  });

  function secretsOf(key: KeyObject): readonly string[] {
    const { d = '' } = key.export({ format: 'jwk' });
    const bytes = Buffer.from(d, 'base64url');
    expect(bytes.length).toBeGreaterThanOrEqual(32);
    return [d.slice(4, 40), bytes.toString('base64').slice(4, 40), bytes.toString('hex').slice(0, 40)];
  }
});
