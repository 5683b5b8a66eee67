import type { Candidate, DroppedSection, OtherService, Source } from '../mail/candidate.ts';
import { formatEmailAddress, type EmailAddress } from '../mail/email-address.ts';
import { parseEndpoint, type ConnectionSecurity, type Endpoint, type Protocol } from '../mail/endpoint.ts';
import { parsePort } from '../mail/port.ts';
import { textIn } from './autoconfig-text.ts';
import { usernameOf } from './autoconfig-placeholders.ts';
import type { XmlElement } from './document.ts';
import { readServerHost } from './server-host.ts';
import { shortText } from './short-text.ts';

/** What one `Protocol` of an Autodiscover answer is. */
export type ReadProtocol = Candidate | DroppedSection | OtherService;

/** What was asked, and where: the user name that comes back is compared with the address that went out. */
export interface Asked {
  readonly address: EmailAddress;
  readonly source: Source;
  /** True where the address is the person's own, who agreed to that: whatever name comes back is theirs. */
  readonly isOwner: boolean;
}

const LONGEST_GIVEN = 100;
const LONGEST_TYPE = 60;

const TYPES: ReadonlyMap<string, { readonly protocol: Protocol; readonly section: 'incoming' | 'outgoing' }> =
  new Map([
    ['imap', { protocol: 'imap', section: 'incoming' }],
    ['pop3', { protocol: 'pop3', section: 'incoming' }],
    ['smtp', { protocol: 'submission', section: 'outgoing' }],
  ]);

// `Encryption`, which overrides `SSL`. What means "find out yourself" is decided like `SSL` on.
const ENCRYPTIONS: ReadonlyMap<string, ConnectionSecurity | 'by-port'> = new Map([
  ['ssl', 'implicit-tls'],
  ['tls', 'starttls'],
  ['auto', 'by-port'],
  ['none', 'cleartext'],
]);

/** Where TLS begins with a command. "SSL on" at any other port is taken by its word. */
const STARTTLS_PORTS: ReadonlySet<number> = new Set([25, 110, 143, 587, 2525]);

// `AuthPackage`, in autoconfig's words.
const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['basic', ['password-cleartext']],
  ['certificate', ['TLS-client-cert']],
  ['kerb', ['GSSAPI']],
  ['kerbntlm', ['GSSAPI', 'NTLM']],
  ['negotiate', ['GSSAPI', 'NTLM']],
  ['ntlm', ['NTLM']],
]);

/** Reads one `Protocol` element. What is not IMAP, POP3 or SMTP is another service, mostly Exchange. */
export function readProtocol(element: XmlElement, asked: Asked): ReadProtocol {
  // Exchange has a form with the type as an attribute, for MAPI over HTTP.
  const type = writtenIn(element, 'Type') ?? element.attributes.get('Type') ?? '';
  const server = writtenIn(element, 'Server');
  const known = TYPES.get(type.toLowerCase());
  if (known === undefined) return otherService(type, server);
  const endpoint = readEndpoint(element, known.protocol, server);
  if ('reason' in endpoint) return { section: known.section, ...endpoint };
  return {
    endpoint,
    username: usernameIn(element, asked),
    signIn: signInWords(element),
    source: asked.source,
  };
}

/** What is written in the first child of that name; null where there is none, or nothing in it. */
export function writtenIn(element: XmlElement, name: string): string | null {
  const text = textIn(element, name).trim();
  return text === '' ? null : text;
}

function otherService(type: string, server: string | null): OtherService {
  return {
    type: shortText(type, LONGEST_TYPE),
    at: server === null ? null : shortText(server, LONGEST_GIVEN),
  };
}

function readEndpoint(
  element: XmlElement,
  protocol: Protocol,
  server: string | null,
): Endpoint | Omit<DroppedSection, 'section'> {
  if (server === null) return { reason: 'host-missing', given: '' };
  const host = readServerHost(server);
  if (host === null) return { reason: 'host-unusable', given: shortText(server, LONGEST_GIVEN) };
  const given = writtenIn(element, 'Port');
  const port = given === null ? null : parsePort(given);
  if (port?.ok === false) return { reason: 'port-unusable', given: shortText(given ?? '', LONGEST_GIVEN) };
  const security = securityIn(element);
  if (security === null) {
    const encryption = writtenIn(element, 'Encryption') ?? writtenIn(element, 'SSL') ?? '';
    return { reason: 'security-unknown', given: shortText(encryption, LONGEST_GIVEN) };
  }
  const usual = port !== null && STARTTLS_PORTS.has(port.value) ? 'starttls' : 'implicit-tls';
  const written = `${host}${port === null ? '' : `:${port.value}`}`;
  const endpoint = parseEndpoint(protocol, `${written}/${security === 'by-port' ? usual : security}`);
  return endpoint.ok ? endpoint.value : { reason: 'host-unusable', given: shortText(server, LONGEST_GIVEN) };
}

/**
 * Encryption or, without it, SSL, which is on where it does not stand. On says that there is TLS and not how it begins, as
 * on port 587 of many answers: the port decides, and it never decides for cleartext.
 */
function securityIn(element: XmlElement): ConnectionSecurity | 'by-port' | null {
  const encryption = writtenIn(element, 'Encryption');
  if (encryption !== null) return ENCRYPTIONS.get(encryption.toLowerCase()) ?? null;
  const ssl = writtenIn(element, 'SSL')?.toLowerCase() ?? 'on';
  if (ssl === 'on') return 'by-port';
  return ssl === 'off' ? 'cleartext' : null;
}

/**
 * The form of the user name, where it is one of the address that was asked for. Any other is a name that the server gave
 * to that address; where it may be nobody's, it is not kept.
 */
function usernameIn(element: XmlElement, { address, isOwner }: Asked): string | null {
  const written = writtenIn(element, 'LoginName') ?? '';
  const loginName = written.toLowerCase();
  if (loginName === formatEmailAddress(address).toLowerCase()) return '%EMAILADDRESS%';
  if (loginName === address.localPart.toLowerCase()) return '%EMAILLOCALPART%';
  return isOwner ? usernameOf(written) : null;
}

/**
 * How one signs in. `SPA` is on where it does not stand, by the letter; servers that leave it out mean nothing by that, so
 * that only a written one is believed. It means NTLM.
 */
function signInWords(element: XmlElement): readonly string[] {
  const authPackage = PACKAGES.get(writtenIn(element, 'AuthPackage')?.toLowerCase() ?? '');
  if (writtenIn(element, 'AuthRequired')?.toLowerCase() === 'off') return ['none'];
  if (authPackage !== undefined) return authPackage;
  const spa = writtenIn(element, 'SPA')?.toLowerCase();
  if (spa === 'on') return ['NTLM'];
  return spa === 'off' ? ['password-cleartext'] : [];
}
