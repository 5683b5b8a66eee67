import { describe, expect, it } from 'vitest';
import { PracticeHost } from '../../electron/node/practice/practice-host.ts';
import { readPracticeRequest, readProbe, readRequest } from '../../electron/node/run-requests.ts';
import { createService, type Service } from '../../electron/node/service.ts';
import { UnknownRunError } from '../../shared/ipc/dispatch.ts';
import { NO_HANDING } from './given-handing.ts';

// Nobody listens there.
const NOWHERE = '127.0.0.1:1/implicit-tls';
const ACCOUNT = { address: 'ada@example.org', incoming: NOWHERE, outgoing: NOWHERE, username: '' };
const REQUEST = { ...ACCOUNT, tellsAddress: false, isPractice: false };
const NO_ANCHORS = { trustAnchors: [], systemAnchors: [] };

describe('a window that closes', () => {
  it.each<[string, (handlers: Service['handlers']) => Promise<unknown>]>([
    ['a run', (handlers) => handlers['run.start'](REQUEST)],
    ['a look at a host', (handlers) => handlers['run.probe']({ host: '127.0.0.1' })],
    ['a batch', (handlers) => handlers['batch.start']({ accounts: [ACCOUNT] })],
  ])('begins nothing of what still waits: %s', async (_, call) => {
    const pushed: unknown[] = [];
    const push = (one: unknown): void => void pushed.push(one);
    const service = createService({ shell: 'browser', push, handing: NO_HANDING });

    const started = call(service.handlers);
    service.close();

    await expect(started).rejects.toThrow(UnknownRunError);
    expect(pushed).toEqual([]);
  });
});

describe('a practice', () => {
  it('that is stopped while it starts is off as a whole, and can be started again', async () => {
    const practice = new PracticeHost();

    const started = practice.start(null);
    const stopped = practice.stop();
    const { request } = await started;
    await stopped;

    expect(practice.devices).toBeNull();
    expect(await practice.run(request.address)).toMatchObject({ problem: { code: 'practice_not_running' } });
    await practice.start(null);
    expect(practice.devices).not.toBeNull();
    await practice.stop();
  });

  it('is what its own runs are, and no other run while it is on', async () => {
    const practice = new PracticeHost();
    const { request } = await practice.start(null);

    const own = [
      readRequest(REQUEST, NO_ANCHORS, undefined),
      readProbe('127.0.0.1', NO_ANCHORS),
      await readPracticeRequest(request, practice),
    ];
    await practice.stop();

    expect(own).toMatchObject([{ isPractice: false }, { isPractice: false }, { isPractice: true }]);
  });
});
