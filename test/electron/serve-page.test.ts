import { CALL_LIMIT } from '../../electron/node/call-text.ts';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contentSecurityPolicy } from '../../electron/node/content-security-policy.ts';
import { startServe, type ServeOptions } from '../../electron/serve/serve.ts';
import type { RunPush } from '../../shared/ipc/contract.ts';
import { serve, TOKEN, type Question } from './serving.ts';

const PUSH: RunPush = {
  runId: 'r',
  event: { type: 'step', endpoint: {} as never, address: null, step: 'connect', at: 0 },
};

describe('Every answer of serve', () => {
  it.each<[string, Question]>([
    ['a file', { path: '/' }],
    ['a file that is none', { path: '/package.json' }],
    ['a host that is not ours', { headers: { host: 'evil.example' } }],
    ['a method that is not possible', { method: 'PUT', path: '/' }],
    ['a call without a token', { method: 'POST', path: '/api/call' }],
    ['a preflight', { method: 'OPTIONS', path: '/api/call', headers: { origin: 'https://evil.example' } }],
  ])('to %s has the security headers and none that open it to others', async (_what, question) => {
    const { ask } = await serve();

    const { headers } = await ask(question);

    expectGuarded(headers);
  });

  it('to a call has them too', async () => {
    const { call } = await serve();

    const answers = [await call(), await call({}, 'no JSON'), await call({}, ' '.repeat(CALL_LIMIT + 1))];

    expect(answers.map(({ status }) => status)).toEqual([200, 400, 413]);
    for (const { headers } of answers) expectGuarded(headers);
  });

  it('that is a stream of events has them too', async () => {
    const { listen } = await serve();

    const stream = await listen();

    expectGuarded(stream.headers);
  });
});

describe('A page that listens', () => {
  it('gets every push as one line of JSON, as do others', async () => {
    const { listen, push } = await serve();
    const [one, other] = [await listen(), await listen()];

    push(PUSH);
    push({ ...PUSH, runId: 's' });

    const wanted = `${JSON.stringify(PUSH)}\n${JSON.stringify({ ...PUSH, runId: 's' })}\n`;
    expect(await read(one, wanted.length)).toBe(wanted);
    expect(await read(other, wanted.length)).toBe(wanted);
  });

  it('is told its type', async () => {
    const { listen } = await serve();

    const stream = await listen();

    expect([stream.statusCode, stream.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
  });

  it('is cut off where it does not read, and others are not', async () => {
    const { listen, push } = await serve();
    const [deaf, other] = [await listen(), await listen()];
    const ended = Promise.race([once(deaf, 'error'), once(deaf, 'close')]);
    const text = 'x'.repeat(1024 * 1024);
    const long = { ...PUSH, runId: text };

    for (let count = 0; count < 32; count += 1) {
      push(long);
      await read(other, JSON.stringify(long).length + 1);
    }
    deaf.resume();

    await ended;
    expect(deaf.complete).toBe(false);
    expect(other.destroyed).toBe(false);
  });

  it('that is gone is forgotten', async () => {
    const { listen, push, call } = await serve();
    const stream = await listen();

    stream.destroy();
    push(PUSH);

    expect((await call()).status).toBe(200);
  });
});

describe('serve', () => {
  it('tells its address with the token behind the #, where a browser keeps it to itself', async () => {
    const { url, port } = await serve();

    expect(url).toBe(`http://127.0.0.1:${port}/#token=${TOKEN}`);
  });

  it('makes another token of 32 bytes at every start', async () => {
    const starts = await Promise.all([startServe(PLAIN), startServe(PLAIN)]);
    onTestFinished(async () => {
      await Promise.all(starts.map((serving) => serving.close()));
    });

    const [one, other] = starts.map(({ url }) => new URL(url).hash);

    expect(one).toMatch(/^#token=[\w-]{43}$/);
    expect(one).not.toBe(other);
  });

  it('listens on 127.0.0.1 and on no other address', async () => {
    const { port } = await serve();

    const socket = connect(port, '127.0.0.2');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];

    expect(error.code).toBe('ECONNREFUSED');
  });

  it('says so where its port is taken', async () => {
    const { port } = await serve();

    await expect(startServe({ ...PLAIN, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('ends its streams and its service when it is closed, and is gone', async () => {
    const { listen, close, closeService, port } = await serve();
    const stream = await listen();
    const streamEnded = once(stream.resume(), 'error');

    await close();

    expect(closeService).toHaveBeenCalledOnce();
    await streamEnded;
    const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });
});

const PLAIN: ServeOptions = {
  files: new Map(),
  createService: () => ({ handlers: {} as never, close: () => undefined }),
};

function expectGuarded(headers: IncomingHttpHeaders): void {
  expect(headers).toMatchObject({
    'content-security-policy': contentSecurityPolicy("'self'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
}

/** So many characters of a stream. What comes after them stays in it. */
async function read(stream: IncomingMessage, length: number): Promise<string> {
  let text = '';
  while (text.length < length) {
    stream.setEncoding('utf8');
    const chunk = (stream.read(length - text.length) ?? stream.read()) as string | null; // text, as was set
    if (chunk === null) await once(stream, 'readable');
    else text += chunk;
  }
  return text;
}
