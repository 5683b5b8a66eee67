import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { startFilteredPort } from './filtered.ts';
import { refusedPort, type HeldPort } from './ports.ts';

const PATIENCE_MS = 5_500;

/** What becomes of a connection attempt: its event, or `silence` where 5.5 s bring none. */
async function attempt({ host, port }: HeldPort): Promise<string> {
  const socket = connect(port, host);
  socket.setTimeout(PATIENCE_MS);
  try {
    return await Promise.race([
      once(socket, 'connect').then(() => 'connected'),
      once(socket, 'timeout').then(() => 'silence'),
    ]);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'; // sockets fail with the system's errors only
  } finally {
    socket.destroy();
  }
}

describeWith(['linux'], 'startFilteredPort', () => {
  it('leaves several connection attempts without an answer for more than 5 s', async () => {
    const filtered = await startFilteredPort();
    try {
      const attempts = await Promise.all([attempt(filtered), attempt(filtered), attempt(filtered)]);

      expect(attempts).toEqual(['silence', 'silence', 'silence']);
    } finally {
      await filtered.close();
    }
  });

  it('refuses connections again once it is closed', async () => {
    const filtered = await startFilteredPort();

    await filtered.close();

    expect(await attempt(filtered)).toBe('ECONNREFUSED');
  });
});

describe('refusedPort', () => {
  it('refuses connections', async () => {
    const refused = await refusedPort();
    try {
      expect(await attempt(refused)).toBe('ECONNREFUSED');
    } finally {
      await refused.close();
    }
  });

  it('lets nobody else listen there before it is closed, and everybody afterwards', async () => {
    const refused = await refusedPort();
    const server = createServer();

    server.listen(refused.port, refused.host);
    const [error] = (await once(server, 'error')) as unknown[];
    await refused.close();
    server.listen(refused.port, refused.host);
    await once(server, 'listening');
    server.close();

    expect(error).toMatchObject({ code: 'EADDRINUSE' });
  });
});
