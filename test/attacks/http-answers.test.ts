// D2: web servers that lie, and that want something in return.

import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DOCUMENT, fetchFrom, serveBytes, serveHttp } from '../node/http-servers.ts';

const OK = 'HTTP/1.1 200 OK\r\n';

describe('a web server that wants credentials', () => {
  it.each([
    [401, 'WWW-Authenticate', 'Basic realm="Mail"'],
    [401, 'WWW-Authenticate', 'Negotiate'],
    [407, 'Proxy-Authenticate', 'Basic realm="Mail"'],
  ])('gets none: %i %s: %s', async (status, field, value) => {
    const server = await serveBytes(
      `HTTP/1.1 ${status} No\r\n${field}: ${value}\r\nContent-Length: 0\r\n\r\n`,
    );

    const { facts } = await fetchFrom(server, 'https://alice:secret@autoconfig.example.test/');

    expect(facts).toMatchObject({
      outcome: 'wants-credentials',
      status,
      url: 'https://autoconfig.example.test/',
    });
    expect(server.connections()).toBe(1);
    expect(server.heard()).not.toMatch(/authorization|cookie|alice|secret|YWxpY2U/i);
  });

  it('gets no cookie back, not even on the way that it sends somebody', async () => {
    const cookies: (string | undefined)[] = [];
    const server = await serveHttp((request, response) => {
      cookies.push(request.headers.cookie);
      response.setHeader('Set-Cookie', ['id=1', 'other=2; Domain=example.test']);
      if (request.url === '/2') response.end();
      else response.writeHead(302, { Location: '/2' }).end();
    });

    await fetchFrom(server);

    expect(cookies).toEqual([undefined, undefined]);
  });
});

describe('a web server whose answer is none', () => {
  it.each([
    ['another protocol', '* OK IMAP4rev1 ready\r\n\r\n'],
    ['a page without a head', '<html></html>\r\n\r\n'],
    ['two lengths', `${OK}Content-Length: 4\r\nContent-Length: 5\r\n\r\n<a/>`],
    ['a length and chunks', `${OK}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a field that another one is folded into', `${OK}X : 1\r\n\r\n`],
    ['a byte that no header has', `${OK}X: \0\r\n\r\n`],
    ['chunks of no size', `${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ])('is told: %s', async (_, bytes) => {
    const { facts } = await fetchFrom(await serveBytes(bytes));

    expect(facts).toMatchObject({ outcome: 'malformed', part: 'http' });
  });

  it.each([
    ['br', brotliCompressSync('<a/>')],
    ['gzip, gzip', gzipSync(gzipSync('<a/>'))],
    ['compress', Buffer.from('<a/>')],
    ['gzip', Buffer.from('<a/>')],
    ['gzip', gzipSync('<a/>').subarray(0, -9)],
    ['deflate', gzipSync('<a/>').subarray(1)],
  ])('is packed in a way that is not unpacked: %s', async (encoding, body) => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': encoding }).end(body);
    });

    expect((await fetchFrom(server)).facts).toMatchObject({ outcome: 'malformed', part: 'packing' });
  });

  it.each([
    ['answer', ''],
    ['answer', 'HTTP/1.1 20'],
    ['answer', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n'],
    ['body', `${OK}Content-Length: 10\r\n\r\n<a`],
    ['body', `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\n<a\r\n`],
  ])('breaks off in the %s: %j', async (during, bytes) => {
    const ended = await serveBytes((socket) => socket.end(bytes));
    const cut = await serveBytes((socket) => socket.write(bytes, () => socket.destroy()));
    const reset = await serveBytes((socket) => socket.write(bytes, () => socket.resetAndDestroy()), {
      isCleartext: true,
    });

    const got = [await fetchFrom(ended), await fetchFrom(cut)];
    got.push(await fetchFrom(reset, 'http://example.test/', { allowsHttp: true }));

    expect(got.map(({ facts }) => facts)).toEqual(
      got.map(() => expect.objectContaining({ outcome: 'closed', during }) as unknown),
    );
  });

  it('cannot add to the document behind its end', async () => {
    const server = await serveBytes(`${OK}Content-Length: 4\r\n\r\n<a/>${OK}Content-Length: 4\r\n\r\n<b/>`);

    expect(Buffer.from((await fetchFrom(server)).bytes ?? []).toString()).toBe('<a/>');
  });

  it('cannot colour what is shown of its type', async () => {
    const server = await serveHttp((_request, response) => {
      response.writeHead(200, { 'Content-Type': `text/xml\x80\x9b31m${'y'.repeat(600)}` }).end();
    });

    const { facts } = await fetchFrom(server);

    expect(facts.outcome === 'document' && facts.mediaType).toMatch(
      /^text\/xml\\u\{80\}\\u\{9b\}31my{1,500}…$/,
    );
  });
});

describe('a certificate that proves nothing', () => {
  it.each([
    'self-signed',
    'unknown-issuer',
    'expired',
    'wrong-name',
    'no-subject-alt-name',
    'interceptor',
    'weak-key',
    'weak-signature',
  ] as const)('gets no byte of a request, whatever the environment says: %s', async (certificate) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await serveBytes(`${OK}Content-Length: 4\r\n\r\n<a/>`, { certificate });

    const { facts } = await fetchFrom(server);

    expect(facts).toMatchObject({ outcome: 'bad-certificate', tls: { outcome: 'certificate-rejected' } });
    expect(facts.anchor).toBeNull();
    expect(server.heard()).toBe('');
  });

  it('gets none where a redirect leads there', async () => {
    const bad = await serveBytes(`${OK}\r\n`, { certificate: 'wrong-name' });
    const good = await serveHttp((_request, response) => {
      response.writeHead(302, { Location: `https://other.test:${bad.port}/` }).end();
    });

    const { facts } = await fetchFrom(good);

    expect(facts).toMatchObject({ outcome: 'bad-certificate', redirects: [{ from: DOCUMENT }] });
    expect(bad.heard()).toBe('');
  });
});
