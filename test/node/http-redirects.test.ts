import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { MOST_REDIRECTS } from '../../electron/node/http/redirect.ts';
import { DOCUMENT, fetchFrom, serveHttp, textOf, type Reached } from './http-servers.ts';

const ORIGIN = 'https://autoconfig.example.test';
const POST = { post: { contentType: 'text/plain', bytes: Buffer.from('asked') } };

/** A server that redirects from these paths and has a document at every other; a POST gets its body back. */
function redirecting(hops: Readonly<Record<string, readonly [number, string]>>, reached?: Reached) {
  return serveHttp((request, response) => {
    const [status, location] = hops[request.url ?? ''] ?? [];
    if (status !== undefined && location !== undefined) sendOn(response, status, location);
    else request.pipe(response).write(`${request.method} of ${request.headers.host}: `);
  }, reached);
}

function sendOn(response: ServerResponse, status: number, location: string): void {
  response
    .writeHead(status, { Location: location, 'Set-Cookie': 'id=1; Path=/' })
    .end('<html>elsewhere</html>');
}

describe('a redirect that is followed', () => {
  it.each([301, 302, 303, 307, 308])('has the status %i, and is written down', async (status) => {
    const server = await redirecting({ '/mail/config-v1.1.xml': [status, '/new'] });

    const fetched = await fetchFrom(server);

    expect(textOf(fetched)).toBe('GET of autoconfig.example.test: ');
    expect(fetched.facts).toMatchObject({
      url: `${ORIGIN}/new`,
      redirects: [{ status, from: DOCUMENT, to: `${ORIGIN}/new` }],
    });
  });

  it('may lead to another host, which is told nothing about the first', async () => {
    const server = await serveHttp((request, response) => {
      if (request.headers.host === 'other.test') response.end(request.rawHeaders.join('|'));
      else sendOn(response, 302, 'https://user:secret@other.test/settings#part');
    });

    const fetched = await fetchFrom(server);

    expect(textOf(fetched)).toBe(
      'Host|other.test|User-Agent|Letterlock|Accept-Encoding|identity|Connection|close',
    );
    expect(fetched.facts).toMatchObject({
      url: 'https://other.test/settings',
      redirects: [{ status: 302, from: DOCUMENT, to: 'https://other.test/settings' }],
    });
  });

  it.each([307, 308])('sends a POST again by status %i', async (status) => {
    const server = await redirecting({ '/mail/config-v1.1.xml': [status, '/new'] });

    expect(textOf(await fetchFrom(server, DOCUMENT, POST))).toBe('POST of autoconfig.example.test: asked');
  });

  it.each([
    ['/new', undefined, 'GET of autoconfig.example.test: '],
    ['https://other.test/', undefined, 'GET of other.test: '],
    ['https://other.test/', POST, 'POST of other.test: asked'],
  ])('stays where it may lead: %s', async (to, request, expected) => {
    const server = await redirecting({ '/mail/config-v1.1.xml': [307, to] });

    const mayLeadTo = ({ hostname }: URL): boolean => hostname.endsWith('.test');

    expect(textOf(await fetchFrom(server, DOCUMENT, { ...request, mayLeadTo }))).toBe(expected);
  });

  it('may be the fifth', async () => {
    const hops = [1, 2, 3, 4, 5].map((hop) => [`/${hop}`, [302, `/${hop + 1}`]] as const);
    const server = await redirecting(Object.fromEntries(hops));

    const { facts } = await fetchFrom(server, `${ORIGIN}/1`);

    expect(facts).toMatchObject({ outcome: 'document', url: `${ORIGIN}/6` });
    expect(facts.redirects).toHaveLength(MOST_REDIRECTS);
  });

  it('may lead from plain HTTP to plain HTTP where that is allowed: so a captive portal shows', async () => {
    const server = await redirecting({ '/': [302, 'http://portal.other.test/login'] }, { isCleartext: true });

    const { facts } = await fetchFrom(server, 'http://autoconfig.example.test/', { allowsHttp: true });

    expect(facts).toMatchObject({
      outcome: 'document',
      redirects: [
        { status: 302, from: 'http://autoconfig.example.test/', to: 'http://portal.other.test/login' },
      ],
    });
  });
});

