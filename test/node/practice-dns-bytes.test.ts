import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { decode, encode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LOOPBACK } from './practice-discovery.ts';
import {
  asked,
  closed,
  framed,
  OPT,
  patched,
  question,
  readFrames,
  usePracticeDns,
} from './practice-dns-client.ts';

const dns = usePracticeDns();

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
    const answer = await dns.askUdp(bytes);

    expect(answer).toMatchObject({ id: 7, type: 'response', rcode, answers: [] });
  });

  it('are not answered at all where they are an answer, or too few', async () => {
    const udp = createSocket('udp4');
    const got: Buffer[] = [];
    udp.on('message', (bytes) => got.push(bytes));
    udp.connect(dns.port, LOOPBACK);
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
    udp.connect(dns.port, LOOPBACK);
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
    const answer = await dns.askUdp(imap);
    expect(answer.answers).toHaveLength(1);
  });

  it('never end the server, whatever they are, over TCP', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage(), { maxLength: 4 }), fc.boolean(), async (messages, isFramed) => {
        const socket = connect(dns.port, LOOPBACK);
        for (const bytes of messages) socket.write(isFramed ? framed(bytes) : bytes);
        socket.end();
        await closed(socket);
      }),
      { numRuns: 300 },
    );

    const answer = await dns.askTcp(imap);
    expect(answer.answers).toHaveLength(1);
  });
});

describe('a TCP connection to the practice DNS server', () => {
  const imap = encode(question('imap.practice.test'));

  it('takes several questions, cut at any byte', async () => {
    const bytes = Buffer.concat([framed(imap), framed(patched(imap, 1, 8))]);

    for (let at = 1; at < bytes.length; at += 1) {
      const socket = connect(dns.port, LOOPBACK).setNoDelay(true);
      socket.write(bytes.subarray(0, at), () => socket.write(bytes.subarray(at)));
      const ids = (await readFrames(socket, 2)).map(({ id }) => id);
      socket.destroy();

      expect(ids, `cut at ${at}`).toEqual([7, 8]);
    }
  });

  it('is ended where it announces more than a question', async () => {
    const socket = connect(dns.port, LOOPBACK);
    await once(socket, 'connect');

    socket.write(Buffer.from([0xff, 0xff]));

    await closed(socket);
    expect(socket.bytesRead).toBe(0);
  });

  it('is ended where it goes on for too long', async () => {
    const socket = connect(dns.port, LOOPBACK).resume();
    await once(socket, 'connect');

    socket.write(Buffer.concat(Array.from({ length: 1_000 }, () => framed(imap))));

    await closed(socket);
    expect(socket.bytesRead).toBeLessThan(1_000 * imap.length);
  });

  it('is ended after ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const socket = connect(dns.port, LOOPBACK);
    socket.write(framed(imap));
    await readFrames(socket, 1);

    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();

    await closed(socket);
  });

  it('is one of 32 at the most', async () => {
    const sockets = Array.from({ length: 32 }, () => connect(dns.port, LOOPBACK));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));

    const oneMore = connect(dns.port, LOOPBACK);
    await once(oneMore, 'connect');
    oneMore.write(framed(imap));

    await closed(oneMore);
    expect(oneMore.bytesRead).toBe(0);
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
  });
});

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

async function waitForAnswer(udp: ReturnType<typeof createSocket>, id: number): Promise<void> {
  for (;;) {
    const [answer] = (await once(udp, 'message', { signal: AbortSignal.timeout(5_000) })) as [Buffer];
    if (answer.readUInt16BE(0) === id && decode(answer).answers?.length === 1) return;
  }
}
