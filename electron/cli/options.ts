import { isIpAddress, parseHostname, type Hostname } from '../../shared/mail/hostname.ts';
import { LANGUAGES, languageOfSystem, type Language } from '../../shared/findings/explain.ts';
import { parseEndpoint, type Endpoint } from '../../shared/mail/endpoint.ts';
import { withoutRepeats } from '../../shared/mail/hosts.ts';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import { parsePort } from '../../shared/mail/port.ts';
import { mechanisms, type Need } from '../../shared/sasl/mechanisms.ts';
import { HOSTS_FILE } from '../node/net/hosts-file.ts';
import type { AddressOverrides, NameSources } from '../node/net/resolve.ts';
import { systemRoots } from '../node/net/system-roots.ts';
import { readTrustAnchors } from '../node/trust-anchors.ts';

/** The options that `check` and `probe` share, as commander gives them. */
export interface RawRunOptions {
  readonly imap: readonly string[];
  readonly pop3: readonly string[];
  readonly smtp: readonly string[];
  readonly sieve: readonly string[];
  readonly ca?: string;
  readonly resolve: readonly string[];
  readonly dns?: string;
  readonly timeout?: string;
  /** `check` and `discover` alone have it. */
  readonly tellAddress?: boolean;
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

/** The same, read. */
export interface RunOptions {
  readonly endpoints: readonly Endpoint[];
  readonly trustAnchors: readonly string[];
  readonly systemAnchors: readonly string[];
  readonly names: NameSources;
  readonly timeoutMs: number | null;
}

/** The options that name servers, in the order in which their servers are looked at. */
export const SERVER_OPTIONS = [
  { option: 'imap', protocol: 'imap' },
  { option: 'pop3', protocol: 'pop3' },
  { option: 'smtp', protocol: 'submission' },
  { option: 'sieve', protocol: 'managesieve' },
] as const;

const LONGEST_TIMEOUT_S = 600;

/** Reads the shared options, or says the first thing that is wrong with them. */
export async function readRunOptions(raw: RawRunOptions): Promise<Parsed<RunOptions>> {
  const endpoints: Endpoint[] = [];
  for (const { protocol, option } of SERVER_OPTIONS) {
    for (const text of raw[option]) {
      const endpoint = parseEndpoint(protocol, text);
      if (!endpoint.ok) return endpoint;
      endpoints.push(endpoint.value);
    }
  }
  const overrides = readOverrides(raw.resolve);
  if (!overrides.ok) return overrides;
  const dnsServers = readDnsServers(raw.dns);
  if (!dnsServers.ok) return dnsServers;
  const timeoutMs = readTimeout(raw.timeout);
  if (!timeoutMs.ok) return timeoutMs;
  const anchors = raw.ca === undefined ? accepted([]) : await readTrustAnchors(raw.ca);
  if (!anchors.ok) return anchors;
  return accepted({
    endpoints: withoutRepeats(endpoints),
    trustAnchors: anchors.value,
    systemAnchors: await systemRoots(),
    names: {
      overrides: overrides.value,
      dnsServers: dnsServers.value,
      // Whoever names a DNS server wants to know what that one says.
      hostsFile: dnsServers.value.length === 0 ? HOSTS_FILE : null,
    },
    timeoutMs: timeoutMs.value,
  });
}

/** Reads `--mechanism`: one that signs in with what is at hand, in any case. */
export function readMechanism(given: string | undefined, atHand: Need = 'password'): Parsed<string | null> {
  if (given === undefined) return accepted(null);
  const known = mechanisms().filter(({ needs }) => needs === atHand);
  const mechanism = known.find(({ name }) => name === given.toUpperCase());
  return mechanism === undefined
    ? refused('mechanism_unknown', given, known.map(({ name }) => name).join(', '))
    : accepted(mechanism.name);
}

/** Reads `--lang`, or takes the language of the system (POSIX: LC_ALL, LC_MESSAGES, LANG), or English. */
export function readLanguage(
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Parsed<Language> {
  const named = LANGUAGES.find((language) => language === given);
  if (given !== undefined) return named === undefined ? refused('language_unknown', given) : accepted(named);
  const system = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return accepted(languageOfSystem(system));
}

function readTimeout(given: string | undefined): Parsed<number | null> {
  if (given === undefined) return accepted(null);
  const seconds = /^\d{1,3}(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (seconds < 1 || seconds > LONGEST_TIMEOUT_S) return refused('timeout_unusable', given);
  return accepted(Math.round(seconds * 1000));
}

/** `ADDRESS` or `ADDRESS:PORT`; an IPv6 address stands in brackets before a port. */
function readDnsServers(given: string | undefined): Parsed<readonly string[]> {
  if (given === undefined || isIpAddress(given)) return accepted(given === undefined ? [] : [given]);
  const { v6, v4, port } = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[^:]+)):(?<port>\d+)$/.exec(given)?.groups ?? {};
  return isIpAddress(v6 ?? v4 ?? '') && parsePort(port ?? '').ok
    ? accepted([given])
    : refused('dns_server_unusable', given);
}

/** `HOST:ADDRESS`, as curl writes it without the port; an IPv6 address may stand in brackets. */
function readOverrides(texts: readonly string[]): Parsed<AddressOverrides> {
  const overrides = new Map<Hostname, string[]>();
  for (const text of texts) {
    const colon = text.indexOf(':');
    const host = parseHostname(text.slice(0, Math.max(0, colon)));
    const address = text.slice(colon + 1).replace(/^\[(.*)\]$/, '$1');
    if (!host.ok || !isIpAddress(address)) return refused('resolve_form_unknown', text);
    overrides.set(host.value, [...(overrides.get(host.value) ?? []), address]);
  }
  return accepted(overrides);
}
