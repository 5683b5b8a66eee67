import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { isIpv6 } from '../../../shared/mail/hostname.ts';
import { connectAny, type Reached } from '../net/connect-any.ts';
import type { LookContext } from './context.ts';

const LEAST_PATIENCE_MS = 1_200;

/** The addresses of an endpoint's host, IPv6 and IPv4 apart; none where DNS gave none, which is recorded. */
export async function addressesOf(
  endpoint: Endpoint,
  { log, resolve, mayReach }: LookContext,
): Promise<readonly (readonly string[])[]> {
  const spot = { endpoint, address: null };
  const begunAt = log.begin(spot, 'resolve');
  const dns = await resolve(endpoint.host);
  log.observe(spot, dns, begunAt);
  const open = dns.addresses.filter((address) => mayReach(address, endpoint));
  if (open.length === 0) {
    for (const address of dns.addresses) {
      const facts = { kind: 'tcp-connect' as const, address, outcome: 'not-tried' as const, detail: null };
      log.observe({ endpoint, address }, facts, log.now());
    }
  }
  const families = [open.filter(isIpv6), open.filter((address) => !isIpv6(address))];
  return families.filter((addresses) => addresses.length > 0);
}

/**
 * Connects to the first address of one family that answers, and records every attempt. Null where none does.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function reach(
  endpoint: Endpoint,
  addresses: readonly string[],
  { deadlines, signal, log, roundTrips }: LookContext,
): Promise<Reached | null> {
  const spot = { endpoint, address: addresses[0] ?? null };
  log.begin(spot, 'connect');
  // Finally filtered is what stays silent until the deadline; people need not wait for that to be told.
  const timer = setTimeout(() => log.begin(spot, 'connect-unanswered'), patienceMs(roundTrips));
  return connectAny(
    addresses,
    endpoint.port,
    { timeoutMs: deadlines.connectMs, signal, now: log.now },
    (address, result, startedAt) => {
      if (result.outcome === 'connected') roundTrips.push(log.now() - startedAt);
      const detail = result.outcome === 'connected' ? null : result.detail;
      const facts = { kind: 'tcp-connect' as const, address, outcome: result.outcome, detail };
      log.observe({ endpoint, address }, facts, startedAt);
    },
  ).finally(() => clearTimeout(timer));
}

/** After this time a port that answers nothing is probably filtered: its siblings answered in a quarter of it. */
function patienceMs(roundTrips: readonly number[]): number {
  return Math.max(LEAST_PATIENCE_MS, 4 * Math.max(0, ...roundTrips));
}
