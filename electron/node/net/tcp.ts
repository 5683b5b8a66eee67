import { connect, type Socket } from 'node:net';
import type { TcpFacts } from '../../../shared/mail/observation.ts';
import { waitFor } from './wait.ts';

/** A connection, or how the attempt ended without one. */
export type TcpResult =
  | { readonly outcome: 'connected'; readonly socket: Socket }
  | { readonly outcome: Exclude<TcpFacts['outcome'], 'connected'>; readonly detail: string | null };

const OUTCOMES: Readonly<Record<string, Exclude<TcpFacts['outcome'], 'connected'>>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EINVAL: 'unreachable', // Linux, for addresses that have no route from here
  EACCES: 'unreachable', // Linux, for a route that forbids
  EPERM: 'unreachable', // Linux, for a local firewall that rejects
  ETIMEDOUT: 'silent',
};

/**
 * One attempt at one address. The socket is given in paused mode, with an error listener, so that nothing is lost and
 * nothing crashes before somebody takes it.
 *
 * @throws the signal's reason, when it is aborted; the socket is gone then
 */
export function connectTcp(
  address: string,
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<TcpResult> {
  return waitFor<TcpResult>(timeoutMs, { outcome: 'silent', detail: null }, signal, (done) => {
    const socket = connect({ host: address, port });
    let isTaken = false;
    socket.setNoDelay(true);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      done({ outcome: OUTCOMES[error.code ?? ''] ?? 'failed', detail: error.code ?? null });
    });
    socket.once('connect', () => {
      isTaken = true;
      socket.pause();
      done({ outcome: 'connected', socket });
    });
    return () => {
      if (!isTaken) socket.destroy();
    };
  });
}
