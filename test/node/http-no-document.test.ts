import { describe, expect, it } from 'vitest';
import { fetchDocument } from '../../electron/node/http/fetch-document.ts';
import { refusedPort } from '../servers/ports.ts';
import {
  contextFor,
  DOCUMENT,
  fetchFrom,
  LOOPBACK,
  resolvingTo,
  serve,
  serveBytes,
  serveHttp,
} from './http-servers.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const HTTP_URL = 'http://autoconfig.example.test/mail/config-v1.1.xml';

describe('an answer without a document', () => {
  it.each([204, 206, 300, 304, 305, 403, 404, 410, 500, 503])('is told by its status: %i', async (status) => {
    const server = await serveHttp((_request, response) => response.writeHead(status).end());

    const { facts, bytes } = await fetchFrom(server);

    expect(facts).toMatchObject({ outcome: 'other-status', status });
    expect(bytes).toBeNull();
  });

  it('is told from status 511 to come from somebody on the way', async () => {
    const server = await serveHttp((_request, response) => response.writeHead(511).end('<html>'));

    expect((await fetchFrom(server)).facts).toMatchObject({ outcome: 'captive-portal', status: 511 });
  });

  it.each(['file:///etc/passwd', 'ftp://example.test/', 'data:,x', 'javascript:1'])(
    'is nothing to ask for at %s',
    async (url) => {
      const { facts } = await fetchFrom({ port: 1 }, url);

      expect(facts).toMatchObject({ outcome: 'url-refused', reason: 'not-web', address: null });
    },
  );

  it('is nothing to ask for over plain HTTP, unless that is allowed', async () => {
    const { facts } = await fetchFrom({ port: 1 }, HTTP_URL);

    expect(facts).toMatchObject({ outcome: 'url-refused', reason: 'to-http' });
  });

  it.each([22, 25, 110, 143, 993])('is nothing to ask for at port %i, where others listen', async (port) => {
    const { facts } = await fetchFrom({ port: 1 }, `https://example.test:${port}/`);

    expect(facts).toMatchObject({ outcome: 'url-refused', reason: 'not-web' });
  });
});

describe('a server that cannot be reached', () => {
  it('has no address', async () => {
    const { facts } = await fetchFrom({ port: 1 }, DOCUMENT, {}, { resolve: resolvingTo([]) });

    expect(facts).toMatchObject({
      outcome: 'not-resolved',
      dns: { host: 'autoconfig.example.test', outcome: 'not-found' },
    });
  });

  it('refuses', async () => {
    const held = await refusedPort();

    const { facts } = await fetchFrom(held);

    await held.close();
    expect(facts).toMatchObject({
      outcome: 'not-connected',
      attempts: [{ kind: 'tcp-connect', address: LOOPBACK, outcome: 'refused', detail: 'ECONNREFUSED' }],
      address: null,
    });
  });

  it('speaks in the clear where TLS is wanted', async () => {
    const server = await serve((socket) => socket.write(`${OK}\r\n`), { isCleartext: true });

    const { facts } = await fetchFrom(server);

    expect(facts).toMatchObject({ outcome: 'tls-failed', tls: { outcome: 'not-tls' }, address: LOOPBACK });
  });
});

describe('a request that is cancelled', () => {
  it('does not begin', async () => {
    const server = await serveBytes(() => undefined);
    const asked = (): never => {
      throw new Error('asked');
    };
    const signal = AbortSignal.abort(new Error('cancelled'));

    const fetching = fetchFrom(server, DOCUMENT, {}, { proxyFor: asked, resolve: asked, signal });

    await expect(fetching).rejects.toThrow('cancelled');
    expect(server.connections()).toBe(0);
  });

  it.each(['the answer', 'the body'])('ends at once while it waits for %s', async (part) => {
    const abort = new AbortController();
    const server = await serveBytes((socket) => {
      if (part === 'the body') socket.write(`${OK}Content-Length: 10\r\n\r\n<`);
      setImmediate(() => abort.abort(new Error('cancelled')));
    });

    const fetching = fetchFrom(server, DOCUMENT, {}, { signal: abort.signal });

    await expect(fetching).rejects.toThrow('cancelled');
  });

  it('ends at once while somebody else looks up the name', async () => {
    const abort = new AbortController();
    const resolve = () => {
      setImmediate(() => abort.abort(new Error('cancelled')));
      return new Promise<never>(() => undefined);
    };
    const context = contextFor({ port: 1 }, { resolve, signal: abort.signal });

    await expect(fetchDocument({ url: new URL(DOCUMENT) }, context)).rejects.toThrow('cancelled');
  });
});
