import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../parts.ts';
import { launchForTest } from './launch.ts';
import { callFrom } from './page-calls.ts';

const CANARY = 'canary4711';

/** A proxy that lets nothing through, and what it was asked for. */
async function startProxyForTest(): Promise<{ readonly port: number; readonly heads: readonly string[] }> {
  const heads: string[] = [];
  const server = createServer((request, response) => {
    heads.push(`${request.method} ${request.url} ${JSON.stringify(request.rawHeaders)}`);
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    heads.push(`${request.method} ${request.url} ${JSON.stringify(request.rawHeaders)}`);
    socket.on('error', () => undefined); // whoever was refused may be gone before it has heard that
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, heads }; // it listens on TCP
}

describeWith(['electron', 'xvfb'], 'The system’s proxy', () => {
  it('is what the app asks web servers through, and is told no address of a person', async () => {
    const proxy = await startProxyForTest();
    const { page } = await launchForTest({ args: [`--proxy-server=127.0.0.1:${proxy.port}`] });

    await callFrom(page, 'run.start', {
      address: `${CANARY}@example.invalid`,
      incoming: '',
      outgoing: '',
      username: '',
      tellsAddress: false,
      isPractice: false,
    });

    await expect
      .poll(() => proxy.heads.map((head) => head.split(' ').slice(0, 2).join(' ')), { timeout: 10_000 })
      .toEqual(
        expect.arrayContaining([
          'CONNECT autoconfig.example.invalid:443',
          'CONNECT example.invalid:443',
          'CONNECT ua-auto-config.example.invalid:443',
          'GET http://autoconfig.example.invalid/mail/config-v1.1.xml',
        ]),
      );
    expect(proxy.heads.join('\n')).not.toContain(CANARY);
  });
});
