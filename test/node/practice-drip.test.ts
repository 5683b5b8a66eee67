import { setImmediate as nextTurn } from 'node:timers/promises';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makePki } from '../servers/pki.ts';
import { beginTls, openLine } from './practice-protocol.ts';

const SECOND_MS = 1_000;
const PATIENCE_MS = 10_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets seconds pass until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  while (!isSo()) {
    patience.throwIfAborted();
    vi.advanceTimersByTime(SECOND_MS);
    await nextTurn();
  }
}

it('begins TLS only when the last byte that belongs before it has gone out', async () => {
  await makePki(); // made once: the handshake would wait for it
  let isUp: boolean | null = null;
  const line = await openLine(async (connection) => {
    connection.drip();
    connection.send('Begin TLS now.');
    isUp = await beginTls(connection);
    connection.send('In TLS.');
    await connection.untilGone();
    connection.end();
  });
  let before = '';
  line.client.on('data', (bytes) => (before += bytes.toString('latin1')));
  await until(() => before.endsWith('\n'));
  line.client.removeAllListeners('data');
  const tls = connect({ socket: line.client, rejectUnauthorized: false });
  let inside = '';
  tls.on('data', (bytes: Buffer) => (inside += bytes.toString('latin1')));

  await until(() => inside.endsWith('\n') || isUp === false);
  tls.end();
  await line.served;

  expect(before).toBe('Begin TLS now.\r\n');
  expect(isUp).toBe(true);
  expect(inside).toBe('In TLS.\r\n');
});
