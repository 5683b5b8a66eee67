import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LOOPBACK } from './practice-discovery.ts';
import { AUTOCONFIG, AUTODISCOVER, say, usePracticeWeb } from './practice-web.ts';

const LONGEST_DRIP_MS = 10_000;

const web = usePracticeWeb();

describe('what the practice web servers take', () => {
  it('ends at 16 KiB of body', async () => {
    const answer = await web.ask(AUTODISCOVER, { type: 'text/xml', body: ' '.repeat(16 * 1024 + 1) });

    expect(answer).toMatchObject({ status: 413, headers: { 'cache-control': 'no-store' } });
  });

  it('ends at 8 KiB of header', async () => {
    const said = await say(
      web.ports.http,
      `GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: autoconfig.practice.test\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`,
    );

    expect(said).toBe('');
  });

  it('ends at 32 connections', async () => {
    const sockets = Array.from({ length: 32 }, () => connect(web.ports.http, LOOPBACK));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));

    const said = await say(web.ports.http, 'GET / HTTP/1.0\r\n\r\n');

    expect(said).toBe('');
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
  });

  it.each(['HTTP/1.1', 'HTTP/1.0\r\nConnection: keep-alive'])(
    'ends at one request for each connection, over %s',
    async (version) => {
      const request = `GET /mail/config-v1.1.xml ${version}\r\nHost: autoconfig.practice.test\r\n\r\n`;

      const said = await say(web.ports.http, request.repeat(3));

      expect(said.match(/^HTTP\/1\.1 200 /gm)).toHaveLength(1);
      expect(said).toMatch(/^Connection: close\r$/m);
    },
  );

  it('ends where requests are piled up behind one that is still answered', async () => {
    web.play('autoconfig-slow');
    const request = `GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: autoconfig.practice.test\r\nX: ${'x'.repeat(7_000)}\r\n\r\n`;
    const socket = connect(web.ports.http, LOOPBACK);
    let said = '';
    socket.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));

    socket.write(request.repeat(10_000));
    await vi.waitFor(() => expect(said).toContain('\r\n\r\n<?xm'), LONGEST_DRIP_MS);

    expect(socket.writableLength).toBeGreaterThan(0);
    socket.destroy();
  });

  it('is TLS that is agreed on once: nobody can begin it anew', async () => {
    const socket = connectTls({
      port: web.ports.https,
      host: LOOPBACK,
      servername: 'autoconfig.practice.test',
      ca: web.caPem,
      maxVersion: 'TLSv1.2',
    });
    await once(socket, 'secureConnect');

    const refused = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      socket.once('error', resolve);
      socket.renegotiate({}, resolve);
    });

    expect(refused).toMatchObject({ code: 'ERR_SSL_NO_RENEGOTIATION' });
    socket.destroy();
  });

  it('may be anything, in the clear or where TLS should be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'GET / HTTP/1.1\r\n', 'POST /autodiscover/autodiscover.xml HTTP/1.1\r\nHost: '),
        fc.uint8Array({ maxLength: 300 }),
        async (start, bytes) => {
          const said = Buffer.concat([Buffer.from(start), bytes]);
          await Promise.all([say(web.ports.http, said), say(web.ports.https, said)]);
        },
      ),
      { numRuns: 200 },
    );

    expect(await web.ask(AUTOCONFIG)).toMatchObject({ status: 200 });
  });
});
