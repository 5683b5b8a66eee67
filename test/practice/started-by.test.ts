import { describe, expect, it } from 'vitest';
import { createService } from '../../electron/node/service.ts';
import type { ServeOptions } from '../../electron/serve/serve.ts';
import type { RunRequest } from '../../shared/ipc/contract.ts';
import { serve, TOKEN, type Question } from '../electron/serving.ts';
import { NO_HANDING } from '../node/given-handing.ts';

const START = '{"name":"practice.start","args":{"fault":null}}';
const REQUEST: RunRequest = {
  address: 'alice@practice.test',
  incoming: '',
  outgoing: '',
  username: '',
  tellsAddress: false,
  isPractice: true,
};

describe('The practice server of a window', () => {
  it.each<[string, Question]>([
    ['another site', { headers: { origin: 'https://evil.example' } }],
    ['a frame or a file', { headers: { origin: 'null' } }],
    ['another program without the token', { headers: { authorization: undefined } }],
    ['another program with a token of its own', { headers: { authorization: `Bearer ${TOKEN}x` } }],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['an image or a link', { method: 'GET' }],
    ['a name that points here', { headers: { host: 'evil.example' } }],
  ])('is not started by %s', async (_who, question) => {
    const { call } = await serve(withEngine());

    const answer = await call(question, START);
    const run = await call({}, JSON.stringify({ name: 'run.start', args: REQUEST }));

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(run.body).toContain('practice_not_running');
  });

  it('is started by our own page, runs, and ends with it', async () => {
    const { call, close } = await serve(withEngine());

    const started = await call({}, START);
    const run = await call({}, JSON.stringify({ name: 'run.start', args: REQUEST }));
    const stopped = await call({}, '{"name":"practice.stop","args":null}');
    const later = await call({}, JSON.stringify({ name: 'run.start', args: REQUEST }));
    await close();

    expect(JSON.parse(started.body)).toMatchObject({
      ok: true,
      value: { fault: null, request: { address: 'alice@practice.test', isPractice: true } },
    });
    expect(run.body).toContain('"started"');
    expect(stopped.body).toBe('{"ok":true,"value":null}');
    expect(later.body).toContain('practice_not_running');
  });

  it('plays no fault that does not exist', async () => {
    const { call } = await serve(withEngine());

    const answer = await call({}, '{"name":"practice.start","args":{"fault":"no-such-fault"}}');

    expect(answer.body).toBe('{"ok":false,"error":"internal"}');
  });
});

/** Screens with the engine of the product behind them. */
function withEngine(): Pick<ServeOptions, 'createService'> {
  return { createService: (push) => createService({ shell: 'browser', push, handing: NO_HANDING }) };
}
