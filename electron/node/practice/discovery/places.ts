import { PRACTICE_DOMAIN, PRACTICE_HOSTS, type Door, type PracticeProtocol } from '../protocols.ts';

/** Another provider's domain, which is well and offers the same doors under names of its own. */
export const OTHER_DOMAIN = 'other-practice.test';

/** The domains that the DNS server and the web servers answer for. */
export const DOMAINS: readonly string[] = [PRACTICE_DOMAIN, OTHER_DOMAIN];

/** What stands before a domain in the names of its web servers; '' is the domain itself. */
const WEB_LABELS = ['', 'autoconfig.', 'autodiscover.', 'ua-auto-config.'];

/** A database of providers, in the manner of the ISPDB: of a third domain, as that is. */
export const ISPDB_HOST = 'ispdb.providers.test';

/** The page of the guest network that a captive portal belongs to, which is nobody's whose mail it keeps back. */
export const PORTAL_HOST = 'portal.guest-network.test';

/** Every name that the web servers are reached by. */
export const WEB_HOSTS: readonly string[] = [
  ...DOMAINS.flatMap((domain) => WEB_LABELS.map((label) => `${label}${domain}`)),
  ISPDB_HOST,
  PORTAL_HOST,
];

/** A door of the mail server that is open, and the port that it has this time. */
export interface OpenDoor extends Omit<Door, 'preferredPort'> {
  readonly port: number;
}

/** The ports that published settings name. */
export interface Places {
  /** In the order in which a mail program should take them. */
  readonly doors: readonly OpenDoor[];
  readonly https: number;
  readonly http: number;
}

/** The host of a mail protocol in one of the domains. */
export function mailHost(protocol: PracticeProtocol, domain: string): string {
  return PRACTICE_HOSTS[protocol].replace(PRACTICE_DOMAIN, domain);
}

/**
 * An address on one of the web servers. It carries the port, because the well-known ones are not ours to take: whoever
 * asks for the first address, which has none, is told by other means where it is served.
 */
export function webAddress(scheme: 'https' | 'http', host: string, path: string, places: Places): string {
  return `${scheme}://${host}:${places[scheme]}${path}`;
}

/** Where the autoconfig file of a domain is (draft-ietf-mailmaint-autoconfig). */
export const AUTOCONFIG_PATH = '/mail/config-v1.1.xml';

/** Where it is on the domain itself. */
export const WELL_KNOWN_AUTOCONFIG_PATH = '/.well-known/autoconfig/mail/config-v1.1.xml';

/** Where Autodiscover v1 is. */
export const AUTODISCOVER_PATH = '/autodiscover/autodiscover.xml';

/** Where the PACC document is (draft-ietf-mailmaint-pacc). */
export const PACC_PATH = '/.well-known/user-agent-configuration.json';
