import { encode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { hostLookup, SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { DNS_FAULTS } from '../../electron/node/practice/discovery/dns-faults.ts';
import { DISCOVERY_FAULTS } from '../../electron/node/practice/discovery/faults.ts';
import { parseHostname } from '../../shared/mail/hostname.ts';
import { LOOPBACK } from './practice-discovery.ts';
import { question, usePracticeDns } from './practice-dns-client.ts';

const dns = usePracticeDns();

describe('the practice DNS server with a fault', () => {
  it.each([
    ['dns-host-unknown', 'ENOTFOUND'],
    ['dns-servfail', 'ESERVFAIL'],
    ['dns-tcp-dead', 'ECONNREFUSED'],
  ])('%s: a mail host cannot be found, and the resolver says %s', async (name, code) => {
    dns.play(name);

    const answer = dns.resolver.resolve4('imap.practice.test');

    await expect(answer).rejects.toMatchObject({ code });
  });

  it.each([
    ['dns-host-unknown', 'not-found', []],
    ['dns-cname-loop', 'not-found', []],
    ['dns-servfail', 'failed', []],
    ['dns-silent', 'silent', []],
    ['dns-tcp-dead', 'failed', []],
    ['dns-over-tcp', 'resolved', [LOOPBACK]],
    ['dns-slow', 'resolved', [LOOPBACK]],
    ['ipv6-dead', 'resolved', ['::1', LOOPBACK]],
  ])('%s: the engine sees a mail host as %s, with the addresses %j', async (name, outcome, addresses) => {
    dns.play(name);
    const names = { ...SYSTEM_NAMES, dnsServers: [`${LOOPBACK}:${dns.port}`] };
    const host = parseHostname('imap.practice.test');

    const lookUp = hostLookup({ names, timeoutMs: 3_000, signal: AbortSignal.timeout(20_000) });

    const facts = await lookUp(host.ok ? host.value : expect.unreachable());

    expect(facts).toMatchObject({ kind: 'dns-answer', outcome, addresses });
  });

  it.each(['dns-host-unknown', 'dns-cname-loop', 'ipv6-dead'])(
    '%s: the domain itself is well',
    async (name) => {
      dns.play(name);

      const answers = [
        await dns.resolver.resolve4('practice.test'),
        await dns.resolver.resolve4('imap.other-practice.test'),
      ];

      expect(answers).toEqual([[LOOPBACK], [LOOPBACK]]);
    },
  );

  it('dns-cname-loop: the loop is in the answer, which the resolver takes as one without an address', async () => {
    dns.play('dns-cname-loop');

    const answer = await dns.askUdp(encode(question('smtp.practice.test')));

    expect(await dns.resolver.resolve4('smtp.practice.test')).toEqual([]);
    expect(answer.answers).toMatchObject([
      { name: 'smtp.practice.test', type: 'CNAME', data: 'again.smtp.practice.test' },
      { name: 'again.smtp.practice.test', type: 'CNAME', data: 'smtp.practice.test' },
    ]);
  });

  it('dns-over-tcp: the resolver gets the whole answer at its second try', async () => {
    dns.play('dns-over-tcp');

    const found = await dns.resolver.resolve4('imap.practice.test');

    const overUdp = await dns.askUdp(encode(question('imap.practice.test')));
    expect(found).toEqual([LOOPBACK]);
    expect(overUdp).toMatchObject({ flag_tc: true, answers: [] });
  });

  it('dns-slow: the answer is right and comes late', async () => {
    dns.play('dns-slow');
    const startedAt = performance.now();

    const found = await dns.resolver.resolve4('imap.practice.test');

    expect(found).toEqual([LOOPBACK]);
    expect(performance.now() - startedAt).toBeGreaterThan(1_400);
  });

  it.each(['dns-wildcard', 'captive-portal', 'captive-portal-511'])(
    '%s: every name has an address',
    async (name) => {
      dns.play(name);
      const names = ['nobody.practice.test', 'f3b1c7.example.org', 'imap.practice.test'];

      const found = await Promise.all(names.map((each) => dns.resolver.resolve4(each)));

      expect(found).toEqual([[LOOPBACK], [LOOPBACK], [LOOPBACK]]);
    },
  );

  it('ipv6-dead: mail hosts have an IPv6 address beside the one that works', async () => {
    dns.play('ipv6-dead');

    const found = await Promise.all([
      dns.resolver.resolve6('imap.practice.test'),
      dns.resolver.resolve4('imap.practice.test'),
    ]);

    expect(found).toEqual([['::1'], [LOOPBACK]]);
  });

  it('srv-not-offered: every mail service has the target that stands for none', async () => {
    dns.play('srv-not-offered');

    const services = await Promise.all(
      ['_imaps', '_imap', '_submissions', '_submission', '_pop3s', '_pop3', '_sieve'].map((label) =>
        dns.askUdp(encode(question(`${label}._tcp.practice.test`, 'SRV'))),
      ),
    );

    for (const { answers } of services) expect(answers).toMatchObject([{ data: { target: '.', port: 0 } }]);
  });

  it('srv-other-domain: mail services are at the other domain, which exists', async () => {
    dns.play('srv-other-domain');

    const services = await dns.resolver.resolveSrv('_imaps._tcp.practice.test');

    expect(services).toMatchObject([{ name: 'imap.other-practice.test', port: 10_993 }]);
  });

  it('mx-other-domain: mail is exchanged at the other domain, and services are not published', async () => {
    dns.play('mx-other-domain');

    const answers = await Promise.allSettled([
      dns.resolver.resolveMx('practice.test'),
      dns.resolver.resolveSrv('_imaps._tcp.practice.test'),
    ]);

    expect(answers).toMatchObject([
      { value: [{ exchange: 'mx.other-practice.test' }] },
      { reason: { code: 'ENOTFOUND' } },
    ]);
  });

  it('settings-unpublished: there is an address and nothing else', async () => {
    dns.play('settings-unpublished');

    const answers = await Promise.allSettled([
      dns.resolver.resolveMx('practice.test'),
      dns.resolver.resolveTxt('practice.test'),
      dns.resolver.resolveTxt('_ua-auto-config.practice.test'),
      dns.resolver.resolveSrv('_autodiscover._tcp.practice.test'),
      dns.resolver.resolve4('practice.test'),
    ]);

    expect(answers).toMatchObject([
      { reason: { code: 'ENODATA' } },
      { reason: { code: 'ENODATA' } },
      { reason: { code: 'ENOTFOUND' } },
      { reason: { code: 'ENOTFOUND' } },
      { value: [LOOPBACK] },
    ]);
  });
});

describe('the DNS faults', () => {
  it('are all of the discovery faults that a mail protocol meets', () => {
    const met = DISCOVERY_FAULTS.filter(({ expects }) => expects.imap !== undefined);

    expect(DNS_FAULTS).toEqual(expect.arrayContaining(met));
  });
});
