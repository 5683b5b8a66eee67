import { Resolver } from 'node:dns/promises';

/** What every question to DNS has. */
export interface DnsOptions {
  readonly names: {
    /** `ADDRESS` or `ADDRESS:PORT`; empty for those of the system. */
    readonly dnsServers: readonly string[];
  };
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Why there is nothing: the name does not exist, it has no such record (RFC 2308 §2), nobody answered, or another reason. */
export type DnsFailure = 'name-unknown' | 'no-record' | 'silent' | 'failed';

const FAILURES: ReadonlyMap<string, DnsFailure> = new Map([
  ['ENOTFOUND', 'name-unknown'],
  ['ENODATA', 'no-record'],
  ['ETIMEOUT', 'silent'],
  ['ECANCELLED', 'silent'],
]);

/** What a code of the resolver means. */
export function failureOf(code: string): DnsFailure {
  return FAILURES.get(code) ?? 'failed';
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
