import { createHash } from 'node:crypto';
import type { MxAnswer, SrvAnswer, StringAnswer, TxtAnswer } from 'dns-packet';
import { LOOPBACK } from '../listen.ts';
import { PRACTICE_DOMAIN, PRACTICE_PROTOCOLS, type PracticeProtocol } from '../protocols.ts';
import { USUAL_DISCOVERY, type DiscoveryBehaviour } from './behaviour.ts';
import { malformedPaccDocument, paccDocument } from './documents.ts';
import {
  AUTOCONFIG_PATH,
  ISPDB_HOST,
  mailHost,
  OTHER_DOMAIN,
  PORTAL_HOST,
  webAddress,
  type OpenDoor,
  type Places,
} from './places.ts';

/** A record of the practice domains. Without a TTL, which is then 0: what a fault changes is seen at once. */
export type ZoneRecord = StringAnswer | MxAnswer | SrvAnswer | TxtAnswer;

/** Everything that the DNS server knows. */
export interface Zone {
  /** Names are lower case, without a dot at the end. */
  readonly records: readonly ZoneRecord[];
  /** The address of each name that does not exist; null where such a name has none. */
  readonly addressOfUnknown: string | null;
}

// Nothing of the practice server listens there.
const DEAD_IPV6 = '::1';

/** The service labels of RFC 6186, RFC 8314 §5.1 and RFC 5804 §1.8; ManageSieve has no one for implicit TLS. */
const SERVICES: Readonly<Record<PracticeProtocol, Readonly<Record<OpenDoor['connectionSecurity'], string>>>> =
  {
    imap: { 'implicit-tls': '_imaps', starttls: '_imap' },
    pop3: { 'implicit-tls': '_pop3s', starttls: '_pop3' },
    submission: { 'implicit-tls': '_submissions', starttls: '_submission' },
    managesieve: { 'implicit-tls': '_sieve', starttls: '_sieve' },
  };

/** The records of the practice domains. The other domain is always well. */
export function zoneOf(behaviour: DiscoveryBehaviour, places: Places): Zone {
  return {
    records: [
      ...recordsOf(PRACTICE_DOMAIN, behaviour, places),
      ...recordsOf(OTHER_DOMAIN, USUAL_DISCOVERY, places),
      ...[ISPDB_HOST, PORTAL_HOST].map(address),
    ],
    addressOfUnknown: behaviour.everyNameResolves ? LOOPBACK : null,
  };
}

/** The PACC document as it is served, and as its digest is made of it; null where there is none. */
export function servedPacc({ pacc }: DiscoveryBehaviour, domain: string): string | null {
  if (pacc === 'absent') return null;
  return pacc === 'malformed' ? malformedPaccDocument(domain) : paccDocument(domain);
}

function recordsOf(domain: string, behaviour: DiscoveryBehaviour, places: Places): readonly ZoneRecord[] {
  return [
    address(domain),
    // As where a provider has its customers point these names at its own.
    alias(`autoconfig.${domain}`, domain),
    alias(`autodiscover.${domain}`, domain),
    address(`ua-auto-config.${domain}`),
    address(`mx.${domain}`),
    ...PRACTICE_PROTOCOLS.flatMap((protocol) => mailHostRecords(mailHost(protocol, domain), behaviour)),
    ...mxRecords(domain, behaviour),
    ...srvRecords(domain, behaviour, places),
    ...textRecords(domain, behaviour, places),
  ];
}

function mailHostRecords(host: string, { mailHosts }: DiscoveryBehaviour): readonly ZoneRecord[] {
  const records: Readonly<Record<DiscoveryBehaviour['mailHosts'], readonly ZoneRecord[]>> = {
    usual: [address(host)],
    unknown: [],
    'cname-loop': [alias(host, `again.${host}`), alias(`again.${host}`, host)],
    'ipv6-dead': [address(host), { type: 'AAAA', name: host, data: DEAD_IPV6 }],
  };
  return records[mailHosts];
}

function mxRecords(domain: string, { mx }: DiscoveryBehaviour): readonly ZoneRecord[] {
  if (mx === 'absent') return [];
  const exchange = `mx.${mx === 'other-domain' ? OTHER_DOMAIN : domain}`;
  return [{ type: 'MX', name: domain, data: { preference: 10, exchange } }];
}

function srvRecords(domain: string, behaviour: DiscoveryBehaviour, places: Places): readonly ZoneRecord[] {
  const autodiscover = service('_autodiscover', domain, `autodiscover.${domain}`, places.https);
  return [
    ...(behaviour.autodiscover === 'absent' ? [] : [autodiscover]),
    ...places.doors.flatMap((door) => mailService(door, domain, behaviour)),
  ];
}

function mailService(door: OpenDoor, domain: string, { srv }: DiscoveryBehaviour): readonly ZoneRecord[] {
  const label = SERVICES[door.protocol][door.connectionSecurity];
  if (srv === 'absent') return [];
  // RFC 2782: a target of "." means that the service is decidedly not available at this domain.
  if (srv === 'not-offered') return [service(label, domain, '.', 0)];
  const target = mailHost(door.protocol, srv === 'other-domain' ? OTHER_DOMAIN : domain);
  return [service(label, domain, target, door.port)];
}

function textRecords(domain: string, behaviour: DiscoveryBehaviour, places: Places): readonly ZoneRecord[] {
  const file = webAddress('https', `autoconfig.${domain}`, AUTOCONFIG_PATH, places);
  const mailconf = behaviour.mailconf === 'absent' ? [] : [text(domain, `mailconf=${file}`)];
  const document = servedPacc(behaviour, domain);
  if (document === null || behaviour.paccDigest === 'absent') return mailconf;
  // The digest of what was served before: one more space, and nothing fits any more.
  const digested = behaviour.paccDigest === 'mismatching' ? `${document} ` : document;
  const digest = createHash('sha256').update(digested).digest('base64');
  return [...mailconf, text(`_ua-auto-config.${domain}`, `v=UAAC1; a=sha256; d=${digest}`)];
}

function address(name: string): ZoneRecord {
  return { type: 'A', name, data: LOOPBACK };
}

function alias(name: string, target: string): ZoneRecord {
  return { type: 'CNAME', name, data: target };
}

function service(label: string, domain: string, target: string, port: number): ZoneRecord {
  return { type: 'SRV', name: `${label}._tcp.${domain}`, data: { priority: 0, weight: 1, port, target } };
}

function text(name: string, data: string): ZoneRecord {
  return { type: 'TXT', name, data };
}
