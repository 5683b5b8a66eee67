import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { isIpAddress } from '../../../shared/mail/hostname.ts';
import type { TlsLookFacts } from '../../../shared/mail/observation.ts';
import type { KeyExchange } from '../../../shared/wire/tls/handshake-messages.ts';
import { readCertificate } from '../../../shared/wire/x509/certificate.ts';
import { certificateFacts } from '../net/certificate-facts.ts';
import type { Spot } from '../run-log.ts';
import type { LookContext } from './context.ts';
import { reachForTls } from './reach-for-tls.ts';
import { lookAtTls, type TlsLookFacts as Seen } from './tls-look.ts';

/**
 * The endpoints whose TLS is looked at from outside, too: those that begin with it, and those with STARTTLS that are the
 * only door of their protocol. A server's doors share its settings as a rule, and servers count connections.
 */
export function doorsToLookAtBeside(endpoints: readonly Endpoint[]): Set<Endpoint> {
  const isOnly = ({ host, protocol }: Endpoint): boolean =>
    endpoints.filter((one) => one.host === host && one.protocol === protocol).length === 1;
  return new Set(
    endpoints.filter(
      (endpoint) =>
        endpoint.connectionSecurity === 'implicit-tls' ||
        (endpoint.connectionSecurity === 'starttls' && isOnly(endpoint)),
    ),
  );
}

/** Looks at the TLS of an endpoint from outside, once in a run, in the background of the look at it. */
export function lookBeside(spot: Spot, context: LookContext): void {
  if (!context.beside.open.delete(spot.endpoint)) return;
  const look = lookAndRecord(spot, context);
  look.catch(() => undefined); // aborted: whoever waits for it is told
  context.beside.looks.push(look);
}

async function lookAndRecord(spot: Spot, context: LookContext): Promise<void> {
  const { deadlines, signal, log } = context;
  const { host } = spot.endpoint;
  const begunAt = log.now();
  const seen = await lookAtTls(() => reachForTls(spot, context), {
    serverName: isIpAddress(host) ? null : host,
    deadlineMs: deadlines.tlsMs,
    signal,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
  });
  // Where no hello was answered the look at the endpoint itself says why.
  if (seen.version !== null || seen.isTls13Only) log.observe(spot, factsOf(seen), begunAt);
}

function factsOf(seen: Seen): TlsLookFacts {
  const { kind, version, cipher, keyExchange, clientCertificate, issuersAsked, oldVersions } = seen;
  return {
    kind,
    version,
    cipher,
    keyExchange: keyExchange === null ? null : textOf(keyExchange),
    chainAsSent: seen.chainAsSent.flatMap((der) => {
      const certificate = readCertificate(der);
      return certificate === null ? [] : certificateFacts(certificate);
    }),
    certificateCount: seen.certificateCount,
    clientCertificate,
    issuersAsked,
    oldVersions,
    isTls13Only: seen.isTls13Only,
  };
}

function textOf(keyExchange: KeyExchange): string {
  if (keyExchange.kind === 'ecdhe') return keyExchange.group;
  return keyExchange.kind === 'dhe' ? `DHE ${keyExchange.bits}` : 'RSA';
}
