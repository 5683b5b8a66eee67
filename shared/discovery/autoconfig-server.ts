import type { Candidate, DroppedSection, OtherService, Source } from '../mail/candidate.ts';
import type { ConnectionSecurity, Protocol } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import { parsePort } from '../mail/port.ts';
import { hostOf, usernameOf } from './autoconfig-placeholders.ts';
import { readSignIn } from './autoconfig-sign-in.ts';
import { textIn } from './autoconfig-text.ts';
import type { XmlElement } from './document.ts';
import { shortText } from './short-text.ts';

/** What a section turned out to be. */
export type ReadSection =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'dropped'; readonly dropped: DroppedSection }
  | { readonly kind: 'other'; readonly service: OtherService };

/** What every section of a document is read with. */
export interface AutoconfigContext {
  readonly source: Source;
  /** The domain that was asked about. */
  readonly domain: Hostname;
}

type Section = DroppedSection['section'];

// Elements that mail programs connect to, and what they are reported as.
const SERVER_ELEMENTS: ReadonlyMap<string, Section> = new Map([
  ['incomingServer', 'incoming'],
  ['outgoingServer', 'outgoing'],
  ['setupServer', 'other'],
]);

// Elements for something else. The draft writes the first in both ways.
const OTHER_ELEMENTS: ReadonlySet<string> = new Set([
  'addressBook',
  'addressbook',
  'calendar',
  'fileShare',
  'chatServer',
  'videoConference',
]);

// The types that are spoken here, and the only place of each.
const TYPES: ReadonlyMap<string, { readonly protocol: Protocol; readonly section: Section }> = new Map([
  ['imap', { protocol: 'imap', section: 'incoming' }],
  ['pop3', { protocol: 'pop3', section: 'incoming' }],
  ['smtp', { protocol: 'submission', section: 'outgoing' }],
  ['managesieve', { protocol: 'managesieve', section: 'other' }],
]);

// "SSL" is implicit TLS, of whatever version; with STARTTLS a failure ends the connection, as it does everywhere here.
const SECURITIES: ReadonlyMap<string, ConnectionSecurity> = new Map([
  ['SSL', 'implicit-tls'],
  ['STARTTLS', 'starttls'],
  ['plain', 'cleartext'],
]);

const LONGEST_GIVEN = 100;
const LONGEST_AT = 500;

/** Tells whether an element is a section with a server in it, of whatever kind. */
export function isSection({ name }: XmlElement): boolean {
  return SERVER_ELEMENTS.has(name) || OTHER_ELEMENTS.has(name);
}

/** Reads one section. What is wrong in it drops it, and nothing but it. */
export function readSection(element: XmlElement, context: AutoconfigContext): ReadSection {
  const section = SERVER_ELEMENTS.get(element.name);
  if (section === undefined) return other(element);
  const type = (element.attributes.get('type') ?? '').trim();
  const known = TYPES.get(type);
  if (known?.section === section) return readServer(element, known.protocol, section, context);
  // A type that is missing, or that has its place elsewhere, is a mistake; one that is not spoken here is none.
  return type === '' || known !== undefined ? dropped(section, 'protocol-unknown', type) : other(element);
}

function readServer(
  element: XmlElement,
  protocol: Protocol,
  section: Section,
  { source, domain }: AutoconfigContext,
): ReadSection {
  const hostname = textIn(element, 'hostname');
  if (hostname === '') return dropped(section, 'host-missing', '');
  const host = hostOf(hostname, domain);
  if (host === null) return dropped(section, 'host-unusable', hostname);
  const port = parsePort(textIn(element, 'port'));
  if (!port.ok) return dropped(section, 'port-unusable', port.problem.given);
  const socketType = textIn(element, 'socketType');
  const connectionSecurity = SECURITIES.get(socketType);
  if (connectionSecurity === undefined) return dropped(section, 'security-unknown', socketType);
  const signIn = readSignIn(element);
  if (signIn.given.length > 0 && signIn.known.length === 0) {
    return dropped(section, 'sign-in-unknown', signIn.given.join(', '));
  }
  const candidate: Candidate = {
    endpoint: { protocol, host, port: port.value, connectionSecurity },
    username: usernameOf(textIn(element, 'username')),
    signIn: signIn.known,
    source,
  };
  return { kind: 'candidate', candidate };
}

function other(element: XmlElement): ReadSection {
  const type = (element.attributes.get('type') ?? '').trim();
  const at = textIn(element, 'url') || textIn(element, 'hostname');
  return {
    kind: 'other',
    service: {
      type: shortText(type === '' ? element.name : type, LONGEST_GIVEN),
      at: at === '' ? null : shortText(at, LONGEST_AT),
    },
  };
}

function dropped(section: Section, reason: DroppedSection['reason'], given: string): ReadSection {
  return { kind: 'dropped', dropped: { section, reason, given: shortText(given, LONGEST_GIVEN) } };
}
