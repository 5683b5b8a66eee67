import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../../shared/discovery/providers/index.ts';
import { readRow } from '../../../shared/discovery/providers/row.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';

const EACH = PROVIDERS.map((provider) => [provider.id, provider] as const);
const PROTOCOLS = ['imap', 'submission', 'pop3', 'managesieve'];
const LOCAL = ['127.0.0.1'];

describe('PROVIDERS', () => {
  it('are at least sixty-five', () => {
    expect(PROVIDERS.length).toBeGreaterThanOrEqual(65);
  });

  it.each([
    ['id', PROVIDERS.map(({ id }) => id)],
    ['mail domain', PROVIDERS.flatMap(({ domains }) => domains)],
    ['MX suffix', PROVIDERS.flatMap(({ mxSuffixes }) => mxSuffixes)],
  ])('have no %s twice', (_what, all) => {
    expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
  });

  it.each(EACH)('%s has names that are host names, as they are looked up', (_id, { domains, mxSuffixes }) => {
    const names = [...domains, ...mxSuffixes];

    const read = names.map((name) => parseHostname(name));

    expect(read).toEqual(names.map((name) => ({ ok: true, value: name })));
    expect(names.filter((name) => !name.includes('.'))).toEqual([]);
  });

  it.each(EACH)('%s can be found, by a mail domain or by an MX host', (_id, { domains, mxSuffixes }) => {
    expect(domains.length + mxSuffixes.length).toBeGreaterThan(0);
  });

  it.each(EACH)('%s has servers that encrypt, and each of them once', (_id, { servers }) => {
    const written = servers.map(({ endpoint }) => `${endpoint.protocol} ${formatEndpoint(endpoint)}`);

    expect(servers.filter(({ endpoint }) => endpoint.connectionSecurity === 'cleartext')).toEqual([]);
    expect(written.filter((one, index) => written.indexOf(one) !== index)).toEqual([]);
  });

  it.each(EACH)('%s has its preferred servers first', (_id, { servers }) => {
    const ranks = servers.map(({ endpoint }) => {
      const isLate = endpoint.connectionSecurity === 'starttls';
      return PROTOCOLS.indexOf(endpoint.protocol) * 2 + (isLate ? 1 : 0);
    });

    expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
  });

  it.each(EACH)('%s has servers as far as it can be reached, and signs in there', (_id, provider) => {
    const isReached = provider.access !== 'none';

    const protocols = provider.servers.map(({ endpoint }) => endpoint.protocol);

    expect(protocols.includes('submission')).toBe(isReached);
    expect(protocols.includes('imap') || protocols.includes('pop3')).toBe(isReached);
    expect(provider.signIn === 'none').toBe(!isReached);
  });

  it.each(EACH)('%s is on this computer only where it has a program there', (_id, { access, servers }) => {
    const hosts = servers.map(({ endpoint }) => endpoint.host);

    expect(hosts.every((host) => LOCAL.includes(host))).toBe(access !== 'mail-protocols');
    expect(hosts.some((host) => LOCAL.includes(host))).toBe(access === 'local-bridge');
  });

  it.each(EACH)('%s has an encrypted link without a name in it, or none', (_id, { help }) => {
    if (help === null) return;

    const url = new URL(help);

    expect([url.protocol, url.username, url.password, url.port]).toEqual(['https:', '', '', '']);
  });

  it.each(EACH)('%s says in which month it was looked at', (_id, { known }) => {
    expect(known.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  });
});

describe('readRow', () => {
  const row = {
    id: 'example',
    name: 'Example',
    signIn: 'password',
    known: { from: 'ispdb', asOf: '2026-11' },
  } as const;

  it('takes the usual port and implicit TLS where only a host stands', () => {
    const { servers } = readRow({ ...row, imap: ' imap.example.org\n  imap.example.org:143 ' });

    expect(servers.map(({ endpoint }) => formatEndpoint(endpoint))).toEqual([
      'imap.example.org:993/implicit-tls',
      'imap.example.org:143/starttls',
    ]);
  });

  it('takes the whole address as user name, unless it says otherwise', () => {
    const hosts = { imap: 'a.example.org', submission: 'b.example.org' };

    const read = [
      readRow({ ...row, ...hosts }),
      readRow({ ...row, ...hosts, username: null }),
      readRow({ ...row, ...hosts, username: '%EMAILLOCALPART%', submissionUsername: '%EMAILADDRESS%' }),
    ];

    expect(read.map(({ servers }) => servers.map(({ username }) => username))).toEqual([
      ['%EMAILADDRESS%', '%EMAILADDRESS%'],
      [null, null],
      ['%EMAILLOCALPART%', '%EMAILADDRESS%'],
    ]);
  });

  it.each([
    'imap.example.org:143/cleartext',
    'imap.example.org:0',
    'imap..example.org',
    'https://example.org',
  ])('does not take %s as a server', (written) => {
    expect(() => readRow({ ...row, imap: written })).toThrow(RangeError);
  });
});
