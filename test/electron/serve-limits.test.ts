import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { raw, serve, TOKEN } from './serving.ts';

const LIMIT = 1024 * 1024;

describe('A call', () => {
  it('may be 1 MiB long and not a byte longer', async () => {
    const { call } = await serve();
    const text = '{"name":"app.info","args":null}';

    const [longest, longer] = [await call({}, text.padEnd(LIMIT)), await call({}, text.padEnd(LIMIT + 1))];

    expect([longest.status, longer.status, longer.body]).toEqual([200, 413, '']);
  });

  it('that does not say how long it is, is cut off at the same length', async () => {
    const { call } = await serve();

    const answer = await call({ headers: { 'transfer-encoding': 'chunked' } }, ' '.repeat(LIMIT + 1));

    expect(answer.status).toBe(413);
  });

  it('whose body does not come is cut off', async () => {
    const { port } = await serve({ requestTimeoutMs: 50 });

    const head = [
      'POST /api/call HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      `Authorization: Bearer ${TOKEN}`,
      'Content-Type: application/json',
      'Content-Length: 100',
    ];

    const answer = await raw(port, `${head.join('\r\n')}\r\n\r\n{`);

    expect(answer).toBe('');
  });

  it('whose head does not come is cut off', async () => {
    const { port } = await serve({ requestTimeoutMs: 50 });

    const answer = await raw(port, 'POST /api/call HTTP/1.1\r\nHost:');

    expect(answer).toBe('');
  });

  it.each([
    ['is no HTTP', 'EHLO example.org\r\n\r\n'],
    ['has headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`],
  ])('that %s gets no answer', async (_what, bytes) => {
    const { port } = await serve();

    const answer = await raw(port, bytes);

    expect(answer).toBe('');
  });
});

describe('serve', () => {
  it('admits 32 connections at a time', async () => {
    const { port } = await serve();
    const sockets = Array.from({ length: 32 }, () => connect(port, '127.0.0.1'));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));

    const oneMore = connect(port, '127.0.0.1');
    oneMore.on('error', () => undefined);

    await once(oneMore, 'close');
    expect(sockets.some(({ destroyed }) => destroyed)).toBe(false);
  });
});
