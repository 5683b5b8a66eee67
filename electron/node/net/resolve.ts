import { isIpAddress, isIpv6, type Hostname } from '../../../shared/mail/hostname.ts';
import type { DnsFacts } from '../../../shared/mail/observation.ts';
import { failureOf, withResolver } from '../dns/resolver.ts';
import { codeOf } from '../files/system-code.ts';
import { addressesInHosts, HOSTS_FILE, readHostsFile } from './hosts-file.ts';

/** Addresses that a person gave for a name (`--resolve`), which then needs no DNS. */
export type AddressOverrides = ReadonlyMap<Hostname, readonly string[]>;

/** Where the addresses of names come from. */
export interface NameSources {
  readonly overrides: AddressOverrides;
  /** `ADDRESS` or `ADDRESS:PORT` (`--dns`); empty for those of the system. */
  readonly dnsServers: readonly string[];
  /** A file with names that are not asked for in DNS (hosts(5)); null for none. */
  readonly hostsFile: string | null;
}

/** What the system knows, and nothing else. */
export const SYSTEM_NAMES: NameSources = { overrides: new Map(), dnsServers: [], hostsFile: HOSTS_FILE };

// A name with very many addresses would keep a run busy with one host only.
const MOST_ADDRESSES_PER_FAMILY = 4;

/** Asks for the addresses of hosts, of each host once. */
export function hostLookup(
  options: Parameters<typeof resolveHost>[1],
): (host: Hostname) => Promise<DnsFacts> {
  const asked = new Map<Hostname, Promise<DnsFacts>>();
  const { hostsFile } = options.names;
  let read: Promise<string> | null = null;
  const ask = async (host: Hostname): Promise<DnsFacts> => {
    // An address is in no file.
    if (hostsFile === null || addressesUnasked(host).length > 0) return resolveHost(host, options);
    read ??= readHostsFile(hostsFile);
    return resolveHost(host, options, await read);
  };
  return (host) => {
    const answer = asked.get(host) ?? ask(host);
    asked.set(host, answer);
    return answer;
  };
}

/**
 * Asks for the IPv6 and IPv4 addresses of a host, side by side; IPv6 and IPv4 alternate in the answer (RFC 8305 §4).
 *
 * It asks DNS servers by itself (c-ares), so that a dead one cannot block the threads that crypto needs. As the system does
 * it, a name that stands in the hosts file is not asked for.
 *
 * @param hosts the text of the hosts file
 * @throws the signal's reason, when it is aborted
 */
export async function resolveHost(
  host: Hostname,
  options: {
    readonly names: NameSources;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  },
  hosts = '',
): Promise<DnsFacts> {
  const known = addressesUnasked(host);
  if (known.length > 0) return resolved(host, known, 'nobody');
  const named = options.names.overrides.get(host);
  if (named !== undefined) return resolved(host, named, 'person');
  const inFile = addressesInHosts(hosts, host);
  if (inFile.length > 0) return resolved(host, capped(inFile), 'hosts-file');
  const [v6, v4] = await withResolver(options, (resolver) =>
    Promise.allSettled([resolver.resolve6(host), resolver.resolve4(host)]),
  );
  return judge(host, v6, v4);
}

/**
 * The addresses that a host is known to have without asking anybody; none where somebody has to be asked. RFC 6761 §6.3:
 * names below `localhost` are always the loopback address.
 */
export function addressesUnasked(host: Hostname): readonly string[] {
  if (isIpAddress(host)) return [host];
  return host === 'localhost' || host.endsWith('.localhost') ? ['::1', '127.0.0.1'] : [];
}

function judge(
  host: Hostname,
  v6: PromiseSettledResult<string[]>,
  v4: PromiseSettledResult<string[]>,
): DnsFacts {
  const addresses = alternate(addressesIn(v6), addressesIn(v4));
  if (addresses.length > 0) return resolved(host, addresses, 'dns');
  const codes = [v6, v4].filter((result) => result.status === 'rejected').map(({ reason }) => codeOf(reason));
  const telling = codes.find((code) => !isAbsent(code));
  if (telling === undefined) return unresolved(host, 'not-found', codes[0] ?? null);
  return unresolved(host, failureOf(telling) === 'silent' ? 'silent' : 'failed', telling);
}

function isAbsent(code: string): boolean {
  return ['name-unknown', 'no-record'].includes(failureOf(code));
}

function resolved(host: Hostname, addresses: readonly string[], saidBy: DnsFacts['saidBy']): DnsFacts {
  return { kind: 'dns-answer', host, outcome: 'resolved', saidBy, addresses, detail: null };
}

function unresolved(host: Hostname, outcome: DnsFacts['outcome'], detail: string | null): DnsFacts {
  return { kind: 'dns-answer', host, outcome, saidBy: 'dns', addresses: [], detail };
}

function addressesIn(result: PromiseSettledResult<string[]>): readonly string[] {
  return result.status === 'fulfilled' ? result.value.slice(0, MOST_ADDRESSES_PER_FAMILY) : [];
}

function capped(addresses: readonly string[]): readonly string[] {
  const [v6, v4] = [addresses.filter(isIpv6), addresses.filter((address) => !isIpv6(address))];
  return alternate(v6.slice(0, MOST_ADDRESSES_PER_FAMILY), v4.slice(0, MOST_ADDRESSES_PER_FAMILY));
}

function alternate(first: readonly string[], second: readonly string[]): readonly string[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => [first[at], second[at]])
    .flat()
    .filter((address) => address !== undefined);
}
