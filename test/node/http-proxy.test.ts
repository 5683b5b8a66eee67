import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { FetchContext } from '../../electron/node/http/fetch-context.ts';
import { isPublicAddress } from '../../shared/mail/private-address.ts';
import type { Port } from '../../shared/mail/port.ts';
import { refusedPort } from '../servers/ports.ts';
import {
  DOCUMENT,
  fetchFrom,
  LOOPBACK,
  named,
  resolvingTo,
  serveBytes,
  serveHttp,
  textOf,
  type TestServer,
} from './http-servers.ts';

const OPEN = 'HTTP/1.1 200 Connection established\r\n\r\n';
const HTTP_URL = 'http://autoconfig.example.test/mail/config-v1.1.xml?a=b';
const CLEARTEXT = { isCleartext: true } as const;

/** A context that is told to use the proxy at a port, and where every name but the proxy's is unknown. */
function through(
  { port }: Pick<TestServer, 'port'>,
  other: Partial<FetchContext> = {},
): Partial<FetchContext> {
  return {
    proxyFor: async () => ({ host: named('proxy.example.test'), port: port as Port }), // it listens there
    resolve: (host) => resolvingTo(host === 'proxy.example.test' ? [LOOPBACK] : [])(host),
    mayReach: isPublicAddress,
    ...other,
  };
}

/** A proxy that opens a tunnel to a server, whatever it was asked for. */
function tunnelTo(server: TestServer): Promise<TestServer> {
  return serveBytes((socket: Socket) => {
    socket.write(OPEN);
    const far = connect(server.port, LOOPBACK);
    far.on('error', () => socket.destroy());
    socket.once('close', () => far.destroy());
    socket.pipe(far).pipe(socket);
  }, CLEARTEXT);
}

describe('a document that is fetched through a proxy', () => {
  it('comes through a tunnel, in TLS with the server, whose name the proxy looks up', async () => {
    const server = await serveHttp((_request, response) => response.end('<a/>'));
    const proxy = await tunnelTo(server);

    const fetched = await fetchFrom({ port: 10_443 }, DOCUMENT, {}, through(proxy));

    expect(textOf(fetched)).toBe('<a/>');
    expect(fetched.facts).toMatchObject({
      address: LOOPBACK,
      proxy: `proxy.example.test:${proxy.port}`,
      anchor: 'added',
    });
    expect(proxy.heard().split('\r\n').slice(0, 5)).toEqual([
      'CONNECT autoconfig.example.test:10443 HTTP/1.1',
      'Host: autoconfig.example.test:10443',
      'User-Agent: Letterlock',
      'Connection: keep-alive',
      '',
    ]);
    expect(proxy.heard()).not.toContain('config-v1.1.xml');
  });

  it('comes without a tunnel where it is allowed to come over plain HTTP', async () => {
    const proxy = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/>', CLEARTEXT);

    const fetched = await fetchFrom({ port: 80 }, HTTP_URL, { allowsHttp: true }, through(proxy));

    expect(textOf(fetched)).toBe('<a/>');
    expect(proxy.heard()).toMatch(
      /^GET http:\/\/autoconfig\.example\.test\/mail\/config-v1\.1\.xml\?a=b HTTP\/1\.1\r\nHost: autoconfig\.example\.test\r\n/,
    );
  });

  it('is asked for without one where the system names none for it', async () => {
    const server = await serveHttp((_request, response) => response.end('<a/>'));

    const fetched = await fetchFrom(server, DOCUMENT, {}, { proxyFor: async () => null });

    expect(textOf(fetched)).toBe('<a/>');
    expect(fetched.facts.proxy).toBeNull();
  });
});

describe('a proxy that does not help', () => {
  it.each([
    ['a tunnel', DOCUMENT],
    ['an answer', HTTP_URL],
  ])('wants credentials for %s, and gets none', async (_, url) => {
    const proxy = await serveBytes(
      'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
      CLEARTEXT,
    );

    const { facts } = await fetchFrom(
      { port: 443 },
      url.replace('//', '//alice:secret@'),
      { allowsHttp: true },
      through(proxy),
    );

    expect(facts).toMatchObject({ outcome: 'proxy-wants-credentials', status: 407 });
    expect(proxy.connections()).toBe(1);
    expect(proxy.heard()).not.toMatch(/authorization|alice|secret/i);
  });

  it.each([
    ['refuses', 502, 'HTTP/1.1 502 Bad gateway\r\n\r\n'],
    ['sends elsewhere', 302, 'HTTP/1.1 302 Found\r\nLocation: https://other.test/\r\n\r\n'],
    ['goes on talking behind its answer', 200, `${OPEN}HTTP/1.1 200 OK\r\n\r\n`],
    ['is none', null, '* OK IMAP4rev1 ready\r\n\r\n'],
    ['has an endless head', null, `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}`],
  ])('%s', async (_, status, answer) => {
    const proxy = await serveBytes(answer, CLEARTEXT);

    const { facts } = await fetchFrom({ port: 443 }, DOCUMENT, {}, through(proxy));

    expect(facts).toMatchObject({ outcome: 'proxy-failed', status });
    expect(proxy.heard()).toMatch(/^CONNECT [^]*\r\n\r\n$/);
  });

  it('hangs up', async () => {
    const proxy = await serveBytes((socket) => socket.end(), CLEARTEXT);

    expect((await fetchFrom({ port: 443 }, DOCUMENT, {}, through(proxy))).facts).toMatchObject({
      outcome: 'proxy-failed',
      status: null,
    });
  });

  it('is not there', async () => {
    const held = await refusedPort();

    const refusing = await fetchFrom({ port: 443 }, DOCUMENT, {}, through(held));
    const unknown = await fetchFrom({ port: 443 }, DOCUMENT, {}, through(held, { resolve: resolvingTo([]) }));

    await held.close();
    expect(refusing.facts).toMatchObject({ outcome: 'proxy-failed', status: null });
    expect(unknown.facts).toMatchObject({ outcome: 'proxy-failed', status: null });
  });

  it('says nothing', async () => {
    const proxy = await serveBytes(() => undefined, CLEARTEXT);

    const { facts } = await fetchFrom({ port: 443 }, DOCUMENT, {}, through(proxy, { timeoutMs: 200 }));

    expect(facts).toMatchObject({ outcome: 'silent', during: 'proxy' });
  });

  it('puts itself in the place of the server', async () => {
    const server = await serveBytes('HTTP/1.1 200 OK\r\n\r\n', { certificate: 'interceptor' });
    const proxy = await tunnelTo(server);

    const { facts } = await fetchFrom({ port: 443 }, DOCUMENT, {}, through(proxy));

    expect(facts).toMatchObject({ outcome: 'bad-certificate', proxy: `proxy.example.test:${proxy.port}` });
    expect(server.heard()).toBe('');
  });
});

describe('an address that is not public', () => {
  it.each([
    ['https://127.0.0.1/', ['127.0.0.1']],
    ['https://[::1]/', ['::1']],
    ['https://169.254.169.254/', ['169.254.169.254']],
    ['https://localhost/', ['::1', '127.0.0.1']],
    ['https://a.localhost/', ['::1', '127.0.0.1']],
  ])('is not asked of a proxy: %s', async (url, addresses) => {
    const proxy = await serveBytes(OPEN, CLEARTEXT);

    const { facts } = await fetchFrom({ port: 443 }, url, {}, through(proxy));

    expect(facts).toMatchObject({ outcome: 'private-address', addresses, address: null });
    expect(proxy.connections()).toBe(0);
  });
});
