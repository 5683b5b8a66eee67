import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../electron/node/keys/certificate.ts';
import { DeviceKey } from '../../electron/node/keys/device-key.ts';

describe('what everybody may know of a key', () => {
  it.each([1024, 2048])('has its length, where it is one of RSA: %j bits', (modulusLength) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
    const der = makeCertificate({
      subject: { commonName: 'ada@example.org' },
      publicKey,
      issuer: { key: privateKey },
      notBefore: new Date('2026-01-01'),
      notAfter: new Date('2028-01-01'),
      extensions: [],
    });

    const key = DeviceKey.among([privateKey.export({ type: 'pkcs8', format: 'der' })], [der]);

    expect(key).toMatchObject({ facts: { kind: 'rsa', bits: modulusLength } });
  });
});
