import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressesInHosts, readHostsFile } from '../../electron/node/net/hosts-file.ts';
import { hostLookup, SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { parseHostname, type Hostname } from '../../shared/mail/hostname.ts';

const TEXT = [
  '# what others wrote\r',
  '127.0.0.1 localhost',
  '192.0.2.7\timap.Example.org. mail.example.org # old server',
  '2001:DB8::7 imap.example.org',
  '#192.0.2.9 commented.example.org',
  'nonsense broken.example.org',
  '192.0.2.8 imap.example.org',
].join('\n');

function host(name: string): Hostname {
  const parsed = parseHostname(name);
  if (!parsed.ok) throw new Error('not a host');
  return parsed.value;
}

describe('a hosts file', () => {
  it.each([
    ['imap.example.org', ['192.0.2.7', '2001:db8::7', '192.0.2.8']],
    ['mail.example.org', ['192.0.2.7']],
    ['example.org', []],
    ['commented.example.org', []],
    ['broken.example.org', []],
    ['other.example.org', []],
  ])('has for %s: %j', (name, addresses) => {
    expect(addressesInHosts(TEXT, host(name))).toEqual(addresses);
  });

  it('that cannot be read has nothing', async () => {
    expect(await readHostsFile('/nonexistent/hosts')).toBe('');
  });
});

describe('a lookup', () => {
  let folder = '';
  let file = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-hosts-'));
    file = join(folder, 'hosts');
    await writeFile(file, TEXT);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const { signal } = new AbortController();
  // A DNS server that nobody runs: what is asked there is not answered.
  const names = { ...SYSTEM_NAMES, dnsServers: ['127.0.0.1:9'] };

  it('takes what stands there, IPv6 and IPv4 in turns, without asking DNS', async () => {
    const lookUp = hostLookup({ names: { ...names, hostsFile: file }, timeoutMs: 500, signal });

    expect(await lookUp(host('imap.example.org'))).toMatchObject({
      outcome: 'resolved',
      saidBy: 'hosts-file',
      addresses: ['2001:db8::7', '192.0.2.7', '192.0.2.8'],
    });
  });

  it('takes what a person named before it', async () => {
    const overrides = new Map([[host('imap.example.org'), ['192.0.2.99']]]);
    const lookUp = hostLookup({ names: { ...names, overrides, hostsFile: file }, timeoutMs: 500, signal });

    expect(await lookUp(host('imap.example.org'))).toMatchObject({
      saidBy: 'person',
      addresses: ['192.0.2.99'],
    });
  });

  it('does not open it where there is none to be used', async () => {
    const lookUp = hostLookup({ names: { ...names, hostsFile: null }, timeoutMs: 500, signal });

    expect((await lookUp(host('imap.example.org'))).outcome).not.toBe('resolved');
  });
});
