import type { Candidate, Source } from '../mail/candidate.ts';
import type { ConnectionSecurity, Endpoint, Protocol } from '../mail/endpoint.ts';
import { isIpAddress, parseHostname, type Hostname } from '../mail/hostname.ts';
import { withoutRepeats } from '../mail/hosts.ts';
import type { Port } from '../mail/port.ts';

interface GuessedName {
  /** What stands before the domain; '' is the domain itself, null a host that the domain's MX records name. */
  readonly label: string | null;
  readonly protocols: readonly Protocol[];
}

/**
 * The names that are tried, the likeliest first. Each costs two DNS questions before anything is known, so that a name
 * stands here only where mail servers are really found, and only for what is found there: POP3 and ManageSieve at names
 * of their own and where small servers keep everything.
 */
const NAMES: readonly GuessedName[] = [
  { label: 'imap', protocols: ['imap', 'managesieve'] },
  { label: 'mail', protocols: ['imap', 'submission', 'pop3', 'managesieve'] },
  { label: 'smtp', protocols: ['submission'] },
  { label: null, protocols: ['imap', 'submission'] },
  { label: '', protocols: ['imap', 'submission'] },
  { label: 'mx', protocols: ['imap', 'submission'] },
  { label: 'pop', protocols: ['pop3'] },
  { label: 'pop3', protocols: ['pop3'] },
  { label: 'imaps', protocols: ['imap'] },
  { label: 'smtps', protocols: ['submission'] },
];

/** The likeliest at a provider that only takes the mail of a domain: where people sign in there. */
const PROVIDER_NAMES: readonly GuessedName[] = [
  { label: 'imap', protocols: ['imap'] },
  { label: 'mail', protocols: ['imap', 'submission'] },
  { label: 'smtp', protocols: ['submission'] },
];

/** Most domains have one, and a second one that is only there for when the first is not. */
const MOST_MX_HOSTS = 2;

interface GuessedPort {
  readonly port: number;
  readonly connectionSecurity: ConnectionSecurity;
}

// Implicit TLS first (RFC 8314 §3). Nothing that goes without encryption is ever guessed, and neither is port 25.
const PORTS: Readonly<Record<Protocol, readonly GuessedPort[]>> = {
  imap: [
    { port: 993, connectionSecurity: 'implicit-tls' },
    { port: 143, connectionSecurity: 'starttls' },
  ],
  submission: [
    { port: 465, connectionSecurity: 'implicit-tls' },
    { port: 587, connectionSecurity: 'starttls' },
  ],
  pop3: [
    { port: 995, connectionSecurity: 'implicit-tls' },
    { port: 110, connectionSecurity: 'starttls' },
  ],
  managesieve: [{ port: 4190, connectionSecurity: 'starttls' }],
  smtp: [],
};

const GUESS: Source = { kind: 'guess', uri: null, trust: 'guess' };

/**
 * Where the mail servers of a domain would be if it had the usual names: everything worth a look, preferred first, with
 * nobody's word for any of it.
 *
 * Names are made below the domain itself, never above it.
 *
 * @param mxHosts those that the domain names, preferred first; none where they are not known
 */
export function guessEndpoints(domain: Hostname, mxHosts: readonly Hostname[]): readonly Candidate[] {
  return guessesFor(NAMES, domain, mxHosts);
}

/**
 * The same for whoever takes the mail of a domain.
 *
 * @param mxDomain what a host of its MX records is named after: `example.net` of `mx1.example.net`
 */
export function guessAtProvider(mxDomain: Hostname): readonly Candidate[] {
  return guessesFor(PROVIDER_NAMES, mxDomain, []);
}

function guessesFor(
  names: readonly GuessedName[],
  domain: Hostname,
  mxHosts: readonly Hostname[],
): readonly Candidate[] {
  const endpoints = names.flatMap((name) =>
    hostsOf(name, domain, mxHosts).flatMap((host) =>
      name.protocols.flatMap((protocol) => endpointsAt(host, protocol)),
    ),
  );
  return withoutRepeats(endpoints).map((endpoint) => ({
    endpoint,
    username: null,
    signIn: [],
    source: GUESS,
  }));
}

function hostsOf(
  { label }: GuessedName,
  domain: Hostname,
  mxHosts: readonly Hostname[],
): readonly Hostname[] {
  if (label === '') return [domain];
  if (label === null) return mxHosts.filter((host) => !isIpAddress(host)).slice(0, MOST_MX_HOSTS);
  const host = parseHostname(`${label}.${domain}`);
  return host.ok ? [host.value] : []; // the domain is as long as a name gets, and nothing is below it
}

function endpointsAt(host: Hostname, protocol: Protocol): readonly Endpoint[] {
  return PORTS[protocol].map(({ port, connectionSecurity }) => ({
    protocol,
    host,
    port: port as Port, // the table above holds valid ports only
    connectionSecurity,
  }));
}
