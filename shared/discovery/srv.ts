import type { Candidate, DroppedSection, Source, Suggestion } from '../mail/candidate.ts';
import type { ConnectionSecurity, Protocol } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import { parsePort } from '../mail/port.ts';
import { readServerHost } from './server-host.ts';
import { shortText } from './short-text.ts';

/** A service label of mail (RFC 6186 §3, RFC 8314 §5.1, RFC 5804 §1.8). */
export type SrvLabel = '_imaps' | '_imap' | '_pop3s' | '_pop3' | '_submissions' | '_submission' | '_sieve';

/** An SRV record (RFC 2782). */
export interface SrvRecord {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  /** As it is written; the root is `.` or empty. */
  readonly target: string;
}

/** What was answered to the question for one label, and where that comes from. */
export interface SrvAnswer {
  readonly label: SrvLabel;
  readonly records: readonly SrvRecord[];
  readonly source: Source;
}

interface Service {
  readonly label: SrvLabel;
  readonly protocol: Protocol;
  readonly connectionSecurity: ConnectionSecurity;
  readonly section: DroppedSection['section'];
}

// RFC 8314 §5.1: of two services for the same, the one with implicit TLS is preferred, so it comes first. `_imap`, `_pop3`
// and `_submission` may mean cleartext to those who wrote them; here they mean STARTTLS, and nothing less is ever read.
const SERVICES: readonly Service[] = [
  { label: '_imaps', protocol: 'imap', connectionSecurity: 'implicit-tls', section: 'incoming' },
  { label: '_imap', protocol: 'imap', connectionSecurity: 'starttls', section: 'incoming' },
  { label: '_pop3s', protocol: 'pop3', connectionSecurity: 'implicit-tls', section: 'incoming' },
  { label: '_pop3', protocol: 'pop3', connectionSecurity: 'starttls', section: 'incoming' },
  { label: '_submissions', protocol: 'submission', connectionSecurity: 'implicit-tls', section: 'outgoing' },
  { label: '_submission', protocol: 'submission', connectionSecurity: 'starttls', section: 'outgoing' },
  { label: '_sieve', protocol: 'managesieve', connectionSecurity: 'starttls', section: 'other' },
];

const MOST_RECORDS = 20;
const LONGEST_GIVEN = 100;

/** The labels to ask for. */
export const SRV_LABELS: readonly SrvLabel[] = SERVICES.map(({ label }) => label);

/** The name to ask for the SRV records of a service at. */
export function srvName(label: SrvLabel, domain: Hostname): string {
  return `${label}._tcp.${domain}`;
}

/**
 * What the SRV records of a domain suggest. They say nothing about user names and sign-in.
 *
 * Preferred first: of IMAP and POP3 the one with the lowest priority anywhere (RFC 6186 §3.4), IMAP where they are
 * alike; then implicit TLS before STARTTLS; then by priority; then the higher weight. RFC 2782 draws among weights, to
 * share out the load of many clients. Here everything is looked at, and the same records must give the same order each
 * time, or no report could be judged again.
 *
 * Known gap: who is on the way can change DNS, and nothing here proves that a target belongs to the domain (RFC 6186
 * §6); that is for the certificate, or a person, to confirm.
 */
export function readSrv(answers: readonly SrvAnswer[]): Suggestion {
  const read = SERVICES.flatMap((service) =>
    answers.filter(({ label }) => label === service.label).map((answer) => readAnswer(service, answer)),
  );
  const offers = read.flatMap(({ offers: of }) => of);
  return {
    candidates: offers.toSorted(byPreference(offers)).map(({ candidate }) => candidate),
    notOffered: refusedIn(read, offers),
    dropped: read.flatMap(({ dropped }) => dropped),
    others: [],
    instructions: [],
    providerName: null,
  };
}

interface Offer {
  readonly candidate: Candidate;
  readonly record: SrvRecord;
}

interface ReadAnswer {
  readonly service: Service;
  readonly offers: readonly Offer[];
  readonly dropped: readonly DroppedSection[];
  readonly isNotOffered: boolean;
}

function readAnswer(service: Service, { records, source }: SrvAnswer): ReadAnswer {
  const named = records.filter((record) => !isRoot(record.target));
  const read = named.slice(0, MOST_RECORDS).map((record) => readRecord(service, record, source));
  return {
    service,
    offers: read.filter((result) => 'candidate' in result),
    dropped: read.filter((result) => 'reason' in result),
    // RFC 2782: a target of "." means that the service is decidedly not available at this domain.
    isNotOffered: records.length > 0 && named.length === 0,
  };
}

function readRecord(service: Service, record: SrvRecord, source: Source): Offer | DroppedSection {
  const { protocol, connectionSecurity, section } = service;
  const host = readServerHost(record.target);
  if (host === null) {
    return { section, reason: 'host-unusable', given: shortText(record.target, LONGEST_GIVEN) };
  }
  const port = parsePort(String(record.port));
  if (!port.ok) return { section, reason: 'port-unusable', given: String(record.port) };
  const endpoint = { protocol, host, port: port.value, connectionSecurity };
  return { candidate: { endpoint, username: null, signIn: [], source }, record };
}

function isRoot(target: string): boolean {
  return target === '' || target === '.';
}

/** RFC 6186 §3.4. A protocol is not to be had where no label of it offers one: STARTTLS may be off and TLS on. */
function refusedIn(read: readonly ReadAnswer[], offers: readonly Offer[]): readonly Protocol[] {
  const offered = new Set(offers.map(({ candidate }) => candidate.endpoint.protocol));
  const refused = read.filter(({ isNotOffered }) => isNotOffered).map(({ service }) => service.protocol);
  return [...new Set(refused)].filter((protocol) => !offered.has(protocol));
}

function byPreference(offers: readonly Offer[]): (left: Offer, right: Offer) => number {
  const lowest = (protocol: Protocol): number =>
    Math.min(
      ...offers.filter((offer) => protocolOf(offer) === protocol).map(({ record }) => record.priority),
    );
  const isPop3First = lowest('pop3') < lowest('imap');
  return (left, right) =>
    rankOf(left, isPop3First) - rankOf(right, isPop3First) ||
    left.record.priority - right.record.priority ||
    right.record.weight - left.record.weight;
}

/** The place of its service in the table, where POP3 is put before everything else if the domain prefers it. */
function rankOf(offer: Offer, isPop3First: boolean): number {
  const { protocol, connectionSecurity } = offer.candidate.endpoint;
  const place = SERVICES.findIndex(
    (service) => service.protocol === protocol && service.connectionSecurity === connectionSecurity,
  );
  return protocol === 'pop3' && isPop3First ? place - SERVICES.length : place;
}

function protocolOf({ candidate }: Offer): Protocol {
  return candidate.endpoint.protocol;
}
