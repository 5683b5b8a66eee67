import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { NoDocument } from '../../../shared/mail/fetch-outcome.ts';
import { waitFor } from '../net/wait.ts';
import { HTTP_OPTIONS, USER_AGENT } from './fetch-context.ts';

/** What a proxy makes of the wish for a tunnel. */
export type TunnelResult =
  { readonly outcome: 'open' } | Extract<NoDocument, { outcome: 'proxy-wants-credentials' | 'proxy-failed' }>;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6) on a socket that is connected to it, which then leads to the server.
 * Where there is none, the socket is closed. Proxies that want credentials get none.
 *
 * @param authority where to: `HOST:PORT`
 * @throws the signal's reason, when it is aborted; the socket is gone then
 */
export function openTunnel(
  socket: Socket,
  authority: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<TunnelResult> {
  return waitFor<TunnelResult>(timeoutMs, failed(null), signal, (done) => {
    let isOpen = false;
    const request = httpRequest({
      ...HTTP_OPTIONS,
      method: 'CONNECT',
      path: authority,
      // As browsers ask for a tunnel: there are proxies that take `close`, which Node would send, for the tunnel's.
      headers: { Host: authority, ...USER_AGENT, Connection: 'keep-alive' },
      createConnection: () => socket,
    });
    request.on('connect', ({ statusCode = 0 }, _socket, head) => {
      // A server in TLS never speaks first: bytes behind the answer are somebody else's.
      isOpen = statusCode >= 200 && statusCode < 300 && head.length === 0;
      done(isOpen ? { outcome: 'open' } : refusal(statusCode));
    });
    request.on('error', () => done(failed(null)));
    request.on('close', () => done(failed(null)));
    request.on('socket', () => socket.resume()); // sockets come here paused
    request.end();
    return () => {
      if (isOpen) return;
      request.destroy();
      socket.destroy();
    };
  });
}

function refusal(status: number): TunnelResult {
  return status === 407 ? { outcome: 'proxy-wants-credentials', status } : failed(status);
}

function failed(status: number | null): TunnelResult {
  return { outcome: 'proxy-failed', status };
}
