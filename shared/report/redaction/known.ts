import type { CertificateFacts } from '../../mail/certificate.ts';
import type { Observation } from '../../mail/observation.ts';
import type { Report } from '../report.ts';
import { canonicalAddress } from './addresses.ts';

/** What reports say of whom they are about, before anything of them is hidden. */
export interface Known {
  /** The registrable domain of each subject, lower case. */
  readonly subjectSites: ReadonlySet<string>;
  /** The registrable domains of the subjects and of the servers that were suggested, lower case. */
  readonly sites: ReadonlySet<string>;
  /** The hosts that were looked at or suggested, and those that their certificates and greetings name, lower case. */
  readonly hosts: ReadonlySet<string>;
  /** The IP addresses of hosts, in their canonical form. */
  readonly addresses: ReadonlySet<string>;
  /** User names, as they stand in the reports, lower case. */
  readonly users: ReadonlySet<string>;
  /** Domains of mail addresses of others, lower case. */
  readonly foreignDomains: ReadonlySet<string>;
  /** Names of authorities that are public: they say nothing of anybody. */
  readonly publicNames: ReadonlySet<string>;
}

// The sign of a mail address, also percent-encoded, or as quoted-printable has it.
const DOMAIN_OF_ADDRESS = /(?:@|%40|=40)([\w-]{1,63}(?:\.[\w-]{1,63}){1,10})/gi;
// Whom a question was put to: `autoconfig.example.org (192.0.2.80)`.
const ASKED_AT = /^\S+ \(([^() ]+)\)$/;

/** Reads once through reports for what has to be known before the first name in any of them is replaced. */
export function knownInAll(reports: readonly Report[]): Known {
  const each = reports.map(knownIn);
  const all = (key: keyof Known): ReadonlySet<string> => new Set(each.flatMap((known) => [...known[key]]));
  const [sites, hosts] = [all('sites'), all('hosts')];
  return {
    subjectSites: all('subjectSites'),
    sites,
    hosts,
    addresses: all('addresses'),
    users: all('users'),
    // Those of others in one report may be the subject's own in another.
    foreignDomains: new Set(
      [...all('foreignDomains')].filter((domain) => !isBelow(domain, sites) && !isBelow(domain, hosts)),
    ),
    publicNames: all('publicNames'),
  };
}

function knownIn(report: Report): Known {
  const { subject, candidates, observations, signIns, plan, transcripts, judgedWith } = report;
  const planned = [plan.incoming, plan.outgoing].flatMap((one) => one ?? []);
  const chains = observations.flatMap(certificatesIn);
  const sites = lower([subject.domain, subject.site, ...candidates.map(({ site }) => site)]);
  const hosts = lower([
    ...[...candidates, ...signIns, ...planned, ...transcripts].map(({ endpoint }) => endpoint.host),
    ...(judgedWith?.endpoints ?? []).map(({ host }) => host),
    ...observations.flatMap((one) => [one.endpoint?.host ?? null, ...namesIn(one)]),
    ...chains.flatMap(({ names }) => names.map((name) => name.replace(/^\*\./, ''))),
  ]);
  const addresses = [
    ...hosts,
    ...[...observations, ...transcripts].map(({ address }) => address),
    ...observations.flatMap((one) => (one.kind === 'dns-answer' ? one.addresses : [])),
    ...observations.flatMap((one) =>
      one.kind === 'lookup' ? (ASKED_AT.exec(one.asked ?? '')?.[1] ?? []) : [],
    ),
    ...chains.flatMap(({ names }) => names),
  ];
  const users = [
    ...[...candidates, ...planned].map(({ username }) => username),
    judgedWith?.username ?? null,
    ...report.findings.map(({ params }) => params['username']),
  ];
  return {
    subjectSites: lower([subject.site]),
    sites,
    hosts,
    addresses: new Set(
      addresses.flatMap((address) => (address === null ? [] : (canonicalAddress(address) ?? []))),
    ),
    users: lower(users.flatMap((name) => (typeof name === 'string' && isName(name) ? [name] : []))),
    foreignDomains: foreignDomainsIn(report, sites, hosts),
    publicNames: new Set(observations.flatMap(publicNamesIn)),
  };
}

/** Placeholders, and dashes in place of a name, are nobody. */
function isName(name: string): boolean {
  return name.length > 1 && !name.includes('%');
}

function foreignDomainsIn(
  report: Report,
  sites: ReadonlySet<string>,
  hosts: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = JSON.stringify(report).matchAll(DOMAIN_OF_ADDRESS);
  const domains = new Set([...found].map(([, domain = '']) => domain.toLowerCase()));
  return new Set([...domains].filter((domain) => !isBelow(domain, sites) && !isBelow(domain, hosts)));
}

/** Tells whether a host is one of these names, or stands below one of them. */
export function isBelow(host: string, names: ReadonlySet<string>): boolean {
  return nameAbove(host, names) !== null;
}

/** The longest of these names that a host is, or stands below. */
export function nameAbove(host: string, names: ReadonlySet<string>): string | null {
  for (let at = 0; at >= 0 && at < host.length; at = host.indexOf('.', at) + 1) {
    const rest = host.slice(at);
    if (names.has(rest)) return rest;
    if (!rest.includes('.')) return null;
  }
  return null;
}

/** What a server calls itself first: the host of an SMTP greeting (RFC 5321 §4.2), and of the answer to EHLO (§4.1.1.1). */
function namesIn(observation: Observation): readonly string[] {
  if (observation.kind === 'dns-answer') return [observation.host];
  if (observation.kind !== 'greeting' && observation.kind !== 'capabilities') return [];
  const [first = ''] = observation.words?.text.split(' ', 1) ?? [];
  return observation.endpoint.protocol === 'submission' && /^[\w-]+(?:\.[\w-]+)+$/.test(first) ? [first] : [];
}

function certificatesIn(observation: Observation): readonly CertificateFacts[] {
  if (observation.kind === 'tls-handshake') return observation.chain;
  return observation.kind === 'tls-look' ? observation.chainAsSent : [];
}

/** The chain of a public authority: everything in it but the server's own certificate. */
function publicNamesIn(observation: Observation): readonly string[] {
  if (observation.kind !== 'tls-handshake' || observation.anchor !== 'bundled') return [];
  const [own, ...authorities] = observation.chain;
  return [
    ...(own === undefined ? [] : [own.issuer]),
    ...authorities.flatMap(({ subject, issuer }) => [subject, issuer]),
  ];
}

function lower(names: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => (name === null || name === '' ? [] : [name.toLowerCase()])));
}
