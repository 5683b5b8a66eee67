import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePki, writePki, type CertificateName } from './pki.ts';

const pki = await makePki();
const ca = new X509Certificate(pki.caPem);
const read = (name: CertificateName): X509Certificate => new X509Certificate(pki[name].certificatePem);

describe('makePki', () => {
  it.each<[CertificateName, string]>([
    ['good', '127.0.0.1'],
    ['good', '127.0.0.2'],
    ['good', '127.0.0.6'],
    ['good', '127.0.0.7'],
    ['good', '127.0.0.9'],
    ['expired', '127.0.0.3'],
    ['selfSigned', '127.0.0.5'],
    ['unknownIssuer', '127.0.0.8'],
    ['notYetValid', '127.0.0.10'],
  ])('gives the certificate %s the address %s', (name, address) => {
    expect(read(name).checkIP(address)).toBe(address);
  });

  it.each<CertificateName>(['good', 'expired', 'notYetValid', 'selfSigned', 'unknownIssuer'])(
    'gives the certificate %s the names of the mail server',
    (name) => {
      const names = ['mail.example.test', 'imap.example.test', 'smtp.example.test'];

      expect(names.map((host) => read(name).checkHost(host))).toEqual(names);
    },
  );

  it('gives the certificate wrongName the name of another server only', () => {
    expect(read('wrongName').subjectAltName).toBe('DNS:other.example.test');
  });

  it.each<CertificateName>(['good', 'expired', 'notYetValid', 'wrongName'])(
    'lets the test CA sign the certificate %s',
    (name) => {
      expect(read(name).verify(ca.publicKey)).toBe(true);
      expect(read(name).checkIssued(ca)).toBe(true);
    },
  );

  it.each<CertificateName>(['selfSigned', 'unknownIssuer'])(
    'does not let the test CA sign the certificate %s',
    (name) => {
      expect(read(name).verify(ca.publicKey)).toBe(false);
    },
  );

  it('lets the certificate selfSigned sign itself', () => {
    const certificate = read('selfSigned');

    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
  });

  it.each<[CertificateName, string]>([
    ['good', 'valid'],
    ['expired', 'over'],
    ['notYetValid', 'to come'],
    ['wrongName', 'valid'],
    ['selfSigned', 'valid'],
    ['unknownIssuer', 'valid'],
  ])('makes the time of the certificate %s %s', (name, expected) => {
    const { validFrom, validTo } = read(name);
    const now = Date.now();
    const time = Date.parse(validTo) < now ? 'over' : Date.parse(validFrom) > now ? 'to come' : 'valid';

    expect(time).toBe(expected);
  });

  it('gives every certificate a serial number of its own', () => {
    const others = ['caPem', 'clientCa'];
    const names = Object.keys(pki).filter((name) => !others.includes(name)) as CertificateName[]; // the type's keys
    const serials = names.map((name) => read(name).serialNumber);

    expect(new Set(serials).size).toBe(6);
  });

  it('makes it once', () => {
    expect(makePki()).toBe(makePki());
  });
});

describe('writePki', () => {
  it('writes certificates and the keys that belong to them, the keys for their owner only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'letterlock-pki-'));
    try {
      const files = await writePki(pki, join(folder, 'made'));

      const certificate = new X509Certificate(await readFile(files.good.certificate));
      expect(certificate.checkPrivateKey(createPrivateKey(await readFile(files.good.key)))).toBe(true);
      expect((await stat(files.good.key)).mode & 0o777).toBe(0o600);
      expect(await readFile(files.ca, 'utf8')).toBe(pki.caPem);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
