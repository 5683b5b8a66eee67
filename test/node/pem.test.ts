import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { derOfPem, pemOfDer } from '../../electron/node/net/pem.ts';

describe('a certificate as text', () => {
  it.each([1, 47, 48, 49, 95, 96, 97, 1_000])(
    'of %i bytes has full lines, and none that is empty',
    (length) => {
      const lines = pemOfDer(new Uint8Array(length)).trimEnd().split('\n');

      expect(lines.slice(1, -2).filter((line) => line.length !== 64)).toEqual([]);
      expect(lines.filter((line) => line === '')).toEqual([]);
      expect(derOfPem(lines.join('\n'))).toHaveLength(length);
    },
  );

  // RFC 7468 §3: OpenSSL takes an empty line for the end, and refuses what comes then.
  it('is read by the TLS library again, whatever its length', () => {
    for (const root of rootCertificates) {
      expect(new X509Certificate(pemOfDer(derOfPem(root))).raw.equals(derOfPem(root))).toBe(true);
    }
  });
});
