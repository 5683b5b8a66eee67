import type { DnsFacts, TcpFacts } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { lastSeen, place, seen, type EndpointView, type Rule } from '../view.ts';

/** The name could not be resolved. */
export const judgeDns: Rule = (view) => {
  const dns = lastSeen(view, 'dns-answer');
  if (dns === undefined) return [];
  const { host } = place(view);
  const found: Readonly<Record<DnsFacts['outcome'], readonly Finding[]>> = {
    resolved: [],
    'not-found': [finding('dns_host_unknown', { host }, [dns.id])],
    failed: [finding('dns_no_answer', { host }, [dns.id])],
    silent: [finding('dns_no_answer', { host }, [dns.id])],
  };
  return found[dns.outcome];
};

/** The address comes from a file of this computer, in which somebody has put it, and DNS was not asked. */
export const judgeHostsFile: Rule = (view) => {
  const dns = lastSeen(view, 'dns-answer');
  if (dns?.saidBy !== 'hosts-file') return [];
  return [
    finding('dns_hosts_file', { host: place(view).host, addresses: dns.addresses.join(', ') }, [dns.id]),
  ];
};

// Names are asked for before anything else, so every step of a mail program waits for this.
const SLOW_DNS_MS = 1_000;

/** The name was resolved, and it took its time. */
export const judgeSlowDns: Rule = (view) => {
  const dns = lastSeen(view, 'dns-answer');
  if (dns?.outcome !== 'resolved' || dns.took < SLOW_DNS_MS) return [];
  return [finding('dns_slow', { host: place(view).host, seconds: secondsOf(dns.took) }, [dns.id])];
};

/** With one decimal. */
export function secondsOf(ms: number): number {
  return Math.round(ms / 100) / 10;
}

// The most telling of several attempts: an answer that somebody gave says more than none.
const TELLING: readonly TcpFacts['outcome'][] = [
  'refused',
  'reset',
  'silent',
  'failed',
  'unreachable',
  'not-tried',
];

/** No address of the host gave a connection. */
export const judgeConnect: Rule = (view) => {
  const attempts = seen(view, 'tcp-connect');
  if (attempts.length === 0 || attempts.some(({ outcome }) => outcome === 'connected')) return [];
  const worst = TELLING.find((outcome) => attempts.some((attempt) => attempt.outcome === outcome));
  const evidence = attempts.map(({ id }) => id);
  if (worst === 'not-tried') {
    const addresses = attempts.map(({ address }) => address).join(', ');
    return [finding('network_private_server', { host: place(view).host, addresses }, evidence)];
  }
  return [judgeAttempt(worst ?? 'failed', view, evidence)];
};

function judgeAttempt(
  outcome: TcpFacts['outcome'],
  view: EndpointView,
  evidence: readonly string[],
): Finding {
  const { host, port, protocol } = place(view);
  if (outcome === 'refused') return finding('network_port_refused', { host, port, protocol }, evidence);
  if (outcome === 'silent') return finding('network_port_filtered', { host, port, protocol }, evidence);
  if (outcome === 'reset') return finding('network_connection_lost', { host, port, protocol }, evidence);
  return finding('network_unreachable', { host, port }, evidence);
}
