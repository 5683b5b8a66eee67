import { describe, expect, it } from 'vitest';
import { PAGE, raw, serve, TOKEN } from './serving.ts';

describe('What serve answers to anybody on this machine', () => {
  it('is the page, at its root and by its name', async () => {
    const { ask } = await serve();

    const [root, named] = [await ask({ path: '/' }), await ask({ path: '/index.html' })];

    expect([root.status, root.body]).toEqual([200, PAGE]);
    expect([named.status, named.body]).toEqual([200, PAGE]);
    expect(root.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('is the head of a file without its body', async () => {
    const { ask } = await serve();

    const answer = await ask({ method: 'HEAD', path: '/assets/index-1a2b.js' });

    expect([answer.status, answer.headers['content-length'], answer.body]).toEqual([200, '2', '']);
  });

  it.each([
    '/..%2f..%2fpackage.json',
    '/../package.json',
    '/../../../../etc/passwd',
    '/%2e%2e/package.json',
    '/assets/../../package.json',
    '/..\\package.json',
    '//etc/passwd',
    '/%00',
    '/index.html%00',
    '/index.html?x',
    '/etc/passwd',
    '/assets',
    '/assets/',
    '/__proto__',
    '/constructor',
    'http://127.0.0.1/index.html',
    '*',
  ])('is nothing at %s', async (path) => {
    const { ask } = await serve();

    const answer = await ask({ path });

    expect([answer.status, answer.body]).toEqual([404, '']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'is refused to %s on a file',
    async (method) => {
      const { ask } = await serve();

      const answer = await ask({ method, path: '/index.html' });

      expect([answer.status, answer.headers.allow, answer.body]).toEqual([405, 'GET, HEAD', '']);
    },
  );
});

describe('A call', () => {
  it('of our own page is answered', async () => {
    const { call } = await serve();

    const answer = await call();

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { shell: 'browser', version: '0' } });
  });

  it.each(['127.0.0.1', 'localhost', 'evil.example', '127.0.0.1:1', '[::1]', '0.0.0.0'])(
    'to the host %s is refused: names can be made to point here',
    async (host) => {
      const { call, info } = await serve();

      const answer = await call({ headers: { host } });

      expect([answer.status, answer.body]).toEqual([403, '']);
      expect(info).not.toHaveBeenCalled();
    },
  );

  it('to two hosts, or to none, is refused', async () => {
    const { port } = await serve();

    const [two, none] = await Promise.all([
      raw(
        port,
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
      ),
      raw(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'),
    ]);

    expect(two).toMatch(/^HTTP\/1\.1 403 /);
    expect(none).toMatch(/^HTTP\/1\.1 403 /);
  });

  it.each([
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['from our name over https', { origin: 'https://127.0.0.1' }, 403],
    ['from a sandboxed frame or a file', { origin: 'null' }, 403],
    ['without an origin', { origin: undefined }, 403],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['that the browser calls same-site', { 'sec-fetch-site': 'same-site' }, 403],
    ['that a person typed into the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['without the token', { authorization: undefined }, 401],
    ['with another token', { authorization: `Bearer ${TOKEN}x` }, 401],
    ['with a part of the token', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }, 401],
    ['with the token in another scheme', { authorization: `Basic ${TOKEN}` }, 401],
    ['with an empty token', { authorization: 'Bearer ' }, 401],
    ['as a form would send it', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['as text', { 'content-type': 'text/plain' }, 415],
    ['without a type', { 'content-type': undefined }, 415],
  ])('%s is refused', async (_what, headers, status) => {
    const { call, info } = await serve();

    const answers = [await call({ headers }), await call({ headers, path: '/api/events' })];

    expect(answers.map((answer) => [answer.status, answer.body])).toEqual(Array(2).fill([status, '']));
    expect(info).not.toHaveBeenCalled();
  });

  it('with what the browser calls same-origin is answered', async () => {
    const { call } = await serve();

    const answer = await call({ headers: { 'sec-fetch-site': 'same-origin' } });

    expect(answer.status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('by %s changes nothing', async (method) => {
    const { call, info } = await serve();

    const answer = await call({ method });

    expect([answer.status, answer.headers.allow, answer.body]).toEqual([405, 'POST', '']);
    expect(info).not.toHaveBeenCalled();
  });

  it.each([
    ['no JSON', 'app.info'],
    ['no call', '["app.info"]'],
    ['nothing', ''],
  ])('that is %s is a bad request', async (_what, body) => {
    const { call } = await serve();

    const answer = await call({}, body);

    expect([answer.status, answer.body]).toEqual([400, '']);
  });

  it('with an unknown name is answered as such', async () => {
    const { call } = await serve();

    const answers = [
      await call({}, '{"name":"constructor","args":null}'),
      await call({}, '{"name":"__proto__"}'),
    ];

    expect(answers.map(({ body }) => body)).toEqual(Array(2).fill('{"ok":false,"error":"unknown-call"}'));
  });
});
