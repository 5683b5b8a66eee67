import { createServer, type Server, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { MailboxFacts } from '../../shared/mail/mail-works.ts';
import { makePki } from '../servers/pki.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import { endpointAt, examineAt } from './examine.ts';

const TIMEOUT_MS = 3_000;
const servers: Server[] = [];
const sockets = new Set<TLSSocket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map(closeServer));
});

/** A server that lets everybody in, and answers the first question after that with bytes that do not end. */
async function flooding(start: string, more: string) {
  const { good } = await makePki();
  const server = createServer({ cert: good.certificatePem, key: good.keyPem }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.write('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
    const flood = (): void => {
      if (socket.writable) socket.write(more, flood);
    };
    socket.once('data', () => {
      socket.write('a1 OK in\r\n');
      socket.once('data', () => socket.write(start, flood));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return endpointAt('imap', { host: '127.0.0.1', port: portOf(server) }, 'implicit-tls');
}

describe('a server that floods after the sign-in', () => {
  it.each([
    ['with lines', '', '* LIST () "/" "x"\r\n'.repeat(1_000)],
    ['with a line', '* LIST () "/" "', 'x'.repeat(16_384)],
    ['with literals of one answer', '* LIST () "/" ', `{16384}\r\n${'x'.repeat(16_384)}`],
    ['with empty lines', '', '\r\n'.repeat(8_192)],
  ])('is cut off: %s', async (_how, start, more) => {
    const endpoint = await flooding(start, more);
    const startedAt = performance.now();

    const { observations } = await examineAt([endpoint], {
      given: { looksAtMail: true },
      timeoutMs: TIMEOUT_MS,
    });

    expect(performance.now() - startedAt).toBeLessThan(2 * TIMEOUT_MS);
    expect(observations).toContainEqual(
      expect.objectContaining({
        kind: 'mailbox',
        outcome: 'too-long',
        step: 'folders',
      } satisfies Partial<MailboxFacts>),
    );
    await expect.poll(() => sockets.size).toBe(0);
  });
});
