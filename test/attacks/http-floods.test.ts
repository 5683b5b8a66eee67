// D2: web servers that send more than anybody needs, or take longer than anybody waits.

import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BODY_LIMIT_BYTES, HEAD_LIMIT_BYTES } from '../../electron/node/http/fetch-context.ts';
import { DOCUMENT, fetchFrom, inTime, serve, serveBytes, serveHttp } from '../node/http-servers.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const SHORT_MS = 300;
// Enough for a handshake on a busy machine beside what a server waits.
const TIME_MS = 1_000;
const BOMB = Buffer.alloc(64 * 1024 * 1024);

describe('a web server that sends too much', () => {
  it.each([
    ['a body', (limit: number) => ({ headers: {}, body: Buffer.alloc(limit + 1) })],
    ['what is packed with gzip', () => ({ headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(BOMB) })],
    [
      'what is packed with deflate',
      () => ({ headers: { 'Content-Encoding': 'deflate' }, body: deflateSync(BOMB) }),
    ],
    [
      'one bomb behind another',
      () => {
        const half = gzipSync(Buffer.alloc(BODY_LIMIT_BYTES));
        return { headers: { 'Content-Encoding': 'gzip' }, body: Buffer.concat([half, half]) };
      },
    ],
  ])('is left: %s', async (_, make) => {
    const { headers, body } = make(BODY_LIMIT_BYTES);
    const server = await serveHttp((_request, response) => response.writeHead(200, headers).end(body));

    const { facts, bytes } = await fetchFrom(server);

    expect(facts).toMatchObject({ outcome: 'too-large', part: 'body' });
    expect(bytes).toBeNull();
  });

  it('is left where the body never ends', async () => {
    const server = await serveBytes((socket) => {
      socket.write(`${OK}\r\n`);
      const pour = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', pour);
      pour();
    });

    expect((await fetchFrom(server)).facts).toMatchObject({ outcome: 'too-large', part: 'body' });
  });

  it.each([
    ['long', `X: ${'x'.repeat(HEAD_LIMIT_BYTES)}\r\n`],
    ['many', 'X-Y: 1234567\r\n'.repeat(HEAD_LIMIT_BYTES / 10 + 1)],
    ['endless', `X: ${'x'.repeat(10 * HEAD_LIMIT_BYTES)}`],
  ])('is left: header fields that are %s', async (_, fields) => {
    const server = await serveBytes(`${OK}${fields}\r\n`);

    expect((await fetchFrom(server)).facts).toMatchObject({ outcome: 'too-large', part: 'head' });
  });

  it('may send twice as much over in front of its answer, and no more than its time allows', async () => {
    const server = await serveBytes((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 5);
      socket.once('close', () => clearInterval(timer));
    });

    const { facts } = await inTime(fetchFrom(server, DOCUMENT, {}, { timeoutMs: SHORT_MS }), SHORT_MS);

    expect(facts).toMatchObject({ outcome: 'silent', during: 'answer' });
  });
});

describe('a web server that takes its time', () => {
  it.each([
    ['says nothing', 'answer', ''],
    ['does not end its header', 'answer', `${OK}X: 1\r\n`],
    ['does not end its body', 'body', `${OK}Content-Length: 10\r\n\r\n<a`],
    ['does not end its chunk', 'body', `${OK}Transfer-Encoding: chunked\r\n\r\nff\r\n<a`],
  ])('is left at the end of it where it %s', async (_, during, bytes) => {
    const server = await serveBytes(bytes);

    const { facts } = await inTime(fetchFrom(server, DOCUMENT, {}, { timeoutMs: SHORT_MS }), SHORT_MS);

    expect(facts).toMatchObject({ outcome: 'silent', during });
  });

  it.each([
    ['header', 'answer', ''],
    ['body', 'body', `${OK}Content-Length: 1000\r\n\r\n`],
  ])('cannot put that off by sending its %s byte by byte', async (_, during, start) => {
    const server = await serveBytes((socket) => {
      socket.write(start);
      const rest = start === '' ? OK + 'X: x\r\n'.repeat(100) : 'x'.repeat(1_000);
      let at = 0;
      const timer = setInterval(() => socket.write(rest.slice(at, (at += 1))), 10);
      socket.once('close', () => clearInterval(timer));
    });

    const { facts } = await inTime(fetchFrom(server, DOCUMENT, {}, { timeoutMs: SHORT_MS }), SHORT_MS);

    expect(facts).toMatchObject({ outcome: 'silent', during });
  });

  it('has one time for all of its redirects', async () => {
    const server = await serveHttp((request, response) => {
      setTimeout(() => response.writeHead(302, { Location: `${request.url}x` }).end(), TIME_MS * 0.6);
    });

    const { facts } = await inTime(fetchFrom(server, DOCUMENT, {}, { timeoutMs: TIME_MS }), TIME_MS);

    expect(facts).toMatchObject({ outcome: 'silent', during: 'answer', redirects: [{ from: DOCUMENT }] });
  });

  it.each([
    ['tls', () => serve(() => undefined, { isCleartext: true })],
    ['resolve', () => Promise.resolve({ port: 1 })],
  ] as const)('is left in every step: %s', async (during, start) => {
    const server = await start();
    const never = () => new Promise<never>(() => undefined);
    const other = { timeoutMs: SHORT_MS, ...(during === 'resolve' ? { resolve: never } : {}) };

    const { facts } = await inTime(fetchFrom(server, DOCUMENT, {}, other), SHORT_MS);

    expect(facts).toMatchObject({ outcome: 'silent', during });
  });
});
