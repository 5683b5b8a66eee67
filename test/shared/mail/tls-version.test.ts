import { describe, expect, it } from 'vitest';
import { tlsVersionName } from '../../../shared/mail/tls-version.ts';

describe('tlsVersionName', () => {
  it.each([
    ['TLSv1.3', 'TLS 1.3'],
    ['TLSv1.1', 'TLS 1.1'],
    ['TLSv1', 'TLS 1.0'],
    ['SSLv3', 'SSL 3.0'],
    ['DTLSv1.2', 'DTLSv1.2'],
    ['', ''],
  ])('writes %s as %s', (version, name) => {
    expect(tlsVersionName(version)).toBe(name);
  });
});
