import { createSocket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { connect, createServer } from 'node:net';
import { encode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { USUAL_DISCOVERY } from '../../electron/node/practice/discovery/behaviour.ts';
import { startDnsServer } from '../../electron/node/practice/discovery/dns-server.ts';
import { zoneOf } from '../../electron/node/practice/discovery/zone.ts';
import { findFreePorts } from '../servers/ports.ts';
import { LOOPBACK, PLACES } from './practice-discovery.ts';
import { closed, framed, OPT, patched, question, usePracticeDns } from './practice-dns-client.ts';

const MAIL_HOSTS = ['imap', 'smtp', 'pop', 'sieve'].map((label) => `${label}.practice.test`);

const dns = usePracticeDns();

describe('the practice DNS server', () => {
  it.each([
    'practice.test',
    'ua-auto-config.practice.test',
    'mx.practice.test',
    'ispdb.providers.test',
    'portal.guest-network.test',
    ...MAIL_HOSTS,
    'other-practice.test',
    'imap.other-practice.test',
  ])('gives the loopback address for %s, and no IPv6 address', async (name) => {
    const answers = await Promise.allSettled([dns.resolver.resolve4(name), dns.resolver.resolve6(name)]);

    expect(answers).toMatchObject([{ value: [LOOPBACK] }, { reason: { code: 'ENODATA' } }]);
  });

  it.each([
    ['autoconfig.practice.test', 'practice.test'],
    ['autodiscover.practice.test', 'practice.test'],
    ['autoconfig.other-practice.test', 'other-practice.test'],
  ])('leads %s to %s by an alias', async (name, domain) => {
    const answers = await Promise.all([
      dns.resolver.resolveCname(name),
      dns.resolver.resolve4(name),
      dns.resolver.resolve6(name), // c-ares takes an alias without an address as an answer with none
    ]);

    expect(answers).toEqual([[domain], [LOOPBACK], []]);
  });

  it('names its own mail exchanger', async () => {
    const exchangers = await dns.resolver.resolveMx('practice.test');

    expect(exchangers).toEqual([{ exchange: 'mx.practice.test', priority: 10 }]);
  });

  it.each([
    ['_imaps', 'imap.practice.test', 10_993],
    ['_imap', 'imap.practice.test', 10_143],
    ['_submissions', 'smtp.practice.test', 10_465],
    ['_submission', 'smtp.practice.test', 10_587],
    ['_pop3s', 'pop.practice.test', 10_995],
    ['_pop3', 'pop.practice.test', 10_110],
    ['_sieve', 'sieve.practice.test', 14_190],
    ['_autodiscover', 'autodiscover.practice.test', 10_443],
  ])('publishes %s with the port that the door really has', async (label, name, port) => {
    const services = await dns.resolver.resolveSrv(`${label}._tcp.practice.test`);

    expect(services).toEqual([{ name, port, priority: 0, weight: 1 }]);
  });

  it('publishes where the autoconfig file is, and the digest of the PACC document', async () => {
    const texts = await Promise.all([
      dns.resolver.resolveTxt('practice.test'),
      dns.resolver.resolveTxt('_ua-auto-config.practice.test'),
    ]);

    expect(texts).toEqual([
      [['mailconf=https://autoconfig.practice.test:10443/mail/config-v1.1.xml']],
      [[expect.stringMatching(/^v=UAAC1; a=sha256; d=[A-Za-z0-9+/]{43}=$/)]],
    ]);
  });

  it.each(['nobody.practice.test', 'example.org', 'localhost', 'notpractice.test'])(
    'says that %s does not exist',
    async (name) => {
      const answer = dns.resolver.resolve4(name);

      await expect(answer).rejects.toMatchObject({ code: 'ENOTFOUND' });
    },
  );

  it.each(['_tcp.practice.test', 'test'])(
    'knows that %s exists, below which there are names',
    async (name) => {
      const answer = dns.resolver.resolve4(name);

      await expect(answer).rejects.toMatchObject({ code: 'ENODATA' });
    },
  );

  it('gives everything that a name has to who asks for any', async () => {
    const records = await dns.resolver.resolveAny('practice.test');

    expect(records.map(({ type }) => type).toSorted()).toEqual(['A', 'MX', 'TXT']);
  });

  it('has no records of kinds that it does not know', async () => {
    const https = patched(
      encode(question('practice.test')),
      encode(question('practice.test')).length - 3,
      65,
    );

    const answer = await dns.askUdp(https);

    expect(answer).toMatchObject({ rcode: 'NOERROR', answers: [], questions: [{ type: 'UNKNOWN_65' }] });
  });

  it('answers over TCP what it answers over UDP, with authority and in the letters that were asked', async () => {
    const query = question('ImAp.PrAcTiCe.TeSt');

    const answers = [await dns.askUdp(encode(query)), await dns.askTcp(encode(query))];

    for (const answer of answers) {
      expect(answer).toMatchObject({ id: 7, flag_aa: true, flag_ra: false, flag_rd: true });
      expect(answer.answers).toMatchObject([{ name: 'ImAp.PrAcTiCe.TeSt', data: LOOPBACK, ttl: 0 }]);
    }
  });

  it('never lets what does not exist be remembered', async () => {
    const answer = await dns.askUdp(encode(question('nobody.practice.test')));

    expect(answer.authorities).toMatchObject([
      { type: 'SOA', name: 'practice.test', ttl: 0, data: { minimum: 0 } },
    ]);
  });

  it('answers a question with EDNS in kind', async () => {
    const query = { ...question('imap.practice.test'), additionals: [OPT] };

    const answer = await dns.askUdp(encode(query));

    expect(answer.additionals).toMatchObject([{ type: 'OPT', ednsVersion: 0 }]);
  });

  it('cuts an answer over UDP that is longer than the client takes', async () => {
    dns.play('dns-wildcard');
    const long = encode(question(`${`${'a'.repeat(60)}.`.repeat(4)}test`));

    const answers = [await dns.askUdp(long), await dns.askTcp(long)];

    expect(answers.map(({ flag_tc, answers: found }) => [flag_tc, found?.length])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  it('takes the next port where one of the two is taken', async () => {
    const taken = createSocket('udp4').bind(0, LOOPBACK);
    await once(taken, 'listening');
    const { port } = taken.address();

    const other = await dns.startAnother(port);

    expect(other.port).toBeGreaterThan(port);
    await other.close();
    taken.close();
  });

  it('leaves both ports when it is closed, with a slow answer under way and a connection open', async () => {
    const isAsked = new EventEmitter();
    const [preferredPort = 0] = await findFreePorts(1); // far from where other servers look for theirs
    const other = await startDnsServer({
      preferredPort,
      zone: () => zoneOf(USUAL_DISCOVERY, PLACES),
      manner: () => {
        isAsked.emit('asked');
        return 'slow';
      },
    });
    const socket = connect(other.port, LOOPBACK);
    await once(socket, 'connect');
    socket.write(framed(encode(question('imap.practice.test'))));
    await once(isAsked, 'asked');
    const gone = closed(socket);

    await other.close();

    await gone;
    const udp = createSocket('udp4').bind(other.port, LOOPBACK);
    const tcp = createServer().listen(other.port, LOOPBACK);
    await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
    udp.close();
    tcp.close();
  });
});