describe('a redirect that is not followed', () => {
  it.each([
    ['to-http', 'http://autoconfig.example.test/new'],
    ['to-http', 'HTTP://other.test'],
    ['not-web', 'file:///etc/passwd'],
    ['not-web', 'data:text/xml,<clientConfig/>'],
    ['not-web', 'javascript:alert(1)'],
    ['not-web', 'ftp://example.test/config.xml'],
    ['not-web', 'blob:https://example.test/1'],
    ['not-web', 'https://mail.example.test:25/'],
    ['to-address', 'https://127.0.0.1/'],
    ['to-address', 'https://192.0.2.7/'],
    ['to-address', '//2130706433/'],
    ['to-address', 'https://0x7f.1/'],
    ['to-address', 'https://[2001:db8::1]/'],
    ['to-address', 'https://user:secret@0177.0.0.1:8443/'],
    ['loop', '/mail/config-v1.1.xml'],
    ['loop', `${DOCUMENT}#again`],
    ['malformed', ''],
    ['malformed', 'https://'],
    ['malformed', 'https://exa mple.test/'],
    ['malformed', 'https://ex\u00e4mple.test/'],
    ['malformed', `https://example.test/${'x'.repeat(2_000)}`],
  ])('is told: %s, %s', async (reason, location) => {
    const server = await redirecting({ '/mail/config-v1.1.xml': [302, location] });

    const { facts, bytes } = await fetchFrom(server);

    expect(facts).toMatchObject({
      outcome: 'redirect-refused',
      status: 302,
      reason,
      redirects: [],
      url: DOCUMENT,
    });
    expect(bytes).toBeNull();
    expect(server.connections()).toBe(1);
  });

  it.each([
    [302, undefined],
    [307, POST],
  ])('would take what is for one domain alone to another: %i', async (status, request) => {
    const server = await redirecting({ '/mail/config-v1.1.xml': [status, 'https://other.test/?ada'] });

    const mayLeadTo = ({ hostname }: URL): boolean => hostname.endsWith('.example.test');

    const { facts } = await fetchFrom(server, DOCUMENT, { ...request, mayLeadTo });

    expect(facts).toMatchObject({ outcome: 'redirect-refused', reason: 'to-other-domain', redirects: [] });
    expect(server.connections()).toBe(1);
  });

  it('is one that does not say where to', async () => {
    const server = await serveHttp((_request, response) => response.writeHead(301).end());

    expect((await fetchFrom(server)).facts).toMatchObject({ reason: 'malformed', to: '' });
  });

  it.each([301, 302, 303])('would make a GET of a POST, by status %i', async (status) => {
    const server = await redirecting({ '/mail/config-v1.1.xml': [status, '/new'] });

    const { facts } = await fetchFrom(server, DOCUMENT, POST);

    expect(facts).toMatchObject({ outcome: 'redirect-refused', status, reason: 'not-repeated', to: '/new' });
    expect(server.connections()).toBe(1);
  });

  it('is the sixth, however different all of them are', async () => {
    const server = await serveHttp((request, response) => sendOn(response, 302, `${request.url}x`));

    const { facts } = await fetchFrom(server, `${ORIGIN}/`);

    expect(facts).toMatchObject({ outcome: 'redirect-refused', reason: 'too-many', url: `${ORIGIN}/xxxxx` });
    expect(facts.redirects).toHaveLength(MOST_REDIRECTS);
    expect(server.connections()).toBe(MOST_REDIRECTS + 1);
  });

  it('comes back to where it began after others', async () => {
    const server = await redirecting({ '/1': [302, '/2'], '/2': [307, '/1'] });

    const { facts } = await fetchFrom(server, `${ORIGIN}/1`);

    expect(facts).toMatchObject({ reason: 'loop', status: 307, to: '/1', url: `${ORIGIN}/2` });
    expect(facts.redirects).toHaveLength(1);
  });
});
