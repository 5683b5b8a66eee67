import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BODY_LIMIT_BYTES } from '../../electron/node/http/fetch-context.ts';
import { DOCUMENT, fetchFrom, LOOPBACK, resolvingTo, serveBytes, serveHttp, textOf } from './http-servers.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const HTTP_URL = 'http://autoconfig.example.test/mail/config-v1.1.xml';

describe('a document that is fetched', () => {
  it('comes over verified TLS, with the way that it took', async () => {
    const server = await serveHttp((_request, response) => {
      response.setHeader('Content-Type', 'Text/XML; charset=utf-8').end('<clientConfig/>');
    });

    const fetched = await fetchFrom(server);

    expect(textOf(fetched)).toBe('<clientConfig/>');
    expect(fetched.facts).toEqual({
      outcome: 'document',
      status: 200,
      mediaType: 'text/xml',
      lengthBytes: 15,
      url: DOCUMENT,
      redirects: [],
      address: LOOPBACK,
      proxy: null,
      anchor: 'added',
    });
  });

  it('is asked for with the fewest words, the same for everybody', async () => {
    const server = await serveBytes(`${OK}Content-Length: 0\r\n\r\n`);

    await fetchFrom(server, `${DOCUMENT}?a=b%20c#part`);

    expect(server.heard().split('\r\n')).toEqual([
      'GET /mail/config-v1.1.xml?a=b%20c HTTP/1.1',
      'Host: autoconfig.example.test',
      'User-Agent: Letterlock',
      'Accept-Encoding: identity',
      'Connection: close',
      '',
      '',
    ]);
  });

  it('is asked for with a body, where there is one', async () => {
    const server = await serveBytes(`${OK}Content-Length: 0\r\n\r\n`);
    const post = { contentType: 'text/xml; charset=utf-8', bytes: Buffer.from('<Autodiscover/>') };

    await fetchFrom(server, DOCUMENT, { post });

    expect(server.heard()).toMatch(/^POST \/mail\/config-v1\.1\.xml HTTP\/1\.1\r\n/);
    expect(server.heard()).toContain('\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: 15\r\n');
    expect(server.heard()).toMatch(/\r\n\r\n<Autodiscover\/>$/);
  });

  it.each([
    ['its length', `${OK}Content-Length: 4\r\n\r\n<a/>`],
    ['chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n1\r\n<\r\n3\r\na/>\r\n0\r\n\r\n`],
    ['what comes before it', `HTTP/1.1 103 Early Hints\r\n\r\n${OK}Content-Length: 4\r\n\r\n<a/>`],
  ])('is whole by %s, also where the server does not hang up', async (_, bytes) => {
    expect(textOf(await fetchFrom(await serveBytes(bytes)))).toBe('<a/>');
  });

  it.each([
    ['HTTP/1.1', OK],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n'],
  ])('is whole where the server of %s hangs up behind it', async (_, start) => {
    const server = await serveBytes((socket) => socket.end(`${start}\r\n<a/>`));

    expect(textOf(await fetchFrom(server))).toBe('<a/>');
  });

  it('may be as long as the limit', async () => {
    const server = await serveHttp((_request, response) => response.end('x'.repeat(BODY_LIMIT_BYTES)));

    expect((await fetchFrom(server)).facts).toMatchObject({ outcome: 'document', lengthBytes: 262_144 });
  });

  it.each([
    ['gzip', gzipSync('<a/>')],
    ['x-gzip', gzipSync('<a/>')],
    ['GZIP', gzipSync('<a/>')],
    ['deflate', deflateSync('<a/>')],
    ['identity', Buffer.from('<a/>')],
  ])('is unpacked where a server packs it unasked: %s', async (encoding, bytes) => {
    const server = await serveHttp((_request, response) => {
      response.setHeader('Content-Encoding', encoding).end(bytes);
    });

    expect(textOf(await fetchFrom(server))).toBe('<a/>');
  });

  it('comes over plain HTTP where that is allowed, and nobody vouches for it', async () => {
    const server = await serveHttp((_request, response) => response.end('<a/>'), { isCleartext: true });

    const fetched = await fetchFrom(server, HTTP_URL, { allowsHttp: true });

    expect(textOf(fetched)).toBe('<a/>');
    expect(fetched.facts).toMatchObject({ url: HTTP_URL, anchor: null });
  });

  it('comes from the port that a URL names, where it names one', async () => {
    const server = await serveBytes(`${OK}Content-Length: 4\r\n\r\n<a/>`);
    const url = DOCUMENT.replace('.test', `.test:${server.port}`);

    expect(textOf(await fetchFrom({ port: 1 }, url))).toBe('<a/>');
    expect(server.heard()).toContain(`\r\nHost: autoconfig.example.test:${server.port}\r\n`);
  });

  it('comes from the next address where the first refuses', async () => {
    const server = await serveHttp((_request, response) => response.end('<a/>'), { host: '127.0.0.2' });
    const other = { resolve: resolvingTo([LOOPBACK, '127.0.0.2']), mayReach: () => true };

    const fetched = await fetchFrom(server, DOCUMENT, {}, other);

    expect(fetched.facts).toMatchObject({ outcome: 'document', address: '127.0.0.2' });
  });
});
