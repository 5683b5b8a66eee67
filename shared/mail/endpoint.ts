import { isIpv6, parseHostname, type Hostname } from './hostname.ts';
import { accepted, refused, type Parsed } from './parsed.ts';
import { parsePort, type Port } from './port.ts';

/**
 * The mail protocols that Letterlock speaks: IMAP (RFC 9051), POP3 (RFC 1939), message submission (RFC 6409) and
 * ManageSieve (RFC 5804). `smtp` is the port where servers hand mail to each other (RFC 5321): no mail program needs
 * it, so that it is looked at for information only.
 */
export type Protocol = 'imap' | 'pop3' | 'submission' | 'managesieve' | 'smtp';

/** When encryption begins: with the first byte, by a command that must succeed, or never (RFC 8314 §3). */
export type ConnectionSecurity = 'implicit-tls' | 'starttls' | 'cleartext';

/** One door of a mail server. What it must be is fixed here, before connecting, and never relaxed afterwards. */
export interface Endpoint {
  readonly protocol: Protocol;
  readonly host: Hostname;
  readonly port: Port;
  readonly connectionSecurity: ConnectionSecurity;
}

/** What is known of a port by its number (RFC 8314 §7, RFC 6409 §3.1, RFC 9051 §2.1, RFC 1939 §3, RFC 5804 §1.8). */
interface WellKnownPort {
  readonly protocol: Protocol;
  readonly port: number;
  readonly connectionSecurity: ConnectionSecurity;
}

// In the order in which they are preferred: RFC 8314 §3 prefers implicit TLS.
const WELL_KNOWN_PORTS: readonly WellKnownPort[] = [
  { protocol: 'imap', port: 993, connectionSecurity: 'implicit-tls' },
  { protocol: 'imap', port: 143, connectionSecurity: 'starttls' },
  { protocol: 'submission', port: 465, connectionSecurity: 'implicit-tls' },
  { protocol: 'submission', port: 587, connectionSecurity: 'starttls' },
  { protocol: 'pop3', port: 995, connectionSecurity: 'implicit-tls' },
  { protocol: 'pop3', port: 110, connectionSecurity: 'starttls' },
  { protocol: 'managesieve', port: 4190, connectionSecurity: 'starttls' },
  { protocol: 'smtp', port: 25, connectionSecurity: 'starttls' },
];

// As addresses of mail servers are written (RFC 5092 §1, RFC 2384 §2, RFC 5804 §3), and as other programs write them.
const SCHEMES: Readonly<Record<string, Exclude<Protocol, 'smtp'>>> = {
  imap: 'imap',
  pop: 'pop3',
  pop3: 'pop3',
  smtp: 'submission',
  submission: 'submission',
  sieve: 'managesieve',
};

const SECURITIES: readonly ConnectionSecurity[] = ['implicit-tls', 'starttls', 'cleartext'];

/**
 * Reads `HOST[:PORT][/SECURITY]` for a protocol that is known. Without a port the protocol's usual one is taken;
 * without a security the port decides (993, 995 and 465: implicit TLS, every other: STARTTLS), never cleartext.
 */
export function parseEndpoint(protocol: Protocol, given: string): Parsed<Endpoint> {
  const parts = splitEndpoint(given);
  if (!parts.ok) return parts;
  const { host, port, security } = parts.value;
  const usual = usualPort(protocol, port, security);
  return accepted({
    protocol,
    host,
    port: port ?? (usual.port as Port), // the table above holds valid ports only
    connectionSecurity: security ?? usual.connectionSecurity,
  });
}

/**
 * Reads `HOST[:PORT][/SECURITY]` where nobody said which protocol it speaks. Without a port it means all well-known
 * ports of the host that have the security asked for. A port that is not well known needs its protocol in front, as in
 * `imap://HOST:PORT`, and is refused without; `imaps://` and the like mean implicit TLS where no security is given.
 */
export function parseEndpoints(given: string): Parsed<readonly Endpoint[]> {
  const { scheme, rest = '' } = SCHEME_FORM.exec(given.trim())?.groups ?? {};
  if (scheme !== undefined) return parseAddressOfServer(scheme.toLowerCase(), rest, given);
  const parts = splitEndpoint(given);
  if (!parts.ok) return parts;
  const { host, port, security } = parts.value;
  const known = WELL_KNOWN_PORTS.filter((row) => port === undefined || row.port === port);
  if (known.length === 0) return refused('protocol_not_named', given);
  const asked = port !== undefined ? known : known.filter((row) => fits(row, security));
  return accepted(
    asked.map((row) => ({
      protocol: row.protocol,
      host,
      port: row.port as Port, // the table above holds valid ports only
      connectionSecurity: security ?? row.connectionSecurity,
    })),
  );
}

