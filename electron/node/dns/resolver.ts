import { Resolver } from 'node:dns/promises';
import type { NameSources } from '../net/resolve.ts';

/** What every question to DNS has. */
export interface DnsOptions {
  readonly names: Pick<NameSources, 'dnsServers'>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Lends a resolver that asks the servers of these options. What was asked is cancelled when the time is up, and then
 * fails with `ECANCELLED`, or when the signal is aborted.
 *
 * @throws the signal's reason, when it is aborted; whatever `ask` throws
 */
export async function withResolver<T>(
  { names, timeoutMs, signal }: DnsOptions,
  ask: (resolver: Resolver) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  if (names.dnsServers.length > 0) resolver.setServers(names.dnsServers);
  const cancel = (): void => resolver.cancel();
  const timer = setTimeout(cancel, timeoutMs);
  signal.addEventListener('abort', cancel);
  try {
    return await ask(resolver);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    signal.throwIfAborted();
  }
}
