import { describe, expect, it } from 'vitest';
import { maySuggest } from '../../electron/node/probe/suggested-address.ts';
import { parseEndpoint, type Endpoint } from '../../shared/mail/endpoint.ts';

function endpoint(written: string): Endpoint {
  const parsed = parseEndpoint('imap', written);
  if (!parsed.ok) throw new Error('not an endpoint');
  return parsed.value;
}

describe('a server that somebody suggests', () => {
  it.each([
    ['192.0.2.7', 'imap.example.org:993'],
    ['192.0.2.7', 'imap.example.org:10993'],
    ['10.0.0.5', 'imap.example.org:993'],
    ['fd00::5', 'imap.example.org:143'],
    ['127.0.0.1', '127.0.0.1:1143'],
  ])('is gone to at %s for %s', (address, written) => {
    expect(maySuggest(address, endpoint(written))).toBe(true);
  });

  it.each([
    ['127.0.0.1', 'imap.example.org:993'],
    ['::1', 'imap.example.org:993'],
    ['10.0.0.5', 'imap.example.org:8080'],
    ['169.254.169.254', 'imap.example.org:993'],
    ['fe80::1', 'imap.example.org:993'],
    ['0.0.0.0', 'imap.example.org:993'],
    ['::ffff:127.0.0.1', 'imap.example.org:993'],
    ['224.0.0.1', 'imap.example.org:993'],
  ])('is not gone to at %s for %s', (address, written) => {
    expect(maySuggest(address, endpoint(written))).toBe(false);
  });
});