/** The protocol whose usual port this is; null where it is nobody's. */
export function protocolOfPort(port: number): Protocol | null {
  return WELL_KNOWN_PORTS.find((row) => row.port === port)?.protocol ?? null;
}

/** An endpoint as it is written: `imap.example.org:993/implicit-tls`. */
export function formatEndpoint({ host, port, connectionSecurity }: Endpoint): string {
  return `${formatHost(host)}:${port}/${connectionSecurity}`;
}

/** What an endpoint goes by in maps: alike for two that are the same by {@link isSameEndpoint}, and for no others. */
export function endpointKey({ protocol, host, port, connectionSecurity }: Endpoint): string {
  return `${protocol} ${host} ${port} ${connectionSecurity}`;
}

/** Compares by value: the endpoints of an opened report, or of an event, are other objects. */
export function isSameEndpoint(left: Endpoint, right: Endpoint): boolean {
  return (
    left.host === right.host &&
    left.port === right.port &&
    left.protocol === right.protocol &&
    left.connectionSecurity === right.connectionSecurity
  );
}

/** A host as it stands before a port: IPv6 addresses in brackets. */
export function formatHost(host: Hostname): string {
  return isIpv6(host) ? `[${host}]` : host;
}

const SCHEME_FORM = /^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):\/\/(?<rest>.*?)\/?$/;

function parseAddressOfServer(scheme: string, rest: string, given: string): Parsed<readonly Endpoint[]> {
  const isSecure = !Object.hasOwn(SCHEMES, scheme) && scheme.endsWith('s');
  const name = isSecure ? scheme.slice(0, -1) : scheme;
  const protocol = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined;
  if (protocol === undefined) return refused('endpoint_form_unknown', given);
  const parsed = parseEndpoint(protocol, isSecure && !rest.includes('/') ? `${rest}/implicit-tls` : rest);
  return parsed.ok ? accepted([parsed.value]) : parsed;
}

interface EndpointParts {
  readonly host: Hostname;
  readonly port: Port | undefined;
  readonly security: ConnectionSecurity | undefined;
}

const ENDPOINT_FORM =
  /^(?:\[(?<v6>[^\]/]+)\]|(?<host>[^:/[\]]+))(?::(?<port>[^:/]*))?(?:\/(?<security>[^/]*))?$/;

function splitEndpoint(given: string): Parsed<EndpointParts> {
  const groups = ENDPOINT_FORM.exec(given.trim())?.groups;
  if (groups === undefined) return refused('endpoint_form_unknown', given);
  const { v6 } = groups;
  // RFC 3986 §3.2.2: brackets are for addresses.
  if (v6 !== undefined && !isIpv6(v6)) return refused('endpoint_form_unknown', given);
  const host = parseHostname(v6 ?? groups['host'] ?? '');
  if (!host.ok) return host;
  const port = groups['port'] === undefined ? undefined : parsePort(groups['port']);
  if (port?.ok === false) return port;
  const security = SECURITIES.find((name) => name === groups['security']);
  if (groups['security'] !== undefined && security === undefined) {
    return refused('security_unknown', groups['security']);
  }
  return accepted({ host: host.value, port: port?.value, security });
}

function usualPort(
  protocol: Protocol,
  port: number | undefined,
  security: ConnectionSecurity | undefined,
): WellKnownPort {
  const rows = WELL_KNOWN_PORTS.filter((row) => row.protocol === protocol);
  const byPort = rows.find((row) => row.port === port);
  if (byPort !== undefined) return byPort;
  // ManageSieve and SMTP have one port only: whoever asks for another security there means that port.
  const secure = port === undefined ? (rows.find((row) => fits(row, security)) ?? rows[0]) : undefined;
  // Every other port is expected to begin in the clear and to switch, as 143 and 587 do: the safe reading of
  // "no security given", because a missing STARTTLS ends the attempt.
  return secure ?? { protocol, port: port ?? 0, connectionSecurity: 'starttls' };
}

function fits(row: WellKnownPort, security: ConnectionSecurity | undefined): boolean {
  // A cleartext connection has no port of its own: it is made to the one where STARTTLS is usual.
  const wanted = security === 'cleartext' ? 'starttls' : security;
  return wanted === undefined || row.connectionSecurity === wanted;
}
