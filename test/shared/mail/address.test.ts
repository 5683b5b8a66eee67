import { describe, expect, it } from 'vitest';
import { isPrivateAddress } from '../../../shared/mail/private-address.ts';
import { isSameSite } from '../../../shared/mail/site.ts';

describe('isPrivateAddress', () => {
  it.each([
    ...['10.0.0.1', '127.0.0.1', '169.254.1.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['100.64.0.1', '100.127.0.1', '::1', 'fd00::7', 'fc12:3456::', 'fe80::1', 'FEBF::1'],
  ])('says so of %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    ...['9.255.0.1', '11.0.0.1', '128.0.0.1', '172.15.0.1', '172.32.0.1', '192.0.2.1', '193.168.1.1'],
    ...['100.63.0.1', '100.128.0.1', '2001:db8::1', 'fe00::1', 'fec0::1', '::2', '::10'],
  ])('does not say so of %s', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe('isSameSite', () => {
  it.each([
    ['imap.example.org', 'smtp.example.org', true],
    ['example.org', 'mail.EXAMPLE.org', true],
    ['imap.example.org', 'imap.example.net', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '198.0.2.7', false],
    ['localhost', 'localhost', true],
    ['example.org.', 'mail.example.org', true],
  ])('compares %s and %s', (left, right, isSame) => {
    expect(isSameSite(left, right)).toBe(isSame);
  });
});
