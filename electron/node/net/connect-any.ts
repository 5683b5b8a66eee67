import type { Socket } from 'node:net';
import { connectTcp, type TcpResult } from './tcp.ts';

// RFC 8305 §5: the next address is tried when the one before has not answered after 250 ms.
const STAGGER_MS = 250;

/** A connection, and the address that it was made to. */
export interface Reached {
  readonly socket: Socket;
  readonly address: string;
}

/** Called for every attempt that ended by itself, with the time it took. Attempts that lost the race are not reported. */
export type OnAttempt = (address: string, result: TcpResult, startedAt: number) => void;

/**
 * Connects to the first address that answers (RFC 8305): one after the other, without waiting for slow ones to fail.
 *
 * @returns the connection, or null where no address gave one
 * @throws the signal's reason, when it is aborted
 */
export async function connectAny(
  addresses: readonly string[],
  port: number,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal; readonly now: () => number },
  onAttempt: OnAttempt,
): Promise<Reached | null> {
  const losers = new AbortController();
  const signal = AbortSignal.any([options.signal, losers.signal]);
  const attempts: Promise<Reached | null>[] = [];
  const race: { winner: Reached | null } = { winner: null };
  for (const address of addresses) {
    const startedAt = options.now();
    const attempt = connectTcp(address, port, options.timeoutMs, signal).then(
      (result) => {
        if (race.winner !== null && result.outcome === 'connected') {
          result.socket.destroy();
          return null;
        }
        onAttempt(address, result, startedAt);
        if (result.outcome !== 'connected') return null;
        race.winner = { socket: result.socket, address };
        losers.abort();
        return race.winner;
      },
      (error: unknown) => {
        if (losers.signal.aborted && !options.signal.aborted) return null; // another address was faster
        throw error;
      },
    );
    attempts.push(attempt);
    const soon = await Promise.race([attempt, afterStagger(signal)]);
    if (soon !== null || race.winner !== null) break;
  }
  await Promise.all(attempts);
  return race.winner;
}

function afterStagger(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, STAGGER_MS);
    signal.addEventListener('abort', end);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve(null);
    }
    if (signal.aborted) end();
  });
}
