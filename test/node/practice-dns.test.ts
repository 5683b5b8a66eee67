import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { EventEmitter, once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { decode, encode, type DecodedPacket, type Packet } from 'dns-packet';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { resolveHost, SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import {
  USUAL_DISCOVERY,
  type DiscoveryBehaviour,
} from '../../electron/node/practice/discovery/behaviour.ts';
import { DNS_FAULTS } from '../../electron/node/practice/discovery/dns-faults.ts';
import { startDnsServer, type DnsServer } from '../../electron/node/practice/discovery/dns-server.ts';
import { DISCOVERY_FAULTS } from '../../electron/node/practice/discovery/faults.ts';
import type { Places } from '../../electron/node/practice/discovery/places.ts';
import { zoneOf } from '../../electron/node/practice/discovery/zone.ts';
import { DOORS } from '../../electron/node/practice/protocols.ts';
import { parseHostname } from '../../shared/mail/hostname.ts';

const LOOPBACK = '127.0.0.1';
const MAIL_HOSTS = ['imap', 'smtp', 'pop', 'sieve'].map((label) => `${label}.practice.test`);
const PLACES: Places = {
  doors: DOORS.map((door) => ({ ...door, port: door.preferredPort })),
  https: 10_443,
  http: 10_080,
};

let behaviour: DiscoveryBehaviour;
let server: DnsServer;
let resolver: Resolver;

beforeAll(async () => {
  server = await start();
});

afterAll(async () => {
  await server.close();
});

beforeEach(() => {
  behaviour = USUAL_DISCOVERY;
  resolver = new Resolver({ timeout: 3_000, tries: 1 });
  resolver.setServers([`${LOOPBACK}:${server.port}`]);
});

afterEach(() => {
  resolver.cancel();
});

describe('the practice DNS server', () => {
  it.each([
    'practice.test',
    'ua-auto-config.practice.test',
    'mx.practice.test',
    'portal.practice.test',
    ...MAIL_HOSTS,
    'other-practice.test',
    'imap.other-practice.test',
  ])('gives the loopback address for %s, and no IPv6 address', async (name) => {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);

    expect(answers).toMatchObject([{ value: [LOOPBACK] }, { reason: { code: 'ENODATA' } }]);
  });

  it.each([
    ['autoconfig.practice.test', 'practice.test'],
    ['autodiscover.practice.test', 'practice.test'],
    ['autoconfig.other-practice.test', 'other-practice.test'],
  ])('leads %s to %s by an alias', async (name, domain) => {
    const answers = await Promise.all([
      resolver.resolveCname(name),
      resolver.resolve4(name),
      resolver.resolve6(name), // c-ares takes an alias without an address as an answer with none
    ]);

    expect(answers).toEqual([[domain], [LOOPBACK], []]);
  });

  it('names its own mail exchanger', async () => {
    const exchangers = await resolver.resolveMx('practice.test');

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
    const services = await resolver.resolveSrv(`${label}._tcp.practice.test`);

    expect(services).toEqual([{ name, port, priority: 0, weight: 1 }]);
  });

  it('publishes where the autoconfig file is, and the digest of the PACC document', async () => {
    const texts = await Promise.all([
      resolver.resolveTxt('practice.test'),
      resolver.resolveTxt('_ua-auto-config.practice.test'),
    ]);

    expect(texts).toEqual([
      [['mailconf=https://autoconfig.practice.test:10443/mail/config-v1.1.xml']],
      [[expect.stringMatching(/^v=UAAC1; a=sha256; d=[A-Za-z0-9+/]{43}=$/)]],
    ]);
  });

  it.each(['nobody.practice.test', 'example.org', 'localhost', 'notpractice.test'])(
    'says that %s does not exist',
    async (name) => {
      const answer = resolver.resolve4(name);

      await expect(answer).rejects.toMatchObject({ code: 'ENOTFOUND' });
    },
  );

  it.each(['_tcp.practice.test', 'test'])(
    'knows that %s exists, below which there are names',
    async (name) => {
      const answer = resolver.resolve4(name);

      await expect(answer).rejects.toMatchObject({ code: 'ENODATA' });
    },
  );

  it('gives everything that a name has to who asks for any', async () => {
    const records = await resolver.resolveAny('practice.test');

    expect(records.map(({ type }) => type).toSorted()).toEqual(['A', 'MX', 'TXT']);
  });

  it('has no records of kinds that it does not know', async () => {
    const https = patched(
      encode(question('practice.test')),
      encode(question('practice.test')).length - 3,
      65,
    );

    const answer = await askUdp(https);

    expect(answer).toMatchObject({ rcode: 'NOERROR', answers: [], questions: [{ type: 'UNKNOWN_65' }] });
  });

  it('answers over TCP what it answers over UDP, with authority and in the letters that were asked', async () => {
    const query = question('ImAp.PrAcTiCe.TeSt');

    const answers = [await askUdp(encode(query)), await askTcp(encode(query))];

    for (const answer of answers) {
      expect(answer).toMatchObject({ id: 7, flag_aa: true, flag_ra: false, flag_rd: true });
      expect(answer.answers).toMatchObject([{ name: 'ImAp.PrAcTiCe.TeSt', data: LOOPBACK, ttl: 0 }]);
    }
  });

  it('never lets what does not exist be remembered', async () => {
    const answer = await askUdp(encode(question('nobody.practice.test')));

    expect(answer.authorities).toMatchObject([
      { type: 'SOA', name: 'practice.test', ttl: 0, data: { minimum: 0 } },
    ]);
  });

  it('answers a question with EDNS in kind', async () => {
    const query = { ...question('imap.practice.test'), additionals: [OPT] };

    const answer = await askUdp(encode(query));

    expect(answer.additionals).toMatchObject([{ type: 'OPT', ednsVersion: 0 }]);
  });

  it('cuts an answer over UDP that is longer than the client takes', async () => {
    behaviour = { ...USUAL_DISCOVERY, everyNameResolves: true };
    const long = encode(question(`${`${'a'.repeat(60)}.`.repeat(4)}test`));

    const answers = [await askUdp(long), await askTcp(long)];

    expect(answers.map(({ flag_tc, answers: found }) => [flag_tc, found?.length])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  it('takes the next port where one of the two is taken', async () => {
    const taken = createSocket('udp4').bind(0, LOOPBACK);
    await once(taken, 'listening');
    const { port } = taken.address();

    const other = await start(port);

    expect(other.port).toBeGreaterThan(port);
    await other.close();
    taken.close();
  });

  it('leaves both ports when it is closed, with a slow answer under way and a connection open', async () => {
    const isAsked = new EventEmitter();
    const other = await startDnsServer({
      preferredPort: 10_053,
      zone: () => zoneOf(behaviour, PLACES),
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

describe('the practice DNS server with a fault', () => {
  it.each([
    ['dns-host-unknown', 'ENOTFOUND'],
    ['dns-servfail', 'ESERVFAIL'],
    ['dns-tcp-dead', 'ECONNREFUSED'],
  ])('%s: a mail host cannot be found, and the resolver says %s', async (name, code) => {
    behaviour = withFault(name);

    const answer = resolver.resolve4('imap.practice.test');

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
    behaviour = withFault(name);
    const names = { ...SYSTEM_NAMES, dnsServers: [`${LOOPBACK}:${server.port}`] };
    const host = parseHostname('imap.practice.test');

    const facts = await resolveHost(host.ok ? host.value : expect.unreachable(), {
      names,
      timeoutMs: 3_000,
      signal: AbortSignal.timeout(20_000),
    });

    expect(facts).toMatchObject({ kind: 'dns-answer', outcome, addresses });
  });

  it.each(['dns-host-unknown', 'dns-cname-loop', 'ipv6-dead'])(
    '%s: the domain itself is well',
    async (name) => {
      behaviour = withFault(name);

      const answers = [
        await resolver.resolve4('practice.test'),
        await resolver.resolve4('imap.other-practice.test'),
      ];

      expect(answers).toEqual([[LOOPBACK], [LOOPBACK]]);
    },
  );

  it('dns-cname-loop: the loop is in the answer, which the resolver takes as one without an address', async () => {
    behaviour = withFault('dns-cname-loop');

    const answer = await askUdp(encode(question('smtp.practice.test')));

    expect(await resolver.resolve4('smtp.practice.test')).toEqual([]);
    expect(answer.answers).toMatchObject([
      { name: 'smtp.practice.test', type: 'CNAME', data: 'again.smtp.practice.test' },
      { name: 'again.smtp.practice.test', type: 'CNAME', data: 'smtp.practice.test' },
    ]);
  });

  it('dns-over-tcp: the resolver gets the whole answer at its second try', async () => {
    behaviour = withFault('dns-over-tcp');

    const found = await resolver.resolve4('imap.practice.test');

    const overUdp = await askUdp(encode(question('imap.practice.test')));
    expect(found).toEqual([LOOPBACK]);
    expect(overUdp).toMatchObject({ flag_tc: true, answers: [] });
  });

  it('dns-slow: the answer is right and comes late', async () => {
    behaviour = withFault('dns-slow');
    const startedAt = performance.now();

    const found = await resolver.resolve4('imap.practice.test');

    expect(found).toEqual([LOOPBACK]);
    expect(performance.now() - startedAt).toBeGreaterThan(1_400);
  });

  it.each(['dns-wildcard', 'captive-portal', 'captive-portal-511'])(
    '%s: every name has an address',
    async (name) => {
      behaviour = withFault(name);
      const names = ['nobody.practice.test', 'f3b1c7.example.org', 'imap.practice.test'];

      const found = await Promise.all(names.map((each) => resolver.resolve4(each)));

      expect(found).toEqual([[LOOPBACK], [LOOPBACK], [LOOPBACK]]);
    },
  );

  it('ipv6-dead: mail hosts have an IPv6 address beside the one that works', async () => {
    behaviour = withFault('ipv6-dead');

    const found = await Promise.all([
      resolver.resolve6('imap.practice.test'),
      resolver.resolve4('imap.practice.test'),
    ]);

    expect(found).toEqual([['::1'], [LOOPBACK]]);
  });

  it('srv-not-offered: every mail service has the target that stands for none', async () => {
    behaviour = withFault('srv-not-offered');

    const services = await Promise.all(
      ['_imaps', '_imap', '_submissions', '_submission', '_pop3s', '_pop3', '_sieve'].map((label) =>
        askUdp(encode(question(`${label}._tcp.practice.test`, 'SRV'))),
      ),
    );

    for (const { answers } of services) expect(answers).toMatchObject([{ data: { target: '.', port: 0 } }]);
  });

  it('srv-other-domain: mail services are at the other domain, which exists', async () => {
    behaviour = withFault('srv-other-domain');

    const services = await resolver.resolveSrv('_imaps._tcp.practice.test');

    expect(services).toMatchObject([{ name: 'imap.other-practice.test', port: 10_993 }]);
  });

  it('mx-other-domain: mail is exchanged at the other domain, and services are not published', async () => {
    behaviour = withFault('mx-other-domain');

    const answers = await Promise.allSettled([
      resolver.resolveMx('practice.test'),
      resolver.resolveSrv('_imaps._tcp.practice.test'),
    ]);

    expect(answers).toMatchObject([
      { value: [{ exchange: 'mx.other-practice.test' }] },
      { reason: { code: 'ENOTFOUND' } },
    ]);
  });

  it('settings-unpublished: there is an address and nothing else', async () => {
    behaviour = withFault('settings-unpublished');

    const answers = await Promise.allSettled([
      resolver.resolveMx('practice.test'),
      resolver.resolveTxt('practice.test'),
      resolver.resolveTxt('_ua-auto-config.practice.test'),
      resolver.resolveSrv('_autodiscover._tcp.practice.test'),
      resolver.resolve4('practice.test'),
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

describe('bytes that are no question', () => {
  const imap = encode(question('imap.practice.test'));
  it.each([
    ['no question', encode({ id: 7, questions: [] }), 'FORMERR'],
    ['two questions', encode({ id: 7, questions: [...asked('a.test'), ...asked('b.test')] }), 'FORMERR'],
    ['a question that breaks off', imap.subarray(0, -3), 'FORMERR'],
    [
      'a name that points to itself',
      Buffer.concat([imap.subarray(0, 12), Buffer.from('c00c00010001', 'hex')]),
      'FORMERR',
    ],
    ['a name that is no text', encode(question('\u00e9\u0000.practice.test')), 'FORMERR'],
    ['a question with an answer in it', encode({ ...question('a.test'), answers: [OPT] }), 'FORMERR'],
    ['a question as long as a datagram gets', Buffer.concat([imap, Buffer.alloc(8_000)]), 'FORMERR'],
    ['another operation', patched(imap, 2, 0x28), 'NOTIMP'],
    ['another class', patched(imap, imap.length - 1, 3), 'REFUSED'],
  ])('are refused: %s', async (_, bytes, rcode) => {
    const answer = await askUdp(bytes);

    expect(answer).toMatchObject({ id: 7, type: 'response', rcode, answers: [] });
  });

  it('are not answered at all where they are an answer, or too few', async () => {
    const udp = createSocket('udp4');
    const got: Buffer[] = [];
    udp.on('message', (bytes) => got.push(bytes));
    udp.connect(server.port, LOOPBACK);
    await once(udp, 'connect');

    udp.send(patched(imap, 2, 0x81));
    udp.send(imap.subarray(0, 11));
    udp.send(Buffer.alloc(0));
    udp.send(patched(imap, 1, 9)); // the datagrams of one socket are read in order: its answer is the last
    await once(udp, 'message');

    expect(got.map((bytes) => bytes.readUInt16BE(0))).toEqual([9]);
    udp.close();
  });

  it('never end the server, whatever they are, over UDP', async () => {
    const udp = createSocket('udp4');
    udp.connect(server.port, LOOPBACK);
    await once(udp, 'connect');

    await fc.assert(
      fc.asyncProperty(anyMessage(), async (bytes) => {
        udp.send(bytes);
        udp.send(imap);
        await waitForAnswer(udp, 7);
      }),
      { numRuns: 500 },
    );

    udp.close();
    const answer = await askUdp(imap);
    expect(answer.answers).toHaveLength(1);
  });

  it('never end the server, whatever they are, over TCP', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage(), { maxLength: 4 }), fc.boolean(), async (messages, isFramed) => {
        const socket = connect(server.port, LOOPBACK);
        for (const bytes of messages) socket.write(isFramed ? framed(bytes) : bytes);
        socket.end();
        await closed(socket);
      }),
      { numRuns: 300 },
    );

    const answer = await askTcp(imap);
    expect(answer.answers).toHaveLength(1);
  });
});

describe('a TCP connection to the practice DNS server', () => {
  const imap = encode(question('imap.practice.test'));

  it('takes several questions, cut at any byte', async () => {
    const bytes = Buffer.concat([framed(imap), framed(patched(imap, 1, 8))]);

    for (let at = 1; at < bytes.length; at += 1) {
      const socket = connect(server.port, LOOPBACK).setNoDelay(true);
      socket.write(bytes.subarray(0, at), () => socket.write(bytes.subarray(at)));
      const ids = (await readFrames(socket, 2)).map(({ id }) => id);
      socket.destroy();

      expect(ids, `cut at ${at}`).toEqual([7, 8]);
    }
  });

  it('is ended where it announces more than a question', async () => {
    const socket = connect(server.port, LOOPBACK);

    socket.write(Buffer.from([0xff, 0xff]));

    await closed(socket);
  });

  it('is ended where it goes on for too long', async () => {
    const socket = connect(server.port, LOOPBACK).resume();

    socket.write(Buffer.concat(Array.from({ length: 1_000 }, () => framed(imap))));

    await closed(socket);
  });

  it('is ended after ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const socket = connect(server.port, LOOPBACK);
    socket.write(framed(imap));
    await readFrames(socket, 1);

    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();

    await closed(socket);
  });

  it('is one of 32 at the most', async () => {
    const sockets = Array.from({ length: 32 }, () => connect(server.port, LOOPBACK));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));

    const oneMore = connect(server.port, LOOPBACK);

    await closed(oneMore);
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
  });
});

describe('the DNS faults', () => {
  it('are all of the discovery faults that a mail protocol meets', () => {
    const met = DISCOVERY_FAULTS.filter(({ expects }) => expects.imap !== undefined);

    expect(DNS_FAULTS).toEqual(expect.arrayContaining(met));
  });
});

const OPT = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1_232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
} as const satisfies NonNullable<Packet['additionals']>[number];

function start(preferredPort = 10_053): Promise<DnsServer> {
  return startDnsServer({
    preferredPort,
    zone: () => zoneOf(behaviour, PLACES),
    manner: () => behaviour.dns,
  });
}

function withFault(name: string): DiscoveryBehaviour {
  const fault = DISCOVERY_FAULTS.find((known) => known.name === name)!;
  return { ...USUAL_DISCOVERY, ...fault.behaviour };
}

function asked(name: string, type: 'A' | 'SRV' = 'A'): NonNullable<Packet['questions']> {
  return [{ type, name }];
}

function question(name: string, type: 'A' | 'SRV' = 'A'): Packet {
  return { type: 'query', id: 7, flags: 0x100, questions: asked(name, type) };
}

function patched(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

/** Any bytes, and questions in which some bytes are wrong: those come further. */
function anyMessage(): fc.Arbitrary<Buffer> {
  const questions = [
    encode(question('imap.practice.test')),
    encode({ ...question('_imaps._tcp.practice.test', 'SRV'), additionals: [OPT] }),
  ];
  const damage = fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { minLength: 1, maxLength: 4 });
  const damaged = fc.tuple(fc.constantFrom(...questions), damage).map(([bytes, places]) => {
    const copy = Buffer.from(bytes);
    for (const [at, value] of places) copy[at % copy.length] = value;
    return copy;
  });
  return fc.oneof(
    fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
    damaged,
  );
}

async function askUdp(bytes: Buffer): Promise<DecodedPacket> {
  const udp = createSocket('udp4');
  udp.send(bytes, server.port, LOOPBACK);
  const [answer] = (await once(udp, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer];
  udp.close();
  return decode(answer);
}

async function waitForAnswer(udp: ReturnType<typeof createSocket>, id: number): Promise<void> {
  for (;;) {
    const [answer] = (await once(udp, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer];
    if (answer.readUInt16BE(0) === id && decode(answer).answers?.length === 1) return;
  }
}

async function askTcp(bytes: Buffer): Promise<DecodedPacket> {
  const socket = connect(server.port, LOOPBACK);
  socket.write(framed(bytes));
  const [answer] = await readFrames(socket, 1);
  socket.destroy();
  return answer!;
}

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

async function readFrames(socket: Socket, count: number): Promise<readonly DecodedPacket[]> {
  let received = Buffer.alloc(0);
  const frames: DecodedPacket[] = [];
  while (frames.length < count) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      frames.push(decode(received.subarray(2, end)));
      received = received.subarray(end);
    }
  }
  return frames;
}

/** Waits for the far end to end a connection, in peace or with a reset. */
function closed(socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy());
  socket.resume();
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}
