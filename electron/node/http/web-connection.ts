import type { Socket } from 'node:net';
import { formatHost } from '../../../shared/mail/endpoint.ts';
import type { NoDocument } from '../../../shared/mail/fetch-outcome.ts';
import { isIpAddress, type Hostname } from '../../../shared/mail/hostname.ts';
import type { TcpFacts } from '../../../shared/mail/observation.ts';
import { isPublicAddress } from '../../../shared/mail/private-address.ts';
import { connectAny } from '../net/connect-any.ts';
import { addressesUnasked } from '../net/resolve.ts';
import { startTls } from '../net/tls.ts';
import type { FetchContext, Trail, WebProxy } from './fetch-context.ts';
import { openTunnel } from './proxy-tunnel.ts';

/** A connection that a request can be sent on; for `https:` it is inside verified TLS. */
export interface WebConnection {
  readonly outcome: 'connected';
  readonly socket: Socket;
  /** True where a proxy reads the request, which then needs the whole address (RFC 9112 §3.2.2). */
  readonly isToProxy: boolean;
}

/**
 * Connects to the server of a URL. Every address is checked before a connection to it is made, and no name is looked up
 * between the check and that.
 *
 * Known gap: through a proxy only addresses that stand in the URL itself can be checked, because it is the proxy that looks
 * names up, and it may find private ones. It may itself be anywhere: the system has named it.
 *
 * @throws the signal's reason, when it is aborted; nothing is open then
 */
export async function connectToWeb(
  url: URL,
  host: Hostname,
  trail: Trail,
  context: FetchContext,
): Promise<WebConnection | NoDocument> {
  trail.step = 'resolve';
  trail.address = null;
  trail.anchor = null;
  const named = context.proxyFor?.(url) ?? Promise.resolve(null);
  const proxy = await orAborted(named, context.signal);
  trail.proxy = proxy === null ? null : authorityOf(proxy.host, proxy.port);
  return proxy === null ? direct(url, host, trail, context) : throughProxy(url, host, proxy, trail, context);
}

async function direct(
  url: URL,
  host: Hostname,
  trail: Trail,
  context: FetchContext,
): Promise<WebConnection | NoDocument> {
  const dns = await orAborted(context.resolve(host), context.signal);
  const { addresses } = dns;
  if (addresses.length === 0) return { outcome: 'not-resolved', dns };
  const allowed = allowedOf(addresses, host, context);
  if (allowed.length === 0) return { outcome: 'private-address', host, addresses };
  const reached = await connect(allowed, portOf(url, context), trail, context);
  if (reached.outcome !== 'connected' || url.protocol !== 'https:') return reached;
  return encrypted(reached.socket, host, trail, context);
}

async function throughProxy(
  url: URL,
  host: Hostname,
  proxy: WebProxy,
  trail: Trail,
  context: FetchContext,
): Promise<WebConnection | NoDocument> {
  const addresses = addressesUnasked(host);
  if (addresses.length > 0 && allowedOf(addresses, host, context).length === 0) {
    return { outcome: 'private-address', host, addresses };
  }
  const known = await orAborted(context.resolve(proxy.host), context.signal);
  const reached = await connect(known.addresses.filter(isIpAddress), proxy.port, trail, context);
  if (reached.outcome !== 'connected') return { outcome: 'proxy-failed', status: null };
  const { socket } = reached;
  if (url.protocol !== 'https:') return { outcome: 'connected', socket, isToProxy: true };
  trail.step = 'proxy';
  const tunnel = await openTunnel(socket, authorityOf(host, portOf(url, context)), context);
  return tunnel.outcome === 'open' ? encrypted(socket, host, trail, context) : tunnel;
}

/** Of what DNS said, the addresses that may be connected to. What is no address would be looked up, and is left out. */
function allowedOf(
  addresses: readonly string[],
  host: Hostname,
  { mayReach = isPublicAddress }: FetchContext,
): readonly string[] {
  return addresses.filter((address) => isIpAddress(address) && mayReach(address, host));
}

async function connect(
  addresses: readonly string[],
  port: number,
  trail: Trail,
  { timeoutMs, signal }: FetchContext,
): Promise<WebConnection | Extract<NoDocument, { outcome: 'not-connected' }>> {
  trail.step = 'connect';
  const attempts: TcpFacts[] = [];
  const options = { timeoutMs, signal, now: () => performance.now() };
  const reached = await connectAny(addresses, port, options, (address, result) => {
    const detail = result.outcome === 'connected' ? null : result.detail;
    attempts.push({ kind: 'tcp-connect', address, outcome: result.outcome, detail });
  });
  if (reached === null) return { outcome: 'not-connected', attempts };
  trail.address = reached.address;
  return { outcome: 'connected', socket: reached.socket, isToProxy: false };
}

async function encrypted(
  socket: Socket,
  host: Hostname,
  trail: Trail,
  { trust, timeoutMs, signal }: FetchContext,
): Promise<WebConnection | NoDocument> {
  trail.step = 'tls';
  const tls = await startTls(socket, host, trust, timeoutMs, signal);
  if (tls.outcome === 'failed') {
    const isRejected = tls.facts.outcome === 'certificate-rejected';
    return { outcome: isRejected ? 'bad-certificate' : 'tls-failed', tls: tls.facts };
  }
  trail.anchor = tls.facts.anchor;
  return { outcome: 'connected', socket: tls.socket, isToProxy: false };
}

function portOf(url: URL, { portFor }: FetchContext): number {
  if (url.port !== '') return Number(url.port);
  return portFor?.(url) ?? (url.protocol === 'https:' ? 443 : 80);
}

function authorityOf(host: Hostname, port: number): string {
  return `${formatHost(host)}:${port}`;
}

/** Waits for what does not know the signal, and for it no longer than that. */
function orAborted<T>(wanted: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    const forget = (): void => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort);
    wanted.finally(forget).then(resolve, reject);
    if (signal.aborted) onAbort();
  });
}
