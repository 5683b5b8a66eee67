import { SRV_LABELS, srvName, type SrvLabel } from '../discovery/srv.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import type { AdvisedServer } from './servers.ts';

/** The SRV records of a domain, a line each, as a zone file has them (RFC 1035 §5.1). */
export interface SrvLines {
  readonly offered: readonly string[];
  /** Those that say that a service is decidedly not to be had (RFC 6186 §3.4). */
  readonly notOffered: readonly string[];
  /** The labels of those. */
  readonly notOfferedLabels: readonly SrvLabel[];
}

/** How long an answer may be kept, in seconds: an hour, so that a mistake is gone the same day. */
const TTL_S = 3600;

interface Label {
  readonly endpointOf: (server: AdvisedServer) => Endpoint | null;
  readonly protocol: AdvisedServer['protocol'];
  /**
   * Lowest first. RFC 6186 §3.4 has it decide between IMAP and POP3; FairEmail compares it between the records with implicit
   * TLS and those with STARTTLS, too.
   */
  readonly priority: number;
}

const LABELS: Readonly<Record<SrvLabel, Label>> = {
  _imaps: { protocol: 'imap', endpointOf: implicit, priority: 0 },
  _imap: { protocol: 'imap', endpointOf: starttls, priority: 10 },
  _pop3s: { protocol: 'pop3', endpointOf: implicit, priority: 20 },
  _pop3: { protocol: 'pop3', endpointOf: starttls, priority: 30 },
  _submissions: { protocol: 'submission', endpointOf: implicit, priority: 0 },
  _submission: { protocol: 'submission', endpointOf: starttls, priority: 10 },
  _sieve: { protocol: 'managesieve', endpointOf: starttls, priority: 0 },
};

/**
 * The SRV records that say where these servers are (RFC 6186, RFC 8314 §5.1, RFC 5804 §1.8), and that the other services
 * of mail are not offered.
 *
 * @param servers whose hosts are host names
 */
export function srvLines(domain: Hostname, servers: readonly AdvisedServer[]): SrvLines {
  const rows = SRV_LABELS.map((label) => {
    const { protocol, endpointOf, priority } = LABELS[label];
    const server = servers.find((one) => one.protocol === protocol);
    return { label, priority, endpoint: server === undefined ? null : endpointOf(server) };
  });
  const missing = rows.filter(({ endpoint }) => endpoint === null);
  return {
    offered: rows.flatMap(({ label, priority, endpoint }) =>
      endpoint === null ? [] : [srvLine(label, domain, `${priority} 1 ${endpoint.port} ${endpoint.host}.`)],
    ),
    notOffered: missing.map(({ label }) => srvLine(label, domain, '0 0 0 .')),
    notOfferedLabels: missing.map(({ label }) => label),
  };
}

/** A TXT record as a zone file has it; RFC 1035 §5.1: a quote or a backslash in a string has a backslash before it. */
export function txtLine(name: string, text: string): string {
  const safe = text.replace(/[^\x20-\x7e]/g, '').replace(/["\\]/g, (character) => `\\${character}`);
  return `${name}. ${TTL_S} IN TXT "${safe}"`;
}

function srvLine(label: SrvLabel, domain: Hostname, data: string): string {
  return `${srvName(label, domain)}. ${TTL_S} IN SRV ${data}`;
}

function implicit({ endpoint }: AdvisedServer): Endpoint | null {
  return endpoint.connectionSecurity === 'implicit-tls' ? endpoint : null;
}

function starttls(server: AdvisedServer): Endpoint | null {
  return server.endpoint.connectionSecurity === 'starttls' ? server.endpoint : server.starttls;
}
