import type { ServerCertificate } from '../certificates.ts';
import type { DiscoveryBehaviour } from './behaviour.ts';
import { startDnsServer } from './dns-server.ts';
import { startHttpServer, startHttpsServer } from './http-server.ts';
import type { OpenDoor, Places } from './places.ts';
import { replyTo } from './routes.ts';
import { zoneOf } from './zone.ts';

/** What the discovery side is started with. */
export interface DiscoveryOptions {
  /** Asked anew for every question, so that a fault can be set while it runs. */
  readonly behaviour: () => DiscoveryBehaviour;
  /** The open doors of the mail server, in the order in which they are published as preferred. */
  readonly doors: readonly OpenDoor[];
  /** What the HTTPS server shows, asked anew for every handshake. Where it is well, it is for all of `WEB_HOSTS`. */
  readonly certificate: () => ServerCertificate;
}

/** The discovery side, listening. */
export interface Discovery {
  readonly ports: { readonly dns: number; readonly https: number; readonly http: number };
  /** Stops listening and ends every connection; the second time it waits for the same end. */
  close(): Promise<void>;
}

// The well-known numbers plus 10000, as the mail doors have them.
const PREFERRED_PORTS = { dns: 10_053, https: 10_443, http: 10_080 };

/**
 * Starts everything that tells a mail program which settings a practice domain has: DNS, and the web servers with their
 * files. On loopback only, on the preferred ports or the next free ones above them.
 *
 * @throws what listening throws, where it is not that a port is taken; nothing is left listening then
 */
export async function startDiscovery({
  behaviour,
  doors,
  certificate,
}: DiscoveryOptions): Promise<Discovery> {
  const closers: (() => Promise<void>)[] = [];
  let closed: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    closed ??= Promise.all(closers.map((closer) => closer()));
    await closed;
  };
  try {
    const http = await startHttpServer(PREFERRED_PORTS.http);
    closers.push(http.close);
    const https = await startHttpsServer(PREFERRED_PORTS.https, certificate);
    closers.push(https.close);
    const places: Places = { doors, https: https.port, http: http.port };
    for (const server of [http, https]) {
      server.answerWith((request) => replyTo(request, behaviour(), places));
    }
    const dns = await startDnsServer({
      preferredPort: PREFERRED_PORTS.dns,
      zone: () => zoneOf(behaviour(), places),
      manner: () => behaviour().dns,
    });
    closers.push(dns.close);
    return { ports: { dns: dns.port, https: https.port, http: http.port }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
