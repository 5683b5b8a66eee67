import type { Socket } from 'node:net';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { connectAny } from '../net/connect-any.ts';
import type { Deadlines } from '../net/deadlines.ts';
import { resolveHost, type NameSources } from '../net/resolve.ts';
import type { Trust } from '../net/trust.ts';
import type { RunLog } from '../run-log.ts';
import type { Secrets } from '../secrets.ts';

/** What every look of a run shares. */
export interface LookContext {
  readonly log: RunLog;
  readonly secrets: Secrets;
  readonly trust: Trust;
  readonly deadlines: Deadlines;
  readonly names: NameSources;
  readonly signal: AbortSignal;
  /** The time of day, to judge validity by. */
  readonly date: () => Date;
}

/** Resolves and connects, and records both. Null where there is no connection. */
export async function reach(endpoint: Endpoint, context: LookContext): Promise<Socket | null> {
  const { log, deadlines, names, signal } = context;
  const resolveAt = log.begin(endpoint, 'resolve');
  const dns = await resolveHost(endpoint.host, { names, timeoutMs: deadlines.dnsMs, signal });
  log.observe(endpoint, dns, resolveAt);
  if (dns.outcome !== 'resolved') return null;
  log.begin(endpoint, 'connect');
  return connectAny(
    dns.addresses,
    endpoint.port,
    { timeoutMs: deadlines.connectMs, signal, now: log.now },
    (address, result, startedAt) => {
      const detail = result.outcome === 'connected' ? null : result.detail;
      log.observe(endpoint, { kind: 'tcp-connect', address, outcome: result.outcome, detail }, startedAt);
    },
  );
}

/** Reaches an endpoint a second time, for a look that is recorded as one fact of its own. */
export async function reachAgain(endpoint: Endpoint, context: LookContext): Promise<Socket | null> {
  const { deadlines, names, signal, log } = context;
  const dns = await resolveHost(endpoint.host, { names, timeoutMs: deadlines.dnsMs, signal });
  const options = { timeoutMs: deadlines.connectMs, signal, now: log.now };
  return connectAny(dns.addresses, endpoint.port, options, () => undefined);
}
